// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/learn/bars_and_stripes.h"
#include "core/learn/data_set.h"

#include <QtTest>

#include <cmath>
#include <set>

using core::BitRule;
using core::DataSet;
using Bytes = std::vector<std::uint8_t>;

namespace {

DataSet fourImages()
{
    return {.title = "four",
            .width = 2,
            .height = 1,
            .grey = {0, 255, 10, 20, 30, 40, 50, 60},
            .labels = {0, 1, 2, 3}};
}

bool refusedFor(const DataSet& data, const char* says)
{
    auto const outcome = core::checkDataSet(data);
    return !outcome && outcome.reason().find(says) != std::string::npos &&
           outcome.reason().find("'four' ") == 0 && outcome.reason().back() == '.';
}

bool bit(const std::vector<std::uint64_t>& row, std::size_t i)
{
    return (row[i / 64] >> i % 64 & 1) != 0;
}

} // namespace

class TestDataSet : public QObject
{
    Q_OBJECT

private slots:
    void barsAndStripesAreAllThereOnce_data();
    void barsAndStripesAreAllThereOnce();
    void whatDoesNotFitIsRefused();
    void heldOutImagesMoveWithTheirLabels();
    void thresholdIsAtHalf();
    void drawnBitsHaveTheirProbability();
    void drawnBitsBelongToSeedEpochAndImage();
};

void TestDataSet::barsAndStripesAreAllThereOnce_data()
{
    QTest::addColumn<int>("side");
    for (int side = core::minBarsSide; side <= core::maxBarsSide; ++side) {
        QTest::addRow("%d", side) << side;
    }
}

void TestDataSet::barsAndStripesAreAllThereOnce()
{
    QFETCH(int, side);
    auto const data = core::barsAndStripes(side);
    QVERIFY(core::checkDataSet(data));
    QVERIFY(data.binary);
    QCOMPARE(data.count(), std::size_t{(2u << side) - 2});
    auto const n = static_cast<std::size_t>(side);
    std::set<std::string> seen;
    for (std::size_t i = 0; i < data.count(); ++i) {
        auto const image = data.image(i);
        seen.emplace(image.begin(), image.end());
        bool const stripes = data.labels[i] == 1;
        for (std::size_t k = 0; k < n * n; ++k) { // a line is what its first pixel is
            QCOMPARE(image[k], image[stripes ? k / n * n : k % n]);
        }
    }
    QCOMPARE(seen.size(), data.count());
}

void TestDataSet::whatDoesNotFitIsRefused()
{
    QVERIFY(core::checkDataSet(fourImages()));
    auto const broken = [](auto&& change) {
        auto data = fourImages();
        change(data);
        return data;
    };
    QVERIFY(refusedFor(broken([](DataSet& d) { d.width = 0; }), "0 x 1 pixels; expected 1 to 256"));
    QVERIFY(refusedFor(broken([](DataSet& d) { d.width = 257; }), "257 x 1 pixels"));
    QVERIFY(refusedFor(broken([](DataSet& d) { d.grey.clear(); }), "no image"));
    QVERIFY(refusedFor(broken([](DataSet& d) { d.grey.pop_back(); }), "ends inside an image"));
    QVERIFY(refusedFor(broken([](DataSet& d) { d.testGrey = {1}; }), "ends inside an image"));
    QVERIFY(refusedFor(broken([](DataSet& d) { d.labels.pop_back(); }), "labels"));
    QVERIFY(refusedFor(broken([](DataSet& d) { d.testLabels = {1}; }), "labels"));
    QVERIFY(refusedFor(broken([](DataSet& d) { d.binary = true; }), "other than 0 and 255"));
    QVERIFY(refusedFor(broken([](DataSet& d) {
                           d.width = 1;
                           d.labels.clear();
                           d.grey.assign(core::maxDataImages + 1, 0);
                       }),
                       "1000001 images; expected at most 1000000"));
}

void TestDataSet::heldOutImagesMoveWithTheirLabels()
{
    auto data = fourImages();
    core::holdOut(data, 1);
    QCOMPARE(data.count(), std::size_t{3});
    QCOMPARE(data.testGrey, (Bytes{50, 60}));
    QCOMPARE(data.testLabels, (Bytes{3}));
    core::holdOut(data, 99);
    QCOMPARE(data.grey, (Bytes{0, 255}));
    QCOMPARE(data.labels, (Bytes{0}));
    QCOMPARE(data.testLabels, (Bytes{3, 1, 2}));
    QVERIFY(core::checkDataSet(data));
    core::holdOut(data, 1);
    QCOMPARE(data.count(), std::size_t{1});
}

void TestDataSet::thresholdIsAtHalf()
{
    Bytes grey(130, 0);
    grey[0] = 127;
    grey[1] = 128;
    grey[63] = 255;
    grey[64] = 200;
    grey[129] = 255;
    std::vector<std::uint64_t> row(core::bitWords(grey.size()), ~std::uint64_t{0});
    QCOMPARE(row.size(), std::size_t{3});
    core::packBits(grey, {}, 7, row.data());
    QCOMPARE(row[0], std::uint64_t{2} | std::uint64_t{1} << 63);
    QCOMPARE(row[1], std::uint64_t{1});
    QCOMPARE(row[2], std::uint64_t{2});
}

void TestDataSet::drawnBitsHaveTheirProbability()
{
    Bytes grey(256);
    for (std::size_t i = 0; i < grey.size(); ++i) {
        grey[i] = static_cast<std::uint8_t>(i);
    }
    constexpr int draws = 20000;
    std::vector<int> on(grey.size());
    std::vector<std::uint64_t> row(core::bitWords(grey.size()));
    for (std::uint64_t image = 0; image < draws; ++image) {
        core::packBits(grey, {.stochastic = true, .seed = 5, .epoch = 1}, image, row.data());
        for (std::size_t i = 0; i < grey.size(); ++i) {
            on[i] += bit(row, i) ? 1 : 0;
        }
    }
    QCOMPARE(on[0], 0);
    QCOMPARE(on[255], draws);
    double square = 0;
    for (std::size_t i = 1; i < 255; ++i) {
        double const p = static_cast<double>(i) / 255;
        double const deviation = (on[i] - draws * p) / std::sqrt(draws * p * (1 - p));
        QVERIFY2(std::fabs(deviation) < 5, qPrintable(QString::number(deviation)));
        square += deviation * deviation;
    }
    QVERIFY2(std::fabs(square - 254) < 5 * std::sqrt(2.0 * 254), "chi-square");
}

void TestDataSet::drawnBitsBelongToSeedEpochAndImage()
{
    constexpr std::size_t pixels = 100, words = core::bitWords(pixels);
    Bytes const grey(5 * pixels, 128);
    auto const drawn = [&](std::uint64_t seed, std::uint64_t epoch, std::size_t first,
                           std::size_t count) {
        std::vector<std::uint64_t> rows(count * words);
        core::packImages(grey, pixels, first, {true, seed, epoch}, rows);
        return rows;
    };
    auto const all = drawn(1, 2, 0, 5);
    for (std::size_t i = 0; i < 5; ++i) {
        auto const one = drawn(1, 2, i, 1);
        QVERIFY(std::equal(one.begin(), one.end(), all.begin() + static_cast<long>(i * words)));
        QCOMPARE(one[1] >> (pixels - 64), std::uint64_t{0});
    }
    QVERIFY(drawn(1, 2, 0, 1) != drawn(1, 2, 1, 1));
    QVERIFY(drawn(1, 2, 0, 5) != drawn(1, 3, 0, 5));
    QVERIFY(drawn(1, 2, 0, 5) != drawn(2, 2, 0, 5));
}

QTEST_APPLESS_MAIN(TestDataSet)
#include "tst_data_set.moc"
