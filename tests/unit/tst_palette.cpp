// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/picture/palette.h"

#include <QTest>

#include <cmath>

namespace {

int red(std::uint32_t colour) { return static_cast<int>(colour >> 16 & 255U); }
int green(std::uint32_t colour) { return static_cast<int>(colour >> 8 & 255U); }
int blue(std::uint32_t colour) { return static_cast<int>(colour & 255U); }

} // namespace

class TestPalette : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theTwoSpinColoursDifferInLuminanceByMoreThanThreeToOne();
    void theSpinColoursStandOutFromTheStage();
    void halfUpIsGreyAndBetweenTheTwoInLuminance();
    void everyPaletteIsOpaqueAndSmooth();
    void lightnessRisesWithTheByte_data();
    void lightnessRisesWithTheByte();
    void theDivergingMiddleIsNeutralAndApartFromBothEnds();
    void anUnknownNameIsShownInTheSpinColours();
    void contrastIsTheStandardsOwn();
};

void TestPalette::theTwoSpinColoursDifferInLuminanceByMoreThanThreeToOne()
{
    auto const& spins = core::paletteFor("spins");
    QCOMPARE(spins.front(), 0xff1f3a6eU);
    QCOMPARE(spins.back(), 0xfff2b134U);
    QVERIFY(core::contrast(spins.front(), spins.back()) > 3);
}

void TestPalette::theSpinColoursStandOutFromTheStage()
{
    auto const& spins = core::paletteFor("spins");
    QVERIFY(core::contrast(spins.back(), core::stageColour) > 3);
    QVERIFY(core::contrast(spins.front(), core::stageColour) > 1.5);
}

void TestPalette::halfUpIsGreyAndBetweenTheTwoInLuminance()
{
    auto const& spins = core::paletteFor("spins");
    std::uint32_t const half = spins[128];
    QVERIFY(std::abs(red(half) - blue(half)) < 20 && std::abs(red(half) - green(half)) < 20);
    QVERIFY(core::contrast(half, spins.front()) > 1.8 && core::contrast(half, spins.back()) > 1.8);
}

void TestPalette::everyPaletteIsOpaqueAndSmooth()
{
    for (auto const name : core::paletteNames()) {
        for (bool const dark : {false, true}) {
            auto const& palette = core::paletteFor(name, dark);
            QCOMPARE(palette[0] >> 24, 255U);
            for (std::size_t i = 1; i < palette.size(); ++i) {
                QCOMPARE(palette[i] >> 24, 255U);
                QVERIFY(std::abs(red(palette[i]) - red(palette[i - 1])) <= 5);
                QVERIFY(std::abs(green(palette[i]) - green(palette[i - 1])) <= 5);
                QVERIFY(std::abs(blue(palette[i]) - blue(palette[i - 1])) <= 5);
            }
        }
    }
}

void TestPalette::lightnessRisesWithTheByte_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("spins") << QByteArray("spins");
    QTest::newRow("sequential") << QByteArray("sequential");
}

void TestPalette::lightnessRisesWithTheByte()
{
    QFETCH(QByteArray, name);
    auto const& palette = core::paletteFor(name.toStdString());
    for (std::size_t i = 4; i < palette.size(); i += 4) {
        QVERIFY(core::luminance(palette[i]) > core::luminance(palette[i - 4]));
    }
}

void TestPalette::theDivergingMiddleIsNeutralAndApartFromBothEnds()
{
    for (bool const dark : {false, true}) {
        auto const& palette = core::paletteFor("diverging", dark);
        QVERIFY(core::contrast(palette[128], palette.front()) > 3);
        QVERIFY(core::contrast(palette[128], palette.back()) > 3);
        QVERIFY(std::abs(red(palette[128]) - blue(palette[128])) < 16);
        QVERIFY(blue(palette.front()) > red(palette.front()));
        QVERIFY(red(palette.back()) > blue(palette.back()));
    }
}

void TestPalette::anUnknownNameIsShownInTheSpinColours()
{
    QCOMPARE(core::paletteFor("no such palette"), core::paletteFor("spins"));
}

void TestPalette::contrastIsTheStandardsOwn()
{
    QVERIFY(std::abs(core::contrast(0xff000000, 0xffffffff) - 21) < 1e-9);
    QVERIFY(std::abs(core::luminance(0xff808080) - 0.2159) < 1e-4);
}

QTEST_APPLESS_MAIN(TestPalette)
#include "tst_palette.moc"
