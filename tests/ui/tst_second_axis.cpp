// SPDX-License-Identifier: GPL-3.0-or-later
// A plot with an axis at the right: its own range and ticks, and everything that is done with a
// plot right for it too; values of training with their error bars.
#include "core/labs/lab.h"
#include "core/models/models.h"
#include "ui/board/plot_feed.h"
#include "ui/board/training_text.h"
#include "ui/plot/legend_bar.h"
#include "ui/plot/plot_card.h"
#include "ui/shell/theme.h"

#include <QFile>
#include <QFontMetricsF>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

#include <cmath>

using namespace ui;

namespace {

LineSeries falling()
{
    LineSeries line{.id = QStringLiteral("R"), .label = QStringLiteral("R")};
    for (int i = 0; i <= 300; ++i)
        line.points.emplace_back(10.0 * i, 0.02 + 0.2 * std::exp(-0.05 * i));
    return line;
}

// Untrained, -543; then from -170 to -130.
PointSeries likelihood()
{
    PointSeries points{.id = QStringLiteral("ln p"), .label = QStringLiteral("ln p")};
    points.side = Side::right;
    points.joined = true;
    points.role = CurveRole::second;
    points.points.push_back({300.0, -543.0, 1.5, true, {}});
    for (int i = 2; i <= 10; ++i)
        points.points.push_back({300.0 * i, -130.0 - 80.0 / i, 1.5, true, {}});
    return points;
}

std::unique_ptr<PlotCard> card(QSize size = {420, 300})
{
    auto made = std::make_unique<PlotCard>(QStringLiteral("Loss"));
    made->resize(size);
    made->setAxes({.title = QStringLiteral("step")}, {.title = QStringLiteral("R")});
    made->setRightAxis({.title = QStringLiteral("ln p / nats"), .settles = true});
    made->setLine(falling());
    made->show();
    return made;
}

std::unique_ptr<PlotCard> both()
{
    auto made = card();
    made->setPoints(likelihood());
    made->refreshNow();
    return made;
}

QImage chartOf(PlotCard& plot)
{
    plot.refreshNow();
    return plot.view()->grab().toImage();
}

int inkOf(const QImage& picture, const QColor& colour)
{
    int ink = 0;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x) {
            const QColor c = picture.pixelColor(x, y);
            ink += std::abs(c.red() - colour.red()) + std::abs(c.green() - colour.green()) +
                               std::abs(c.blue() - colour.blue()) <=
                           40
                       ? 1
                       : 0;
        }
    return ink;
}

core::Sample sampleOf(std::uint64_t step, double value, double error)
{
    auto const& model = *core::findModel("rbm")->card;
    core::Sample sample;
    sample.step = step;
    sample.values.fill(core::notANumber);
    const auto put = [&](std::string_view id, double v) {
        sample.values.at(static_cast<std::size_t>(core::observableIndex(model, id))) = v;
    };
    put("reconstruction-error", 0.1);
    if (std::isfinite(value)) {
        put("log-likelihood", value);
        put("ln-Z-error", error);
    }
    return sample;
}

} // namespace

class TestSecondAxis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeId::light); }
    void eachSideHasItsOwnRange();
    void anAxisWithoutValuesIsNotSeen();
    void nothingPaintedLeavesTheView();
    void theBeginningDoesNotSqueezeTheRest();
    void aFewValuesAreAllSeen();
    void bothSidesZoomTogether();
    void aLogarithmIsTheLeftAxisOnly();
    void theReadOutIsOfTheRightAxis();
    void theLegendSaysWhichAxis();
    void theTableSaysWhichAxis();
    void joinedValuesHaveALineAndBars();
    void manyExactValuesAreAThinLine();
    void theNewestValueIsSeenWhole();
    void aDrawingStaysInsideItsFrame();
    void valuesOfTrainingCarryTheirError();
    void anExactValueHasNoBar();
    void valuesAreRoundedByTheirError();
};

void TestSecondAxis::eachSideHasItsOwnRange()
{
    const auto c = both();
    QVERIFY(c->shownRight());
    QVERIFY(c->shownRight()->high >= -138.0 && c->shownRight()->high < 0.0);
    QVERIFY(c->shownY().low >= 0.0 && c->shownY().high < 1.0);
    // A value lies where its own axis says.
    const PlotMap& map = c->view()->map(Side::right);
    const double height = map.pixelY(-138.0);
    QVERIFY(height > map.area.top() - 1.0 && height < map.area.bottom());
    QCOMPARE(map.area, c->view()->map().area);
}

void TestSecondAxis::anAxisWithoutValuesIsNotSeen()
{
    const auto with = card();
    const auto without = card();
    without->setAxes({.title = QStringLiteral("step")}, {.title = QStringLiteral("R")});
    const QImage before = chartOf(*without);
    QVERIFY(!with->shownRight());
    QCOMPARE(with->view()->map().area.right() > 0.9 * with->view()->width(), true);
    QCOMPARE(chartOf(*with).size(), before.size());
    with->setPoints(likelihood());
    with->refreshNow();
    QVERIFY(with->view()->map().area.right() < without->view()->map().area.right());
    with->setShown(QStringLiteral("ln p"), false);
    QVERIFY(chartOf(*with).width() == before.width() && !with->shownRight());
}

void TestSecondAxis::nothingPaintedLeavesTheView()
{
    for (const double scale : {1.0, 2.0}) {
        QFont font = qApp->font();
        font.setPointSizeF(scale * font.pointSizeF());
        const QFont small = plotFont(font);
        const QFontMetricsF metrics(small);
        for (const QSizeF view : {QSizeF(236, 160), QSizeF(420, 300)}) {
            PlotMap map;
            map.x = {0.0, 3000.0};
            map.y = {0.0, 0.25};
            const AxesLayout layout =
                layOutAxes(view, map, {.title = QStringLiteral("step")}, {}, small,
                           RightAxis{{.title = QStringLiteral("ln p / nats")}, {-1250.0, -1000.0}});
            QVERIFY(layout.right.ticks.size() >= 2);
            for (const Tick& tick : layout.right.ticks)
                QVERIFY(layout.area.right() + 8.0 + metrics.horizontalAdvance(tick.label) <=
                        view.width());
            QVERIFY2(layout.area.top() - 0.5 * metrics.ascent() >= metrics.height(),
                     "titles do not touch the uppermost labels");
            QVERIFY(layout.area.width() > 40.0);
        }
    }
}

void TestSecondAxis::theBeginningDoesNotSqueezeTheRest()
{
    const auto c = both();
    QVERIFY2(c->shownRight()->low > -250.0, "one value of an untrained machine is out of sight");
    QVERIFY2(c->shownRight()->low <= -157.0, "the others are all in sight");
    c->setWhole(true);
    c->refreshNow();
    QVERIFY(c->shownRight()->low <= -543.0);
    c->setWhole(false);
    c->refreshNow();
    QVERIFY(c->shownRight()->low > -250.0);
}

void TestSecondAxis::aFewValuesAreAllSeen()
{
    const auto c = card();
    PointSeries points = likelihood();
    points.points.resize(2);
    c->setPoints(points);
    c->refreshNow();
    QVERIFY(c->shownRight()->low <= -543.0 && c->shownRight()->high >= -170.0);
}

void TestSecondAxis::bothSidesZoomTogether()
{
    const auto c = both();
    const Range left = c->shownY();
    const Range right = *c->shownRight();
    const PlotMap before = c->view()->map(Side::right);
    const QPointF at(before.area.center().x(), before.area.top() + 0.25 * before.area.height());
    const double under = before.coordinates(at).y();
    QWheelEvent wheel(at, c->view()->viewport()->mapToGlobal(at.toPoint()), {}, {0, 240},
                      Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(c->view()->viewport(), &wheel);
    QVERIFY(c->isZoomed());
    QVERIFY(std::abs(c->shownY().span() / left.span() - 1.0 / 1.44) < 1e-9);
    QVERIFY(std::abs(c->shownRight()->span() / right.span() - 1.0 / 1.44) < 1e-9);
    QVERIFY(std::abs(c->view()->map(Side::right).coordinates(at).y() - under) < 1e-9);
    c->resetZoom();
    c->refreshNow();
    QCOMPARE(*c->shownRight(), right);
}

void TestSecondAxis::aLogarithmIsTheLeftAxisOnly()
{
    const auto c = both();
    const Range right = *c->shownRight();
    c->setLogarithmic(false, true);
    c->refreshNow();
    QCOMPARE(*c->shownRight(), right);
    QVERIFY(c->shownY().low > 0.0);
    QVERIFY2(c->view()->note().isEmpty(), "negative values at the right are not left out");
}

void TestSecondAxis::theReadOutIsOfTheRightAxis()
{
    const auto c = both();
    const PlotMap& map = c->view()->map(Side::right);
    Q_EMIT c->view()->pointed(map.pixel({3000.0, -138.0}));
    const QString text = c->hoverText();
    QVERIFY2(text.contains(QStringLiteral("ln p = \u2212138.0 \u00b1 1.5")), qPrintable(text));
    QVERIFY(!text.contains(QStringLiteral("trusted")));
}

void TestSecondAxis::theLegendSaysWhichAxis()
{
    const auto c = both();
    QStringList names;
    for (auto* const entry : c->findChildren<LegendEntry*>())
        if (!entry->isHidden())
            names << entry->swatch().label;
    QCOMPARE(names, (QStringList{QStringLiteral("\u2190 R"), QStringLiteral("ln p \u2192")}));
}

void TestSecondAxis::theTableSaysWhichAxis()
{
    const QString table = both()->csv();
    QVERIFY(table.contains(QStringLiteral("# left axis: R\n# right axis: ln p / nats\n")));
    QVERIFY(
        table.contains(QStringLiteral("series,step,value,error,low,high,width,trusted,axis\n")));
    QVERIFY(table.contains(QStringLiteral("\nln p,300,-543,1.5,,,,,right\n")));
    QCOMPARE(table.count(QStringLiteral(",left\n")), 301);
    QCOMPARE(table.count(QStringLiteral(",right\n")), 10);
}

void TestSecondAxis::joinedValuesHaveALineAndBars()
{
    const auto c = both();
    const QColor colour = currentPalette().curve(CurveRole::second);
    const int joined = inkOf(chartOf(*c), colour);
    PointSeries points = likelihood();
    points.joined = false;
    c->setPoints(points);
    const int apart = inkOf(chartOf(*c), colour);
    QVERIFY2(joined > apart + 100, qPrintable(QString::number(joined - apart)));
    for (MeasuredPoint& p : points.points)
        p.error = 0.0;
    c->setPoints(points);
    QVERIFY(inkOf(chartOf(*c), colour) < apart - 20);
}

void TestSecondAxis::manyExactValuesAreAThinLine()
{
    const auto c = card();
    PointSeries points = likelihood();
    points.points.clear();
    for (int i = 0; i <= 120; ++i)
        points.points.push_back({25.0 * i, -6.0 + 0.02 * i, 0.1, true, {}});
    const auto ink = [&] { return inkOf(chartOf(*c), currentPalette().curve(points.role)); };
    c->setPoints(points);
    const int withErrors = ink();
    for (MeasuredPoint& p : points.points)
        p.error = 0.0;
    c->setPoints(points);
    const int exact = ink();
    QVERIFY2(exact > 200 && 2 * exact < withErrors,
             qPrintable(QStringLiteral("%1 %2").arg(exact).arg(withErrors)));
}

// Its marker reaches beyond the plot, on which nothing else may be painted.
void TestSecondAxis::theNewestValueIsSeenWhole()
{
    const auto c = both();
    const QColor colour = currentPalette().curve(CurveRole::second);
    const QImage picture = chartOf(*c);
    const PlotMap& map = c->view()->map(Side::right);
    QCOMPARE(map.x.high, 3000.0);
    const QPointF at = map.pixel({3000.0, -138.0});
    const QRect right(QPoint(static_cast<int>(at.x()) + 2, static_cast<int>(at.y()) - 4),
                      QSize(3, 9));
    QVERIFY(inkOf(picture.copy(right), colour) >= 3);
}

void TestSecondAxis::aDrawingStaysInsideItsFrame()
{
    QTemporaryDir folder;
    const auto c = both();
    // The path comes from far below.
    const QString path = folder.filePath(QStringLiteral("loss.svg"));
    QCOMPARE(c->save(path), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString drawing = QString::fromUtf8(file.readAll());
    static const QRegularExpression polylines(QStringLiteral("<polyline[^>]*points=\"([^\"]*)\""));
    const QRectF frame(-1.0, -1.0, c->width() + 2.0, c->height() + 2.0);
    int corners = 0;
    for (auto it = polylines.globalMatch(drawing); it.hasNext();)
        for (const QString& pair : it.next().captured(1).split(u' ', Qt::SkipEmptyParts)) {
            const QStringList xy = pair.split(u',');
            QVERIFY2(frame.contains(QPointF(xy[0].toDouble(), xy[1].toDouble())), qPrintable(pair));
            ++corners;
        }
    QVERIFY(corners > 10);
    QVERIFY(drawing.contains(QStringLiteral("ln p / nats")));
}

void TestSecondAxis::valuesOfTrainingCarryTheirError()
{
    auto const& entry = *core::findModel("rbm");
    auto const& lab = *core::findLab("rbm");
    auto const feed = makeFeed({lab, entry}, lab.plots.front(), nullptr);
    std::vector<core::Sample> samples;
    for (std::uint64_t step = 1; step <= 3000; ++step) {
        samples.push_back(sampleOf(step, step % 300 == 0 ? -100.0 : core::notANumber, 0.75));
    }
    feed->sampled(samples);
    feed->refresh();
    QString const table = feed->card().csv();
    QCOMPARE(table.count(QStringLiteral(",-100,0.75,")), 10);
    QVERIFY(table.contains(QStringLiteral("ln p,300,-100,0.75,,,,,right\n")));
    feed->forget();
    feed->refresh();
    QVERIFY(!feed->card().csv().contains(QStringLiteral("-100")));
    delete &feed->card();
}

void TestSecondAxis::anExactValueHasNoBar()
{
    const auto c = card();
    PointSeries points = likelihood();
    points.points = {{300.0, -2.7, 0.0, true, {}}, {600.0, -2.65, 0.0, true, {}}};
    c->setPoints(points);
    c->refreshNow();
    Q_EMIT c->view()->pointed(c->view()->map(Side::right).pixel({600.0, -2.65}));
    QVERIFY(c->hoverText().contains(QStringLiteral("ln p = \u22122.65")));
    QVERIFY(!c->hoverText().contains(QStringLiteral("\u00b1")));
}

void TestSecondAxis::valuesAreRoundedByTheirError()
{
    auto const& model = *core::findModel("rbm")->card;
    std::vector<core::Estimate> estimates(model.observables.size());
    auto const at = [&](std::string_view id) {
        return static_cast<std::size_t>(core::observableIndex(model, id));
    };
    estimates[at("ln-Z-error")].last = 0.9934;
    auto const errorOf = [&](std::string_view id) {
        return trainingError(model, model.observables[at(id)], estimates);
    };
    QCOMPARE(trainingText(-135.3217, errorOf("log-likelihood")),
             QStringLiteral("\u2212135.32 \u00b1 0.99"));
    QCOMPARE(trainingText(-51.9127, errorOf("pseudo-likelihood")), QStringLiteral("\u221251.91"));
    estimates[at("ln-Z-error")].last = 0;
    QCOMPARE(trainingText(-2.6439112, errorOf("log-likelihood")), QStringLiteral("\u22122.64391"));
    QCOMPARE(trainingText(core::notANumber, 0), QStringLiteral("\u2014"));
}

QTEST_MAIN(TestSecondAxis)
#include "tst_second_axis.moc"
