// SPDX-License-Identifier: GPL-3.0-or-later
// The OpenGL pass against core's reference raster: every channel of every pixel equal. Skipped
// where there is no OpenGL 3.3; with ISINGLASS_REQUIRE_GL=1 in the environment that is a failure.
#include "core/picture/palette.h"
#include "ui/gl/gl_surface.h"
#include "ui/gl/probe.h"
#include "ui/view/stage_view.h"

#include <QApplication>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include <random>

namespace {

core::Picture randomPicture(std::mt19937& random, core::WorldSize world, const core::Tile& tile)
{
    core::Picture picture{world, tile, {}};
    picture.cells.resize(static_cast<std::size_t>(tile.width) *
                         static_cast<std::size_t>(tile.height));
    bool const spins = random() % 2 == 0;
    for (auto& cell : picture.cells) {
        cell = static_cast<std::uint8_t>(spins ? 255 * (random() % 2) : random() % 256);
    }
    return picture;
}

QImage reference(const ui::Scene& scene)
{
    QImage image(scene.view().pixelWidth, scene.view().pixelHeight, QImage::Format_RGB32);
    core::rasterise(scene.picture(), scene.columns(), scene.rows(), scene.palette(),
                    scene.outside(), reinterpret_cast<std::uint32_t*>(image.bits()),
                    static_cast<std::size_t>(image.bytesPerLine()) / 4);
    return image;
}

core::Palette randomPalette(std::mt19937& random)
{
    core::Palette palette{};
    for (auto& colour : palette) {
        colour = 0xff000000U | static_cast<std::uint32_t>(random() & 0xffffffU);
    }
    return palette;
}

QString firstDifference(const QImage& seen, const QImage& expected)
{
    if (seen.size() != expected.size()) {
        return QStringLiteral("sizes differ");
    }
    for (int y = 0; y < seen.height(); ++y) {
        for (int x = 0; x < seen.width(); ++x) {
            if (seen.pixel(x, y) != expected.pixel(x, y)) {
                return QStringLiteral("(%1, %2): OpenGL %3, raster %4")
                    .arg(x)
                    .arg(y)
                    .arg(seen.pixel(x, y), 8, 16)
                    .arg(expected.pixel(x, y), 8, 16);
            }
        }
    }
    return {};
}

} // namespace

class TestGlEqualsRaster : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyChannelIsEqual_data();
    void everyChannelIsEqual();
    void partsMayChangeOneByOne();
    void theStageLooksTheSameWithEither();
    void aLostContextIsSetUpAgain();
};

void TestGlEqualsRaster::initTestCase()
{
    QTemporaryDir folder;
    ui::RendererChoice const choice =
        ui::chooseRenderer(ui::RendererWish::gl, folder.filePath(QStringLiteral("graphics-start")));
    if (choice.renderer == ui::Renderer::gl) {
        return;
    }
    QVERIFY2(!qEnvironmentVariableIsSet("ISINGLASS_REQUIRE_GL"), qPrintable(choice.reason));
    QSKIP(qPrintable(choice.reason));
}

void TestGlEqualsRaster::everyChannelIsEqual_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < 24; ++seed) {
        QTest::addRow("seed %d", seed) << seed;
    }
}

void TestGlEqualsRaster::everyChannelIsEqual()
{
    QFETCH(int, seed);
    std::mt19937 random(static_cast<unsigned>(seed));
    auto const between = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    core::WorldSize const world{1 + static_cast<int>(random() % 700),
                                1 + static_cast<int>(random() % 700)};
    int const width = 40 + static_cast<int>(random() % 300);
    int const height = 40 + static_cast<int>(random() % 200);
    double const cells = std::exp(between(-3.5, 1.5)); // per pixel
    double const x0 = between(-20, world.width), y0 = between(-20, world.height);
    ui::Scene scene;
    ui::GlSurface surface(scene);
    surface.resize(width, height);
    surface.show(); // its scale factor is the screen's from now on
    QSize const pixels = surface.size() * surface.devicePixelRatioF();
    scene.setView({x0, y0, x0 + cells * pixels.width(), y0 + cells * pixels.height(),
                   pixels.width(), pixels.height()});
    scene.show(randomPicture(random, world, core::planTile(scene.view(), world)));
    scene.setColours(seed % 3 == 0 ? randomPalette(random) : core::paletteFor("spins"),
                     0xff000000U | static_cast<std::uint32_t>(random() & 0xffffffU));
    surface.update();
    QImage const seen = surface.grabFramebuffer().convertToFormat(QImage::Format_RGB32);
    QString const difference = firstDifference(seen, reference(scene));
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

void TestGlEqualsRaster::partsMayChangeOneByOne()
{
    std::mt19937 random(5);
    ui::Scene scene;
    ui::GlSurface surface(scene);
    surface.resize(200, 150);
    surface.show();
    QSize const pixels = surface.size() * surface.devicePixelRatioF();
    core::WorldSize const world{90, 90};
    scene.setView({0, 0, 60, 45, pixels.width(), pixels.height()});
    auto const agrees = [&] {
        surface.update();
        return firstDifference(surface.grabFramebuffer().convertToFormat(QImage::Format_RGB32),
                               reference(scene));
    };
    QCOMPARE(agrees(), QString()); // no cells yet
    scene.show(randomPicture(random, world, core::planTile(scene.view(), world)));
    QCOMPARE(agrees(), QString());
    scene.show(randomPicture(random, world, scene.picture().tile));
    QCOMPARE(agrees(), QString());
    scene.setColours(randomPalette(random), 0xff123456);
    QCOMPARE(agrees(), QString());
    scene.setView({-3.5, 2.25, 40.2, 35, pixels.width(), pixels.height()});
    QCOMPARE(agrees(), QString());
    scene.show(randomPicture(random, {33, 21}, {0, 0, 33, 21, 1}));
    QCOMPARE(agrees(), QString());
}

void TestGlEqualsRaster::theStageLooksTheSameWithEither()
{
    std::mt19937 random(7);
    core::WorldSize const world{300, 200};
    auto const seenWith = [&](ui::Renderer renderer) {
        std::mt19937 same = random;
        ui::StageView stage(renderer);
        stage.setControlsVisible(false);
        stage.resize(311, 257);
        stage.setWorld(world);
        stage.show();
        stage.zoomBySteps(2);
        stage.display(
            randomPicture(same, world, core::planTile(stage.viewport().request(), world)));
        return stage.grab().toImage().convertToFormat(QImage::Format_RGB32);
    };
    QCOMPARE(firstDifference(seenWith(ui::Renderer::gl), seenWith(ui::Renderer::raster)),
             QString());
}

void TestGlEqualsRaster::aLostContextIsSetUpAgain()
{
    std::mt19937 random(9);
    QWidget one, two;
    ui::Scene scene;
    auto* const surface = new ui::GlSurface(scene, &one);
    surface->resize(120, 90);
    one.show();
    two.show();
    QSize const pixels = surface->size() * surface->devicePixelRatioF();
    core::WorldSize const world{64, 64};
    scene.setView({0, 0, 64, 48, pixels.width(), pixels.height()});
    scene.show(randomPicture(random, world, core::planTile(scene.view(), world)));
    for (QWidget* const parent : {&two, &one, &two}) {
        surface->setParent(parent);
        surface->show();
        QCOMPARE(firstDifference(surface->grabFramebuffer().convertToFormat(QImage::Format_RGB32),
                                 reference(scene)),
                 QString());
    }
}

int main(int count, char** arguments)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts, false);
    QSurfaceFormat::setDefaultFormat([] {
        QSurfaceFormat format;
        format.setVersion(3, 3);
        format.setProfile(QSurfaceFormat::CoreProfile);
        return format;
    }());
    QApplication application(count, arguments);
    TestGlEqualsRaster test;
    return QTest::qExec(&test, count, arguments);
}
#include "tst_gl_equals_raster.moc"
