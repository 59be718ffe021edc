// SPDX-License-Identifier: GPL-3.0-or-later
// How a long command is watched and given up: the gauge by itself, and in an engine that reads a
// file.
#include "core/base/gauge.h"
#include "core/engine/engine_thread.h"
#include "core/models/models.h"
#include "tests/support/fake_clock.h"
#include "tests/support/slow_pictures.h"

#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace core;

namespace {

constexpr std::size_t mebibyte = std::size_t{1} << 20;

std::unique_ptr<AnyModel> machine()
{
    auto made = findModel("rbm")->make({{"hidden", std::int64_t{8}}}, 1);
    return std::move(*made);
}

SetParams reading(const std::string& path) { return {{{"data", std::int64_t{2}}, {"file", path}}}; }

} // namespace

class TestGauge : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itTellsHowFarTheWorkIs()
    {
        Gauge gauge;
        QVERIFY(!gauge.read());
        {
            GaugedWork const work(&gauge, "reading", "pictures.gz");
            auto const first = gauge.read();
            QVERIFY(first);
            QCOMPARE(std::string(first->what), std::string("reading"));
            QCOMPARE(first->subject, std::string("pictures.gz"));
            QCOMPARE(first->share, 0.0);
            QVERIFY(work.reach(0.25));
            QCOMPARE(gauge.read()->share, 0.25);
            QCOMPARE(gauge.read()->number, first->number);
        }
        QVERIFY(!gauge.read());
        GaugedWork const next(&gauge, "reading", "");
        QCOMPARE(gauge.read()->share, 0.0);
        QVERIFY(gauge.read()->subject.empty());
    }

    void onlyTheWorkThatWasMeantIsCancelled()
    {
        Gauge gauge;
        std::uint64_t meant = 0;
        {
            GaugedWork const work(&gauge, "reading", "a");
            meant = gauge.read()->number;
        }
        gauge.cancel(meant); // too late
        {
            GaugedWork const work(&gauge, "reading", "b");
            QVERIFY(work.reach(0.5));
            gauge.cancel(gauge.read()->number);
            QVERIFY(!work.reach(0.6));
        }
        GaugedWork const work(&gauge, "reading", "c");
        QVERIFY(work.reach(0.1));
        gauge.close();
        QVERIFY(!work.reach(0.2));
        QVERIFY(GaugedWork(nullptr, "reading", "d").reach(1));
    }

    // The name is as long as there is room, never half a letter.
    void aLongNameIsCut()
    {
        Gauge gauge;
        std::string name;
        for (int i = 0; i < 40; ++i) {
            name += "ä";
        }
        GaugedWork const work(&gauge, "reading", name);
        QCOMPARE(gauge.read()->subject, name.substr(0, 62));
    }

    void whatIsNotWantedChangesNothing()
    {
        QTemporaryDir folder;
        auto const path = folder.filePath(QStringLiteral("pictures")).toStdString();
        idx::write(path, idx::file({100, 28, 28}, idx::Bytes(78400, 7)));
        tests::FakeClock clock;
        Engine engine(machine(), clock, soloPool());
        engine.inbox.post(Step{4});
        for (int i = 0; i < 10; ++i) {
            engine.frame(std::chrono::milliseconds(4));
            clock.advance(std::chrono::milliseconds(20));
            engine.pictures.refresh();
        }
        QCOMPARE(engine.pictures.front().step, std::uint64_t{4});
        engine.gauge.close();
        engine.inbox.post(reading(path));
        engine.frame(std::chrono::milliseconds(4));
        QVERIFY(engine.pictures.refresh());
        QCOMPARE(engine.pictures.front().refusals, std::uint64_t{1});
        QVERIFY2(engine.pictures.front().refusal.find("cancelled") != std::string::npos,
                 engine.pictures.front().refusal.c_str());
        QCOMPARE(engine.pictures.front().step, std::uint64_t{4});
    }

    // A pipe gives the file in pieces: the share is seen, the command given up, the machine as it
    // was.
    void aFileIsGivenUpOnTheWay()
    {
        QTemporaryDir folder;
        tests::SlowPictures file(folder.filePath(QStringLiteral("slow")).toStdString(), 10000);
        QVERIFY(file.made());
        WorkerPool pool(1);
        Engine engine(machine(), steadyClock(), pool);
        EngineThread const thread(engine);
        engine.inbox.post(Step{3});
        auto const shown = [&engine]() -> const Snapshot& {
            engine.pictures.refresh();
            return engine.pictures.front();
        };
        QTRY_COMPARE(shown().step, std::uint64_t{3});
        engine.inbox.post(reading(file.path()));
        QVERIFY(file.give(2 * mebibyte + 100));
        QTRY_VERIFY(engine.gauge.read() && engine.gauge.read()->share > 0.2);
        auto const seen = *engine.gauge.read();
        QVERIFY(seen.share < 0.3);
        QCOMPARE(seen.subject, std::string("slow"));
        engine.gauge.cancel(seen.number);
        file.give(mebibyte);
        QTRY_COMPARE(shown().refusals, std::uint64_t{1});
        QCOMPARE(shown().step, std::uint64_t{3});
        QVERIFY(!engine.gauge.read());
        engine.inbox.post(Step{2});
        QTRY_COMPARE(shown().step, std::uint64_t{5});
    }

    // Whole but for its last byte.
    void aFileThatEndsTooEarlyChangesNothing()
    {
        QTemporaryDir folder;
        auto const path = folder.filePath(QStringLiteral("short.gz")).toStdString();
        auto bytes = idx::gzip(idx::file({100, 28, 28}, idx::Bytes(78400, 7)));
        bytes.pop_back();
        idx::write(path, bytes);
        auto const model = machine();
        Gauge gauge;
        model->reportTo(&gauge);
        for (int i = 0; i < 5; ++i) {
            model->advance(StopCheck(), soloPool());
        }
        auto const before = model->hash();
        auto const result = model->set(reading(path).values);
        QVERIFY(!result.outcome);
        QCOMPARE(model->hash(), before);
        QCOMPARE(std::get<std::int64_t>(*findValue(model->params(), "data")), std::int64_t{0});
        QVERIFY(!gauge.read());
    }
};

QTEST_APPLESS_MAIN(TestGauge)
#include "tst_gauge.moc"
