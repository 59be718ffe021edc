// SPDX-License-Identifier: GPL-3.0-or-later
// The first values of a curve against the step, as the singular values of a machine that learns.
#include "core/labs/lab.h"
#include "core/models/models.h"
#include "ui/board/plot_feed.h"
#include "ui/plot/legend_bar.h"
#include "ui/shell/theme.h"

#include <QTest>
#include <QtCharts/QChart>
#include <QtCharts/QLineSeries>

using namespace ui;

namespace {

constexpr int values = 20; // of the curve; the plot takes the first twelve

struct Trace
{
    const core::Lab& lab = *core::findLab("rbm");
    std::unique_ptr<PlotFeed> feed;
    core::Report report;

    Trace()
    {
        auto const spec =
            std::find_if(lab.plots.begin(), lab.plots.end(), [](const core::PlotSpec& plot) {
                return plot.kind == core::PlotKind::trace;
            });
        feed = makeFeed({lab, *core::findModel("rbm")}, *spec, nullptr);
        feed->card().resize(420, 300);
        feed->card().show();
        report.curves.resize(lab.plots.size());
    }
    ~Trace() { delete &feed->card(); }
    Trace(const Trace&) = delete;
    Trace& operator=(const Trace&) = delete;

    // The curve at a step: `growth` times 20, 19, ...
    void tell(std::uint64_t step, double growth)
    {
        report.step = step;
        for (int curve : {0, 1}) {
            auto& points = report.curves[static_cast<std::size_t>(curve)].mean;
            points.clear();
            for (int k = 0; k < values; ++k) {
                points.push_back({k + 1.0, curve == 0 ? growth * (values - k) : 0.5});
            }
        }
        feed->reported(report);
    }
    QStringList rows(const QString& series)
    {
        feed->refresh();
        feed->card().refreshNow();
        return feed->card().csv().split(u'\n').filter(series + u',');
    }
};

} // namespace

class TestTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeId::light); }
    void thereIsAPointForEachChange();
    void theMemoryIsBounded();
    void aFreshRunBeginsAnew();
    void theOrderIsReadFromTheTint();
    void theLegendIsShortAndSwitchesAll();
};

void TestTrace::thereIsAPointForEachChange()
{
    Trace trace;
    trace.tell(0, 1);
    trace.tell(50, 1);
    trace.tell(100, 2);
    trace.tell(150, 2);
    trace.tell(200, 3);
    QCOMPARE(trace.rows(QStringLiteral("σ_1")),
             (QStringList{QStringLiteral("σ_1,0,20,,,,,"), QStringLiteral("σ_1,100,40,,,,,"),
                          QStringLiteral("σ_1,200,60,,,,,")}));
    QCOMPARE(trace.rows(QStringLiteral("σ_12")).last(), QStringLiteral("σ_12,200,27,,,,,"));
    QVERIFY(trace.rows(QStringLiteral("σ_13")).isEmpty());
    QCOMPARE(trace.rows(QStringLiteral("Edge of the initial noise")),
             (QStringList{QStringLiteral("Edge of the initial noise,0,0.5,,,,,"),
                          QStringLiteral("Edge of the initial noise,200,0.5,,,,,")}));
}

void TestTrace::theMemoryIsBounded()
{
    Trace trace;
    for (std::uint64_t i = 0; i < 5000; ++i) {
        trace.tell(100 * i, static_cast<double>(i));
    }
    auto const rows = trace.rows(QStringLiteral("σ_1"));
    QVERIFY2(rows.size() >= 100 && rows.size() <= 256, qPrintable(QString::number(rows.size())));
    // All of the run is still there.
    QVERIFY(rows.first().section(u',', 1, 1).toDouble() < 1e4);
    QVERIFY(rows.last().section(u',', 1, 1).toDouble() > 4.9e5);
}

void TestTrace::aFreshRunBeginsAnew()
{
    Trace trace;
    trace.tell(0, 1);
    trace.tell(1000, 5);
    trace.tell(0, 1.5); // reset
    QCOMPARE(trace.rows(QStringLiteral("σ_1")), QStringList{QStringLiteral("σ_1,0,30,,,,,")});
    trace.tell(100, 2);
    trace.feed->forget();
    QVERIFY(trace.rows(QStringLiteral("σ_1")).isEmpty());
    QVERIFY(trace.rows(QStringLiteral("Edge of the initial noise")).isEmpty());
    trace.tell(100, 2); // the same curve is a new one now
    QCOMPARE(trace.rows(QStringLiteral("σ_1")), QStringList{QStringLiteral("σ_1,100,40,,,,,")});
}

void TestTrace::theOrderIsReadFromTheTint()
{
    Trace trace;
    trace.tell(0, 1);
    trace.tell(100, 2);
    trace.rows(QStringLiteral("σ_1"));
    std::vector<std::pair<double, double>> lines; // last value, lightness
    for (auto* const series : trace.feed->card().view()->chart()->series()) {
        auto* const line = qobject_cast<QLineSeries*>(series);
        if (line && line->pen().style() == Qt::SolidLine) {
            lines.emplace_back(line->points().last().y(), line->pen().color().lightnessF());
        }
    }
    QCOMPARE(lines.size(), std::size_t{12});
    std::sort(lines.begin(), lines.end());
    for (std::size_t i = 1; i < lines.size(); ++i) {
        QVERIFY2(lines[i].second < lines[i - 1].second - 0.01, "larger values are darker");
    }
}

void TestTrace::theLegendIsShortAndSwitchesAll()
{
    Trace trace;
    trace.tell(0, 1);
    trace.tell(100, 2);
    trace.rows(QStringLiteral("σ_1"));
    QList<LegendEntry*> entries;
    for (auto* const entry : trace.feed->card().findChildren<LegendEntry*>()) {
        if (!entry->isHidden()) {
            entries << entry;
        }
    }
    QCOMPARE(entries.size(), 2);
    QCOMPARE(entries[0]->swatch().label, QStringLiteral("12 largest"));
    QCOMPARE(entries[1]->swatch().label, QStringLiteral("Edge of the initial noise"));
    entries[0]->click();
    QVERIFY(trace.rows(QStringLiteral("σ_1")).isEmpty());
    QVERIFY(trace.rows(QStringLiteral("σ_12")).isEmpty());
    // New values do not bring them back.
    trace.tell(200, 3);
    QVERIFY(trace.rows(QStringLiteral("σ_1")).isEmpty());
    QCOMPARE(trace.rows(QStringLiteral("Edge of the initial noise")).size(), 2);
}

QTEST_MAIN(TestTrace)
#include "tst_trace.moc"
