// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"
#include "core/model/paired.h"
#include "core/models/models.h"
#include "core/param/param_text.h"
#include "tests/support/fake_clock.h"

#include <QtTest/QTest>

#include <atomic>

using namespace core;
using namespace std::chrono_literals;

namespace {

const ModelEntry& entryOf(std::string_view id) { return *findModel(id); }

std::unique_ptr<AnyModel> make(std::string_view id, std::string_view settings)
{
    auto made = entryOf(id).make(*parseSettings(entryOf(id).specs(), settings), 7);
    return std::move(*made);
}

Archive saved(const AnyModel& model)
{
    Archive archive;
    model.save(archive);
    return archive;
}

Comparison comparison(std::string_view id, const std::string& param, std::string_view left,
                      std::string_view right)
{
    auto const& spec = *findSpec(entryOf(id).specs(), param);
    return {param, *parseValue(spec, left), *parseValue(spec, right)};
}

Outcome act(AnyModel& model, std::string_view text)
{
    auto const parsed = parseAction(model.card(), text);
    return parsed ? model.act(parsed->call, {}) : parsed.outcome();
}

// Five letters of which one is cued by its upper half.
std::unique_ptr<AnyModel> letters(std::string_view settings)
{
    auto model = make("hopfield", settings);
    static_cast<void>(act(*model, "store-text:text=AKOTX"));
    static_cast<void>(act(*model, "cue:pattern=1,hide=bottom"));
    return model;
}

std::unique_ptr<Paired> pair(const AnyModel& live, const Comparison& what)
{
    auto made = Paired::make(entryOf(live.card().id), saved(live), what);
    return made ? std::move(*made) : nullptr;
}

void advance(AnyModel& model, int steps)
{
    for (int i = 0; i < steps; ++i) {
        while (!model.advance(StopCheck(), soloPool())) {}
    }
}

} // namespace

class TestPaired : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void equalValuesGiveEqualRuns_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("settings");
        QTest::addColumn<QString>("param");
        QTest::addColumn<QString>("value");
        QTest::newRow("ising, metropolis") << "ising"
                                           << "L=48 T=2.3"
                                           << "T"
                                           << "2.4";
        QTest::newRow("ising, wolff") << "ising"
                                      << "L=32 algorithm=wolff"
                                      << "T"
                                      << "2.4";
        QTest::newRow("hopfield") << "hopfield"
                                  << "side=16 P=12 T=0.3"
                                  << "rule"
                                  << "hebb";
        QTest::newRow("ring") << "ring"
                              << "N=100"
                              << "T"
                              << "0.8";
    }
    void equalValuesGiveEqualRuns()
    {
        QFETCH(QString, model);
        QFETCH(QString, settings);
        QFETCH(QString, param);
        QFETCH(QString, value);
        std::string const id = model.toStdString();
        auto const live = make(id, settings.toStdString());
        advance(*live, 5);
        auto const text = value.toStdString();
        auto const both = pair(*live, comparison(id, param.toStdString(), text, text));
        QVERIFY(both);
        for (int step = 1; step <= 300; ++step) {
            advance(*both, 1);
            QCOMPARE(both->left().hash(), both->right().hash());
            QCOMPARE(both->steps(), static_cast<std::uint64_t>(step));
        }
    }

    void eachSideIsARunOfItsOwn()
    {
        auto const both = pair(*make("ising", "L=48 T=2.3"), comparison("ising", "T", "2", "2.6"));
        QVERIFY(both);
        auto const cold = make("ising", "L=48 T=2"), hot = make("ising", "L=48 T=2.6");
        for (int step = 0; step < 200; ++step) {
            for (auto* const model : {static_cast<AnyModel*>(both.get()), cold.get(), hot.get()}) {
                advance(*model, 1);
            }
        }
        QCOMPARE(both->left().hash(), cold->hash());
        QCOMPARE(both->right().hash(), hot->hash());
        QVERIFY(cold->hash() != hot->hash());
    }

    void theSameCueUnderTwoRules()
    {
        auto const live = letters("side=32 rule=hebb T=0");
        advance(*live, 10);
        auto const both = pair(*live, comparison("hopfield", "rule", "hebb", "pseudo-inverse"));
        QVERIFY(both);
        advance(*both, 30);
        auto const hebb = letters("side=32 rule=hebb T=0");
        auto const inverse = letters("side=32 rule=pseudo-inverse T=0");
        // As a fresh state after the cue: both sides begin so.
        for (auto* const alone : {hebb.get(), inverse.get()}) {
            QVERIFY(alone->restart(alone->seed()));
            advance(*alone, 30);
        }
        QCOMPARE(both->left().hash(), hebb->hash());
        QCOMPARE(both->right().hash(), inverse->hash());
        std::array<double, 12> values{};
        both->measure(values);
        int const overlap = observableIndex(both->card(), "overlap.right");
        QVERIFY(overlap == 6 && values[6] > 0.99 && values[0] < values[6]);
    }

    void whatIsDoneIsDoneToBoth()
    {
        auto const both =
            pair(*letters("side=16 T=0.2"), comparison("hopfield", "T", "0.2", "0.2"));
        QVERIFY(both);
        advance(*both, 3);
        QVERIFY(act(*both, "cue:pattern=3,noise=0.2"));
        QVERIFY(act(*both, "add-random:count=4"));
        QVERIFY(both->set({{"threshold", 0.1}}).outcome);
        both->paint({BrushTarget::state, 2, 2, 9, 9, 2.0, 1.0});
        advance(*both, 20);
        QCOMPARE(both->left().hash(), both->right().hash());
        QVERIFY(both->restart(99));
        advance(*both, 20);
        QCOMPARE(both->left().hash(), both->right().hash());
        QCOMPARE(both->right().seed(), std::uint64_t{99});
        QCOMPARE(both->steps(), std::uint64_t{20});
        QVERIFY(both->set({{"side", std::int64_t{24}}}).rebuilt);
        QCOMPARE(both->steps(), std::uint64_t{0});
        advance(*both, 5);
        QCOMPARE(both->left().hash(), both->right().hash());
    }

    void theComparedParameterIsSetForEachSide()
    {
        auto const both = pair(*make("ising", "L=32"), comparison("ising", "T", "2", "3"));
        QVERIFY(both);
        QVERIFY(both->set({{"T", 1.5}}).retuned);
        QVERIFY(both->set({{"T.right", 4.0}}).retuned);
        QCOMPARE(numberOf(*findValue(both->left().params(), "T")), 1.5);
        QCOMPARE(numberOf(*findValue(both->right().params(), "T")), 4.0);
        QCOMPARE(numberOf(*findValue(both->params(), "T.right")), 4.0);
    }

    // One side begins anew: so does the other, or their clocks would differ.
    void aRebuildOfOneSideIsOneOfBoth()
    {
        auto const both = pair(*make("ising", "L=32"), comparison("ising", "L", "32", "48"));
        QVERIFY(both);
        advance(*both, 7);
        auto const assigned = both->set({{"L.right", std::int64_t{64}}});
        QVERIFY(assigned.outcome && assigned.rebuilt);
        QCOMPARE(both->left().steps(), std::uint64_t{0});
        QCOMPARE(both->right().steps(), std::uint64_t{0});
        QCOMPARE(both->world(0).width, 32);
        QCOMPARE(both->world(both->rightPicture(0)).width, 64);
    }

    void aRefusalByEitherChangesNeither()
    {
        // The pseudo-inverse takes no more patterns than neurons; Hebb does.
        auto const both = pair(*make("hopfield", "side=4 P=10 T=0.3"),
                               comparison("hopfield", "rule", "hebb", "pseudo-inverse"));
        QVERIFY(both);
        advance(*both, 4);
        auto const before = both->hash();
        auto const params = both->params();
        QVERIFY(!act(*both, "add-random:count=10"));
        QCOMPARE(both->hash(), before);
        QVERIFY(!both->set({{"P", std::int64_t{20}}}).outcome);
        QCOMPARE(both->hash(), before);
        QVERIFY(!both->set({{"T.right", 0.1}}).outcome); // only the compared one has a side
        QVERIFY(!both->set({{"side", std::int64_t{3}}}).outcome);
        QCOMPARE(both->hash(), before);
        QVERIFY(both->params() == params);
        auto const lone = make("hopfield", "side=4 P=20 rule=hebb");
        QVERIFY(!pair(*lone, comparison("hopfield", "rule", "hebb", "pseudo-inverse")));
    }

    void whatCannotBeComparedIsRefused()
    {
        auto const live = make("hopfield", "side=8");
        for (auto const* const id : {"load", "nonsense"}) {
            auto const made = Paired::make(entryOf("hopfield"), saved(*live), {id, 0.1, 0.2});
            QVERIFY(!made && QString::fromStdString(made.reason()).contains(id));
        }
    }

    void itsCardHasBothSides()
    {
        auto const hopfield = pair(*make("hopfield", "side=8 P=4"),
                                   comparison("hopfield", "rule", "hebb", "pseudo-inverse"));
        QCOMPARE(sampledCount(hopfield->card()), std::size_t{12});
        QCOMPARE(hopfield->card().pictures[2].id, std::string_view("state.right"));
        auto const ising = pair(*make("ising", "L=16"), comparison("ising", "T", "2", "3"));
        QCOMPARE(sampledCount(ising->card()), std::size_t{14}); // no internal ones
        QCOMPARE(derivedCount(ising->card()), std::size_t{0});
        std::vector<double> values(14);
        advance(*ising, 30);
        ising->measure(values);
        QVERIFY(values[2] > values[9]); // |m| at T = 2 and 3
        std::string status;
        hopfield->status(status);
        QCOMPARE(std::count(status.begin(), status.end(), '\n'), std::ptrdiff_t{1});
    }

    void savedAndLoadedItGoesOn()
    {
        auto const what = comparison("ising", "T", "2", "3");
        auto const both = pair(*make("ising", "L=32"), what);
        advance(*both, 20);
        auto const other = pair(*make("ising", "L=16 T=5"), what);
        QVERIFY(other->load(saved(*both)));
        QCOMPARE(other->hash(), both->hash());
        advance(*both, 20);
        advance(*other, 20);
        QCOMPARE(other->hash(), both->hash());
        auto damaged = saved(*both);
        damaged.putText("right.steps", "3");
        auto const before = other->hash();
        QVERIFY(!other->load(damaged));
        QVERIFY(!other->load(saved(both->left())));
        QCOMPARE(other->hash(), before);
    }

    // A step that is left at a band boundary is taken up there, and an action waits for its end.
    void aStepCanBeInterrupted()
    {
        auto const what = comparison("ising", "T", "2", "2.6");
        auto const live = make("ising", "L=512");
        auto const whole = pair(*live, what), inBands = pair(*live, what);
        std::atomic<bool> const stop{true};
        int returns = 0;
        for (int step = 0; step < 3; ++step) {
            advance(*whole, 1);
            while (!inBands->advance(StopCheck(stop), soloPool())) {
                ++returns;
            }
        }
        QVERIFY(returns > 3);
        QCOMPARE(inBands->hash(), whole->hash());
        static_cast<void>(inBands->advance(StopCheck(stop), soloPool()));
        QVERIFY(inBands->restart(5) && whole->restart(5));
        advance(*whole, 2);
        advance(*inBands, 2);
        QCOMPARE(inBands->hash(), whole->hash());
        QCOMPARE(inBands->left().steps(), inBands->right().steps());
    }

    void theEngineRunsIt()
    {
        auto both = pair(*make("ising", "L=64 start=up"), comparison("ising", "T", "1.5", "5"));
        tests::FakeClock clock;
        Engine engine(std::move(both), clock, soloPool());
        for (int picture = 0; picture < 6; ++picture) {
            engine.inbox.post(LookAt{picture, {0, 0, 64, 64, 64, 64}});
        }
        engine.inbox.post(Step{300});
        for (int i = 0; i < 3000 && engine.reports.front().step < 300; ++i) {
            clock.advance(std::max<Nanos>(engine.frame(4ms), 1ms));
            engine.pictures.refresh();
            engine.reports.refresh();
        }
        QCOMPARE(engine.pictures.front().step, std::uint64_t{300});
        auto const& report = engine.reports.front();
        QVERIFY(report.estimates.at(2).mean > 0.9);
        QVERIFY(report.estimates.at(9).mean < 0.2);
    }
};

QTEST_APPLESS_MAIN(TestPaired)
#include "tst_paired.moc"
