// SPDX-License-Identifier: GPL-3.0-or-later
// Letters are drawn in the window, stored, half hidden and recalled: by pointer and by keyboard.
#include "tests/ui/window_fixture.h"
#include "ui/control/action_bar.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

#include <cmath>
#include <set>

namespace {

using Line = std::vector<QPoint>;

// Strokes of five letters on 32 x 32 cells.
const std::vector<std::vector<Line>>& letters()
{
    static const std::vector<std::vector<Line>> all{
        {{{4, 28}, {15, 3}, {27, 28}}, {{9, 19}, {22, 19}}},
        {{{26, 4}, {6, 4}, {6, 27}, {26, 27}}, {{6, 15}, {22, 15}}},
        {{{5, 4}, {5, 27}}, {{26, 4}, {26, 27}}, {{5, 15}, {26, 15}}},
        {{{4, 4}, {27, 27}}, {{27, 4}, {4, 27}}},
        {{{15, 4}, {5, 10}, {5, 21}, {15, 27}, {26, 21}, {26, 10}, {15, 4}}}};
    return all;
}

ui::WindowStart memoryStart()
{
    ui::WindowStart start = fixture::start();
    start.lab = "hopfield";
    start.settings = {};
    return start;
}

ui::PadPanel& panel(ui::MainWindow& window) { return *window.board().desk().panel(0); }

QPoint pointOf(const ui::PadView& pad, QPoint cell)
{
    return pad.cellRect(cell).center().toPoint();
}

void draw(ui::PadView& pad, const std::vector<Line>& strokes)
{
    for (auto const& stroke : strokes) {
        QTest::mousePress(&pad, Qt::LeftButton, {}, pointOf(pad, stroke.front()));
        for (auto const& cell : stroke) {
            QTest::mouseMove(&pad, pointOf(pad, cell));
        }
        QTest::mouseRelease(&pad, Qt::LeftButton, {}, pointOf(pad, stroke.back()));
    }
}

// As its button or its line in the menu does.
void run(ui::MainWindow& window, std::string_view id)
{
    auto& board = window.board();
    board.runner().run(*core::findAction(*board.entry().card, id));
}

std::size_t stored(const ui::MainWindow& window)
{
    return window.board().link().report().shelf.total;
}

} // namespace

class TestRecall : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itOpensWithLettersStored();
    void drawnByPointerHalfHiddenAndRecalled();
    void byKeyboardAlone();
    void theDrawingIsInTheDocument();
    void halfALetterComesBackBeforeOnesEyes();
    void theStateNamesItselfUnderThePicture();
    void crosstalkIsThereAtOnceWithItsGaussian();
    void itFitsIntoASmallWindow();
};

void TestRecall::itOpensWithLettersStored()
{
    auto const window = fixture::window(memoryStart());
    QVERIFY(window);
    QCOMPARE(stored(*window), 5u);
    QCOMPARE(window->board().history().stack().count(), 0);
    QVERIFY(!window->board().history().hasDrawings());
}

void TestRecall::drawnByPointerHalfHiddenAndRecalled()
{
    auto const window = fixture::window(memoryStart());
    QVERIFY(window);
    auto& board = window->board();
    auto& pad = panel(*window).view();
    QTRY_COMPARE(pad.drawing().width, 32);
    run(*window, "forget-all");
    QTRY_COMPARE(stored(*window), 0u);
    pad.setPen(1);
    for (std::size_t k = 0; k < letters().size(); ++k) {
        panel(*window).clear();
        draw(pad, letters()[k]);
        run(*window, "store");
        QTRY_COMPARE(stored(*window), k + 1);
    }
    for (std::size_t k = 0; k < letters().size(); ++k) {
        panel(*window).clear();
        draw(pad, letters()[k]);
        panel(*window).hide(core::Half::bottom);
        run(*window, "cue-drawing");
        QTRY_VERIFY2(board.link().snapshot().shelfValues.size() == 5 &&
                         board.link().snapshot().shelfValues[k] > 0.99f,
                     qPrintable(QString::number(k)));
    }
}

void TestRecall::byKeyboardAlone()
{
    auto const window = fixture::window(memoryStart());
    QVERIFY(window);
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window.get()));
    auto& board = window->board();
    auto& pad = panel(*window).view();
    QTRY_COMPARE(pad.drawing().width, 32);
    pad.setFocus(Qt::TabFocusReason);
    QTest::keyClick(&pad, 'T');
    QCOMPARE(pad.drawing().name, std::string("T"));
    QTest::keyClick(&pad, Qt::Key_Space); // one cell wrong
    auto* const cue = board.shelfPanel().bar().button("cue-drawing");
    QVERIFY(cue);
    cue->setFocus();
    QTest::keyClick(cue, Qt::Key_Space);
    auto const& rows = board.link().report().shelf.rows;
    auto const named = std::find_if(rows.begin(), rows.end(),
                                    [](const core::ShelfRow& row) { return row.name == "T"; });
    QVERIFY(named != rows.end()); // one of those that are stored from the start
    auto const at = static_cast<std::size_t>(named - rows.begin());
    QTRY_VERIFY(board.link().snapshot().shelfValues.at(at) > 0.99f);
    QVERIFY(board.history().stack().count() >= 3);
}

void TestRecall::theDrawingIsInTheDocument()
{
    QTemporaryDir folder;
    QString const path = folder.filePath("letter.isinglass");
    core::Drawing drawing;
    {
        auto const window = fixture::window(memoryStart());
        QVERIFY(window);
        QTRY_COMPARE(panel(*window).view().drawing().width, 32);
        panel(*window).letter(u'Q');
        panel(*window).hide(core::Half::left);
        drawing = panel(*window).view().drawing();
        QVERIFY(window->isWindowModified());
        bool saved = false;
        window->saveTo(path, [&](bool done) { saved = done; });
        QTRY_VERIFY(saved);
        QVERIFY(!window->isWindowModified());
    }
    auto const window = fixture::window(); // another laboratory is open
    QVERIFY(window);
    QSignalSpy opened(window.get(), &ui::MainWindow::opened);
    window->openFile(path);
    QTRY_COMPARE(opened.count(), 1);
    QTRY_COMPARE(panel(*window).view().drawing().width, 32);
    QCOMPARE(panel(*window).view().drawing(), drawing);
    QVERIFY(!window->board().history().hasDrawings());
    QTRY_COMPARE(stored(*window), 5u);
}

void TestRecall::halfALetterComesBackBeforeOnesEyes()
{
    auto start = memoryStart();
    start.stepsPerSecond.reset(); // the laboratory's pace
    auto const window = fixture::window(start);
    QVERIFY(window);
    auto const& drawing = panel(*window).view().drawing();
    QTRY_COMPARE(drawing.width, 32);
    QCOMPARE(std::count(drawing.cells.begin(), drawing.cells.end(), core::unknownCell), 512);
    QCOMPARE(drawing.name, std::string("A"));
    QVERIFY(!window->isWindowModified());
    auto& link = window->board().link();
    std::set<float> seen;
    connect(&link, &ui::EngineLink::pictured, this, [&](const core::Snapshot& snapshot) {
        if (!snapshot.shelfValues.empty()) {
            seen.insert(snapshot.shelfValues.front());
        }
    });
    QTRY_VERIFY(link.snapshot().shelfValues.front() > 0.99f);
    QVERIFY2(seen.size() > 10, qPrintable(QString::number(seen.size()))); // bit by bit
    auto* const numbers = window->findChild<QLabel*>("numbers-state");
    QVERIFY(numbers);
    QTRY_VERIFY2(numbers->text().startsWith("overlap 1.00") && numbers->text().contains("energy"),
                 qPrintable(numbers->text()));
}

void TestRecall::theStateNamesItselfUnderThePicture()
{
    auto const window = fixture::window(memoryStart());
    QVERIFY(window);
    auto* const label = window->findChild<QLabel*>("status-state");
    QVERIFY(label);
    QTRY_VERIFY(!window->board().link().snapshot().status.empty());
    QTRY_COMPARE(label->text(), QString::fromStdString(window->board().link().snapshot().status));
    QVERIFY(label->isVisible());
}

void TestRecall::crosstalkIsThereAtOnceWithItsGaussian()
{
    auto start = memoryStart();
    start.settings = {{"rule", std::int64_t{0}}, {"load", 0.05}};
    start.running = false;
    auto const window = fixture::window(start);
    QVERIFY(window);
    auto const& curves = window->board().link().report().curves;
    QTRY_COMPARE(curves.size(), std::size_t{2});
    QTRY_VERIFY(curves[0].mean.size() > 10 && curves[1].mean.size() > 10);
    double most = 0;
    for (auto const& point : curves[1].mean) {
        most = std::max(most, point.y);
    }
    double const load = fixture::value(*window, "P") / 1024;
    double const peak = 1 / std::sqrt(2 * std::acos(-1.0) * load); // of variance load
    QVERIFY2(std::fabs(most - peak) < 0.02 * peak, qPrintable(QString::number(most)));
}

void TestRecall::itFitsIntoASmallWindow()
{
    auto const window = fixture::window(memoryStart());
    QVERIFY(window);
    window->resize(1024, 740);
    QTRY_COMPARE(window->size(), QSize(1024, 740));
    QTest::qWait(50);
    auto const& pad = panel(*window).view();
    QVERIFY2(pad.cellRect({0, 0}).width() >= 6,
             qPrintable(QString("%1 x %2").arg(pad.width()).arg(pad.height())));
    auto const& state = window->board().stages().active();
    QVERIFY(state.width() >= 200 && state.height() >= 150);
    for (auto const* const button : panel(*window).findChildren<QToolButton*>()) {
        QVERIFY2(panel(*window).rect().contains(button->geometry().translated(
                     button->parentWidget()->mapTo(&panel(*window), QPoint()))),
                 qPrintable(button->objectName()));
    }
}

QTEST_MAIN(TestRecall)
#include "tst_recall.moc"
