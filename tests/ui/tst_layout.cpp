// SPDX-License-Identifier: GPL-3.0-or-later
// How the window is arranged: what a document keeps of it, what is listed, that nothing is cut.
#include "tests/ui/window_fixture.h"
#include "ui/board/board_layout.h"
#include "ui/shell/action_table.h"
#include "ui/shell/status_line.h"
#include "ui/shell/transport_bar.h"

#include <QDropEvent>
#include <QJsonArray>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

class TestLayout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDocumentKeepsTheArrangement();
    void aStrangeArrangementChangesNothing_data();
    void aStrangeArrangementChangesNothing();
    void plotsOfExperimentsAreListed();
    void paintingTheFieldShowsIt();
    void aPictureDroppedIsTheField();
    void nothingIsCut_data();
    void nothingIsCut();
};

void TestLayout::aDocumentKeepsTheArrangement()
{
    QTemporaryDir folder;
    QString const path = folder.filePath("arranged.isinglass");
    QJsonObject kept;
    {
        auto const window = fixture::window();
        QVERIFY(window);
        auto& board = window->board();
        auto const feeds = board.feeds();
        QVERIFY(feeds.size() >= 4);
        board.stages().setShown(1, true);
        QTRY_VERIFY(board.stages().stage(0)->viewport().world().width > 0);
        board.stages().stage(0)->showAt({20, 40}, 12);
        board.shelf().setShown(&feeds[0]->card(), false);
        feeds[1]->choose("energy");
        feeds[3]->card().setLogarithmic(true, true);
        board.shelf().select(&feeds[3]->card());
        board.setStageShare(0.5);
        QTest::qWait(50);
        kept = ui::boardLayout(board);
        bool saved = false;
        window->saveTo(path, [&](bool done) { saved = done; });
        QTRY_VERIFY(saved);
    }
    auto const window = fixture::window();
    QVERIFY(window);
    QVERIFY(ui::boardLayout(window->board()) != kept);
    QSignalSpy opened(window.get(), &ui::MainWindow::opened);
    window->openFile(path);
    QTRY_COMPARE(opened.size(), 1);
    auto& board = window->board();
    QTRY_VERIFY(board.stages().stage(1) && board.stages().stage(1)->viewport().world().width > 0);
    auto const feeds = board.feeds();
    QVERIFY(!board.shelf().isShown(&feeds[0]->card()));
    QCOMPARE(feeds[1]->choice(), QString("energy"));
    QVERIFY(feeds[3]->card().scales().xLog && feeds[3]->card().scales().yLog);
    QCOMPARE(board.shelf().front(), static_cast<QWidget*>(&feeds[3]->card()));
    auto const* const stage = board.stages().stage(0);
    QVERIFY(!stage->viewport().isFitted());
    QCOMPARE(stage->cellSize(), 12.0);
    QVERIFY((stage->middleCell() - QPointF(20, 40)).manhattanLength() < 0.2);
    QVERIFY(std::abs(board.stageShare() - kept.value("stage").toDouble()) < 0.02);
    QCOMPARE(ui::boardLayout(board).value("plots"), kept.value("plots"));
}

void TestLayout::aStrangeArrangementChangesNothing_data()
{
    QTest::addColumn<QJsonObject>("layout");
    QTest::newRow("nothing") << QJsonObject{};
    QTest::newRow("other kinds") << QJsonObject{{"pictures", "all"}, {"plots", 7}, {"stage", "x"}};
    QTest::newRow("unknown ids") << QJsonObject{
        {"pictures", QJsonArray{QJsonObject{{"id", "moon"}, {"shown", true}}}},
        {"plots", QJsonArray{QJsonObject{{"id", "moon"}, {"shown", false}}, 3}},
        {"front", "moon"}};
    QTest::newRow("senseless numbers") << QJsonObject{
        {"pictures", QJsonArray{QJsonObject{{"id", "spins"}, {"view", QJsonArray{1, 2, -3}}}}},
        {"plots", QJsonArray{QJsonObject{
                      {"id", "time"}, {"zoom", QJsonArray{5, 1, 2, "z"}}, {"quantity", "moon"}}}},
        {"stage", 7}};
}

void TestLayout::aStrangeArrangementChangesNothing()
{
    QFETCH(QJsonObject, layout);
    auto const window = fixture::window();
    QVERIFY(window);
    auto const before = ui::boardLayout(window->board());
    ui::restoreBoardLayout(window->board(), layout);
    QCOMPARE(ui::boardLayout(window->board()), before);
}

void TestLayout::plotsOfExperimentsAreListed()
{
    auto const window = fixture::window();
    QVERIFY(window);
    auto* const menu = window->actions().submenu("view.plots");
    auto const listed = [menu](const QString& title) {
        for (auto* const action : menu->actions()) {
            if (action->text() == title) {
                return action;
            }
        }
        return static_cast<QAction*>(nullptr);
    };
    auto& board = window->board();
    auto const before = menu->actions().size();
    QCOMPARE(static_cast<std::size_t>(before), board.feeds().size());
    core::LoopJob loop;
    loop.entry = &board.entry();
    loop.params = board.history().values();
    loop.param = "h";
    loop.from = 1;
    loop.to = -1;
    loop.points = 3;
    loop.rate = 0.5;
    for (auto const& spec : board.lab().jobs) {
        if (spec.kind == core::JobKind::loop) {
            board.inspector().jobs().start(spec, loop);
        }
    }
    QTRY_VERIFY(!board.inspector().jobs().isRunning());
    QAction* action = listed("Hysteresis");
    QVERIFY(action && action->isChecked());
    auto* const card = board.findChild<ui::PlotCard*>("plot-hysteresis");
    QVERIFY(card && board.shelf().isShown(card));
    action->trigger();
    QTRY_VERIFY(!board.shelf().isShown(card));
    action = listed("Hysteresis");
    QVERIFY(action && !action->isChecked());
    action->trigger();
    QTRY_VERIFY(board.shelf().isShown(card));
}

void TestLayout::paintingTheFieldShowsIt()
{
    auto const window = fixture::window(fixture::start(1024));
    QVERIFY(window);
    auto& stages = window->board().stages();
    int field = -1;
    for (int i = 0; i < stages.pictureCount(); ++i) {
        field = stages.titleOf(i) == "Site field" ? i : field;
    }
    QVERIFY(field > 0 && !stages.isShown(field));
    auto* const stage = stages.stage(0);
    stage->setTool(ui::Tool::paintUp);
    QVERIFY(!stages.isShown(field));
    // Cells of less than a pixel: the pen covers several.
    QVERIFY(stage->cellSize() < 1 && stage->pen() > 0);
    stage->setPen(1);
    stage->setTool(ui::Tool::pan);
    stage->setTool(ui::Tool::paintFieldPlus);
    QVERIFY(stages.isShown(field));
    QCOMPARE(stage->pen(), 1); // the person's choice stays
    stages.setShown(0, false);
    QVERIFY(!stages.isShown(0) && stages.isShown(field));
}

void TestLayout::aPictureDroppedIsTheField()
{
    QTemporaryDir folder;
    QString const path = folder.filePath("half.png");
    QImage image(32, 32, QImage::Format_Grayscale8);
    image.fill(0);
    QPainter(&image).fillRect(0, 0, 16, 32, Qt::white);
    QVERIFY(image.save(path));
    auto const window = fixture::window();
    QVERIFY(window);
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter({40, 40}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({40, 40}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window.get(), &drop);
    QTRY_COMPARE(fixture::value(*window, "field"), 3.0);
    QVERIFY(window->board().history().hasDrawings());
    mime.setUrls({QUrl::fromLocalFile(folder.filePath("notes.txt"))});
    QDragEnterEvent other({40, 40}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    other.ignore();
    QCoreApplication::sendEvent(window.get(), &other);
    QVERIFY(!other.isAccepted());
}

void TestLayout::nothingIsCut_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<double>("type");
    QTest::addColumn<bool>("presenting");
    for (QSize const size : {QSize(800, 600), QSize(1024, 768), QSize(1440, 900)}) {
        for (double const type : {1.0, 1.5}) {
            for (bool const presenting : {false, true}) {
                if (presenting && type > 1 && size.width() < 1024) {
                    continue; // type of more than twice the size needs a larger screen
                }
                QTest::addRow("%d, type %g%s", size.width(), type, presenting ? ", presenting" : "")
                    << size << type << presenting;
            }
        }
    }
}

namespace {

QList<QWidget*> partsOf(ui::MainWindow& window)
{
    QList<QWidget*> parts;
    for (QWidget* const bar :
         {static_cast<QWidget*>(&window.transport()), static_cast<QWidget*>(&window.status())}) {
        for (auto* const part :
             bar->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
            if (qobject_cast<QLabel*>(part) || qobject_cast<QToolButton*>(part)) {
                parts << part;
            }
        }
    }
    for (auto* const button : window.board().inspector().findChildren<QPushButton*>()) {
        parts << button;
    }
    return parts;
}

// What has less room than it asks for, or ends outside; empty where all is well.
QString firstCut(ui::MainWindow& window)
{
    int looked = 0;
    for (QWidget* const part : partsOf(window)) {
        if (!part->isVisible()) {
            continue;
        }
        ++looked;
        int const left = part->mapTo(&window, QPoint()).x(); // the inspector scrolls down
        int const needed = part->minimumSizeHint().width();
        if (part->width() < needed || left < 0 || left + part->width() > window.width()) {
            return QString("'%1' has %2 pixels from %3 on, needs %4")
                .arg(part->property("text").toString())
                .arg(part->width())
                .arg(left)
                .arg(needed);
        }
    }
    for (auto* const area : window.board().inspector().findChildren<QScrollArea*>()) {
        if (area->widget()->width() > area->viewport()->width()) {
            return "the inspector";
        }
    }
    return looked >= 8 ? QString() : "hardly anything is there";
}

} // namespace

// Every text of the bars has the room that it asks for, and the inspector's controls theirs.
void TestLayout::nothingIsCut()
{
    QFETCH(QSize, size);
    QFETCH(double, type);
    QFETCH(bool, presenting);
    auto start = fixture::start();
    start.preferences.typeScale = type;
    auto const window = fixture::window(start);
    QVERIFY(window);
    if (presenting) {
        window->setPresenting(true);
        window->setWindowState(Qt::WindowNoState); // large type in a window of this size
    }
    window->resize(size);
    QTRY_COMPARE(window->size(), size);
    auto const cut = [&] { return firstCut(*window); };
    // What runs changes its words; they have room at the next turn of the event loop.
    QTRY_COMPARE(cut(), QString());
    QTest::qWait(50);
    QTRY_COMPARE(cut(), QString());
}

QTEST_MAIN(TestLayout)
#include "tst_layout.moc"
