// SPDX-License-Identifier: GPL-3.0-or-later
// The learning laboratory in the real window: it trains, completes a drawing, takes a file of
// pictures by drop, and refuses a damaged one with a sentence.
#include "tests/support/idx_files.h"
#include "tests/ui/window_fixture.h"
#include "ui/board/measured_table.h"
#include "ui/control/editor.h"
#include "ui/shell/action_table.h"
#include "ui/shell/status_line.h"

#include <QComboBox>
#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

using namespace ui;

namespace {

// Small pictures, so that a test can afford them.
std::unique_ptr<MainWindow> window()
{
    auto start = fixture::start();
    start.lab = "rbm";
    start.running = false;
    start.settings = {{"data", std::int64_t{0}}, {"hidden", std::int64_t{16}}};
    return fixture::window(start);
}

QComboBox* dataChoice(MainWindow& window)
{
    return window.board().inspector().params().editor("data")->findChild<QComboBox*>();
}

// As a hand does it.
void choose(QComboBox& box, int index)
{
    box.setCurrentIndex(index);
    Q_EMIT box.activated(index);
}

void drop(MainWindow& window, const QString& path)
{
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter({40, 40}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event({40, 40}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &event);
}

// Twelve pictures of 5 x 4 pixels, each with one row of ink.
idx::Bytes pictures()
{
    idx::Bytes pixels(12 * 20, 0);
    for (std::size_t n = 0; n < 12; ++n) {
        for (std::size_t x = 0; x < 5; ++x) {
            pixels[20 * n + 5 * (n % 4) + x] = 255;
        }
    }
    return idx::file({12, 4, 5}, pixels);
}

} // namespace

class TestLearning : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itLearnsAndTellsTheLikelihood();
    void aDrawingIsCompletedWithItsPixelsHeld();
    void aFileOfPicturesIsTakenByDrop();
    void aDamagedFileIsRefusedAndNothingIsLost();
    void aChoiceAsksForItsFile();
    void aChoiceGivenUpIsTakenBack();
    void missingDataIsToldAtTheStart_data();
    void missingDataIsToldAtTheStart();
    void runWithoutADrawingSaysWhatIsMissing();
};

void TestLearning::itLearnsAndTellsTheLikelihood()
{
    auto const shown = window();
    QVERIFY(shown);
    auto& link = shown->board().link();
    link.post(core::SetParams{{{"likelihood-every", std::int64_t{50}}}});
    link.post(core::Run{});
    auto const index =
        static_cast<std::size_t>(core::observableIndex(link.card(), "log-likelihood"));
    auto const likelihood = [&] {
        auto const& estimates = link.report().estimates;
        return index < estimates.size() ? estimates[index].last : NAN;
    };
    // A machine that knows nothing says 2^-9 of each picture, -6.24 nats.
    QTRY_VERIFY_WITH_TIMEOUT(likelihood() > -5.5, 20000);
    auto* const table = shown->findChild<MeasuredTable*>();
    QVERIFY(table && !table->hasMeans());
    QTRY_VERIFY(table->text().contains(QStringLiteral("Log-likelihood")));
    // Exact for so few units: without an error, with its unit; and it stays while it dreams.
    QTRY_VERIFY(table->text().contains(QStringLiteral(" nats")));
    QVERIFY(!table->text().contains(QStringLiteral("\u00b1")));
    link.post(core::SetParams{{{"learning", false}}});
    QTRY_VERIFY(!std::get<bool>(*core::findValue(link.report().params, "learning")));
    QVERIFY(std::isfinite(likelihood()));
    QVERIFY(!shown->findChild<StatusLine*>()->text().contains(QStringLiteral("trusted")));
}

void TestLearning::aDrawingIsCompletedWithItsPixelsHeld()
{
    auto const shown = window();
    QVERIFY(shown);
    auto& board = shown->board();
    board.pads().change(0, {3, 3, {1, 1, 1, 2, 2, 2, 2, 2, 2}, "bar"}, QStringLiteral("Draw"));
    auto* const complete = shown->findChild<QAbstractButton*>(QStringLiteral("action-complete"));
    QVERIFY(complete);
    QTest::mouseClick(complete, Qt::LeftButton);
    auto const cells = [&]() -> std::vector<std::uint8_t> {
        auto const& all = board.link().snapshot().pictures;
        return all.size() > 4 ? all[4].cells : std::vector<std::uint8_t>{};
    };
    // The drawn row is on; the others are a machine's guess that has learnt nothing: near half.
    QTRY_VERIFY(cells().size() == 9 && cells()[0] == 255 && cells()[1] == 255 && cells()[2] == 255);
    QTRY_VERIFY(cells()[5] > 64 && cells()[5] < 192);
}

void TestLearning::aFileOfPicturesIsTakenByDrop()
{
    QTemporaryDir folder;
    QString const path = folder.filePath(QStringLiteral("pictures.gz"));
    idx::write(path.toStdString(), idx::gzip(pictures()));
    auto const shown = window();
    QVERIFY(shown);
    drop(*shown, path);
    auto& link = shown->board().link();
    QTRY_COMPARE(fixture::value(*shown, "data"), 2.0);
    QTRY_COMPARE(link.snapshot().pictures[4].world.width, 5);
    QCOMPARE(link.snapshot().pictures[4].world.height, 4);
    link.post(core::Step{20});
    QTRY_COMPARE(link.snapshot().step, std::uint64_t{20});
    // One step of the history.
    shown->board().history().stack().undo();
    QTRY_COMPARE(fixture::value(*shown, "data"), 0.0);
}

void TestLearning::aDamagedFileIsRefusedAndNothingIsLost()
{
    QTemporaryDir folder;
    QString const path = folder.filePath(QStringLiteral("short"));
    auto bytes = pictures();
    bytes.resize(bytes.size() - 7);
    idx::write(path.toStdString(), bytes);
    auto const shown = window();
    QVERIFY(shown);
    auto& link = shown->board().link();
    link.post(core::Step{5});
    QTRY_COMPARE(link.snapshot().step, std::uint64_t{5});
    auto const refusals = link.snapshot().refusals;
    drop(*shown, path);
    QTRY_VERIFY(link.snapshot().refusals > refusals);
    QVERIFY2(QString::fromStdString(link.snapshot().refusal).contains(QStringLiteral("short")),
             link.snapshot().refusal.c_str());
    QCOMPARE(fixture::value(*shown, "data"), 0.0);
    QCOMPARE(link.snapshot().step, std::uint64_t{5});
}

void TestLearning::aChoiceAsksForItsFile()
{
    QTemporaryDir folder;
    QString const path = folder.filePath(QStringLiteral("pictures"));
    idx::write(path.toStdString(), pictures());
    auto const shown = window();
    QVERIFY(shown);
    auto& link = shown->board().link();
    choose(*dataChoice(*shown), 2);
    auto* const dialog = shown->findChild<QFileDialog*>();
    QVERIFY(dialog);
    QCOMPARE(dialog->fileMode(), QFileDialog::ExistingFile);
    dialog->setDirectory(folder.path());
    dialog->selectFile(path);
    static_cast<QDialog*>(dialog)->accept();
    QTRY_COMPARE(fixture::value(*shown, "data"), 2.0);
    QTRY_COMPARE(link.snapshot().pictures[4].world.width, 5);
    QCOMPARE(link.snapshot().refusals, std::uint64_t{0});
    // Both in one step of the history.
    auto& stack = shown->board().history().stack();
    QCOMPARE(stack.count(), 1);
    stack.undo();
    QTRY_COMPARE(fixture::value(*shown, "data"), 0.0);
    auto const* const file = core::findValue(shown->board().history().values(), "file");
    QVERIFY(file && std::get<std::string>(*file).empty());
    // A folder is asked for as one; and what is known already is not asked for.
    choose(*dataChoice(*shown), 4);
    QTRY_VERIFY(shown->findChild<QFileDialog*>());
    QCOMPARE(shown->findChild<QFileDialog*>()->fileMode(), QFileDialog::Directory);
    shown->findChild<QFileDialog*>()->reject();
    QTRY_VERIFY(!shown->findChild<QFileDialog*>());
    link.post(core::SetParams{{{"file", path.toStdString()}}});
    QTRY_VERIFY(std::get<std::string>(*core::findValue(shown->board().history().values(),
                                                       "file")) == path.toStdString());
    choose(*dataChoice(*shown), 2);
    QVERIFY(!shown->findChild<QFileDialog*>());
    QTRY_COMPARE(fixture::value(*shown, "data"), 2.0);
}

void TestLearning::aChoiceGivenUpIsTakenBack()
{
    auto const shown = window();
    QVERIFY(shown);
    auto* const box = dataChoice(*shown);
    choose(*box, 2);
    QCOMPARE(box->currentIndex(), 2);
    auto* const dialog = shown->findChild<QFileDialog*>();
    QVERIFY(dialog);
    dialog->reject();
    QTRY_COMPARE(box->currentIndex(), 0);
    QCOMPARE(shown->board().history().stack().count(), 0);
    QCOMPARE(shown->board().link().snapshot().refusals, std::uint64_t{0});
    QVERIFY(shown->board().inspector().params().editor("file")->isHidden());
}

void TestLearning::missingDataIsToldAtTheStart_data()
{
    QTest::addColumn<int>("data");
    QTest::addColumn<QString>("param");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("told");
    QTest::newRow("no such file") << 2 << "file"
                                  << "/nonexistent"
                                  << "/nonexistent";
    QTest::newRow("no file") << 2 << "file"
                             << ""
                             << "Parameter 'file' is empty";
    QTest::newRow("no such folder") << 4 << "folder"
                                    << "/nonexistent"
                                    << "/nonexistent";
    QTest::newRow("no drawing") << 5 << "folder"
                                << ""
                                << "There is no drawing to learn from";
}

void TestLearning::missingDataIsToldAtTheStart()
{
    QFETCH(int, data);
    QFETCH(QString, param);
    QFETCH(QString, path);
    QFETCH(QString, told);
    for (bool const running : {false, true}) {
        auto start = fixture::start();
        start.lab = "rbm";
        start.running = running;
        start.settings = {{"data", std::int64_t{data}},
                          {"hidden", std::int64_t{16}},
                          {param.toStdString(), path.toStdString()}};
        MainWindow shown(start);
        shown.show();
        auto const* const line = shown.findChild<StatusLine*>();
        QVERIFY2(line->currentMessage().contains(told), qPrintable(line->currentMessage()));
        for (auto const* const label : line->findChildren<QLabel*>()) {
            QVERIFY(!label->isVisible()); // the sentence is not written over them
        }
        QTRY_VERIFY(shown.board().link().report().number > 0);
        QTest::qWait(100);
        QVERIFY2(line->currentMessage().contains(told), qPrintable(line->currentMessage()));
    }
}

void TestLearning::runWithoutADrawingSaysWhatIsMissing()
{
    auto start = fixture::start();
    start.lab = "rbm";
    start.running = false;
    start.settings = {{"data", std::int64_t{5}}, {"hidden", std::int64_t{16}}};
    MainWindow shown(start);
    shown.show();
    QTRY_VERIFY(shown.board().link().report().number > 0);
    auto* const line = shown.findChild<StatusLine*>();
    for (int time = 0; time < 2; ++time) { // the same sentence once more is told once more
        line->clearMessage();
        shown.actions().action("lab.run")->trigger();
        QTRY_VERIFY(line->currentMessage().contains(
            QStringLiteral("draw on the pad and press 'Add to my drawings' first")));
        QVERIFY(!shown.board().link().snapshot().running);
    }
}

QTEST_MAIN(TestLearning)
#include "tst_learning.moc"
