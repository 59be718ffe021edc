// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done to a model, by buttons, menus and keys, and the shelf of what it keeps.
#include "tests/ui/window_fixture.h"
#include "ui/board/image_dialog.h"
#include "ui/board/shelf_delegate.h"
#include "ui/board/shelf_view.h"
#include "ui/control/action_bar.h"
#include "ui/control/action_form.h"
#include "ui/control/editor.h"
#include "ui/shell/action_table.h"

#include <QAbstractSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>

class TestActions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLaboratoryBeginsWithItsOwnActions();
    void aBeginningThatDoesNotFitIsLeftOut();
    void anOpenedDocumentDoesNotBeginAgain();
    void anActionIsOneStepAndComesBack();
    void aRefusedActionLeavesNoStep();
    void whatTheModelChangesItselfIsShownWhilePaused();
    void aPresetWithActionsIsOneStep();
    void theMenuHasEveryAction();
    void theBarKeepsWhatFitsAndTheMenuTheRest();
    void drawingsNeedAPad();
    void aPictureGoesWithItsAction();
    void theFormIsFilledByKeysAndRemembers();
    void enterUsesARowAndDeleteThrowsItAway();
    void aRowsMenuOffersItsActions();
    void aDrawingIsStoredAtOnceAndNamedInPlace();
    void nothingIsDoneWithAnEmptyPad();
    void aRowMovesByItsMenu();
    void rowsMoveByKeysAndByMouse();
    void valuesFollowThePicture();
    void valuesHaveASignAndTwoDecimals_data();
    void valuesHaveASignAndTwoDecimals();
    void aLongShelfSaysHowManyMore();

private:
    static std::unique_ptr<ui::MainWindow> window();
    static ui::ShelfView& shelf(ui::MainWindow& window);
    static QStringList names(ui::MainWindow& window);
    static void run(ui::MainWindow& window, const char* id);
    static QUndoStack& stack(ui::MainWindow& window) { return window.board().history().stack(); }
    static ui::ActionForm* form(ui::MainWindow& window);
    static const core::ActionSpec& spec(ui::MainWindow& window, const char* id);
};

std::unique_ptr<ui::MainWindow> TestActions::window()
{
    auto start = fixture::start();
    start.lab = "hopfield";
    start.settings = {{"side", std::int64_t{16}}};
    start.running = false;
    auto window = fixture::window(start);
    if (window) {
        window->activateWindow();
        static_cast<void>(QTest::qWaitForWindowActive(window.get()));
        static_cast<void>(QTest::qWaitFor([&] { return names(*window).size() == 5; }, 10000));
    }
    return window;
}

ui::ShelfView& TestActions::shelf(ui::MainWindow& window)
{
    return *window.board().shelfPanel().view();
}

QStringList TestActions::names(ui::MainWindow& window)
{
    QStringList names;
    auto const& model = shelf(window).shelf();
    for (int row = 0; row < model.rowCount(); ++row) {
        names << model.data(model.index(row), Qt::DisplayRole).toString();
    }
    return names;
}

const core::ActionSpec& TestActions::spec(ui::MainWindow& window, const char* id)
{
    return *core::findAction(window.board().link().card(), id);
}

void TestActions::run(ui::MainWindow& window, const char* id)
{
    window.board().runner().run(spec(window, id));
}

ui::ActionForm* TestActions::form(ui::MainWindow& window)
{
    return window.findChild<ui::ActionForm*>();
}

void TestActions::aLaboratoryBeginsWithItsOwnActions()
{
    auto const window = TestActions::window();
    QVERIFY(window);
    QCOMPARE(names(*window), QStringList({"A", "K", "O", "T", "X"}));
    QCOMPARE(stack(*window).count(), 0);
    QVERIFY(!window->isWindowModified());
    QTRY_COMPARE(core::numberOf(*core::findValue(window->board().history().values(), "P")), 5.0);
    QVERIFY(!window->isWindowModified());
}

void TestActions::aBeginningThatDoesNotFitIsLeftOut()
{
    auto start = fixture::start();
    start.lab = "hopfield";
    start.settings = {{"side", std::int64_t{8}}, {"P", std::int64_t{62}}}; // 64 at most
    QVERIFY(ui::MainWindow::check(start));
    auto const window = fixture::window(start);
    QVERIFY(window);
    QTRY_COMPARE(names(*window).size(), 62);
    start.settings = {{"side", std::int64_t{8}}, {"P", std::int64_t{65}}};
    QVERIFY(!ui::MainWindow::check(start));
}

void TestActions::anOpenedDocumentDoesNotBeginAgain()
{
    auto const window = TestActions::window();
    QVERIFY(window);
    run(*window, "forget-all");
    QTRY_VERIFY(names(*window).isEmpty());
    QTemporaryDir folder;
    QString const path = folder.filePath("empty" + QString::fromLatin1(core::documentSuffix));
    bool saved = false;
    window->saveTo(path, [&](bool well) { saved = well; });
    QTRY_VERIFY(saved);
    QSignalSpy opened(window.get(), &ui::MainWindow::opened);
    window->openFile(path);
    QTRY_COMPARE(opened.count(), 1);
    QTRY_VERIFY(window->board().link().report().number > 1);
    QTest::qWait(200);
    QCOMPARE(window->board().link().report().shelf.total, std::size_t{0});
    // A new session does.
    window->actions().action("file.new")->trigger();
    QTRY_COMPARE(names(*window).size(), 5);
}

void TestActions::anActionIsOneStepAndComesBack()
{
    auto const window = TestActions::window();
    QVERIFY(window);
    auto const before = fixture::saved(*window);
    run(*window, "forget-all");
    QTRY_VERIFY(names(*window).isEmpty());
    QCOMPARE(stack(*window).count(), 1);
    QVERIFY(window->actions().action("edit.undo")->text().contains("Forget all"));
    QVERIFY(window->isWindowModified());
    window->actions().action("edit.undo")->trigger();
    QTRY_COMPARE(names(*window).size(), 5);
    auto const after = fixture::saved(*window);
    for (auto const& [name, array] : before.arrays()) {
        auto const* const now = after.array(name);
        QVERIFY2(name.rfind("points", 0) == 0 || (now && *now == array), name.c_str());
    }
    window->actions().action("edit.redo")->trigger();
    QTRY_VERIFY(names(*window).isEmpty());
    QCOMPARE(stack(*window).count(), 1);
}

void TestActions::aRefusedActionLeavesNoStep()
{
    auto const window = TestActions::window();
    QVERIFY(window);
    QSignalSpy said(window.get(), &ui::MainWindow::said);
    window->board().runner().run(spec(*window, "forget"), {{"pattern", std::int64_t{77}}});
    QCOMPARE(stack(*window).count(), 1);
    QTRY_COMPARE(stack(*window).count(), 0);
    QTRY_VERIFY(!said.isEmpty());
    QVERIFY2(said.last().front().toString().contains("77"),
             qPrintable(said.last().front().toString()));
    QCOMPARE(names(*window).size(), 5);
    QVERIFY(!window->isWindowModified());
}

void TestActions::whatTheModelChangesItselfIsShownWhilePaused()
{
    auto const window = TestActions::window();
    QVERIFY(window);
    auto& history = window->board().history();
    history.set("T", 0.25, true); // its own report is not the last word
    window->board().runner().run(spec(*window, "add-random"), {{"count", std::int64_t{3}}});
    QTRY_COMPARE(core::numberOf(*core::findValue(history.values(), "P")), 8.0);
    QCOMPARE(core::numberOf(*core::findValue(history.values(), "T")), 0.25);
    stack(*window).undo();
    QTRY_COMPARE(core::numberOf(*core::findValue(history.values(), "P")), 5.0);
    history.set("load", 0.0625, true); // says P
    QTRY_COMPARE(core::numberOf(*core::findValue(history.values(), "P")), 16.0);
}

void TestActions::aPresetWithActionsIsOneStep()
{
    auto const window = TestActions::window();
    QVERIFY(window);
    auto const& presets = window->board().lab().presets;
    auto const preset = std::find_if(presets.begin(), presets.end(),
                                     [](const core::Preset& one) { return one.id == "alike"; });
    QVERIFY(preset != presets.end());
    window->board().apply(*preset);
    QTRY_COMPARE(names(*window), QStringList({"E", "F", "H", "P", "B"}));
    QTRY_COMPARE(core::numberOf(*core::findValue(window->board().history().values(), "P")), 5.0);
    QCOMPARE(stack(*window).count(), 1);
    stack(*window).undo();
    QTRY_COMPARE(names(*window), QStringList({"A", "K", "O", "T", "X"}));
    QTRY_COMPARE(fixture::value(*window, "side"), 16.0);
}

void TestActions::theMenuHasEveryAction()
{
    auto const window = TestActions::window();
    QVERIFY(window);
    auto* const menu = window->actions().submenu("lab.actions");
    QVERIFY(menu->menuAction()->isVisible());
    for (auto const& one : window->board().link().card().actions) {
        auto* const action = window->board().runner().action(one);
        QVERIFY2(menu->actions().contains(action), one.id.data());
        QVERIFY(!action->toolTip().isEmpty());
    }
    run(*window, "cue-random");
    QTRY_COMPARE(stack(*window).count(), 1);
    // Of another laboratory without any: none.
    window->openLab("ising", {{"L", std::int64_t{32}}}, 1);
    QVERIFY(!window->actions().submenu("lab.actions")->menuAction()->isVisible());
    QVERIFY(!window->board().shelfPanel().isVisible());
}

void TestActions::theBarKeepsWhatFitsAndTheMenuTheRest()
{
    auto const window = TestActions::window();
    QVERIFY(window);
    QWidget host;
    ui::ActionBar bar(
        window->board().link().card().actions,
        [&](const core::ActionSpec& one) { return window->board().runner().action(one); }, &host);
    host.resize(1300, 60);
    host.show();
    int last = 0;
    for (int const width : {1200, 420, 90}) {
        bar.resize(width, 40);
        int here = 0, prominent = 0;
        for (auto const& one : window->board().link().card().actions) {
            bool const button = bar.button(one.id) != nullptr;
            here += button;
            prominent += one.prominent;
            QVERIFY2(button != bar.menu()->actions().contains(window->board().runner().action(one)),
                     one.id.data());
            QVERIFY(one.prominent || !button);
        }
        QVERIFY2(last == 0 ? here == prominent : here < last,
                 qPrintable(QString("%1 of %2 at %3").arg(here).arg(last).arg(width)));
        last = here;
    }
    QCOMPARE(last, 0);
}

void TestActions::drawingsNeedAPad()
{
    auto const window = TestActions::window();
    QVERIFY(window);
    auto& runner = window->board().runner();
    runner.setPadSource({});
    auto* const store = runner.action(spec(*window, "store"));
    QVERIFY(!store->isEnabled());
    QVERIFY2(store->toolTip().contains("pad"), qPrintable(store->toolTip()));
    QString asked;
    runner.setPadSource([&](std::string_view pad) -> std::optional<core::Payload> {
        asked = QString::fromStdString(std::string(pad));
        core::Payload drawing{core::PayloadKind::drawing, 16, 16, {}, "mine"};
        drawing.cells.assign(256, 0);
        std::fill_n(drawing.cells.begin(), 100, std::uint8_t{1});
        return drawing;
    });
    QVERIFY(store->isEnabled());
    run(*window, "store");
    QTRY_COMPARE(names(*window).size(), 6);
    QCOMPARE(asked, QStringLiteral("cue"));
    QTRY_VERIFY(window->board().history().hasDrawings());
}

void TestActions::aPictureGoesWithItsAction()
{
    auto const window = TestActions::window();
    QVERIFY(window);
    QTemporaryDir folder;
    QString const path = folder.filePath("cross.png"), torn = folder.filePath("torn.png");
    QImage image(40, 30, QImage::Format_RGB32);
    image.fill(Qt::black);
    for (int i = 0; i < 30; ++i) {
        image.setPixelColor(i, i, Qt::white);
    }
    QVERIFY(image.save(path));
    auto& runner = window->board().runner();
    runner.runWith(spec(*window, "store-image"), path);
    ui::ImageDialog* dialog = nullptr;
    QTRY_VERIFY((dialog = window->findChild<ui::ImageDialog*>()));
    QCOMPARE(dialog->drawing().width, 16);
    auto const seen = dialog->drawing().cells;
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_COMPARE(names(*window).size(), 6);
    QVERIFY(names(*window).contains("cross"));
    run(*window, "cue-random"); // what was seen in the preview is what was stored
    runner.run(spec(*window, "cue"), {{"pattern", std::int64_t{6}}});
    QTRY_COMPARE(stack(*window).count(), 3);
    auto const spins = fixture::saved(*window);
    auto const* const patterns = spins.array("drawn");
    QVERIFY(patterns);
    auto const& words = patterns->values<std::uint64_t>();
    QCOMPARE(words.size(), std::size_t{6 * 4});
    for (std::size_t i = 0; i < 256; ++i) {
        QCOMPARE(words[20 + i / 64] >> (i % 64) & 1, std::uint64_t{seen[i]});
    }
    QFile file(torn);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no picture at all") > 0);
    file.close();
    QSignalSpy said(window.get(), &ui::MainWindow::said);
    runner.runWith(spec(*window, "store-image"), torn);
    QTRY_COMPARE(said.count(), 1);
    QVERIFY(said.last().front().toString().contains("torn.png"));
    QCOMPARE(stack(*window).count(), 3);
}

void TestActions::theFormIsFilledByKeysAndRemembers()
{
    auto const window = TestActions::window();
    QVERIFY(window);
    auto* const button = window->board().runner().action(spec(*window, "store-text"));
    button->trigger();
    QTRY_VERIFY(form(*window));
    auto* line = form(*window)->findChild<QLineEdit*>();
    QVERIFY(line);
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, "ZH");
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_COMPARE(names(*window).size(), 7);
    QTRY_VERIFY(!form(*window));
    QVERIFY(names(*window).contains("H"));
    button->trigger();
    QTRY_VERIFY(form(*window));
    QCOMPARE(form(*window)->findChild<QLineEdit*>()->text(), QStringLiteral("ZH"));
    QTest::keyClick(form(*window), Qt::Key_Escape);
    QTRY_VERIFY(!form(*window));
    QCOMPARE(stack(*window).count(), 1);
}

void TestActions::enterUsesARowAndDeleteThrowsItAway()
{
    auto const window = TestActions::window();
    QVERIFY(window);
    auto& view = shelf(*window);
    view.setFocus();
    view.setRow(0);
    QTest::keyClick(&view, Qt::Key_Right);
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.row(), 2);
    QTest::keyClick(&view, Qt::Key_Return);
    QTRY_COMPARE(view.shelf().valueText(2), QStringLiteral("+1.00"));
    QCOMPARE(view.shelf().strongest(), 2);
    QVERIFY(stack(*window).undoText().contains("Cue"));
    QTest::keyClick(&view, Qt::Key_Delete);
    QTRY_COMPARE(names(*window), QStringList({"A", "K", "T", "X"}));
    QCOMPARE(view.row(), 2); // the next one is ready
    QTest::mouseDClick(view.viewport(), Qt::LeftButton, Qt::NoModifier,
                       view.visualRect(view.model()->index(1, 0)).center());
    QCOMPARE(stack(*window).count(), 3);
    QTRY_COMPARE(view.shelf().valueText(1), QStringLiteral("+1.00"));
}

void TestActions::aRowsMenuOffersItsActions()
{
    auto const window = TestActions::window();
    QVERIFY(window);
    auto& view = shelf(*window);
    QPoint const at = view.visualRect(view.model()->index(1, 0)).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, view.viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(view.viewport(), &event);
    auto* const menu = window->findChild<QMenu*>("row-menu");
    QVERIFY(menu);
    QStringList offered;
    for (auto* const action : menu->actions()) {
        if (!action->isSeparator()) {
            offered << action->objectName();
        }
    }
    QCOMPARE(offered,
             QStringList({"row-cue", "row-rename", "row-left", "row-right", "row-forget"}));
    menu->actions().last()->trigger();
    menu->close();
    QTRY_COMPARE(names(*window), QStringList({"A", "O", "T", "X"}));
}

void TestActions::aDrawingIsStoredAtOnceAndNamedInPlace()
{
    auto const window = TestActions::window();
    QVERIFY(window);
    auto& board = window->board();
    auto& view = shelf(*window);
    auto* const store = board.runner().action(spec(*window, "store"));
    QVERIFY2(!store->text().contains(QChar(0x2026)), qPrintable(store->text()));
    board.desk().panel(0)->letter(u'Q');
    store->trigger();
    QTRY_COMPARE(names(*window).size(), 6);
    QCOMPARE(names(*window).back(), QStringLiteral("Q"));
    QCOMPARE(view.row(), 5); // it is shown
    store->trigger();
    QTRY_COMPARE(names(*window).size(), 7);
    QCOMPARE(names(*window).back(), QStringLiteral("Q 2"));
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_F2);
    auto* line = view.findChild<QLineEdit*>("shelf-name");
    QVERIFY(line);
    QCOMPARE(line->text(), QStringLiteral("Q 2"));
    line->selectAll();
    QTest::keyClicks(line, "queue");
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_COMPARE(names(*window).back(), QStringLiteral("queue"));
    auto const first = view.model()->index(0, 0);
    view.scrollTo(first);
    QStyleOptionViewItem option;
    option.font = view.font();
    option.rect = view.visualRect(first);
    auto const& delegate = *static_cast<ui::ShelfDelegate*>(view.itemDelegate());
    QPoint const name = delegate.nameRect(option).center();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, name);
    QTest::mouseDClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, name);
    line = nullptr;
    for (auto* const one : view.findChildren<QLineEdit*>("shelf-name")) {
        line = one->isVisible() ? one : line;
    }
    QVERIFY(line);
    QCOMPARE(line->text(), QStringLiteral("A"));
    QTest::keyClick(line, Qt::Key_Escape);
    QTRY_COMPARE(stack(*window).count(), 4); // letter, two stores, a name
    for (int i = 0; i < 3; ++i) {
        stack(*window).undo();
    }
    QTRY_COMPARE(names(*window), QStringList({"A", "K", "O", "T", "X"}));
}

void TestActions::nothingIsDoneWithAnEmptyPad()
{
    auto const window = TestActions::window();
    QVERIFY(window);
    window->board().desk().panel(0)->clear();
    QSignalSpy said(window.get(), &ui::MainWindow::said);
    for (auto const* const id : {"store", "cue-drawing"}) {
        run(*window, id);
        QVERIFY2(said.last().front().toString().contains("empty"),
                 qPrintable(said.last().front().toString()));
    }
    QCOMPARE(said.count(), 2);
    QCOMPARE(stack(*window).count(), 1); // the clearing
}

void TestActions::aRowMovesByItsMenu()
{
    auto const window = TestActions::window();
    QVERIFY(window);
    auto& view = shelf(*window);
    QPoint const at = view.visualRect(view.model()->index(1, 0)).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, view.viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(view.viewport(), &event);
    auto* const menu = window->findChild<QMenu*>("row-menu");
    QVERIFY(menu);
    menu->findChild<QAction*>("row-right")->trigger();
    menu->close();
    QTRY_COMPARE(names(*window), QStringList({"A", "O", "K", "T", "X"}));
    stack(*window).undo();
    QTRY_COMPARE(names(*window), QStringList({"A", "K", "O", "T", "X"}));
}

void TestActions::rowsMoveByKeysAndByMouse()
{
    auto const window = TestActions::window();
    QVERIFY(window);
    auto& view = shelf(*window);
    view.setFocus();
    view.setRow(0);
    QTest::keyClick(&view, Qt::Key_Down, Qt::AltModifier);
    QTRY_COMPARE(names(*window), QStringList({"K", "A", "O", "T", "X"}));
    QCOMPARE(view.row(), 1);
    QTest::keyClick(&view, Qt::Key_Up, Qt::AltModifier);
    QTRY_COMPARE(names(*window), QStringList({"A", "K", "O", "T", "X"}));
    QPoint const from = view.visualRect(view.model()->index(0, 0)).center();
    QRect const third = view.visualRect(view.model()->index(2, 0));
    QPoint const to(third.right() - 10, third.center().y());
    QTest::mousePress(view.viewport(), Qt::LeftButton, Qt::NoModifier, from);
    QTest::mouseMove(view.viewport(), (from + to) / 2);
    QTest::mouseMove(view.viewport(), to);
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, Qt::NoModifier, to);
    QTRY_COMPARE(names(*window), QStringList({"K", "O", "A", "T", "X"}));
    QCOMPARE(stack(*window).count(), 3);
    // A click is no move.
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, from);
    QCOMPARE(stack(*window).count(), 3);
}

void TestActions::valuesFollowThePicture()
{
    auto const window = TestActions::window();
    QVERIFY(window);
    auto& model = shelf(*window).shelf();
    QTRY_VERIFY(!model.valueText(4).isEmpty());
    window->board().runner().run(spec(*window, "cue"), {{"pattern", std::int64_t{5}}});
    QTRY_COMPARE(model.valueText(4), QStringLiteral("+1.00"));
    auto const& values = window->board().link().snapshot().shelfValues;
    QCOMPARE(values.size(), std::size_t{5});
    for (int row = 0; row < 5; ++row) {
        QCOMPARE(model.value(row), static_cast<double>(values[static_cast<std::size_t>(row)]));
    }
    QString const read = model.data(model.index(4), Qt::AccessibleTextRole).toString();
    QVERIFY2(read.contains("X") && read.contains("overlap +1.00") && read.contains("drawn"),
             qPrintable(read));
    QVERIFY(!model.thumbnail(4).isNull());
}

void TestActions::valuesHaveASignAndTwoDecimals_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("one") << 1.0 << "+1.00";
    QTest::newRow("negative") << -0.076 << QStringLiteral("\u22120.08");
    QTest::newRow("almost nothing") << -0.001 << "0.00";
    QTest::newRow("tens") << 12.345 << "+12.35";
    QTest::newRow("none") << std::nan("") << "";
}

void TestActions::valuesHaveASignAndTwoDecimals()
{
    QFETCH(double, value);
    QFETCH(QString, text);
    static constexpr core::ShelfSpec spec{"things", "Things", "", "Value", "v"};
    ui::ShelfModel model(spec);
    model.setShelf({1, 2, {{"a", "", true, 0, 0, {}}, {"b", "", false, 0, 0, {}}}});
    std::vector<float> values{0.5F, static_cast<float>(value)};
    auto const changed = model.setValues(values);
    QCOMPARE(changed.first, 0);
    QCOMPARE(model.valueText(1), text);
    auto const again = model.setValues(values);
    QVERIFY(again.first > again.last); // nothing is drawn anew
    auto const* const room = model.valueText(0).constData();
    for (float const other : {-1.0F, 0.25F, 0.0F}) {
        values[0] = other;
        QCOMPARE(model.setValues(values).first, 0);
    }
    QCOMPARE(model.valueText(0), QStringLiteral("0.00"));
    QCOMPARE(model.valueText(0).constData(), room); // nothing is allocated
}

void TestActions::aLongShelfSaysHowManyMore()
{
    auto const window = TestActions::window();
    QVERIFY(window);
    window->openLab("hopfield", {{"side", std::int64_t{20}}}, 1); // room for 400
    auto* const count = window->board().findChild<QLabel*>("shelf-count");
    QTRY_COMPARE(count->text(), QStringLiteral("5 stored, 5 drawn"));
    auto* const more = window->board().findChild<QLabel*>("shelf-more");
    QVERIFY(!more->isVisible());
    window->board().runner().run(spec(*window, "add-random"), {{"count", std::int64_t{295}}});
    QTRY_COMPARE(count->text(), QStringLiteral("300 stored, 5 drawn"));
    QCOMPARE(more->text(), QStringLiteral("and 44 more"));
    QVERIFY(more->isVisible());
    QCOMPARE(shelf(*window).shelf().rowCount(), 256);
}

QTEST_MAIN(TestActions)
#include "tst_actions.moc"
