// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/legend_bar.h"
#include "ui/plot/plot_card.h"
#include "ui/plot/plot_export.h"
#include "ui/shell/theme.h"

#include <QDir>
#include <QFile>
#include <QLocale>
#include <QMouseEvent>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <limits>

using namespace ui;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double inf = std::numeric_limits<double>::infinity();

LineSeries wave(const QString& id, CurveRole role, int points, double height = 1.0)
{
    LineSeries line{.id = id, .label = id, .role = role};
    for (int i = 0; i < points; ++i)
        line.points.emplace_back(i, height * (1.5 + std::sin(0.05 * i)));
    return line;
}

PointSeries measured()
{
    PointSeries points{.id = QStringLiteral("measured"), .label = QStringLiteral("measured")};
    for (int i = 0; i < 12; ++i)
        points.points.push_back(
            {1.6 + 0.15 * i, std::exp(-0.3 * i), 0.03, i % 3 != 2, QStringLiteral("n = 400")});
    return points;
}

CurveSeries theory()
{
    CurveSeries curve{.id = QStringLiteral("theory"), .label = QStringLiteral("infinite lattice")};
    for (int i = 0; i <= 200; ++i) {
        const double t = 1.5 + 0.01 * i;
        const double x = 1.0 - std::pow(std::sinh(2.0 / t), -4.0);
        curve.points.emplace_back(t, x > 0.0 ? std::pow(x, 0.125) : 0.0);
    }
    return curve;
}

BarSeries histogram()
{
    BarSeries bars{.id = QStringLiteral("histogram"), .first = -1.0, .width = 0.02};
    for (int i = 0; i < 100; ++i)
        bars.heights.push_back(1e4 *
                               std::exp(-50.0 * std::pow(std::abs(-0.99 + 0.02 * i) - 0.5, 2)));
    return bars;
}

int inkOf(const QImage& picture, const QColor& colour, int tolerance = 40)
{
    int ink = 0;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x) {
            const QColor c = picture.pixelColor(x, y);
            ink += std::abs(c.red() - colour.red()) + std::abs(c.green() - colour.green()) +
                               std::abs(c.blue() - colour.blue()) <=
                           tolerance
                       ? 1
                       : 0;
        }
    return ink;
}

QImage chartOf(PlotCard& card)
{
    card.refreshNow();
    return card.view()->grab().toImage();
}

QColor curveColour(CurveRole role) { return currentPalette().curve(role); }

double cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

int labelled(const TickSet& set)
{
    return static_cast<int>(std::count_if(set.ticks.begin(), set.ticks.end(),
                                          [](const Tick& t) { return !t.label.isEmpty(); }));
}

} // namespace

class TestPlot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void stepsAreOneTwoFive();
    void rangesAreWidenedToNiceEnds();
    void ticksLieInsideWithTheirLabels();
    void aLogarithmicRangeInsideOneDecadeHasLabels_data();
    void aLogarithmicRangeInsideOneDecadeHasLabels();
    void manyDecadesAreThinned();
    void aRangeFollowsInSteps();
    void sanitisingDropsWhatCannotBeDrawn();
    void decimationKeepsExtremes();
    void decimationLeavesLoopsAlone();
    void croppingKeepsOneNeighbour();
    void piecesStayInsideTheBox();
    void nothingPaintedLeavesTheView_data();
    void nothingPaintedLeavesTheView();

    void aLineIsDrawnInItsColour();
    void aZeroOnALogarithmicAxisLosesOnePointNotTheLine();
    void valuesThatAreNotFiniteAreLeftOut();
    void trustedPointsAreFilledAndOthersHollow();
    void errorBarsReachOneErrorUpAndDown();
    void barsStandOnTheAxis();
    void markersAreDrawnOnlyInRange();
    void anEmptyCardSaysSo();
    void theLegendSwitchesSeriesOffAndOn();
    void theWheelZoomsAndADoubleClickResets();
    void aRubberBandZoomsIntoTheRectangle();
    void keysZoomAndMove();
    void togglingScalesForgetsTheZoom();
    void aHiddenCardDrawsWhenItIsShown();
    void hoveringShowsTheValueWithItsError();
    void coloursFollowTheThemeLive();

    void theTableHoldsWhatIsShown();
    void theTableIgnoresTheLocale();
    void aDrawingForOtherProgramsStaysInsideItsFrame();
    void picturesHaveTwoPixelsPerPoint();
    void aFigureThatCannotBeWrittenIsRefusedWithASentence();

    void everyControlHasANameAndCanBeReached();
    void aSmallCardStillHasAChart_data();
    void aSmallCardStillHasAChart();
    void replacingALineIsCheap();
    void everyKindRendersInBothThemes_data();
    void everyKindRendersInBothThemes();

private:
    std::unique_ptr<PlotCard> card(const QString& title = QStringLiteral("Plot"),
                                   QSize size = {320, 260});
};

void TestPlot::initTestCase() { applyTheme(*qApp, ThemeId::light); }

void TestPlot::init() { applyTheme(*qApp, ThemeId::light); }

std::unique_ptr<PlotCard> TestPlot::card(const QString& title, QSize size)
{
    auto made = std::make_unique<PlotCard>(title);
    made->resize(size);
    made->show();
    return made;
}

void TestPlot::stepsAreOneTwoFive()
{
    QCOMPARE(niceStep(10.0, 5), 2.0);
    QCOMPARE(niceStep(11.0, 5), 5.0);
    QCOMPARE(niceStep(0.9, 10), 0.1);
    QCOMPARE(niceStep(0.0, 5), 1.0);
    QCOMPARE(niceStep(notANumber, 5), 1.0);
}

void TestPlot::rangesAreWidenedToNiceEnds()
{
    const Range range = niceLinearRange({-1.43, 0.12});
    QVERIFY(range.low <= -1.43 && range.low > -1.7);
    QVERIFY(range.high >= 0.12 && range.high < 0.35);
    const Range single = niceLinearRange({-2.0, -2.0});
    QVERIFY(single.low < -2.0 && single.high > -2.0);
    QVERIFY(niceLinearRange({0.0, 0.0}).span() > 0.0);
    for (double edge = 0.05; edge < 5.0; edge += 0.05)
        QVERIFY2(niceLinearRange({edge, edge + 0.3}).contains(edge),
                 "rounding leaves out the ends");
    QCOMPARE(niceLogRange({-0.3, 1.2}), (Range{-1.0, 2.0}));
    QCOMPARE(niceLogRange({2.0, 2.0}), (Range{2.0, 3.0}));
}

void TestPlot::ticksLieInsideWithTheirLabels()
{
    const TickSet set = linearTicks({-1.5, 0.5}, 5);
    QCOMPARE(set.ticks.front().label, QStringLiteral("\u22121.5"));
    QCOMPARE(set.ticks.back().label, QStringLiteral("0.5"));
    QVERIFY(set.ticks.size() <= 5);
    const TickSet large = linearTicks({0.0, 9e6}, 6);
    QCOMPARE(large.exponent, 6);
    QCOMPARE(large.ticks.back().label, QStringLiteral("8"));
    const TickSet fine = linearTicks({2.26918, 2.26920}, 4);
    QVERIFY(labelled(fine) >= 2);
    QVERIFY(fine.ticks[0].label != fine.ticks[1].label);
}

void TestPlot::aLogarithmicRangeInsideOneDecadeHasLabels_data()
{
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("nearly one decade") << 0.2 << 0.9;
    QTest::newRow("a sliver") << 0.5000 << 0.5003;
    QTest::newRow("one and a half") << 3.0 << 90.0;
    QTest::newRow("around one") << 0.9 << 1.1;
}

void TestPlot::aLogarithmicRangeInsideOneDecadeHasLabels()
{
    QFETCH(double, low);
    QFETCH(double, high);
    const Range range = {std::log10(low), std::log10(high)};
    const TickSet set = logTicks(range, 6);
    QVERIFY(labelled(set) >= 2);
    for (const Tick& tick : set.ticks)
        QVERIFY(tick.position >= range.low - 1e-6 && tick.position <= range.high + 1e-6);
}

void TestPlot::manyDecadesAreThinned()
{
    QVERIFY(labelled(logTicks({-12.0, 12.0}, 6)) <= 6);
    QCOMPARE(logTicks({-12.0, 12.0}, 6).ticks.front().label,
             QStringLiteral("10\u207b\u00b9\u00b2"));
    QVERIFY(labelled(logTicks({0.0, 3.0}, 6)) == 4);
}

void TestPlot::aRangeFollowsInSteps()
{
    RangeKeeper keeper;
    const Range first = keeper.follow({0.0, 9.3}, false);
    QCOMPARE(keeper.follow({0.1, 9.4}, false), first);
    QCOMPARE(keeper.follow({0.0, 7.0}, false), first);
    const Range grown = keeper.follow({0.0, 12.0}, false);
    QVERIFY(grown.high >= 12.0);
    QVERIFY(keeper.follow({0.0, 2.0}, false).high < 3.0);
    QCOMPARE(keeper.follow({-0.5, 0.4}, true), (Range{-1.0, 1.0}));
}

void TestPlot::sanitisingDropsWhatCannotBeDrawn()
{
    const std::vector<QPointF> points = {{1, 1},   {2, 0},  {3, notANumber},
                                         {4, inf}, {-5, 1}, {10, 100}};
    const CleanPoints linear = sanitise(points, {});
    QCOMPARE(linear.points.size(), 4);
    QCOMPARE(linear.notPositive, 0);
    const CleanPoints logarithmic = sanitise(points, {true, true});
    QCOMPARE(logarithmic.notPositive, 2);
    QCOMPARE(logarithmic.points, (QList<QPointF>{{0, 0}, {1, 2}}));
}

void TestPlot::decimationKeepsExtremes()
{
    QList<QPointF> points;
    for (int i = 0; i < 50000; ++i)
        points.append({double(i), std::sin(0.001 * i)});
    points[31234].setY(7.0);
    points[41234].setY(-7.0);
    const QList<QPointF> thinned = minMaxDecimated(points, {0.0, 50000.0}, 300);
    QVERIFY(thinned.size() <= 604);
    QVERIFY(thinned.contains(QPointF(31234, 7.0)));
    QVERIFY(thinned.contains(QPointF(41234, -7.0)));
    QVERIFY(std::is_sorted(thinned.begin(), thinned.end(),
                           [](const QPointF& a, const QPointF& b) { return a.x() < b.x(); }));
}

void TestPlot::decimationLeavesLoopsAlone()
{
    QList<QPointF> loop;
    for (int i = 0; i < 2000; ++i)
        loop.append({std::cos(0.01 * i), std::sin(0.01 * i)});
    QCOMPARE(minMaxDecimated(loop, {-1.0, 1.0}, 100), loop);
}

void TestPlot::croppingKeepsOneNeighbour()
{
    QList<QPointF> points;
    for (int i = 0; i < 100; ++i)
        points.append({double(i), i == 50 ? 1e9 : 0.0});
    const QList<QPointF> kept = cropped(points, {39.5, 60.5}, {-1.0, 1.0});
    QCOMPARE(kept.first().x(), 39.0);
    QCOMPARE(kept.last().x(), 61.0);
    QVERIFY(kept[11].y() <= 1000.0);
}

void TestPlot::piecesStayInsideTheBox()
{
    const QRectF box(0, 0, 10, 10);
    const QList<QPointF> zigzag = {{-5, 5}, {5, 5}, {5, 25}, {15, 25}, {2, -20}, {2, 5}};
    const QList<QPolygonF> pieces = clippedPieces(zigzag, box);
    QCOMPARE(pieces.size(), 3);
    for (const QPolygonF& piece : pieces)
        for (const QPointF& corner : piece)
            QVERIFY(box.adjusted(-1e-9, -1e-9, 1e-9, 1e-9).contains(corner));
    QVERIFY(clippedPieces({{20, 20}, {30, 5}}, box).isEmpty());
}

void TestPlot::nothingPaintedLeavesTheView_data()
{
    QTest::addColumn<QSizeF>("size");
    QTest::addColumn<double>("points");
    QTest::newRow("usual") << QSizeF(300, 200) << 10.0;
    QTest::newRow("small") << QSizeF(220, 110) << 10.0;
    QTest::newRow("large type") << QSizeF(500, 400) << 24.0;
    QTest::newRow("very wide") << QSizeF(1600, 120) << 10.0;
}

void TestPlot::nothingPaintedLeavesTheView()
{
    QFETCH(QSizeF, size);
    QFETCH(double, points);
    QFont font = QApplication::font();
    font.setPointSizeF(points);
    const QFont small = plotFont(font);
    const QFontMetricsF metrics(small);
    AxisSpec x{.title = QStringLiteral("t / sweeps")};
    for (const bool logarithmic : {false, true}) {
        PlotMap map;
        map.x = logarithmic ? Range{-3.0, 5.0} : Range{0.0, 123456.0};
        map.y = logarithmic ? Range{-0.4, -0.1} : Range{-1.0002, -1.0001};
        map.scales = {logarithmic, logarithmic};
        const AxesLayout layout = layOutAxes(size, map, x, {}, small);
        map.area = layout.area;
        QVERIFY(layout.area.width() >= 40.0 && layout.area.height() >= 20.0);
        for (const Tick& tick : layout.x.ticks) {
            const double half = 0.5 * metrics.horizontalAdvance(tick.label);
            QVERIFY(map.pixelX(tick.position) - half >= -0.5);
            QVERIFY(map.pixelX(tick.position) + half <= size.width() + 0.5);
        }
        for (const Tick& tick : layout.y.ticks) {
            QVERIFY(layout.area.left() - metrics.horizontalAdvance(tick.label) >= 4.0);
            QVERIFY(map.pixelY(tick.position) - 0.5 * metrics.ascent() >= -1.0);
        }
        QVERIFY(labelled(layout.x) >= 2);
        QVERIFY(labelled(layout.y) >= 2);
    }
}

void TestPlot::aLineIsDrawnInItsColour()
{
    const auto c = card();
    c->setLine(wave(QStringLiteral("m"), CurveRole::second, 300));
    QVERIFY(inkOf(chartOf(*c), curveColour(CurveRole::second), 90) > 150);
    c->removeSeries(QStringLiteral("m"));
    QCOMPARE(inkOf(chartOf(*c), curveColour(CurveRole::second), 90), 0);
}

void TestPlot::aZeroOnALogarithmicAxisLosesOnePointNotTheLine()
{
    const auto c = card();
    c->setAxes({.title = QStringLiteral("r")}, {.logarithmic = true});
    LineSeries line = wave(QStringLiteral("G"), CurveRole::first, 300);
    c->setLine(line);
    const int whole = inkOf(chartOf(*c), curveColour(CurveRole::first), 90);
    QVERIFY(c->view()->note().isEmpty());
    line.points[150].setY(0.0);
    c->setLine(line);
    const int left = inkOf(chartOf(*c), curveColour(CurveRole::first), 90);
    QVERIFY(left > 0.9 * whole);
    QCOMPARE(c->view()->note(), QStringLiteral("1 point \u2264 0 not shown"));
    QCOMPARE(c->shownY(), (Range{0.1, 10.0}));
}

void TestPlot::valuesThatAreNotFiniteAreLeftOut()
{
    const auto c = card();
    LineSeries line = wave(QStringLiteral("e"), CurveRole::first, 300);
    line.points[10].setY(notANumber);
    line.points[20].setY(inf);
    line.points[30].setX(-inf);
    c->setLine(line);
    PointSeries points = measured();
    points.points[3].error = notANumber;
    points.points[4].y = notANumber;
    c->setPoints(points);
    QVERIFY(inkOf(chartOf(*c), curveColour(CurveRole::first), 90) > 150);
    QVERIFY(c->view()->note().isEmpty());
    QVERIFY(std::isfinite(c->shownY().span()));
}

void TestPlot::trustedPointsAreFilledAndOthersHollow()
{
    const auto c = card();
    PointSeries two{.id = QStringLiteral("two")};
    two.points = {{1.0, 1.0, 0.0, true, {}}, {2.0, 2.0, 0.0, false, {}}};
    c->setPoints(two);
    const QImage picture = chartOf(*c);
    const PlotMap& map = c->view()->map();
    const double scale = picture.devicePixelRatio();
    const auto at = [&](double x, double y) {
        return picture.pixelColor((map.pixel({x, y}) * scale).toPoint());
    };
    QCOMPARE(at(1.0, 1.0), curveColour(CurveRole::first));
    QCOMPARE(at(2.0, 2.0), currentPalette().card);
}

void TestPlot::errorBarsReachOneErrorUpAndDown()
{
    for (const bool logarithmic : {false, true}) {
        const auto c = card();
        c->setAxes({.fixed = Range{0.0, 2.0}},
                   {.logarithmic = logarithmic, .fixed = Range{1.0, 100.0}});
        PointSeries one{.id = QStringLiteral("one")};
        one.points = {{1.0, 40.0, 30.0, true, {}}};
        c->setPoints(one);
        const QImage picture = chartOf(*c);
        const PlotMap& map = c->view()->map();
        const double scale = picture.devicePixelRatio();
        const auto inked = [&](double y) {
            const double coordinate = logarithmic ? std::log10(y) : y;
            const QPoint at = (map.pixel({1.0, coordinate}) * scale).toPoint();
            return inkOf(picture.copy(at.x() - 1, at.y() - 1, 3, 3), currentPalette().card, 0) < 9;
        };
        QVERIFY(inked(12.0) && inked(68.0));
        QVERIFY(!inked(6.0) && !inked(82.0));
    }
}

void TestPlot::barsStandOnTheAxis()
{
    const auto c = card();
    c->setBars(histogram());
    const QImage picture = chartOf(*c);
    QCOMPARE(c->shownY().low, 0.0);
    QVERIFY(c->shownY().high >= 1e4);
    const PlotMap& map = c->view()->map();
    const double scale = picture.devicePixelRatio();
    const QColor inside = picture.pixelColor((map.pixel({0.5, 3000.0}) * scale).toPoint());
    QVERIFY(contrastRatio(inside, currentPalette().card) >= 3.0);
    QCOMPARE(picture.pixelColor((map.pixel({0.0, 3000.0}) * scale).toPoint()),
             currentPalette().card);
}

void TestPlot::markersAreDrawnOnlyInRange()
{
    const auto c = card();
    c->setAxes({.fixed = Range{1.5, 3.5}}, {});
    c->setLine(wave(QStringLiteral("x"), CurveRole::first, 300));
    c->setMarker({QStringLiteral("tc"), QStringLiteral("T_c"), MarkerKind::reference, 2.269});
    QVERIFY(inkOf(chartOf(*c), currentPalette().reference) > 20);
    c->setMarker({QStringLiteral("tc"), QStringLiteral("T_c"), MarkerKind::reference, 5.0});
    QCOMPARE(inkOf(chartOf(*c), currentPalette().reference), 0);
}

void TestPlot::anEmptyCardSaysSo()
{
    const auto c = card();
    const QImage empty = chartOf(*c);
    QCOMPARE(inkOf(empty, currentPalette().axis, 0), 0);
    QVERIFY(inkOf(empty, currentPalette().mutedText) > 20);
    c->setLine(wave(QStringLiteral("m"), CurveRole::first, 100));
    QVERIFY(inkOf(chartOf(*c), currentPalette().axis, 0) > 100);
    c->clear();
    QCOMPARE(inkOf(chartOf(*c), currentPalette().axis, 0), 0);
}

void TestPlot::theLegendSwitchesSeriesOffAndOn()
{
    const auto c = card();
    c->setLine(wave(QStringLiteral("m"), CurveRole::second, 300));
    c->setLine(wave(QStringLiteral("e"), CurveRole::first, 300, 2.0));
    c->refreshNow();
    QList<LegendEntry*> entries = c->findChildren<LegendEntry*>();
    entries.removeIf([](const LegendEntry* e) { return e->isHidden(); });
    QCOMPARE(entries.size(), 2);
    QTest::mouseClick(entries.first(), Qt::LeftButton);
    QVERIFY(!c->isShown(QStringLiteral("m")));
    QCOMPARE(inkOf(chartOf(*c), curveColour(CurveRole::second), 60), 0);
    QVERIFY(entries.first()->isVisible());
    c->setLine(wave(QStringLiteral("m"), CurveRole::second, 301));
    QVERIFY2(!c->isShown(QStringLiteral("m")), "new values do not switch a series on again");
    QTest::keyClick(entries.first(), Qt::Key_Space);
    QVERIFY(c->isShown(QStringLiteral("m")));
    QVERIFY(inkOf(chartOf(*c), curveColour(CurveRole::second), 60) > 50);
}

void TestPlot::theWheelZoomsAndADoubleClickResets()
{
    const auto c = card();
    c->setLine(wave(QStringLiteral("m"), CurveRole::first, 300));
    c->refreshNow();
    const Range before = c->shownX();
    const QPointF middle = c->view()->map().area.center();
    QWidget* viewport = c->view()->viewport();
    QWheelEvent turn(middle, viewport->mapToGlobal(middle), {}, {0, 120}, Qt::NoButton,
                     Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(viewport, &turn);
    QVERIFY(c->isZoomed());
    QVERIFY(c->shownX().span() < 0.9 * before.span());
    c->setLine(wave(QStringLiteral("m"), CurveRole::first, 3000));
    c->refreshNow();
    QVERIFY2(c->shownX().span() < before.span(), "new values leave the zoom alone");
    QTest::mouseDClick(viewport, Qt::LeftButton, {}, middle.toPoint());
    c->refreshNow();
    QVERIFY(!c->isZoomed());
    QVERIFY(c->shownX().high >= 2999.0);
}

void TestPlot::aRubberBandZoomsIntoTheRectangle()
{
    const auto c = card();
    c->setAxes({.fixed = Range{0.0, 10.0}}, {.fixed = Range{0.0, 10.0}});
    c->setLine(wave(QStringLiteral("m"), CurveRole::first, 300));
    c->refreshNow();
    const PlotMap map = c->view()->map();
    QWidget* viewport = c->view()->viewport();
    const QPoint from = map.pixel({2.0, 8.0}).toPoint();
    const QPoint to = map.pixel({6.0, 3.0}).toPoint();
    QTest::mousePress(viewport, Qt::LeftButton, {}, from);
    QTest::mouseMove(viewport, (from + to) / 2);
    QTest::mouseMove(viewport, to);
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, to);
    QVERIFY(c->isZoomed());
    QVERIFY(std::abs(c->shownX().low - 2.0) < 0.2 && std::abs(c->shownX().high - 6.0) < 0.2);
    QVERIFY(std::abs(c->shownY().low - 3.0) < 0.3 && std::abs(c->shownY().high - 8.0) < 0.3);
}

void TestPlot::keysZoomAndMove()
{
    const auto c = card();
    c->setLine(wave(QStringLiteral("m"), CurveRole::first, 300));
    c->refreshNow();
    const Range all = c->shownX();
    QTest::keyClick(c->view(), Qt::Key_Plus);
    const Range closer = c->shownX();
    QVERIFY(closer.span() < all.span());
    QTest::keyClick(c->view(), Qt::Key_Right);
    QVERIFY(c->shownX().low > closer.low);
    QTest::keyClick(c->view(), Qt::Key_Home);
    c->refreshNow();
    QCOMPARE(c->shownX(), all);
    for (int i = 0; i < 400; ++i)
        QTest::keyClick(c->view(), Qt::Key_Plus);
    QVERIFY2(c->shownX().span() > 0.0, "zooming in ends before numbers do");
}

void TestPlot::togglingScalesForgetsTheZoom()
{
    const auto c = card();
    c->setLine(wave(QStringLiteral("m"), CurveRole::first, 300));
    c->refreshNow();
    c->zoomTo({10.0, 20.0}, {0.5, 1.0});
    QVERIFY(c->isZoomed());
    QSignalSpy told(c.get(), &PlotCard::scalesChanged);
    c->setLogarithmic(true, false);
    QVERIFY(!c->isZoomed());
    QCOMPARE(told.count(), 1);
    c->refreshNow();
    QCOMPARE(c->shownX().low, 1.0);
    c->zoomTo({-1.0, 5.0}, {0.0, 1.0});
    QVERIFY2(!c->isZoomed(), "a range that a logarithmic axis cannot show is refused");
}

void TestPlot::aHiddenCardDrawsWhenItIsShown()
{
    PlotCard c(QStringLiteral("Plot"));
    c.resize(320, 260);
    c.setLine(wave(QStringLiteral("m"), CurveRole::first, 300));
    QTest::qWait(5);
    QCOMPARE(c.shownX(), Range{});
    c.show();
    QVERIFY(c.shownX().high >= 299.0);
}

void TestPlot::hoveringShowsTheValueWithItsError()
{
    const auto c = card();
    c->setAxes({.title = QStringLiteral("T")}, {.name = QStringLiteral("m")});
    PointSeries one{.id = QStringLiteral("one")};
    one.points = {{2.3, 0.4182, 0.0111, false, QStringLiteral("n = 400")},
                  {2.6, 0.1, 0.01, true, {}}};
    c->setPoints(one);
    c->refreshNow();
    const QPoint at = c->view()->map().pixel({2.3, 0.4182}).toPoint();
    const QPoint near = at + QPoint(2, 2);
    QWidget* viewport = c->view()->viewport();
    QMouseEvent move(QEvent::MouseMove, near, viewport->mapToGlobal(near), Qt::NoButton,
                     Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(viewport, &move);
    const QString text = c->hoverText();
    QVERIFY2(text.contains(QStringLiteral("T = 2.3")), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("m = 0.418 \u00b1 0.011")));
    QVERIFY(text.contains(QStringLiteral("not yet trusted")));
    QVERIFY(text.contains(QStringLiteral("n = 400")));
}

void TestPlot::coloursFollowTheThemeLive()
{
    const auto c = card();
    c->setLine(wave(QStringLiteral("m"), CurveRole::first, 300));
    QVERIFY(inkOf(chartOf(*c), themePalette(ThemeId::light).card, 0) > 1000);
    applyTheme(*qApp, ThemeId::dark);
    const QImage dark = chartOf(*c);
    QCOMPARE(inkOf(dark, themePalette(ThemeId::light).card, 0), 0);
    QVERIFY(inkOf(dark, themePalette(ThemeId::dark).card, 0) > 1000);
    QVERIFY(inkOf(dark, themePalette(ThemeId::dark).curves[0], 90) > 150);
}

void TestPlot::theTableHoldsWhatIsShown()
{
    const auto c = card(QStringLiteral("Magnetisation"));
    c->setAxes({.title = QStringLiteral("T")}, {.name = QStringLiteral("abs-magnetization")});
    c->setManifest(QStringLiteral("isinglass 0.1.0\nseed 42"));
    PointSeries points{.id = QStringLiteral("p"), .label = QStringLiteral("measured, here")};
    points.points = {
        {2.0, 0.1, 0.01, true, {}}, {3.0, notANumber, 0.01, true, {}}, {4.0, 0.3, 0.02, false, {}}};
    c->setPoints(points);
    c->setCurve(theory());
    c->refreshNow();
    c->setShown(QStringLiteral("theory"), false);
    const QStringList lines = c->csv().split(u'\n');
    QCOMPARE(
        lines.mid(0, 4),
        (QStringList{QStringLiteral("# Magnetisation"), QStringLiteral("# isinglass 0.1.0"),
                     QStringLiteral("# seed 42"),
                     QStringLiteral("series,T,abs-magnetization,error,low,high,width,trusted")}));
    QCOMPARE(lines[4], QStringLiteral("\"measured, here\",2,0.1,0.01,,,,1"));
    QCOMPARE(lines[5], QStringLiteral("\"measured, here\",4,0.3,0.02,,,,0"));
    QCOMPARE(lines.size(), 7);
    c->zoomTo({3.5, 4.5}, {0.0, 1.0});
    c->refreshNow();
    QCOMPARE(c->csv().count(QStringLiteral("measured")), 1);
}

void TestPlot::theTableIgnoresTheLocale()
{
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    const QString table = csvTable({}, QStringLiteral("x"), QStringLiteral("y"),
                                   {{QStringLiteral("s"), {{0.1, 1234567.25}}}}, {});
    QLocale::setDefault(before);
    QVERIFY(table.contains(QStringLiteral("s,0.1,1234567.25,,,,,")));
}

void TestPlot::aDrawingForOtherProgramsStaysInsideItsFrame()
{
    QTemporaryDir folder;
    const auto c = card();
    c->setLine(wave(QStringLiteral("m"), CurveRole::second, 300));
    c->refreshNow();
    c->zoomTo({100.0, 150.0}, {0.8, 1.9});
    const QString path = folder.filePath(QStringLiteral("plot.svg"));
    QCOMPARE(c->save(path), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString drawing = QString::fromUtf8(file.readAll());
    QVERIFY(drawing.contains(QStringLiteral("<text")));
    QVERIFY(drawing.contains(curveColour(CurveRole::second).name()));
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
    QVERIFY2(inkOf(chartOf(*c), curveColour(CurveRole::second), 90) > 20,
             "the line is back on screen");
}

void TestPlot::picturesHaveTwoPixelsPerPoint()
{
    QTemporaryDir folder;
    const auto c = card();
    c->setCurve(theory());
    const QString path = folder.filePath(QStringLiteral("plot.png"));
    QCOMPARE(c->save(path), QString());
    const QImage read(path);
    QVERIFY(read.width() >= 2 * (c->width() - 20));
    QVERIFY(inkOf(read, currentPalette().text) > 100);
    QVERIFY(inkOf(read, currentPalette().theory) > 100);
}

void TestPlot::aFigureThatCannotBeWrittenIsRefusedWithASentence()
{
    const auto c = card();
    c->setCurve(theory());
    const QString nowhere = QStringLiteral("/nonexistent/folder/plot.png");
    QVERIFY(c->save(nowhere).contains(nowhere));
    QVERIFY(c->save(QStringLiteral("plot.tiff")).contains(QStringLiteral(".svg")));
    QVERIFY(!QFile::exists(QStringLiteral("plot.tiff")));
}

void TestPlot::everyControlHasANameAndCanBeReached()
{
    const auto c = card();
    c->setLine(wave(QStringLiteral("m"), CurveRole::first, 300));
    c->setPoints(measured());
    c->refreshNow();
    c->zoomTo({1.0, 100.0}, {0.5, 2.0});
    c->refreshNow();
    c->view()->setFocus();
    QTest::qWait(5);
    QStringList order;
    for (QWidget* w = c->view()->nextInFocusChain(); w != c->view(); w = w->nextInFocusChain()) {
        if (!c->isAncestorOf(w) || !(w->focusPolicy() & Qt::TabFocus) || w->isHidden())
            continue;
        QVERIFY2(!w->accessibleName().isEmpty(), w->metaObject()->className());
        QVERIFY2(w->width() >= 24 && w->height() >= 24, qPrintable(w->accessibleName()));
        order << w->accessibleName();
    }
    QVERIFY(!c->view()->accessibleName().isEmpty());
    QCOMPARE(order, (QStringList{QStringLiteral("Show m"), QStringLiteral("Show measured"),
                                 QStringLiteral("Logarithmic x axis"),
                                 QStringLiteral("Logarithmic y axis"), QStringLiteral("Reset zoom"),
                                 QStringLiteral("Menu of the plot Plot")}));
}

void TestPlot::aSmallCardStillHasAChart_data()
{
    QTest::addColumn<double>("typeScale");
    QTest::addColumn<QSize>("size");
    QTest::newRow("least size") << 1.0 << QSize(240, 170);
    QTest::newRow("presenting") << 2.0 << QSize(480, 360);
}

void TestPlot::aSmallCardStillHasAChart()
{
    QFETCH(double, typeScale);
    QFETCH(QSize, size);
    applyTheme(*qApp, ThemeId::light, typeScale);
    const auto c = card(QStringLiteral("Energy and magnetisation"), size);
    c->setAxes({.title = QStringLiteral("t / sweeps")}, {});
    c->setLine(wave(QStringLiteral("m"), CurveRole::first, 300));
    c->setLine(wave(QStringLiteral("e"), CurveRole::second, 300));
    c->refreshNow();
    QCOMPARE(c->size(), size);
    const QRectF area = c->view()->map().area;
    QVERIFY2(area.width() > 0.6 * size.width() && area.height() > 0.25 * size.height(),
             qPrintable(QStringLiteral("%1 x %2").arg(area.width()).arg(area.height())));
}

void TestPlot::replacingALineIsCheap()
{
    const auto c = card(QStringLiteral("Energy"), {360, 260});
    LineSeries line = wave(QStringLiteral("e"), CurveRole::first, 512);
    c->setLine(line);
    chartOf(*c);
    constexpr int frames = 60;
    const double start = cpuSeconds();
    for (int i = 0; i < frames; ++i) {
        line.points[static_cast<std::size_t>(i)].ry() += 0.01;
        c->setLine(line);
        c->refreshNow();
        c->view()->viewport()->repaint();
    }
    const double milliseconds = 1e3 * (cpuSeconds() - start) / frames;
    qInfo("replacing and painting 512 points: %.2f ms of processor time", milliseconds);
    QVERIFY2(milliseconds < 20.0, "ten times the aim: something repaints or lays out too much");
}

void TestPlot::everyKindRendersInBothThemes_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

// ISINGLASS_PICTURES=folder keeps the pictures, to be looked at.
void TestPlot::everyKindRendersInBothThemes()
{
    QFETCH(bool, dark);
    applyTheme(*qApp, dark ? ThemeId::dark : ThemeId::light);
    QTemporaryDir temporary;
    const QDir folder(qEnvironmentVariable("ISINGLASS_PICTURES", temporary.path()));
    const auto keep = [&](const QString& name, PlotCard& c, CurveRole role) {
        c.refreshNow();
        const QImage picture = c.figure(2.0);
        QVERIFY(picture.save(folder.filePath(
            name + (dark ? QStringLiteral("-dark.png") : QStringLiteral("-light.png")))));
        QVERIFY2(inkOf(picture, currentPalette().curve(role), 120) > 200, qPrintable(name));
        QVERIFY2(inkOf(picture, currentPalette().mutedText, 60) > 100, "tick labels");
    };
    const auto lines = card(QStringLiteral("Energy and magnetisation"));
    lines->setAxes({.title = QStringLiteral("t / sweeps")}, {});
    lines->setLine(wave(QStringLiteral("m"), CurveRole::second, 512));
    keep(QStringLiteral("lines"), *lines, CurveRole::second);
    const auto points = card(QStringLiteral("\u27e8|m|\u27e9 against T"));
    points->setAxes({.title = QStringLiteral("T"), .fixed = Range{1.5, 3.5}}, {});
    points->setCurve(theory());
    points->setPoints(measured());
    points->setMarker(
        {QStringLiteral("tc"), QStringLiteral("T_c = 2.269"), MarkerKind::reference, 2.2692});
    points->setMarker({QStringLiteral("here"), {}, MarkerKind::here, 2.6});
    keep(QStringLiteral("points"), *points, CurveRole::first);
    const auto bars = card(QStringLiteral("P(m)"));
    bars->setAxes({.title = QStringLiteral("m")}, {});
    bars->setBars(histogram());
    keep(QStringLiteral("bars"), *bars, CurveRole::first);
}

QTEST_MAIN(TestPlot)
#include "tst_plot.moc"
