// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/picture/palette.h"
#include "core/picture/sampling.h"

#include <QTest>

#include <cmath>
#include <numeric>
#include <random>

namespace {

core::Palette greys()
{
    core::Palette palette{};
    std::iota(palette.begin(), palette.end(), 0U);
    return palette;
}

constexpr std::uint32_t outside = 0xffffffff;

// A picture of the given bytes, row by row.
core::Picture pictureOf(core::WorldSize world, core::Tile tile, std::vector<std::uint8_t> cells)
{
    return {world, tile, std::move(cells)};
}

std::vector<std::uint32_t> drawn(const core::Picture& picture, const core::ViewRequest& view)
{
    core::AxisSampling x, y;
    core::sampleAxis(view.x0, view.x1, picture.tile.x0, picture.tile.scale, picture.tile.width,
                     picture.world.width, view.pixelWidth, x);
    core::sampleAxis(view.y0, view.y1, picture.tile.y0, picture.tile.scale, picture.tile.height,
                     picture.world.height, view.pixelHeight, y);
    auto const stride = static_cast<std::size_t>(view.pixelWidth) + 3;
    std::vector<std::uint32_t> pixels(stride * static_cast<std::size_t>(view.pixelHeight), 7);
    core::rasterise(picture, x, y, greys(), outside, pixels.data(), stride);
    std::vector<std::uint32_t> tight;
    for (std::size_t row = 0; row < static_cast<std::size_t>(view.pixelHeight); ++row) {
        auto const from = pixels.begin() + static_cast<std::ptrdiff_t>(row * stride);
        tight.insert(tight.end(), from, from + view.pixelWidth);
        for (int i = 0; i < 3; ++i) {
            if (*(from + view.pixelWidth + i) != 7) {
                return {};
            }
        }
    }
    return tight;
}

const std::vector<std::uint8_t> sixteen{0,  10, 20,  30,  40,  50,  60,  70,
                                        80, 90, 100, 110, 120, 130, 140, 150};

core::Picture fourByFour() { return pictureOf({4, 4}, {0, 0, 4, 4, 1}, sixteen); }

} // namespace

class TestSampling : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneCellOnOnePixelIsTheCellItself();
    void aCellOnFourPixelsIsFourTimesTheCell();
    void aPixelAcrossTwoCellsMixesThemByCoverage();
    void aPixelAcrossFourCellsMixesAllFour();
    void whatLiesOutsideTheWorldHasTheColourAround();
    void aPictureWithoutCellsIsAllOutside();
    void theLastBlockMayStickOutOfTheWorld();
    void aStaleTileIsRepeatedAtItsEdges();
    void widePicturesAreDrawnInStripsWithoutSeams();
    void weightsNeverLeaveTheirRange();
    void theRasterEqualsTheWrittenDefinition();
    void aPlanNeverAveragesWhereThereIsAPixelForEachCell();
    void aPlanAveragesToOneByteForAtLeastOnePixel_data();
    void aPlanAveragesToOneByteForAtLeastOnePixel();
    void aPlanCoversWhatIsSeenAndNoMore();
    void aPlanForNothingIsEmpty();
};

void TestSampling::oneCellOnOnePixelIsTheCellItself()
{
    auto const pixels = drawn(fourByFour(), {0, 0, 4, 4, 4, 4});
    QVERIFY(std::equal(pixels.begin(), pixels.end(), sixteen.begin(), sixteen.end()));
}

void TestSampling::aCellOnFourPixelsIsFourTimesTheCell()
{
    auto const pixels = drawn(fourByFour(), {1, 2, 3, 4, 4, 4});
    const std::vector<std::uint32_t> expected{90,  90,  100, 100, 90,  90,  100, 100,
                                              130, 130, 140, 140, 130, 130, 140, 140};
    QCOMPARE(pixels, expected);
}

void TestSampling::aPixelAcrossTwoCellsMixesThemByCoverage()
{
    // Two cells on three pixels: the middle one is half of each. Shifted by a quarter cell: one
    // cell a pixel, a quarter of it from the right neighbour.
    auto const halves = drawn(pictureOf({2, 1}, {0, 0, 2, 1, 1}, {0, 200}), {0, 0, 2, 1, 3, 1});
    QCOMPARE(halves, (std::vector<std::uint32_t>{0, 100, 200}));
    auto const quarter = drawn(fourByFour(), {0.25, 0, 3.25, 1, 3, 1});
    QCOMPARE(quarter, (std::vector<std::uint32_t>{3, 13, 23})); // 2.5, 12.5, 22.5 rounded
}

void TestSampling::aPixelAcrossFourCellsMixesAllFour()
{
    auto const pixels = drawn(fourByFour(), {0.5, 0.5, 3.5, 3.5, 3, 3});
    QCOMPARE(pixels, (std::vector<std::uint32_t>{25, 35, 45, 65, 75, 85, 105, 115, 125}));
}

void TestSampling::whatLiesOutsideTheWorldHasTheColourAround()
{
    auto const pixels = drawn(fourByFour(), {-1, 3, 5, 5, 6, 2});
    const std::vector<std::uint32_t> expected{
        outside, 120,     130,     140,     150,     outside, //
        outside, outside, outside, outside, outside, outside};
    QCOMPARE(pixels, expected);
}

void TestSampling::aPictureWithoutCellsIsAllOutside()
{
    auto const pixels = drawn(pictureOf({4, 4}, {0, 0, 4, 4, 1}, {}), {0, 0, 4, 4, 2, 2});
    QCOMPARE(pixels, std::vector<std::uint32_t>(4, outside));
}

void TestSampling::theLastBlockMayStickOutOfTheWorld()
{
    // Three cells as two blocks of two; the fourth column does not exist.
    auto const picture = pictureOf({3, 3}, {0, 0, 2, 2, 2}, {10, 20, 30, 40});
    auto const pixels = drawn(picture, {0, 0, 4, 4, 4, 4});
    const std::vector<std::uint32_t> expected{10,      10,      20,      outside, 10, 10,
                                              20,      outside, 30,      30,      40, outside,
                                              outside, outside, outside, outside};
    QCOMPARE(pixels, expected);
}

void TestSampling::aStaleTileIsRepeatedAtItsEdges()
{
    auto const picture = pictureOf({8, 1}, {2, 0, 2, 1, 1}, {50, 60});
    auto const pixels = drawn(picture, {0, 0, 8, 1, 8, 1});
    QCOMPARE(pixels, (std::vector<std::uint32_t>{50, 50, 50, 60, 60, 60, 60, 60}));
}

void TestSampling::widePicturesAreDrawnInStripsWithoutSeams()
{
    constexpr int width = 5000;
    std::vector<std::uint8_t> cells(width);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        cells[i] = static_cast<std::uint8_t>(i * 37 % 251);
    }
    auto const pixels =
        drawn(pictureOf({width, 1}, {0, 0, width, 1, 1}, cells), {0, 0, width, 1, width, 2});
    QCOMPARE(pixels.size(), std::size_t{2 * width});
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        QCOMPARE(pixels[i], std::uint32_t{cells[i % width]});
    }
}

void TestSampling::weightsNeverLeaveTheirRange()
{
    std::mt19937 random(3);
    std::uniform_real_distribution<double> number(-40, 140);
    core::AxisSampling axis;
    for (int i = 0; i < 2000; ++i) {
        double const from = number(random), to = from + std::abs(number(random)) + 1e-3;
        core::sampleAxis(from, to, 8, 4, 20, 90, 97, axis);
        for (std::size_t p = 0; p < axis.first.size(); ++p) {
            QVERIFY(axis.first[p] >= -1 && axis.first[p] < 20);
            QVERIFY(axis.weight[p] <= 256);
            QVERIFY(axis.first[p] < 19 || axis.weight[p] == 0);
        }
    }
}

void TestSampling::theRasterEqualsTheWrittenDefinition()
{
    std::mt19937 random(11);
    std::vector<std::uint8_t> cells(60 * 40);
    for (auto& cell : cells) {
        cell = static_cast<std::uint8_t>(random());
    }
    auto const picture = pictureOf({60, 40}, {0, 0, 60, 40, 1}, cells);
    core::ViewRequest const view{-3.7, 1.3, 61.2, 38.9, 173, 211};
    core::AxisSampling x, y;
    core::sampleAxis(view.x0, view.x1, 0, 1, 60, 60, view.pixelWidth, x);
    core::sampleAxis(view.y0, view.y1, 0, 1, 40, 40, view.pixelHeight, y);
    auto const pixels = drawn(picture, view);
    auto const byteAt = [&](int column, int row) {
        return std::uint32_t{
            cells[static_cast<std::size_t>(std::min(row, 39) * 60 + std::min(column, 59))]};
    };
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        std::size_t const p = i % 173, r = i / 173;
        if (x.first[p] < 0 || y.first[r] < 0) {
            QCOMPARE(pixels[i], outside);
            continue;
        }
        std::uint32_t const wx = x.weight[p], wy = y.weight[r];
        int const c = x.first[p], q = y.first[r];
        std::uint32_t const upper = (256 - wx) * byteAt(c, q) + wx * byteAt(c + 1, q);
        std::uint32_t const lower = (256 - wx) * byteAt(c, q + 1) + wx * byteAt(c + 1, q + 1);
        QCOMPARE(pixels[i], ((256 - wy) * upper + wy * lower + 32768) / 65536);
    }
}

void TestSampling::aPlanNeverAveragesWhereThereIsAPixelForEachCell()
{
    core::Tile const tile = core::planTile({0, 0, 512, 512, 512, 900}, {512, 512});
    QCOMPARE(tile, (core::Tile{0, 0, 512, 512, 1}));
    // A third of 1e-16 more cells than pixels is rounding, not a zoom.
    QCOMPARE(core::planTile({0.1, 0, 300.1, 300, 300, 300}, {512, 512}).scale, 1);
}

void TestSampling::aPlanAveragesToOneByteForAtLeastOnePixel_data()
{
    QTest::addColumn<double>("cells");
    QTest::addColumn<int>("scale");
    QTest::newRow("a little over one") << 1.01 << 2;
    QTest::newRow("two") << 2.0 << 2;
    QTest::newRow("three") << 3.0 << 4;
    QTest::newRow("eighteen") << 18.2 << 32;
}

void TestSampling::aPlanAveragesToOneByteForAtLeastOnePixel()
{
    QFETCH(double, cells);
    QFETCH(int, scale);
    double const across = cells * 200;
    core::Tile const tile = core::planTile({0, 0, across, across, 200, 200}, {16384, 16384});
    QCOMPARE(tile.scale, scale);
    QVERIFY(tile.width <= 201 && tile.height <= 201);
}

void TestSampling::aPlanCoversWhatIsSeenAndNoMore()
{
    core::Tile const tile = core::planTile({-5, 10.5, 30.2, 20, 704, 190}, {100, 15});
    QCOMPARE(tile, (core::Tile{0, 10, 31, 5, 1}));
    core::Tile const blocks = core::planTile({9, 9, 91, 91, 21, 21}, {90, 90});
    QCOMPARE(blocks, (core::Tile{8, 8, 21, 21, 4})); // 8 ... 92, the last block sticks out
}

void TestSampling::aPlanForNothingIsEmpty()
{
    QCOMPARE(core::planTile({0, 0, 4, 4, 0, 10}, {4, 4}), core::Tile{});
    QCOMPARE(core::planTile({5, 5, 9, 9, 10, 10}, {4, 4}), core::Tile{});
    QCOMPARE(core::planTile({0, 0, 4, 4, 10, 10}, {0, 0}), core::Tile{});
    QCOMPARE(core::planTile({NAN, 0, 4, 4, 10, 10}, {4, 4}), core::Tile{});
}

QTEST_APPLESS_MAIN(TestSampling)
#include "tst_sampling.moc"
