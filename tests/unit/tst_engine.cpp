// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine_thread.h"
#include "core/models/models.h"
#include "core/param/param_text.h"
#include "tests/support/fake_clock.h"

#include <QtTest/QTest>

using namespace core;
using namespace std::chrono_literals;

namespace {

std::unique_ptr<AnyModel> make(std::string_view id, std::string_view settings,
                               std::uint64_t seed = 1)
{
    const ModelEntry* const entry = findModel(id);
    auto model = entry->make(*parseSettings(entry->specs(), settings), seed);
    return std::move(*model);
}

std::string hashOf(Archive archive, std::string_view id)
{
    auto model = make(id, "");
    return model->load(archive) ? model->hash() : "";
}

struct Bench
{
    explicit Bench(std::string_view settings = "N=64 T=1", std::string_view id = "ring")
        : engine(make(id, settings), clock, soloPool())
    {
    }
    Archive saved()
    {
        auto promise = std::make_shared<std::promise<Archive>>();
        auto future = promise->get_future();
        engine.inbox.post(Save{promise});
        engine.frame(1ms);
        return future.get();
    }
    // So many times four milliseconds of the fake clock.
    void frames(int count)
    {
        Nanos const end = clock.now() + count * 4ms;
        while (clock.now() < end) {
            clock.advance(engine.frame(4ms));
            engine.pictures.refresh();
            engine.reports.refresh();
        }
    }
    tests::FakeClock clock;
    Engine engine;
};

} // namespace

class TestEngine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itDoesNothingUntilItIsTold()
    {
        Bench bench;
        bench.frames(5);
        QCOMPARE(bench.engine.pictures.front().step, std::uint64_t{0});
        QVERIFY(!bench.engine.pictures.front().running);
    }

    void stepMakesExactlySoManySteps()
    {
        Bench bench;
        bench.engine.inbox.post(Step{7});
        bench.frames(20);
        QCOMPARE(bench.engine.pictures.front().step, std::uint64_t{7});
    }

    // A machine without pictures to learn.
    void noStepIsMadeWhereTheModelIsNotReady()
    {
        Bench bench("data=drawn", "rbm");
        bench.engine.inbox.post(Step{3});
        bench.frames(20);
        auto const& shown = bench.engine.pictures.front();
        QCOMPARE(shown.step, std::uint64_t{0});
        QCOMPARE(shown.refusals, std::uint64_t{1});
        QVERIFY(!shown.refusal.empty());
        bench.engine.inbox.post(Run{});
        bench.frames(20);
        QCOMPARE(bench.engine.pictures.front().refusals, std::uint64_t{2});
        QVERIFY(!bench.engine.pictures.front().running);
    }

    // Forgotten drawings: there is nothing to begin anew with.
    void aRefusedRestartLeavesAllAsItWas()
    {
        Bench bench("data=drawn", "rbm");
        bench.engine.inbox.post(Restart{77});
        bench.frames(5);
        QCOMPARE(bench.engine.pictures.front().refusals, std::uint64_t{1});
        QCOMPARE(bench.engine.pictures.front().seed, std::uint64_t{1});
    }

    // Dreams are not averaged with what was measured while the machine learnt.
    void whatTheModelDecidesOpensAnotherPoint()
    {
        Bench bench("data=ising L=2 hidden=2 epochs=1 likelihood-every=0", "rbm");
        bench.engine.inbox.post(Step{400});
        bench.frames(400);
        auto const& report = bench.engine.reports.front();
        QVERIFY(!std::get<bool>(*findValue(report.params, "learning")));
        QCOMPARE(report.points.size(), std::size_t{2});
    }

    // It changes a picture only.
    void anActionAsideLetsMeasurementsGoOn()
    {
        Bench bench("data=ising L=2 hidden=2 learning=false", "rbm");
        bench.engine.inbox.post(Step{200});
        bench.frames(200);
        auto const epoch = bench.engine.pictures.front().epoch;
        auto const call = completeAction(*findModel("rbm")->card, "complete", {});
        QVERIFY(call && call->action->aside);
        Payload drawing{PayloadKind::drawing, 2, 2, {1, 0, 2, 2}, {}};
        bench.engine.inbox.post(Act{*call, drawing, nullptr});
        bench.frames(5);
        QCOMPARE(bench.engine.pictures.front().refusals, std::uint64_t{0});
        QCOMPARE(bench.engine.pictures.front().epoch, epoch);
    }

    // Also when the rate is known and steps are made in batches between two looks at the clock.
    void stepMakesExactlySoManyStepsAfterARun()
    {
        Bench bench;
        bench.engine.inbox.post(SetSpeed{50000});
        bench.engine.inbox.post(Run{});
        bench.frames(200);
        bench.engine.inbox.post(SetSpeed{0});
        bench.engine.inbox.post(Pause{});
        bench.frames(20);
        auto const before = bench.engine.pictures.front().step;
        bench.engine.inbox.post(Step{7});
        bench.frames(20);
        QCOMPARE(bench.engine.pictures.front().step, before + 7);
    }

    // With a clock this coarse a step is always left when the time for it is up.
    void aHaltComesBetweenTwoSteps()
    {
        for (int frames = 1; frames < 8; ++frames) {
            Bench bench("L=256 lattice=triangular", "ising");
            bench.clock.tick = 150us;
            bench.engine.inbox.post(Run{});
            bench.frames(frames);
            bench.engine.inbox.post(Pause{});
            bench.frames(20);
            auto const halted = bench.engine.pictures.front().step;
            auto const model = make("ising", "L=2");
            QVERIFY(model->load(bench.saved()));
            QCOMPARE(model->steps(), halted);
        }
    }

    // Neuron by neuron where a step takes a second, and the same steps in the end.
    void aSlowStepIsSeenWhileItIsMade()
    {
        Bench bench("side=16 P=3 T=0.5", "hopfield");
        bench.engine.inbox.post(LookAt{0, {0, 0, 16, 16, 16, 16}});
        bench.engine.inbox.post(SetSpeed{1});
        bench.frames(1);
        bench.engine.inbox.post(Run{});
        std::vector<std::uint8_t> last;
        int differing = 0;
        for (int i = 0; i < 20; ++i) {
            bench.frames(10); // 40 ms
            auto const& cells = bench.engine.pictures.front().pictures.front().cells;
            differing += cells == last ? 0 : 1;
            last = cells;
        }
        QCOMPARE(bench.engine.pictures.front().step, std::uint64_t{0});
        QVERIFY2(differing > 10, qPrintable(QString::number(differing)));
        bench.frames(300);
        QCOMPARE(bench.engine.pictures.front().step, std::uint64_t{2});
        bench.engine.inbox.post(Step{1});
        bench.frames(20);
        QCOMPARE(bench.engine.pictures.front().step, std::uint64_t{3});
        auto const plain = make("hopfield", "side=16 P=3 T=0.5");
        while (plain->steps() < 3) {
            plain->advance(StopCheck(), soloPool());
        }
        QCOMPARE(hashOf(bench.saved(), "hopfield"), plain->hash());
    }

    void aChosenSpeedIsKept()
    {
        Bench bench;
        bench.engine.inbox.post(SetSpeed{10});
        bench.engine.inbox.post(Run{});
        for (int i = 0; i < 2000; ++i) {
            Nanos const wait = bench.engine.frame(1ms);
            bench.clock.advance(wait);
            bench.engine.pictures.refresh();
        }
        double const seconds = std::chrono::duration<double>(bench.clock.now()).count();
        auto const steps = static_cast<double>(bench.engine.pictures.front().step);
        QVERIFY2(std::fabs(steps - 10 * seconds) < 0.05 * 10 * seconds + 3,
                 qPrintable(QStringLiteral("%1 steps in %2 s").arg(steps).arg(seconds)));
    }

    void aJumpOfTheClockMakesNoBurst()
    {
        Bench bench;
        bench.engine.inbox.post(SetSpeed{10});
        bench.engine.inbox.post(Run{});
        bench.frames(3);
        bench.clock.advance(std::chrono::hours(8));
        auto const before = bench.engine.pictures.front().step;
        bench.frames(3);
        QVERIFY(bench.engine.pictures.front().step - before <= 3);
    }

    void parametersTakeEffectAndAreReported()
    {
        Bench bench;
        bench.engine.inbox.post(SetParams{{{"T", 3.5}}});
        bench.frames(2);
        const auto* const T = findValue(bench.engine.reports.front().params, "T");
        QVERIFY(T && numberOf(*T) == 3.5);
    }

    void aRefusedParameterLeavesEverythingAsItWas()
    {
        Bench bench;
        std::string const before = hashOf(bench.saved(), "ring");
        bench.engine.inbox.post(SetParams{{{"T", 2.0}, {"h", 99.0}}});
        bench.frames(2);
        QCOMPARE(bench.engine.pictures.front().refusals, std::uint64_t{1});
        QVERIFY(bench.engine.pictures.front().refusal.find("'h'") != std::string::npos);
        QCOMPARE(numberOf(*findValue(bench.engine.reports.front().params, "T")), 1.0);
        QCOMPARE(hashOf(bench.saved(), "ring"), before);
    }

    void samplesArriveInOrderOncePerStep()
    {
        Bench bench;
        bench.engine.inbox.post(Step{100});
        bench.frames(50);
        std::vector<std::uint64_t> steps;
        bench.engine.samples.drain([&](const Sample& s) { steps.push_back(s.step); });
        QCOMPARE(steps.size(), std::size_t{100});
        for (std::size_t i = 0; i < steps.size(); ++i) {
            QCOMPARE(steps[i], i + 1);
        }
    }

    // The same commands at the same steps: engine with a fake clock, engine thread, bare model.
    void theTrajectoryDoesNotDependOnWhoDrives_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("settings");
        QTest::newRow("ring") << "ring"
                              << "N=100 T=0.7";
        QTest::newRow("ising") << "ising"
                               << "L=20 T=2.2";
        QTest::newRow("ising packed") << "ising"
                                      << "L=128 T=2.2";
    }
    void theTrajectoryDoesNotDependOnWhoDrives()
    {
        QFETCH(QString, model);
        QFETCH(QString, settings);
        auto const id = model.toStdString(), text = settings.toStdString();
        auto bare = make(id, text);
        for (int i = 0; i < 50; ++i) {
            while (!bare->advance({}, soloPool())) {}
        }
        tests::FakeClock clock;
        clock.tick = 50us;
        Engine faked(make(id, text), clock, soloPool());
        faked.inbox.post(LookAt{0, {0, 0, 20, 20, 100, 100}});
        faked.inbox.post(Step{50});
        for (int i = 0; i < 400; ++i) {
            faked.frame(100us);
            faked.pictures.refresh();
            faked.reports.refresh();
        }
        QCOMPARE(faked.pictures.front().step, std::uint64_t{50});
        auto promise = std::make_shared<std::promise<Archive>>();
        auto future = promise->get_future();
        faked.inbox.post(Save{promise});
        faked.frame(1ms);
        QCOMPARE(hashOf(future.get(), id), bare->hash());

        Engine threaded(make(id, text), steadyClock(), soloPool());
        threaded.inbox.post(Step{50});
        auto threadPromise = std::make_shared<std::promise<Archive>>();
        auto threadFuture = threadPromise->get_future();
        {
            EngineThread thread(threaded);
            QTRY_VERIFY((threaded.pictures.refresh(), threaded.pictures.front().step == 50));
            threaded.inbox.post(Save{threadPromise});
            QCOMPARE(hashOf(threadFuture.get(), id), bare->hash());
        }
    }

    void aVisitedPointImprovesWhileOneStaysAndWhenOneReturns()
    {
        Bench bench;
        bench.engine.inbox.post(SetSpeed{20000});
        bench.engine.inbox.post(Run{});
        bench.frames(300);
        auto const countAt = [&](double T) -> std::uint64_t {
            for (const auto& point : bench.engine.reports.front().points) {
                if (numberOf(*findValue(point.params, "T")) == T) {
                    return point.estimates[0].count;
                }
            }
            return 0;
        };
        std::uint64_t const first = countAt(1.0);
        QVERIFY(first > 100);
        bench.engine.inbox.post(SetParams{{{"T", 2.0}}});
        bench.frames(300);
        QVERIFY(countAt(2.0) > 100);
        std::uint64_t const left = countAt(1.0);
        QVERIFY(left >= first);
        bench.engine.inbox.post(SetParams{{{"T", 1.0}}});
        bench.frames(300);
        QVERIFY(countAt(1.0) > left);
    }

    void savedAndLoadedItContinuesWithItsMeasurements()
    {
        Bench bench;
        bench.engine.inbox.post(SetSpeed{20000});
        bench.engine.inbox.post(Run{});
        bench.frames(100);
        bench.engine.inbox.post(Pause{});
        Archive const archive = bench.saved();
        bench.frames(60);
        auto const count = bench.engine.reports.front().points.at(0).estimates[0].count;

        Bench other("N=64 T=1.5");
        auto answer = std::make_shared<std::promise<std::string>>();
        auto done = answer->get_future();
        other.engine.inbox.post(Load{archive, true, answer});
        other.frames(60);
        QCOMPARE(done.get(), std::string());
        QCOMPARE(other.engine.reports.front().points.at(0).estimates[0].count, count);
        QCOMPARE(hashOf(other.saved(), "ring"), hashOf(archive, "ring"));
    }

    void anArchiveOfAnotherModelIsRefusedAndNothingChanges()
    {
        Bench bench;
        std::string const before = hashOf(bench.saved(), "ring");
        Archive foreign;
        make("ising", "L=8")->save(foreign);
        auto answer = std::make_shared<std::promise<std::string>>();
        auto done = answer->get_future();
        bench.engine.inbox.post(Load{foreign, true, answer});
        bench.frames(2);
        QVERIFY(!done.get().empty());
        QCOMPARE(hashOf(bench.saved(), "ring"), before);
    }

    void picturesShowWhatIsLookedAt()
    {
        Bench bench;
        bench.frames(1);
        QVERIFY(bench.engine.pictures.front().pictures.at(0).cells.empty());
        bench.engine.inbox.post(LookAt{0, {0, 0, 64, 256, 64, 256}});
        bench.frames(2);
        const Picture& picture = bench.engine.pictures.front().pictures.at(0);
        QCOMPARE(picture.tile.scale, 1);
        QCOMPARE(picture.cells.size(), std::size_t{64 * 256});
    }

    // A loaded state counts its changes anew; its shelf must not pass for the one before.
    void aLoadedStateBringsItsOwnShelf()
    {
        Bench bench("side=8 P=0", "hopfield");
        auto const act = [&bench](std::string_view text) {
            auto const parsed = parseAction(*findModel("hopfield")->card, text);
            QVERIFY(parsed);
            bench.engine.inbox.post(Act{parsed->call, {}});
            bench.frames(80);
        };
        for (std::string_view const text : {"A", "AB", "ABC", "ABCD", "ABCDE"}) {
            act("forget-all");
            act("store-text:text=" + std::string(text));
            auto const kept = bench.saved();
            for (int changes = 0; changes < 4; ++changes) {
                act("forget-all");
                for (int i = 0; i < changes; ++i) {
                    act("store-text:text=Z");
                }
                bench.engine.inbox.post(Load{kept, false, nullptr});
                bench.frames(80);
                auto const& now = bench.engine.reports.front();
                QCOMPARE(now.shelf.total, text.size());
                QCOMPARE(now.shelf.rows.at(0).name, std::string("A"));
                QCOMPARE(now.shelf.version, bench.engine.pictures.front().shelfVersion);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestEngine)
#include "tst_engine.moc"
