// SPDX-License-Identifier: GPL-3.0-or-later
// Retrieval of random patterns against the theory of Amit, Gutfreund and Sompolinsky, and of
// letters under the two rules.
#include "core/experiment/run.h"
#include "core/models/models.h"

#include <QtTest/QTest>

using namespace core;

namespace {

// Theory is for N to infinity: at N = 4096 the overlap may be off by so much beside its error.
constexpr double finiteSize = 0.001;

RunResult recalled(const ParamMap& params, const std::vector<std::string>& actions, int repeats,
                   std::uint64_t steps = 60)
{
    RunPlan plan;
    plan.entry = findModel("hopfield");
    plan.params = params;
    plan.warmup = 60;
    plan.steps = steps;
    plan.repeats = repeats;
    for (auto const& text : actions) {
        auto parsed = parseAction(*plan.entry->card, text);
        plan.actions.push_back({parsed->call, {}, text});
    }
    auto result = runModel(plan, soloPool());
    return result ? *result : RunResult{};
}

const Estimate& of(const RunResult& result, std::string_view id)
{
    return result.estimates.at(
        static_cast<std::size_t>(observableIndex(*findModel("hopfield")->card, id)));
}

double overlapAt(std::int64_t side, double load)
{
    return of(recalled({{"side", side}, {"load", load}}, {"cue:pattern=1"}, 20, 5), "overlap").mean;
}

} // namespace

class TestHopfieldRecall : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theOverlapIsTheTheorys_data()
    {
        QTest::addColumn<double>("load");
        QTest::addColumn<double>("T");
        QTest::newRow("α = 0.05, T = 0") << 0.05 << 0.0;
        QTest::newRow("α = 0.10, T = 0") << 0.10 << 0.0;
        QTest::newRow("α = 0.12, T = 0") << 0.12 << 0.0;
        QTest::newRow("α = 0.02, T = 0.4") << 0.02 << 0.4;
        QTest::newRow("α = 0.05, T = 0.4") << 0.05 << 0.4;
    }
    void theOverlapIsTheTheorys()
    {
        QFETCH(double, load);
        QFETCH(double, T);
        auto const result =
            recalled({{"side", std::int64_t{64}}, {"load", load}, {"T", T}}, {"cue:pattern=1"}, 20);
        for (auto const* const id : {"overlap", "energy"}) {
            auto const* const exact = bestPrediction(result.predictions, id);
            QVERIFY(exact);
            auto const& estimate = of(result, id);
            QVERIFY2(std::fabs(estimate.mean - exact->value) < 5 * estimate.error + finiteSize,
                     qPrintable(QStringLiteral("%1: %2 ± %3, theory %4")
                                    .arg(id)
                                    .arg(estimate.mean)
                                    .arg(estimate.error)
                                    .arg(exact->value)));
        }
    }

    // The fall between α = 0.13 and 0.16 is steeper in the larger network.
    void theCollapseSharpensWithTheNetwork()
    {
        double const small = overlapAt(32, 0.13) - overlapAt(32, 0.16);
        double const large = overlapAt(64, 0.13) - overlapAt(64, 0.16);
        QVERIFY2(large > small + 0.1,
                 qPrintable(QStringLiteral("falls by %1 and %2").arg(small).arg(large)));
    }

    void lettersComeBackFromAnyHalf_data()
    {
        QTest::addColumn<QString>("hide");
        for (auto const* const hide : {"left", "right", "top", "bottom"}) {
            QTest::newRow(hide) << hide;
        }
    }
    void lettersComeBackFromAnyHalf()
    {
        QFETCH(QString, hide);
        for (int letter = 1; letter <= 5; ++letter) {
            auto const cue = QStringLiteral("cue:pattern=%1,hide=%2").arg(letter).arg(hide);
            auto const result = recalled({{"P", std::int64_t{0}}, {"rule", std::int64_t{1}}},
                                         {"store-text:text=AKOTX", cue.toStdString()}, 1, 1);
            QCOMPARE(of(result, "overlap").last, 1.0);
            QCOMPARE(of(result, "recalled").last, 1.0);
        }
    }

    // E, F and H share most of their strokes: each is a fixed point of the projection, while under
    // Hebb's rule the last one is drawn to the others.
    void hebbBlendsWhatLooksAlike()
    {
        auto const last = [](std::int64_t rule) {
            return of(recalled({{"P", std::int64_t{0}}, {"rule", rule}},
                               {"store-text:text=EFH", "cue:pattern=3"}, 1, 1),
                      "overlap")
                .last;
        };
        QCOMPARE(last(1), 1.0);
        QVERIFY(last(0) < 0.9);
    }

    void unlearningNeedsHebb()
    {
        RunPlan plan;
        plan.entry = findModel("hopfield");
        plan.params = {{"rule", std::int64_t{1}}};
        plan.actions.push_back(
            {parseAction(*plan.entry->card, "unlearn:strength=0.1")->call, {}, "unlearn"});
        auto const result = runModel(plan, soloPool());
        QVERIFY(!result);
        QVERIFY(QString::fromStdString(result.reason()).contains("hebb"));
    }
};

QTEST_APPLESS_MAIN(TestHopfieldRecall)
#include "tst_hopfield_recall.moc"
