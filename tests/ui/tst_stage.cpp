// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/picture/palette.h"
#include "ui/gl/graphics_guard.h"
#include "ui/view/stage_view.h"

#include <QAccessible>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <cmath>
#include <set>

Q_DECLARE_METATYPE(core::ViewRequest)
Q_DECLARE_METATYPE(core::Brush)

namespace {

std::uint8_t cellAt(int x, int y) { return (x * 7 + y * 13) % 5 < 2 ? 255 : 0; }

// What an engine would answer.
core::Picture answer(const core::ViewRequest& request, core::WorldSize world)
{
    core::Picture picture{world, core::planTile(request, world), {}};
    const core::Tile& tile = picture.tile;
    for (int row = 0; row < tile.height; ++row) {
        for (int column = 0; column < tile.width; ++column) {
            int sum = 0;
            for (int i = 0; i < tile.scale * tile.scale; ++i) {
                sum += cellAt(tile.x0 + column * tile.scale + i % tile.scale,
                              tile.y0 + row * tile.scale + i / tile.scale);
            }
            picture.cells.push_back(static_cast<std::uint8_t>(sum / (tile.scale * tile.scale)));
        }
    }
    return picture;
}

// A stage of 400 by 300 logical pixels before a world that is drawn when asked for.
struct Bench
{
    explicit Bench(core::WorldSize size = {64, 64}) : world(size)
    {
        QObject::connect(&stage, &ui::StageView::viewChanged, &stage,
                         [this](const core::ViewRequest& request) {
                             if (request.pixelWidth > 0) {
                                 stage.display(answer(request, world));
                             }
                         });
        QObject::connect(&stage, &ui::StageView::stroked, &stage,
                         [this](const core::Brush& brush, bool begins, bool ends) {
                             strokes.push_back({brush, begins, ends});
                         });
        stage.resize(400, 300);
        stage.setPaintable(true, true);
        stage.setWorld(world);
        stage.show();
    }

    QPoint pointOf(int x, int y) const
    {
        QPointF const pixel = stage.viewport().pixelOf(QPointF(x + 0.5, y + 0.5));
        return (pixel / stage.devicePixelRatioF()).toPoint();
    }
    std::set<std::pair<int, int>> paintedCells() const
    {
        std::set<std::pair<int, int>> cells;
        for (const auto& stroke : strokes) {
            core::forEachCell(stroke.brush, [&](int x, int y) { cells.emplace(x, y); });
        }
        return cells;
    }

    struct Stroke
    {
        core::Brush brush;
        bool begins = false, ends = false;
    };
    core::WorldSize world;
    ui::StageView stage;
    std::vector<Stroke> strokes;
};

} // namespace

class TestStage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSmallStageIsNotCoveredByButtons();
    void itFitsTheWorldAtTheStart();
    void itAsksForDevicePixels();
    void everyPixelIsTheReferenceRaster();
    void nothingIsPaintedWhileNothingChanges();
    void theWheelKeepsTheCellUnderThePointer();
    void zoomReachesSingleSpinsAndReturnsToTheFit();
    void oneCellOnOneDevicePixelWithTheKeyOne();
    void draggingNeverLosesTheWorld();
    void theMiddleButtonPansWithAnyTool();
    void aFastStrokeLeavesNoGaps();
    void theRightButtonPaintsTheOpposite();
    void toolsPaintWhatTheySay_data();
    void toolsPaintWhatTheySay();
    void penKeysChangeThePenOnlyWhilePainting();
    void theKeyboardPaintsWithItsCursor();
    void aHeldPaintKeyDrawsALine();
    void spaceIsLeftToTheWindowWhilePanning();
    void whatCannotBePaintedIsNotOffered();
    void oneFingerPaintsAndTwoZoom();
    void aHiddenStageAsksForNothing();
    void anotherWorldIsFitted();
    void controlsHaveNamesTooltipsAndSize();
    void screenReadersMayAskWhatIsSeen();
    void theBadgeIsReadableAndGoes();
    void aDeathWhileSettingUpGraphicsIsRemembered();
    void offscreenRefusesOpenGLWithAReason();
    void softwareRenderersAreKnown();
};

void TestStage::itFitsTheWorldAtTheStart()
{
    Bench bench;
    double const factor = bench.stage.devicePixelRatioF();
    QVERIFY(bench.stage.viewport().isFitted());
    double const exact = 300 * factor / 64; // or what is crisp and close below
    QVERIFY(bench.stage.viewport().pixelsPerCell() <= exact);
    QVERIFY(bench.stage.viewport().pixelsPerCell() > exact / 1.1);
    int const side = static_cast<int>(290 * factor); // 1.03 pixels a cell would only blur
    Bench crisp({side, side});
    QCOMPARE(crisp.stage.viewport().pixelsPerCell(), 1.0);
    core::ViewRequest const request = bench.stage.viewport().request();
    QVERIFY(request.x0 < 0 && request.x1 > 64 && request.y0 <= 0 && request.y1 >= 64);
}

void TestStage::itAsksForDevicePixels()
{
    Bench bench;
    QSize const pixels = bench.stage.size() * bench.stage.devicePixelRatioF();
    QCOMPARE(bench.stage.viewport().request().pixelWidth, pixels.width());
    QCOMPARE(bench.stage.viewport().request().pixelHeight, pixels.height());
}

void TestStage::everyPixelIsTheReferenceRaster()
{
    for (int const steps : {0, 1, 3, 6}) {
        Bench bench;
        bench.stage.setControlsVisible(false);
        bench.stage.zoomBySteps(steps);
        core::ViewRequest const view = bench.stage.viewport().request();
        core::Picture const picture = answer(view, bench.world);
        core::AxisSampling x, y;
        core::sampleAxis(view.x0, view.x1, picture.tile.x0, picture.tile.scale, picture.tile.width,
                         64, view.pixelWidth, x);
        core::sampleAxis(view.y0, view.y1, picture.tile.y0, picture.tile.scale, picture.tile.height,
                         64, view.pixelHeight, y);
        QImage expected(view.pixelWidth, view.pixelHeight, QImage::Format_RGB32);
        core::rasterise(picture, x, y, core::paletteFor("spins"), core::stageColour,
                        reinterpret_cast<std::uint32_t*>(expected.bits()),
                        static_cast<std::size_t>(expected.bytesPerLine()) / 4);
        QImage seen = bench.stage.grab().toImage().convertToFormat(QImage::Format_RGB32);
        seen.setDevicePixelRatio(1);
        QCOMPARE(seen, expected);
    }
}

void TestStage::nothingIsPaintedWhileNothingChanges()
{
    Bench bench;
    bench.stage.grab();
    auto const painted = bench.stage.framesPainted();
    QVERIFY(painted > 0);
    bench.stage.display(answer(bench.stage.viewport().request(), bench.world));
    bench.stage.update();
    QTest::qWait(120);
    bench.stage.grab();
    QCOMPARE(bench.stage.framesPainted(), painted);
    core::Picture changed = answer(bench.stage.viewport().request(), bench.world);
    changed.cells.front() ^= 255;
    bench.stage.display(changed);
    bench.stage.grab();
    QCOMPARE(bench.stage.framesPainted(), painted + 1);
}

void TestStage::theWheelKeepsTheCellUnderThePointer()
{
    Bench bench;
    QPointF const at(130, 90);
    double const factor = bench.stage.devicePixelRatioF();
    QPointF const before = bench.stage.viewport().cellAt(at * factor);
    QWheelEvent event(at, at, {}, {0, 240}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&bench.stage, &event);
    QVERIFY(bench.stage.viewport().pixelsPerCell() > 5 * factor);
    QPointF const after = bench.stage.viewport().cellAt(at * factor);
    QVERIFY((after - before).manhattanLength() * bench.stage.viewport().pixelsPerCell() < 2);
}

void TestStage::zoomReachesSingleSpinsAndReturnsToTheFit()
{
    Bench bench({4096, 4096});
    double const fitted = bench.stage.viewport().pixelsPerCell();
    QVERIFY(fitted < 1);
    for (int i = 0; i < 30; ++i) {
        QTest::keyClick(&bench.stage, Qt::Key_Plus);
    }
    QCOMPARE(bench.stage.viewport().pixelsPerCell(), 64 * bench.stage.devicePixelRatioF());
    for (int i = 0; i < 30; ++i) {
        QTest::keyClick(&bench.stage, Qt::Key_Minus);
    }
    QCOMPARE(bench.stage.viewport().pixelsPerCell(), fitted);
    QVERIFY(bench.stage.viewport().isFitted());
}

void TestStage::oneCellOnOneDevicePixelWithTheKeyOne()
{
    Bench bench({1000, 1000});
    QTest::keyClick(&bench.stage, Qt::Key_1);
    QCOMPARE(bench.stage.viewport().pixelsPerCell(), 1.0);
    core::ViewRequest const view = bench.stage.viewport().request();
    QCOMPARE(view.x1 - view.x0, static_cast<double>(view.pixelWidth));
    QCOMPARE(view.x0, std::round(view.x0));
    QTest::keyClick(&bench.stage, Qt::Key_0);
    QVERIFY(bench.stage.viewport().isFitted());
}

void TestStage::draggingNeverLosesTheWorld()
{
    for (int const steps : {0, 4}) {
        Bench bench;
        bench.stage.zoomBySteps(steps);
        for (int i = 0; i < 12; ++i) {
            QTest::mousePress(&bench.stage, Qt::LeftButton, {}, {10, 10});
            QTest::mouseMove(&bench.stage, {390, 290});
            QTest::mouseRelease(&bench.stage, Qt::LeftButton, {}, {390, 290});
        }
        core::ViewRequest const view = bench.stage.viewport().request();
        QVERIFY(view.x0 < 60 && view.x1 > 4 && view.y0 < 60 && view.y1 > 4);
        QVERIFY(core::planTile(view, bench.world).width > 0);
    }
}

void TestStage::theMiddleButtonPansWithAnyTool()
{
    Bench bench;
    bench.stage.setTool(ui::Tool::paintUp);
    bench.stage.zoomBySteps(5);
    double const before = bench.stage.viewport().request().x0;
    QTest::mousePress(&bench.stage, Qt::MiddleButton, {}, {200, 150});
    QTest::mouseMove(&bench.stage, {150, 150});
    QTest::mouseRelease(&bench.stage, Qt::MiddleButton, {}, {150, 150});
    QVERIFY(bench.stage.viewport().request().x0 > before);
    QVERIFY(bench.strokes.empty());
}

void TestStage::aFastStrokeLeavesNoGaps()
{
    Bench bench;
    bench.stage.setTool(ui::Tool::paintUp);
    QTest::mousePress(&bench.stage, Qt::LeftButton, {}, bench.pointOf(2, 10));
    QTest::mouseMove(&bench.stage, bench.pointOf(30, 10));
    QTest::mouseMove(&bench.stage, bench.pointOf(30, 40));
    QTest::mouseRelease(&bench.stage, Qt::LeftButton, {}, bench.pointOf(30, 40));
    auto const cells = bench.paintedCells();
    for (int x = 2; x <= 30; ++x) {
        QVERIFY(cells.contains({x, 10}));
    }
    for (int y = 10; y <= 40; ++y) {
        QVERIFY(cells.contains({30, y}));
    }
    QCOMPARE(cells.size(), std::size_t{29 + 30});
    QVERIFY(bench.strokes.front().begins && bench.strokes.back().ends);
    QCOMPARE(std::count_if(bench.strokes.begin(), bench.strokes.end(),
                           [](const auto& stroke) { return stroke.begins || stroke.ends; }),
             2);
}

void TestStage::theRightButtonPaintsTheOpposite()
{
    Bench bench;
    bench.stage.setTool(ui::Tool::paintDown);
    QTest::mouseClick(&bench.stage, Qt::LeftButton, {}, bench.pointOf(5, 5));
    QTest::mouseClick(&bench.stage, Qt::RightButton, {}, bench.pointOf(5, 5));
    QVERIFY(bench.strokes.front().brush.value < 0);
    QVERIFY(bench.strokes.back().brush.value > 0);
    QCOMPARE(bench.strokes.front().brush.x0, 5);
}

void TestStage::toolsPaintWhatTheySay_data()
{
    QTest::addColumn<ui::Tool>("tool");
    QTest::addColumn<bool>("field");
    QTest::addColumn<double>("value");
    QTest::newRow("up") << ui::Tool::paintUp << false << 1.0;
    QTest::newRow("down") << ui::Tool::paintDown << false << -1.0;
    QTest::newRow("field plus") << ui::Tool::paintFieldPlus << true << 1.0;
    QTest::newRow("field minus") << ui::Tool::paintFieldMinus << true << -1.0;
    QTest::newRow("erase field") << ui::Tool::eraseField << true << 0.0;
}

void TestStage::toolsPaintWhatTheySay()
{
    QFETCH(ui::Tool, tool);
    QFETCH(bool, field);
    QFETCH(double, value);
    Bench bench;
    bench.stage.setTool(tool);
    bench.stage.setPen(3);
    QTest::mouseClick(&bench.stage, Qt::LeftButton, {}, bench.pointOf(20, 30));
    QCOMPARE(bench.strokes.size(), std::size_t{2});
    const core::Brush& brush = bench.strokes.front().brush;
    QCOMPARE(brush.target, field ? core::BrushTarget::field : core::BrushTarget::state);
    QCOMPARE(brush.value, value);
    QCOMPARE(brush.radius, 12.0);
    QCOMPARE(QPoint(brush.x0, brush.y0), QPoint(20, 30));
}

void TestStage::penKeysChangeThePenOnlyWhilePainting()
{
    Bench bench;
    QTest::keyClick(&bench.stage, Qt::Key_Plus);
    QCOMPARE(bench.stage.pen(), 0);
    bench.stage.setTool(ui::Tool::paintUp);
    double const zoom = bench.stage.viewport().pixelsPerCell();
    QTest::keyClick(&bench.stage, Qt::Key_Plus);
    QTest::keyClick(&bench.stage, Qt::Key_Plus);
    QTest::keyClick(&bench.stage, Qt::Key_Minus);
    QCOMPARE(bench.stage.pen(), 1);
    QCOMPARE(bench.stage.viewport().pixelsPerCell(), zoom);
}

void TestStage::theKeyboardPaintsWithItsCursor()
{
    Bench bench;
    bench.stage.setTool(ui::Tool::paintUp);
    QTest::keyClick(&bench.stage, Qt::Key_Right);
    QTest::keyClick(&bench.stage, Qt::Key_Up, Qt::ShiftModifier);
    QTest::keyClick(&bench.stage, Qt::Key_Return);
    QCOMPARE(bench.paintedCells(), (std::set<std::pair<int, int>>{{33, 22}}));
    QTest::keyClick(&bench.stage, Qt::Key_Backspace);
    QVERIFY(bench.strokes.back().brush.value < 0);
    for (int i = 0; i < 20; ++i) {
        QTest::keyClick(&bench.stage, Qt::Key_Left, Qt::ShiftModifier);
    }
    bench.strokes.clear();
    QTest::keyClick(&bench.stage, Qt::Key_Space);
    QCOMPARE(bench.strokes.front().brush.x0, 0); // the cursor stays in the world
}

void TestStage::aHeldPaintKeyDrawsALine()
{
    Bench bench;
    bench.stage.setTool(ui::Tool::paintUp);
    QTest::keyPress(&bench.stage, Qt::Key_Space);
    QTest::keyClick(&bench.stage, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyRelease(&bench.stage, Qt::Key_Space);
    QCOMPARE(bench.paintedCells().size(), std::size_t{11});
    QVERIFY(bench.strokes.front().begins && bench.strokes.back().ends);
}

void TestStage::spaceIsLeftToTheWindowWhilePanning()
{
    Bench bench;
    QKeyEvent panning(QEvent::ShortcutOverride, Qt::Key_Space, Qt::NoModifier);
    panning.ignore();
    QCoreApplication::sendEvent(&bench.stage, &panning);
    QVERIFY(!panning.isAccepted());
    bench.stage.setTool(ui::Tool::paintUp);
    QKeyEvent painting(QEvent::ShortcutOverride, Qt::Key_Space, Qt::NoModifier);
    painting.ignore();
    QCoreApplication::sendEvent(&bench.stage, &painting);
    QVERIFY(painting.isAccepted());
}

void TestStage::whatCannotBePaintedIsNotOffered()
{
    Bench bench;
    bench.stage.setTool(ui::Tool::paintFieldPlus);
    bench.stage.setPaintable(true, false);
    QCOMPARE(bench.stage.tool(), ui::Tool::pan);
    bench.stage.setTool(ui::Tool::eraseField);
    QCOMPARE(bench.stage.tool(), ui::Tool::pan);
    QTest::mouseClick(&bench.stage, Qt::LeftButton, {}, bench.pointOf(5, 5));
    QVERIFY(bench.strokes.empty());
}

void TestStage::oneFingerPaintsAndTwoZoom()
{
    Bench bench;
    bench.stage.setTool(ui::Tool::paintUp);
    QPointingDevice* const screen = QTest::createTouchDevice();
    QTest::touchEvent(&bench.stage, screen).press(0, bench.pointOf(8, 8), &bench.stage);
    QTest::touchEvent(&bench.stage, screen).move(0, bench.pointOf(20, 8), &bench.stage);
    QTest::touchEvent(&bench.stage, screen).release(0, bench.pointOf(20, 8), &bench.stage);
    QCOMPARE(bench.paintedCells().size(), std::size_t{13});
    bench.strokes.clear();

    double const zoom = bench.stage.viewport().pixelsPerCell();
    QTest::touchEvent(&bench.stage, screen)
        .press(1, {180, 150}, &bench.stage)
        .press(2, {220, 150}, &bench.stage);
    QTest::touchEvent(&bench.stage, screen)
        .move(1, {140, 150}, &bench.stage)
        .move(2, {260, 150}, &bench.stage);
    QTest::touchEvent(&bench.stage, screen)
        .release(1, {140, 150}, &bench.stage)
        .release(2, {260, 150}, &bench.stage);
    QVERIFY(std::abs(bench.stage.viewport().pixelsPerCell() - 3 * zoom) < 1e-9);
    QVERIFY(bench.strokes.empty());
}

void TestStage::aHiddenStageAsksForNothing()
{
    Bench bench;
    QSignalSpy spy(&bench.stage, &ui::StageView::viewChanged);
    bench.stage.hide();
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.back().front().value<core::ViewRequest>().pixelWidth, 0);
    bench.stage.show();
    QVERIFY(spy.back().front().value<core::ViewRequest>().pixelWidth > 0);
}

void TestStage::anotherWorldIsFitted()
{
    Bench bench;
    bench.stage.zoomBySteps(6);
    bench.world = {2048, 2048};
    bench.stage.display(answer(bench.stage.viewport().request(), bench.world));
    QVERIFY(bench.stage.viewport().isFitted());
    QVERIFY(bench.stage.viewport().request().x1 >= 2048);
}

void TestStage::controlsHaveNamesTooltipsAndSize()
{
    Bench bench;
    bench.stage.setTool(ui::Tool::paintUp);
    int seen = 0;
    for (const auto* const button : bench.stage.findChildren<QToolButton*>()) {
        QVERIFY(!button->accessibleName().isEmpty());
        QVERIFY(!button->toolTip().isEmpty());
        QVERIFY(button->focusPolicy() != Qt::NoFocus);
        if (button->isVisible()) {
            ++seen;
            QVERIFY(button->width() >= 24 && button->height() >= 24);
            QVERIFY(bench.stage.rect().contains(
                QRect(button->mapTo(&bench.stage, QPoint(0, 0)), button->size())));
        }
    }
    QCOMPARE(seen, 6);
}

void TestStage::screenReadersMayAskWhatIsSeen()
{
    Bench bench;
    bench.stage.setStateDescription(QStringLiteral("Mostly up."));
    QAccessibleInterface* const face = QAccessible::queryAccessibleInterface(&bench.stage);
    QVERIFY(face);
    QCOMPARE(face->role(), QAccessible::Graphic);
    QCOMPARE(face->text(QAccessible::Description), QStringLiteral("Mostly up."));
    QVERIFY(!face->text(QAccessible::Name).isEmpty());
}

void TestStage::theBadgeIsReadableAndGoes()
{
    Bench bench;
    bench.stage.setControlsVisible(false);
    QImage const without = bench.stage.grab().toImage();
    bench.stage.setBadge(QStringLiteral("T > T_c"), QStringLiteral("paramagnet"));
    QVERIFY(bench.stage.grab().toImage() != without);
    bench.stage.setBadge({}, {});
    QCOMPARE(bench.stage.grab().toImage(), without);
}

void TestStage::aDeathWhileSettingUpGraphicsIsRemembered()
{
    QTemporaryDir folder;
    QString const file = folder.filePath(QStringLiteral("a/graphics-start"));
    auto const start = [&] {
        ui::GraphicsGuard guard(file);
        guard.open();
        return guard;
    };
    ui::GraphicsGuard first = start();
    QVERIFY(!first.diedLastTime());
    first.enter(); // and never leaves: it died
    ui::GraphicsGuard second = start();
    QVERIFY(second.diedLastTime() && !second.gaveUp());
    QVERIFY(!start().diedLastTime()); // said once
    for (int i = 0; i < 2; ++i) {
        start().enter();
    }
    QVERIFY(start().gaveUp());
    ui::GraphicsGuard saved = start();
    saved.enter();
    saved.leave(true);
    QVERIFY(!start().diedLastTime() && !start().gaveUp());
    QVERIFY(!QFile::exists(file));
}

void TestStage::offscreenRefusesOpenGLWithAReason()
{
    QTemporaryDir folder;
    QString const file = folder.filePath(QStringLiteral("graphics-start"));
    ui::RendererChoice const asked = ui::chooseRenderer(ui::RendererWish::raster, file);
    QCOMPARE(asked.renderer, ui::Renderer::raster);
    QVERIFY(!asked.reason.isEmpty());
    if (QGuiApplication::platformName() == QStringLiteral("offscreen")) {
        ui::RendererChoice const forced = ui::chooseRenderer(ui::RendererWish::gl, file);
        QCOMPARE(forced.renderer, ui::Renderer::raster);
        QVERIFY(forced.reason.contains(QStringLiteral("offscreen")));
        QVERIFY(!QFile::exists(file));
    }
}

void TestStage::softwareRenderersAreKnown()
{
    QVERIFY(ui::isSoftwareRenderer(QStringLiteral("llvmpipe (LLVM 15.0.6, 256 bits)")));
    QVERIFY(ui::isSoftwareRenderer(QStringLiteral("virgl (ANGLE)")));
    QVERIFY(!ui::isSoftwareRenderer(QStringLiteral("NVIDIA GeForce RTX 3060/PCIe/SSE2")));
    QVERIFY(!ui::isSoftwareRenderer(QStringLiteral("Mesa Intel(R) UHD Graphics 620 (KBL GT2)")));
}

void TestStage::aSmallStageIsNotCoveredByButtons()
{
    Bench bench;
    auto const shown = [&bench] {
        int count = 0;
        for (auto const* const button : bench.stage.findChildren<QToolButton*>()) {
            count += button->isVisible() ? 1 : 0;
        }
        return count;
    };
    int const all = shown();
    bench.stage.resize(300, 240);
    QTRY_COMPARE(shown(), all - 3); // plus, minus, fit
    QTest::keyClick(&bench.stage, Qt::Key_Plus);
    QVERIFY(!bench.stage.viewport().isFitted()); // the keys still do it
    bench.stage.resize(400, 300);
    QTRY_COMPARE(shown(), all);
}

QTEST_MAIN(TestStage)
#include "tst_stage.moc"
