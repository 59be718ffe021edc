// SPDX-License-Identifier: GPL-3.0-or-later
// How the window is arranged: what a document keeps of it, what is listed, that nothing is cut.
#include "tests/ui/window_fixture.h"
#include "ui/board/board_layout.h"
#include "ui/shell/action_table.h"
#include "ui/shell/status_line.h"
#include "ui/shell/transport_bar.h"

#include <QJsonArray>
#include <QLabel>
#include <QMenu>
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
    QTest::qWait(100);
    QList<QWidget*> parts;
    for (QWidget* const bar :
         {static_cast<QWidget*>(&window->transport()), static_cast<QWidget*>(&window->status())}) {
        for (auto* const part :
             bar->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
            if (qobject_cast<QLabel*>(part) || qobject_cast<QToolButton*>(part)) {
                parts << part;
            }
        }
    }
    for (auto* const button : window->board().inspector().findChildren<QPushButton*>()) {
        parts << button;
    }
    int looked = 0;
    for (const QWidget* const part : std::as_const(parts)) {
        if (!part->isVisible()) {
            continue;
        }
        ++looked;
        QString const text = part->property("text").toString();
        QVERIFY2(part->width() >= part->minimumSizeHint().width(),
                 qPrintable(QString("'%1' has %2 pixels, needs %3")
                                .arg(text)
                                .arg(part->width())
                                .arg(part->minimumSizeHint().width())));
        int const left = part->mapTo(window.get(), QPoint()).x(); // the inspector scrolls down
        QVERIFY2(left >= 0 && left + part->width() <= size.width(), qPrintable(text));
    }
    QVERIFY(looked >= 8);
    for (auto* const area : window->board().inspector().findChildren<QScrollArea*>()) {
        QVERIFY(area->widget()->width() <= area->viewport()->width());
    }
}

QTEST_MAIN(TestLayout)
#include "tst_layout.moc"
