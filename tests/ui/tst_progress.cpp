// SPDX-License-Identifier: GPL-3.0-or-later
// How far the laboratory has come, in the transport bar: the words, the time that is left, a goal
// that is reached, and a file that is read and given up.
#include "tests/support/slow_pictures.h"
#include "tests/ui/window_fixture.h"
#include "ui/shell/status_line.h"
#include "ui/shell/transport_bar.h"

#include <QProgressBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

#include <chrono>
#include <cmath>
#include <thread>

using namespace ui;

namespace {

std::unique_ptr<MainWindow> machine(const core::ParamMap& more = {})
{
    auto start = fixture::start();
    start.lab = "rbm";
    start.running = false;
    start.settings = {{"data", std::int64_t{0}}, {"hidden", std::int64_t{8}}};
    for (auto const& [id, value] : more) {
        core::setValue(start.settings, id, value);
    }
    return fixture::window(start);
}

core::Snapshot at(const core::Progress& progress, bool running = true)
{
    core::Snapshot snapshot;
    snapshot.step = 3000;
    snapshot.running = running;
    snapshot.progress = progress;
    return snapshot;
}

bool shows(const QWidget* widget) { return widget && !widget->isHidden(); }

} // namespace

class TestProgress : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void timeLeftNeedsAPaceAndComesDownEvenly();
    void aNewPaceIsFollowedWithinSeconds();
    void timeIsWrittenAsOnAClock_data();
    void timeIsWrittenAsOnAClock();
    void wordsWithAndWithoutAGoal();
    void itsRoomStaysWhileDigitsRun();
    void learningEndsAtItsGoal();
    void picturesThatAreMadeAreToldWithABar();
    void aFileIsGivenUpAndTheMachineIsAsItWas();
    void aWindowDoesNotWaitForAFile();
};

void TestProgress::timeLeftNeedsAPaceAndComesDownEvenly()
{
    TimeLeft left;
    // A tenth of an epoch a second, 60 pictures a second: ten epochs take 100 s.
    double last = 0;
    for (int i = 0; i <= 60 * 30; ++i) {
        double const seconds = i / 60.0;
        left.note(seconds / 10, 10, true, std::llround(1000 * seconds));
        if (seconds < 1) {
            QVERIFY(!left.seconds());
        } else if (seconds > 2) {
            QVERIFY(left.seconds());
            QVERIFY2(std::abs(*left.seconds() - (100 - seconds)) < 1,
                     qPrintable(QString::number(*left.seconds())));
            QVERIFY(last == 0 || (*left.seconds() < last && *left.seconds() > last - 0.1));
            last = *left.seconds();
        }
    }
    // Halted: nothing is said. Then the old pace is known at once, and the halt does not count.
    left.note(3, 10, false, 30100);
    QVERIFY(!left.seconds());
    left.note(3, 10, true, 90000);
    QVERIFY(left.seconds());
    QVERIFY(std::abs(*left.seconds() - 70) < 2);
    left.note(10, 10, true, 90100);
    QVERIFY(!left.seconds());
    left.note(0.1, 10, true, 90200);
    QVERIFY2(!left.seconds(), "a fresh state");
}

void TestProgress::aNewPaceIsFollowedWithinSeconds()
{
    TimeLeft left;
    double done = 0, last = 0, worst = 0;
    for (int i = 0; i <= 60 * 60; ++i) {
        done += i < 60 * 20 ? 0.1 / 60 : 0.2 / 60; // twice as fast after twenty seconds
        left.note(done, 100, true, std::llround(1000 * i / 60.0));
        if (i > 60 * 3) {
            worst = std::max(worst, std::abs(*left.seconds() - last));
        }
        last = left.seconds().value_or(0);
    }
    QVERIFY2(std::abs(last - (100 - done) / 0.2) < 0.05 * last, qPrintable(QString::number(last)));
    QVERIFY2(worst < 3, qPrintable(QString::number(worst)));
}

void TestProgress::timeIsWrittenAsOnAClock_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("seconds") << 21.9 << "0:21";
    QTest::newRow("minutes") << 725.0 << "12:05";
    QTest::newRow("hours") << 3723.0 << "1:02:03";
    QTest::newRow("days") << 4e5 << "";
    QTest::newRow("unknown") << std::nan("") << "";
}

void TestProgress::timeIsWrittenAsOnAClock()
{
    QFETCH(double, seconds);
    QFETCH(QString, text);
    QCOMPARE(TimeLeft::text(seconds), text);
}

void TestProgress::wordsWithAndWithoutAGoal()
{
    ProgressPart part;
    auto* const bar = part.findChild<QProgressBar*>();
    part.display(at({}));
    QCOMPARE(part.text(), QStringLiteral("t = 3000 steps"));
    QVERIFY(!shows(bar));
    part.display(at({"epoch", 4.69, 0, false}));
    QCOMPARE(part.text(), QStringLiteral("epoch 4.6"));
    QVERIFY(!shows(bar));
    part.display(at({"epoch", 4.69, 10, false}));
    QCOMPARE(part.text(), QStringLiteral("epoch 4.6 of 10"));
    QVERIFY(shows(bar));
    QCOMPARE(bar->value(), 469);
    part.display(at({"epoch", 123.4, 1000, false}));
    QCOMPARE(part.text(), QStringLiteral("epoch 123 of 1000"));
    part.display(at({"epoch", 10, 10, false}));
    QCOMPARE(part.text(), QStringLiteral("epoch 10 of 10"));
    part.display(at({"making the pictures", 0.405, 1, true}));
    QCOMPARE(part.text(), QStringLiteral("making the pictures 40 %"));
    QCOMPARE(bar->value(), 405);
    QVERIFY(!bar->accessibleName().isEmpty());
    part.display(at({"making the pictures", 0, 1, true}, false));
    QCOMPARE(part.text(), QStringLiteral("t = 3000 steps"));
    // A command that takes long goes before everything.
    core::Gauge::Reading reading{7, "reading", "a-rather-long-name-of-pictures-idx3-ubyte.gz", 0.3};
    part.showWork(reading);
    part.display(at({"epoch", 4.69, 10, false}));
    QCOMPARE(part.text(), QStringLiteral("reading a-rather-long-…idx3-ubyte.gz 30 %"));
    part.setBrief(true);
    QCOMPARE(part.text(), QStringLiteral("reading 30 %"));
    auto* const cancel = part.findChild<QToolButton*>(QStringLiteral("progress-cancel"));
    QVERIFY(shows(cancel));
    QCOMPARE(cancel->shortcut(), QKeySequence(Qt::Key_Escape));
    QSignalSpy cancelled(&part, &ProgressPart::cancelled);
    cancel->click();
    QCOMPARE(cancelled.size(), 1);
    QCOMPARE(cancelled[0][0].value<std::uint64_t>(), std::uint64_t{7});
    part.endWork();
    QVERIFY(!shows(cancel));
}

void TestProgress::itsRoomStaysWhileDigitsRun()
{
    ProgressPart part;
    part.display(at({"epoch", 0, 10, false}));
    int const room = part.room(false);
    QSignalSpy changed(&part, &ProgressPart::roomChanged);
    for (int i = 0; i < 200; ++i) {
        part.display(at({"epoch", i / 20.0, 10, false}, i % 50 < 40));
    }
    QCOMPARE(part.room(false), room);
    QCOMPARE(changed.size(), 0);
    QVERIFY(part.room(true) < room);
}

void TestProgress::learningEndsAtItsGoal()
{
    auto const window = machine({{"epochs", std::int64_t{40}}});
    QVERIFY(window);
    auto& link = window->board().link();
    auto const& part = window->transport().progress();
    QTRY_COMPARE(part.text(), QStringLiteral("epoch 0.0 of 40"));
    link.post(core::Run{});
    QTRY_COMPARE(part.text(), QStringLiteral("epoch 40 of 40"));
    QTRY_COMPARE(fixture::value(*window, "learning"), 0.0);
    QTRY_VERIFY(link.snapshot().step > 60); // it dreams on
    QTRY_VERIFY(window->status().text().contains(QStringLiteral("dreaming")));
    QCOMPARE(part.text(), QStringLiteral("epoch 40 of 40"));
    link.post(core::SetParams{{{"learning", true}}});
    QTRY_COMPARE(part.text(), QStringLiteral("epoch 80 of 80"));
    link.post(core::SetParams{{{"epochs", std::int64_t{0}}}});
    QTRY_VERIFY(part.text().startsWith(QStringLiteral("epoch")) &&
                !part.text().contains(QStringLiteral("of")));
}

void TestProgress::picturesThatAreMadeAreToldWithABar()
{
    auto const window = machine();
    QVERIFY(window);
    auto& part = window->transport().progress();
    QStringList words;
    connect(&window->board().link(), &EngineLink::pictured, &part, [&] { words << part.text(); });
    window->board().link().post(core::SetParams{{{"data", std::int64_t{1}}}});
    window->board().link().post(core::Run{});
    QTRY_VERIFY_WITH_TIMEOUT(
        !words.filter(QRegularExpression(QStringLiteral("^making the pictures \\d+ %$"))).isEmpty(),
        10000);
    QVERIFY(shows(part.findChild<QProgressBar*>()));
}

void TestProgress::aFileIsGivenUpAndTheMachineIsAsItWas()
{
    QTemporaryDir folder;
    tests::SlowPictures file(folder.filePath(QStringLiteral("slow")).toStdString(), 10000);
    QVERIFY(file.made());
    auto const window = machine();
    QVERIFY(window);
    auto& link = window->board().link();
    auto& part = window->transport().progress();
    link.post(core::Step{5});
    QTRY_COMPARE(link.snapshot().step, std::uint64_t{5});
    QSignalSpy said(window.get(), &MainWindow::said);
    link.post(core::SetParams{{{"data", std::int64_t{2}}, {"file", file.path()}}});
    QVERIFY(file.give((std::size_t{2} << 20) + 100));
    QTRY_COMPARE(part.text(), QStringLiteral("reading slow 26 %"));
    auto* const cancel = part.findChild<QToolButton*>(QStringLiteral("progress-cancel"));
    QTRY_VERIFY(cancel->isVisible());
    for (int const width : {1440, 1024, 760}) {
        window->resize(width, 700);
        QTRY_COMPARE(window->width(), width);
        QTRY_VERIFY(cancel->isVisible());
        QRect const place(cancel->mapTo(window.get(), QPoint()), cancel->size());
        QTRY_VERIFY(window->rect().contains(place));
    }
    QTest::mouseClick(cancel, Qt::LeftButton);
    file.give(std::size_t{1} << 20);
    QTRY_VERIFY(!part.isWorking());
    QTRY_COMPARE(said.size(), 1);
    QVERIFY2(said[0][0].toString().contains(QStringLiteral("cancelled")),
             qPrintable(said[0][0].toString()));
    QCOMPARE(fixture::value(*window, "data"), 0.0);
    QCOMPARE(link.snapshot().step, std::uint64_t{5});
    link.post(core::Step{2});
    QTRY_COMPARE(link.snapshot().step, std::uint64_t{7});
    QTRY_COMPARE(part.text(), QStringLiteral("epoch 7.0"));
}

void TestProgress::aWindowDoesNotWaitForAFile()
{
    QTemporaryDir folder;
    tests::SlowPictures file(folder.filePath(QStringLiteral("slow")).toStdString(), 200000);
    QVERIFY(file.made());
    auto window = machine();
    QVERIFY(window);
    window->board().link().post(
        core::SetParams{{{"data", std::int64_t{2}}, {"file", file.path()}}});
    QVERIFY(file.give((std::size_t{1} << 20) + 100));
    QTRY_VERIFY(window->transport().progress().isWorking());
    {
        // All of it would take three seconds.
        std::jthread const writer([&file] {
            while (!file.isGiven() && file.give(std::size_t{1} << 20)) {
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
            }
        });
        window.reset();
    }
    QVERIFY(!file.isGiven());
}

QTEST_MAIN(TestProgress)
#include "tst_progress.moc"
