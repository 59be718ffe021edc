// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/picture/binarise.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using core::binarise;
using core::fitGrey;
using core::Halftone;
using Bytes = std::vector<std::uint8_t>;

namespace {

constexpr Halftone halftones[] = {Halftone::threshold, Halftone::diffusion, Halftone::ordered};

double inkShare(const Bytes& bits)
{
    return std::accumulate(bits.begin(), bits.end(), 0.0) / static_cast<double>(bits.size());
}

Bytes noise(std::size_t count)
{
    Bytes bytes(count);
    unsigned state = 12345;
    for (auto& byte : bytes) {
        state = state * 1664525U + 1013904223U;
        byte = static_cast<std::uint8_t>(state >> 24);
    }
    return bytes;
}

} // namespace

class TestBinarise : public QObject
{
    Q_OBJECT

private slots:
    void anImageOfTheRightSizeIsKept();
    void shrinkingTakesMeans();
    void fractionsOfPixelsAreWeighed();
    void enlargingRepeats();
    void theAspectIsKeptBetweenMargins();
    void anyShapeFits();
    void badImagesGiveNothing();
    void theThresholdIsSharp();
    void ditheringKeepsTheMeanGrey();
    void theOrderedPatternHasEveryRankOnce();
    void diffusedErrorsAreNotLost();
    void levelsDarkenAndInversionSwaps();
};

void TestBinarise::anImageOfTheRightSizeIsKept()
{
    const auto image = noise(33 * 33);
    QCOMPARE(fitGrey(33, 33, image, 33), image);
}

void TestBinarise::shrinkingTakesMeans()
{
    const Bytes image{0, 100, 10, 20, 200, 101, 30, 40, 1, 1, 255, 255, 1, 2, 255, 255};
    QCOMPARE(fitGrey(4, 4, image, 2), (Bytes{100, 25, 1, 255})); // 100.25, 25, 1.25, 255
    QCOMPARE(fitGrey(4, 4, image, 1), (Bytes{95}));              // 1527 / 16 = 95.4
}

// Three onto two: each output is one whole pixel and half of the middle one.
void TestBinarise::fractionsOfPixelsAreWeighed()
{
    const Bytes image{30, 60, 90, 30, 60, 90, 30, 60, 90};
    QCOMPARE(fitGrey(3, 3, image, 2), (Bytes{40, 80, 40, 80}));
    // The mean survives any size that it is shrunk to.
    const auto large = noise(97 * 97);
    const double mean = std::accumulate(large.begin(), large.end(), 0.0) / (97 * 97);
    for (const int side : {1, 2, 16, 31, 64, 96}) {
        const auto small = fitGrey(97, 97, large, side);
        QVERIFY(std::abs(std::accumulate(small.begin(), small.end(), 0.0) / (side * side) - mean) <
                0.5);
    }
}

void TestBinarise::enlargingRepeats()
{
    QCOMPARE(fitGrey(2, 2, Bytes{1, 2, 3, 4}, 4),
             (Bytes{1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4}));
    QCOMPARE(fitGrey(1, 1, Bytes{77}, 5), Bytes(25, 77));
}

void TestBinarise::theAspectIsKeptBetweenMargins()
{
    QCOMPARE(fitGrey(4, 2, Bytes(8, 10), 4, 200),
             (Bytes{200, 200, 200, 200, 10, 10, 10, 10, 10, 10, 10, 10, 200, 200, 200, 200}));
    QCOMPARE(fitGrey(1, 2, Bytes{10, 20}, 4), (Bytes{255, 10, 10, 255, 255, 10, 10, 255, //
                                                     255, 20, 20, 255, 255, 20, 20, 255}));
}

void TestBinarise::anyShapeFits()
{
    for (const auto& [width, height] : {std::pair{1, 1}, std::pair{5000, 1}, std::pair{1, 5000},
                                        std::pair{37, 91}, std::pair{3, 2}}) {
        const Bytes image(static_cast<std::size_t>(width * height), 0);
        for (const int side : {1, 2, 7, 32}) {
            const auto fitted = fitGrey(static_cast<std::size_t>(width),
                                        static_cast<std::size_t>(height), image, side, 9);
            QCOMPARE(fitted.size(), static_cast<std::size_t>(side * side));
            const auto ink = std::count(fitted.begin(), fitted.end(), 0);
            QVERIFY(ink >= side);
            QCOMPARE(ink + std::count(fitted.begin(), fitted.end(), 9), side * side);
        }
    }
}

void TestBinarise::badImagesGiveNothing()
{
    QVERIFY(fitGrey(0, 0, {}, 8).empty());
    QVERIFY(fitGrey(2, 2, Bytes(3), 8).empty());
    QVERIFY(fitGrey(2, 2, Bytes(4), 0).empty());
    QVERIFY(fitGrey(2, 2, Bytes(4), core::maxBinarySide + 1).empty());
    QVERIFY(fitGrey(std::size_t{1} << 40, std::size_t{1} << 40, Bytes(4), 8).empty());
    QVERIFY(binarise(Bytes(3), 2, {}).empty());
    QVERIFY(binarise(Bytes(4), -2, {}).empty());
    QVERIFY(binarise({}, 0, {}).empty());
}

void TestBinarise::theThresholdIsSharp()
{
    const Bytes grey{0, 99, 100, 255};
    QCOMPARE(binarise(grey, 2, {Halftone::threshold, 100, false}), (Bytes{1, 1, 0, 0}));
    QCOMPARE(binarise(grey, 2, {Halftone::threshold, 101, false}), (Bytes{1, 1, 1, 0}));
    QCOMPARE(binarise(grey, 2, {Halftone::threshold, 0, false}), (Bytes{0, 0, 0, 0}));
    QCOMPARE(binarise(grey, 2, {Halftone::threshold, 256, false}), (Bytes{1, 1, 1, 1}));
}

void TestBinarise::ditheringKeepsTheMeanGrey()
{
    for (const int value : {0, 20, 64, 127, 128, 200, 250, 255}) {
        const Bytes grey(64 * 64, static_cast<std::uint8_t>(value));
        const double expected = 1 - value / 255.0;
        QVERIFY(std::abs(inkShare(binarise(grey, 64, {Halftone::ordered, 128, false})) - expected) <
                1.0 / 64);
        QVERIFY(std::abs(inkShare(binarise(grey, 64, {Halftone::diffusion, 128, false})) -
                         expected) < 1.0 / 64);
    }
}

void TestBinarise::theOrderedPatternHasEveryRankOnce()
{
    std::vector<int> darkened(64, 0); // at how many greys each cell is ink
    for (int value = 0; value < 256; ++value) {
        const auto bits = binarise(Bytes(64, static_cast<std::uint8_t>(value)), 8,
                                   {Halftone::ordered, 128, false});
        std::transform(bits.begin(), bits.end(), darkened.begin(), darkened.begin(), std::plus<>());
    }
    std::sort(darkened.begin(), darkened.end());
    QCOMPARE(std::adjacent_find(darkened.begin(), darkened.end()), darkened.end());
}

// Whatever has been passed over the right and lower edges is less than a row's worth.
void TestBinarise::diffusedErrorsAreNotLost()
{
    const auto grey = noise(256 * 256);
    const double expected = 256.0 * 256 - std::accumulate(grey.begin(), grey.end(), 0.0) / 255;
    const double ink =
        256.0 * 256 * inkShare(binarise(grey, 256, {Halftone::diffusion, 128, false}));
    QVERIFY(std::abs(ink - expected) < 256);
}

void TestBinarise::levelsDarkenAndInversionSwaps()
{
    const auto grey = noise(32 * 32);
    for (const auto halftone : halftones) {
        double last = -1;
        for (const int level : {0, 60, 128, 200, 256}) {
            auto bits = binarise(grey, 32, {halftone, level, false});
            QVERIFY(inkShare(bits) > last);
            last = inkShare(bits);
            for (auto& bit : bits) {
                bit = bit == 0 ? 1 : 0;
            }
            QCOMPARE(binarise(grey, 32, {halftone, level, true}), bits);
        }
    }
}

QTEST_APPLESS_MAIN(TestBinarise)
#include "tst_binarise.moc"
