// SPDX-License-Identifier: GPL-3.0-or-later
// The window as a person uses it.
#include "tests/ui/window_fixture.h"
#include "ui/control/editor.h"
#include "ui/shell/action_table.h"
#include "ui/shell/transport_bar.h"
#include "ui/text/palette.h"

#include <QAccessible>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTemporaryDir>

class TestWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void spaceHaltsAndRuns();
    void aStepIsOneStep();
    void aChangeOfTIsShownAndUndone();
    void aDragIsOneStepOfTheHistory();
    void changingTLeavesTheSpinsAlone();
    void paintingIsSeenAndUndoRestoresTheState();
    void undoOfAResetRestoresTheState();
    void undoOfANewSizeRestoresTheState();
    void aRefusedChangeLeavesNoStep();
    void savedAndOpenedItGoesOnBitForBit();
    void aDamagedFileLeavesTheOpenDocumentAlone();
    void theThemeSwitchesLive();
    void smallWindowsPutThePlotsBehindTabs();
    void everyLabOpens_data();
    void everyLabOpens();
    void everyFocusableWidgetHasAName();
    void aHiddenWindowIsNotDrawnFor();
    void presentingIsLargeAndComesBack();
    void speedsGoThroughTheSlider_data();
    void speedsGoThroughTheSlider();

private:
    static void halt(ui::MainWindow& window);
    static std::string spins(ui::MainWindow& window);
};

// Waits until it stands still.
void TestWindow::halt(ui::MainWindow& window)
{
    auto& link = window.board().link();
    auto const posted = link.post(core::Pause{});
    QTRY_VERIFY(link.snapshot().commandsObeyed >= posted && !link.snapshot().running);
}

// Everything but the measurements.
std::string TestWindow::spins(ui::MainWindow& window)
{
    std::string bytes;
    auto const archive = fixture::saved(window);
    for (auto const& [name, array] : archive.arrays()) {
        if (name.rfind("points", 0) != 0) {
            bytes += name;
            bytes.append(array.bytes.begin(), array.bytes.end());
        }
    }
    for (auto const& [name, text] : archive.texts()) {
        if (name == "steps" || name == "seed") {
            bytes += text;
        }
    }
    return bytes;
}

void TestWindow::spaceHaltsAndRuns()
{
    auto const window = fixture::window();
    QVERIFY(window);
    window->activateWindow(); // there may be no window manager to do so
    QVERIFY(QTest::qWaitForWindowActive(window.get()));
    auto& link = window->board().link();
    QTRY_VERIFY(link.snapshot().running);
    QTest::keyClick(window.get(), Qt::Key_Space);
    QTRY_VERIFY(!link.snapshot().running);
    QTest::keyClick(window.get(), Qt::Key_Space);
    QTRY_VERIFY(link.snapshot().running);
}

void TestWindow::aStepIsOneStep()
{
    auto const window = fixture::window();
    QVERIFY(window);
    halt(*window);
    auto& link = window->board().link();
    auto const before = link.snapshot().step;
    window->actions().action("lab.step")->trigger();
    QTRY_COMPARE(link.snapshot().step, before + 1);
    QTest::qWait(60);
    QCOMPARE(link.snapshot().step, before + 1);
}

void TestWindow::aChangeOfTIsShownAndUndone()
{
    auto const window = fixture::window();
    QVERIFY(window);
    double const before = fixture::value(*window, "T");
    window->board().history().set("T", 3.5, true);
    QTRY_COMPARE(fixture::value(*window, "T"), 3.5);
    auto* const undo = window->actions().action("edit.undo");
    QVERIFY2(undo->isEnabled() && undo->text().contains("Temperature"), qPrintable(undo->text()));
    undo->trigger();
    QTRY_COMPARE(fixture::value(*window, "T"), before);
    window->actions().action("edit.redo")->trigger();
    QTRY_COMPARE(fixture::value(*window, "T"), 3.5);
}

void TestWindow::aDragIsOneStepOfTheHistory()
{
    auto const window = fixture::window();
    QVERIFY(window);
    auto& history = window->board().history();
    double const before = fixture::value(*window, "T");
    for (int i = 0; i <= 20; ++i) {
        history.set("T", 2.5 + 0.01 * i, i == 20);
    }
    QCOMPARE(history.stack().count(), 1);
    QTRY_COMPARE(fixture::value(*window, "T"), 2.5 + 0.01 * 20);
    history.stack().undo();
    QTRY_COMPARE(fixture::value(*window, "T"), before);
    history.set("T", 1.0, true);
    history.set("h", 0.5, true);
    QCOMPARE(history.stack().count(), 2);
}

void TestWindow::changingTLeavesTheSpinsAlone()
{
    auto const window = fixture::window();
    QVERIFY(window);
    halt(*window);
    auto const before = spins(*window);
    window->board().history().set("T", 3.0, true);
    window->board().history().stack().undo();
    QCOMPARE(spins(*window), before);
}

void TestWindow::paintingIsSeenAndUndoRestoresTheState()
{
    auto start = fixture::start();
    core::setValue(start.settings, "T", 5.0); // somewhere under the pen a spin is down
    auto const window = fixture::window(start);
    QVERIFY(window);
    halt(*window);
    auto const before = spins(*window);
    auto& stage = window->board().stages().active();
    stage.setTool(ui::Tool::paintUp);
    stage.setPen(2);
    QPoint const from = stage.rect().center();
    QTest::mousePress(&stage, Qt::LeftButton, {}, from);
    for (int i = 1; i <= 8; ++i) {
        QTest::mouseMove(&stage, from + QPoint(10 * i, 6 * i));
    }
    QTest::mouseRelease(&stage, Qt::LeftButton, {}, from + QPoint(80, 48));
    QVERIFY(window->board().history().hasDrawings());
    QVERIFY(window->isWindowModified());
    QTRY_VERIFY(spins(*window) != before);
    QCOMPARE(window->board().history().stack().count(), 1);
    window->actions().action("edit.undo")->trigger();
    QTRY_COMPARE(spins(*window), before);
}

void TestWindow::undoOfAResetRestoresTheState()
{
    auto const window = fixture::window();
    QVERIFY(window);
    halt(*window);
    auto const before = spins(*window);
    window->board().reset(77);
    QTRY_COMPARE(window->board().link().snapshot().seed, std::uint64_t{77});
    QVERIFY(spins(*window) != before);
    window->board().history().stack().undo();
    QTRY_COMPARE(spins(*window), before);
}

void TestWindow::undoOfANewSizeRestoresTheState()
{
    auto const window = fixture::window();
    QVERIFY(window);
    halt(*window);
    auto const before = spins(*window);
    window->board().history().set("L", std::int64_t{32}, true);
    QTRY_COMPARE(window->board().link().snapshot().pictures.front().world.width, 32);
    window->board().history().stack().undo();
    QTRY_COMPARE(window->board().link().snapshot().pictures.front().world.width, 64);
    QCOMPARE(spins(*window), before);
}

void TestWindow::aRefusedChangeLeavesNoStep()
{
    auto const window = fixture::window();
    QVERIFY(window);
    QSignalSpy said(window.get(), &ui::MainWindow::said);
    // The field from a picture, and no picture was loaded.
    window->board().history().set("field", std::int64_t{3}, true);
    QTRY_VERIFY(!said.isEmpty());
    QTRY_COMPARE(window->board().history().stack().count(), 0);
    QTRY_COMPARE(core::numberOf(*core::findValue(window->board().history().values(), "field")),
                 0.0);
}

void TestWindow::savedAndOpenedItGoesOnBitForBit()
{
    QTemporaryDir folder;
    QString const path = folder.filePath("session.isinglass");
    auto const first = fixture::window();
    QVERIFY(first);
    first->board().history().set("T", 2.75, true);
    first->board().history().paint({.x0 = 3, .y0 = 3, .x1 = 30, .y1 = 9}, true);
    halt(*first);
    bool saved = false;
    first->saveTo(path, [&](bool done) { saved = done; });
    QTRY_VERIFY(saved);
    QVERIFY(!first->isWindowModified());
    QVERIFY(first->windowTitle().contains("session"));

    auto const second = fixture::window(fixture::start(32));
    QVERIFY(second);
    QSignalSpy opened(second.get(), &ui::MainWindow::opened);
    second->openFile(path);
    QTRY_COMPARE(opened.size(), 1);
    halt(*second);
    QTRY_COMPARE(fixture::value(*second, "T"), 2.75);
    // It ran on after opening; the first follows to the same step.
    auto const goal = second->board().link().snapshot().step;
    auto& link = first->board().link();
    link.post(core::Step{static_cast<int>(goal - link.snapshot().step)});
    QTRY_COMPARE(link.snapshot().step, goal);
    QCOMPARE(spins(*first), spins(*second));
}

void TestWindow::aDamagedFileLeavesTheOpenDocumentAlone()
{
    QTemporaryDir folder;
    QString const path = folder.filePath("broken.isinglass");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("PK\x03\x04 this is not a session");
    file.close();
    auto const window = fixture::window();
    QVERIFY(window);
    QSignalSpy said(window.get(), &ui::MainWindow::said);
    auto const* const board = &window->board();
    window->openFile(path);
    QTRY_COMPARE(said.size(), 1);
    QVERIFY(said.front().front().toString().contains("broken.isinglass"));
    QCOMPARE(&window->board(), board);
}

void TestWindow::theThemeSwitchesLive()
{
    auto const window = fixture::window();
    QVERIFY(window);
    QColor const light = window->grab().toImage().pixelColor(4, 100);
    auto preferences = window->preferences();
    preferences.theme = ui::ThemeWish::dark;
    window->setPreferences(preferences);
    QVERIFY(ui::currentPalette().dark);
    QColor const dark = window->grab().toImage().pixelColor(4, 100);
    QVERIFY(light.lightness() > dark.lightness() + 80);
    preferences.theme = ui::ThemeWish::light;
    window->setPreferences(preferences);
    QCOMPARE(window->grab().toImage().pixelColor(4, 100), light);
}

void TestWindow::smallWindowsPutThePlotsBehindTabs()
{
    auto const window = fixture::window();
    QVERIFY(window);
    window->resize(1440, 900);
    QTRY_COMPARE(window->board().shelf().columnCount(), 3);
    window->resize(1024, 768);
    QTRY_COMPARE(window->board().shelf().columnCount(), 1);
    QTRY_COMPARE(window->size(), QSize(1024, 768));
    window->resize(1440, 900);
    QTRY_COMPARE(window->board().shelf().columnCount(), 3);
}

void TestWindow::everyLabOpens_data()
{
    QTest::addColumn<QString>("id");
    for (auto const& lab : core::labs()) {
        auto const id = QString::fromStdString(std::string(lab.id));
        QTest::newRow(qPrintable(id)) << id;
    }
}

void TestWindow::everyLabOpens()
{
    QFETCH(QString, id);
    auto const window = fixture::window();
    QVERIFY(window);
    window->openLab(id.toStdString(), {}, 1);
    QCOMPARE(QString::fromStdString(std::string(window->board().lab().id)), id);
    auto& link = window->board().link();
    QTRY_VERIFY(link.snapshot().step > 2 && link.report().number > 0);
}

void TestWindow::everyFocusableWidgetHasAName()
{
    auto const window = fixture::window();
    QVERIFY(window);
    int looked = 0;
    for (auto* const widget : window->findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || widget->focusProxy()) {
            continue;
        }
        ++looked;
        auto const* const face = QAccessible::queryAccessibleInterface(widget);
        QVERIFY(face);
        QString const name = face->text(QAccessible::Name);
        QVERIFY2(!name.trimmed().isEmpty(),
                 qPrintable(QString("%1 '%2' in %3 has no accessible name")
                                .arg(widget->metaObject()->className(), widget->objectName(),
                                     widget->parentWidget()->metaObject()->className())));
    }
    QVERIFY(looked > 20);
}

void TestWindow::aHiddenWindowIsNotDrawnFor()
{
    auto const window = fixture::window();
    QVERIFY(window);
    auto& link = window->board().link();
    window->hide();
    QTRY_VERIFY(link.snapshot().pictures.front().cells.empty());
    window->show();
    QTRY_VERIFY(!link.snapshot().pictures.front().cells.empty());
}

void TestWindow::presentingIsLargeAndComesBack()
{
    auto const window = fixture::window();
    QVERIFY(window);
    window->setPresenting(true);
    QVERIFY(window->isFullScreen());
    QVERIFY(ui::currentTypeScale() > 1.3);
    // What is turned in front of a class, and room for the numbers.
    auto& params = window->board().inspector().params();
    QVERIFY(params.editor("T")->isVisible() && !params.editor("L")->isVisible());
    window->setPresenting(false);
    QTRY_VERIFY(!window->isFullScreen());
    QCOMPARE(ui::currentTypeScale(), 1.0);
    QVERIFY(params.editor("L")->isVisibleTo(&params));
}

void TestWindow::speedsGoThroughTheSlider_data()
{
    QTest::addColumn<double>("speed");
    for (double const speed : {0.0, 1.0, 10.0, 60.0, 1000.0, 10000.0}) {
        QTest::addRow("%g", speed) << speed;
    }
}

void TestWindow::speedsGoThroughTheSlider()
{
    QFETCH(double, speed);
    double const back = ui::TransportBar::speedAt(ui::TransportBar::placeOf(speed));
    QVERIFY2(std::abs(back - speed) <= 0.1 * speed, qPrintable(QString::number(back)));
}

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
