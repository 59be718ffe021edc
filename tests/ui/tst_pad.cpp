// SPDX-License-Identifier: GPL-3.0-or-later
// Drawing on a pad with mouse, touch and keys; what is drawn belongs to the document.
#include "tests/ui/board_fixture.h"
#include "ui/board/image_dialog.h"
#include "ui/board/image_file.h"

#include <QCheckBox>
#include <QClipboard>
#include <QMimeData>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QToolButton>

using core::downCell;
using core::unknownCell;
using core::upCell;

namespace {

std::ptrdiff_t countOf(const core::Drawing& drawing, std::uint8_t kind)
{
    return std::count(drawing.cells.begin(), drawing.cells.end(), kind);
}

// A pad by itself: draws what it is asked to, as a model of it would.
struct Bench
{
    explicit Bench(int levels = 3) : view(levels)
    {
        QObject::connect(&view, &ui::PadView::stroked, &view,
                         [this](const core::Brush& brush, std::uint8_t value, bool ends) {
                             core::forEachCell(brush, [&](int x, int y) {
                                 if (drawing.contains(x, y)) {
                                     drawing.at(x, y) = value;
                                 }
                             });
                             strokes += ends ? 1 : 0;
                             view.display(drawing);
                         });
        view.resize(200, 160);
        view.display(drawing);
        view.show();
        view.activateWindow();
    }
    void press(int x, int y, Qt::MouseButton button = Qt::LeftButton)
    {
        QTest::mousePress(&view, button, {}, fixture::pointOf(view, x, y));
    }
    void release(int x, int y, Qt::MouseButton button = Qt::LeftButton)
    {
        QTest::mouseRelease(&view, button, {}, fixture::pointOf(view, x, y));
    }
    void move(int x, int y) { QTest::mouseMove(&view, fixture::pointOf(view, x, y)); }

    core::Drawing drawing = core::emptyDrawing(10, 8);
    ui::PadView view;
    int strokes = 0;
};

} // namespace

class TestPad : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDragDrawsWithoutGaps();
    void theRightButtonErases();
    void aLineIsDrawnWhenItEnds();
    void aFingerDraws();
    void keysMoveTheCursorAndDraw();
    void spaceTurnsOneCellOver();
    void enterSetsBothEndsOfALine();
    void aPadOfTwoLevelsHasNoUnknown();
    void itTellsAScreenReaderWhatIsDrawn();
    void aStrokeIsOneStepOfTheHistory();
    void theToolsAreStepsToo();
    void anotherSizeResamplesAndUndoBringsItBack();
    void theDocumentKeepsTheDrawing();
    void brokenDrawingsInDocumentsAreLeftOut();
    void picturesThatCannotBeReadAreToldInASentence_data();
    void picturesThatCannotBeReadAreToldInASentence();
    void aPictureIsPreviewedAndDrawn();
    void whatIsNotDrawnSurroundsAPicture();
    void aPastedPictureIsPreviewed();
    void everyToolHasANameAndIsLargeEnough();
};

void TestPad::aDragDrawsWithoutGaps()
{
    Bench bench;
    bench.press(1, 1);
    bench.move(7, 4);
    bench.release(7, 4);
    QCOMPARE(bench.strokes, 1);
    QCOMPARE(bench.drawing.at(1, 1), upCell);
    QCOMPARE(bench.drawing.at(7, 4), upCell);
    for (int x = 1; x <= 7; ++x) { // a cell in each column
        bool any = false;
        for (int y = 0; y < 8; ++y) {
            any = any || bench.drawing.at(x, y) == upCell;
        }
        QVERIFY(any);
    }
}

void TestPad::theRightButtonErases()
{
    Bench bench;
    bench.drawing.cells.assign(80, upCell);
    bench.view.display(bench.drawing);
    bench.press(3, 3, Qt::RightButton);
    bench.release(3, 3, Qt::RightButton);
    QCOMPARE(countOf(bench.drawing, downCell), 1);
    bench.view.setTool(ui::PadTool::eraser);
    bench.press(3, 3, Qt::RightButton);
    bench.release(3, 3, Qt::RightButton);
    QCOMPARE(countOf(bench.drawing, downCell), 0);
    bench.view.setTool(ui::PadTool::unknown);
    bench.press(5, 5);
    bench.release(5, 5);
    QCOMPARE(bench.drawing.at(5, 5), unknownCell);
}

void TestPad::aLineIsDrawnWhenItEnds()
{
    Bench bench;
    bench.view.setTool(ui::PadTool::line);
    bench.press(0, 0);
    bench.move(4, 7);
    bench.move(9, 0);
    QCOMPARE(countOf(bench.drawing, upCell), 0);
    bench.release(9, 0);
    QCOMPARE(countOf(bench.drawing, upCell), 10);
    QCOMPARE(bench.strokes, 1);
}

void TestPad::aFingerDraws()
{
    Bench bench;
    auto* const finger = QTest::createTouchDevice();
    QTest::touchEvent(&bench.view, finger).press(1, fixture::pointOf(bench.view, 2, 2));
    QTest::touchEvent(&bench.view, finger).move(1, fixture::pointOf(bench.view, 2, 6));
    QTest::touchEvent(&bench.view, finger).release(1, fixture::pointOf(bench.view, 2, 6));
    QCOMPARE(countOf(bench.drawing, upCell), 5);
    QCOMPARE(bench.strokes, 1);
}

void TestPad::keysMoveTheCursorAndDraw()
{
    Bench bench;
    QVERIFY(QTest::qWaitForWindowActive(&bench.view));
    bench.view.setFocus(Qt::TabFocusReason);
    QCOMPARE(bench.view.cursorCell(), QPoint(5, 4));
    QTest::keyClick(&bench.view, Qt::Key_Left, Qt::ShiftModifier);
    QTest::keyClick(&bench.view, Qt::Key_Up);
    QCOMPARE(bench.view.cursorCell(), QPoint(0, 3));
    QTest::keyPress(&bench.view, Qt::Key_Return);
    QTest::keyClick(&bench.view, Qt::Key_Right);
    QTest::keyClick(&bench.view, Qt::Key_Right);
    QTest::keyRelease(&bench.view, Qt::Key_Return);
    QCOMPARE(countOf(bench.drawing, upCell), 3);
    QCOMPARE(bench.strokes, 1);
    QTest::keyClick(&bench.view, Qt::Key_Backspace);
    QCOMPARE(countOf(bench.drawing, upCell), 2);
    QSignalSpy shifts(&bench.view, &ui::PadView::shiftWanted);
    QTest::keyClick(&bench.view, Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(shifts.count(), 1);
    QCOMPARE(shifts[0][0].toPoint(), QPoint(0, 1));
    QSignalSpy letters(&bench.view, &ui::PadView::letterTyped);
    QTest::keyClick(&bench.view, 'x');
    QCOMPARE(letters.count(), 1);
    QTest::keyClick(&bench.view, Qt::Key_Plus);
    QCOMPARE(bench.view.pen(), 1);
}

void TestPad::spaceTurnsOneCellOver()
{
    Bench bench;
    bench.view.setPen(2);
    QTest::keyClick(&bench.view, Qt::Key_Space);
    QCOMPARE(countOf(bench.drawing, upCell), 1);
    QTest::keyClick(&bench.view, Qt::Key_Space);
    QCOMPARE(countOf(bench.drawing, upCell), 0);
    QCOMPARE(bench.strokes, 2);
}

void TestPad::enterSetsBothEndsOfALine()
{
    Bench bench;
    bench.view.setTool(ui::PadTool::line);
    QTest::keyClick(&bench.view, Qt::Key_Return);
    for (int i = 0; i < 3; ++i) {
        QTest::keyClick(&bench.view, Qt::Key_Right);
    }
    QCOMPARE(countOf(bench.drawing, upCell), 0);
    QTest::keyClick(&bench.view, Qt::Key_Return);
    QCOMPARE(countOf(bench.drawing, upCell), 4);
}

void TestPad::aPadOfTwoLevelsHasNoUnknown()
{
    Bench bench(2);
    bench.view.setTool(ui::PadTool::unknown);
    QCOMPARE(bench.view.tool(), ui::PadTool::eraser);
}

void TestPad::itTellsAScreenReaderWhatIsDrawn()
{
    Bench bench;
    bench.press(0, 0);
    bench.release(0, 0);
    QVERIFY2(bench.view.accessibleDescription().contains("10 by 8 cells, 1 up"),
             qPrintable(bench.view.accessibleDescription()));
    QVERIFY(bench.view.accessibleDescription().contains("column 6, row 5, which is down"));
}

void TestPad::aStrokeIsOneStepOfTheHistory()
{
    auto const board = fixture::board();
    QVERIFY(board);
    auto& pad = board->desk().panel(0)->view();
    auto& stack = board->history().stack();
    QVERIFY(!board->history().hasDrawings());
    QTest::mousePress(&pad, Qt::LeftButton, {}, fixture::pointOf(pad, 0, 0));
    QTest::mouseMove(&pad, fixture::pointOf(pad, 3, 0));
    QTest::mouseMove(&pad, fixture::pointOf(pad, 3, 5));
    QTest::mouseRelease(&pad, Qt::LeftButton, {}, fixture::pointOf(pad, 3, 5));
    QCOMPARE(stack.count(), 1);
    QCOMPARE(countOf(board->pads().drawing(0), upCell), 9);
    QVERIFY(board->history().hasDrawings());
    stack.undo();
    QVERIFY(board->pads().isEmpty(0));
    QCOMPARE(countOf(pad.drawing(), upCell), 0); // and it is seen
    stack.redo();
    QCOMPARE(countOf(board->pads().drawing(0), upCell), 9);
    // The same cells again are no step.
    QTest::mouseClick(&pad, Qt::LeftButton, {}, fixture::pointOf(pad, 0, 0));
    QCOMPARE(stack.count(), 1);
}

void TestPad::theToolsAreStepsToo()
{
    auto const board = fixture::board();
    QVERIFY(board);
    auto* const panel = board->desk().panel(0);
    auto& pads = board->pads();
    panel->letter(u'A');
    auto const letter = pads.drawing(0);
    QCOMPARE(letter.name, std::string("A"));
    QVERIFY(countOf(letter, upCell) > 8 && countOf(letter, upCell) < 40);
    panel->invertAll();
    QCOMPARE(countOf(pads.drawing(0), upCell), 64 - countOf(letter, upCell));
    panel->hide(core::Half::bottom);
    QCOMPARE(countOf(pads.drawing(0), unknownCell), 32);
    auto const known = pads.drawing(0);
    panel->findChild<QToolButton*>("pad-noise")->click();
    int differing = 0;
    for (std::size_t i = 0; i < 64; ++i) {
        differing += known.cells[i] != pads.drawing(0).cells[i] ? 1 : 0;
    }
    QCOMPARE(differing, 6); // 20 % of the 32 known ones, rounded
    panel->findChild<QToolButton*>("pad-clear")->click();
    QVERIFY(pads.isEmpty(0));
    panel->findChild<QToolButton*>("pad-fill")->click();
    QTest::mouseClick(&panel->view(), Qt::LeftButton, {}, fixture::pointOf(panel->view(), 4, 4));
    QCOMPARE(countOf(pads.drawing(0), upCell), 64);
    QCOMPARE(board->history().stack().count(), 6);
    for (int i = 0; i < 5; ++i) {
        board->history().stack().undo();
    }
    QCOMPARE(pads.drawing(0), letter);
    QSignalSpy said(board.get(), &ui::LabBoard::message);
    panel->letter(QChar(0x416));
    QCOMPARE(said.count(), 1);
    QCOMPARE(pads.drawing(0), letter);
}

void TestPad::anotherSizeResamplesAndUndoBringsItBack()
{
    auto const board = fixture::board();
    QVERIFY(board);
    board->desk().panel(0)->letter(u'E');
    auto const letter = board->pads().drawing(0);
    board->history().set("side", std::int64_t{5}, true);
    QTRY_COMPARE(board->pads().drawing(0).width, 5);
    QVERIFY(countOf(board->pads().drawing(0), upCell) > 0);
    board->history().stack().undo();
    QTRY_COMPARE(board->pads().drawing(0).width, 8);
    QCOMPARE(board->pads().drawing(0), letter);
}

void TestPad::theDocumentKeepsTheDrawing()
{
    core::Archive archive;
    core::Drawing letter;
    {
        auto const board = fixture::board();
        QVERIFY(board);
        board->desk().panel(0)->letter(u'R');
        board->desk().panel(0)->hide(core::Half::left);
        letter = board->pads().drawing(0);
        archive = fixture::saved(*board);
        board->pads().save(archive);
        QVERIFY(archive.array("pad.cue"));
    }
    auto const board = fixture::board();
    QVERIFY(board);
    board->pads().load(archive);
    QCOMPARE(board->pads().drawing(0), letter);
    bool loaded = false;
    board->link().load(archive, true,
                       [&](const QString& sentence) { loaded = sentence.isEmpty(); });
    QTRY_VERIFY(loaded); // the engine does not mind
}

void TestPad::brokenDrawingsInDocumentsAreLeftOut()
{
    auto const board = fixture::board();
    QVERIFY(board);
    core::Archive archive;
    archive.put("pad.cue", std::vector<std::uint8_t>(64, 9), {8, 8}); // no such level
    board->pads().load(archive);
    QVERIFY(board->pads().isEmpty(0));
    archive.put("pad.cue", std::vector<double>(64, 1.0), {8, 8});
    board->pads().load(archive);
    QVERIFY(board->pads().isEmpty(0));
    archive.put("pad.cue", std::vector<std::uint8_t>(64, 1), {64});
    board->pads().load(archive);
    QVERIFY(board->pads().isEmpty(0));
    QCOMPARE(board->pads().drawing(0).width, 8);
}

void TestPad::picturesThatCannotBeReadAreToldInASentence_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("word");
    QTest::newRow("missing") << QByteArray() << "none.png"
                             << "none.png";
    QTest::newRow("not a picture") << QByteArray("hello") << "text.png"
                                   << "text.png";
    QTest::newRow("another kind")
        << QByteArray("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>") << "a.png"
        << "a.png";
    QTest::newRow("cut short") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", 18) << "cut.png"
                               << "cut.png";
    QTest::newRow("20 000 x 20 000") << QByteArray("P5\n20000 20000\n255\n") << "huge.pgm"
                                     << "64 million";
}

void TestPad::picturesThatCannotBeReadAreToldInASentence()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, name);
    QFETCH(QString, word);
    QTemporaryDir folder;
    QString const path = folder.filePath(name);
    if (!bytes.isEmpty()) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    auto const board = fixture::board();
    QVERIFY(board);
    board->desk().panel(0)->letter(u'A');
    auto const before = board->pads().drawing(0);
    QSignalSpy said(board.get(), &ui::LabBoard::message);
    QVERIFY(board->openImage(path));
    QTRY_COMPARE(said.count(), 1);
    QString const sentence = said[0][0].toString();
    QVERIFY2(sentence.contains(word) && sentence.endsWith('.'), qPrintable(sentence));
    QCOMPARE(board->pads().drawing(0), before);
}

void TestPad::aPictureIsPreviewedAndDrawn()
{
    QTemporaryDir folder;
    QImage image(80, 80, QImage::Format_RGB32);
    image.fill(Qt::white);
    for (int y = 0; y < 40; ++y) {
        for (int x = 0; x < 80; ++x) {
            image.setPixel(x, y, qRgb(100, 100, 100));
        }
    }
    QString const path = folder.filePath("half.png");
    QVERIFY(image.save(path));
    auto const board = fixture::board();
    QVERIFY(board);
    QVERIFY(board->openImage(path));
    ui::ImageDialog* dialog = nullptr;
    QTRY_VERIFY((dialog = board->findChild<ui::ImageDialog*>()));
    QCOMPARE(countOf(dialog->drawing(), upCell), 32);
    dialog->findChild<QSlider*>("image-level")->setValue(50);
    QCOMPARE(countOf(dialog->drawing(), upCell), 0);
    dialog->findChild<QSlider*>("image-level")->setValue(128);
    dialog->accept();
    QCOMPARE(countOf(board->pads().drawing(0), upCell), 32);
    QCOMPARE(board->pads().drawing(0).at(3, 0), upCell);
    QCOMPARE(board->pads().drawing(0).name, std::string("half"));
    QCOMPARE(board->history().stack().count(), 1);
}

void TestPad::whatIsNotDrawnSurroundsAPicture()
{
    core::GreyImage const wide{4, 2, std::vector<std::uint8_t>(8, 0)};
    ui::ImageDialog dialog(wide, "wide", {8, 8});
    QCOMPARE(countOf(dialog.drawing(), upCell), 32);
    dialog.findChild<QCheckBox*>("image-invert")->setChecked(true);
    QCOMPARE(countOf(dialog.drawing(), upCell), 0);
}

void TestPad::aPastedPictureIsPreviewed()
{
    auto const board = fixture::board();
    QVERIFY(board);
    QImage dot(1, 1, QImage::Format_RGB32);
    dot.fill(Qt::black);
    auto* const mime = new QMimeData;
    mime->setImageData(dot);
    QApplication::clipboard()->setMimeData(mime);
    QVERIFY(board->paste());
    auto* const dialog = board->findChild<ui::ImageDialog*>();
    QVERIFY(dialog);
    dialog->accept();
    QCOMPARE(countOf(board->pads().drawing(0), upCell), 64);
}

void TestPad::everyToolHasANameAndIsLargeEnough()
{
    auto const board = fixture::board();
    QVERIFY(board);
    auto const buttons = board->desk().panel(0)->findChildren<QToolButton*>();
    QVERIFY(buttons.size() >= 11);
    for (auto const* const button : buttons) {
        QVERIFY2(!button->accessibleName().isEmpty() && !button->toolTip().isEmpty(),
                 qPrintable(button->objectName()));
        QVERIFY2(button->width() >= 24 && button->height() >= 24, qPrintable(button->objectName()));
    }
}

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    ui::applyTheme(app, ui::ThemeId::light, 1.0);
    TestPad test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_pad.moc"
