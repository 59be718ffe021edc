// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/critical.h"
#include "core/theory/onsager.h"

#include <QtTest>

#include <cmath>
#include <numbers>

using core::onsager;
using core::yangMagnetization;

namespace {

// Onsager's formulae in 40 to 90 digits, J = 1.
struct Reference
{
    double t, energy, specificHeat, freeEnergy, entropy, magnetization;
};

constexpr Reference references[] = {
    {0.1, -2.0, 1.1551048882210657e-31, -2.0, 1.4619299980230314e-33, 1.0},
    {0.3, -1.9999999999790151, 1.8653247199198569e-9, -2.0000000000007869, 7.257260932758183e-11,
     0.99999999999475378},
    {0.5, -1.9999990988116571, 2.8852552716246463e-5, -2.0000000563053672, 1.9149874202209295e-6,
     0.99999977462720857},
    {1, -1.9971602041122511, 0.023379564686542134, -2.0003482837007103, 0.0031880795884591539,
     0.9992757519570612},
    {1.5, -1.9511165730783768, 0.19727454017699158, -2.0084431854243075, 0.038217741563953743,
     0.98649960262149447},
    {2, -1.745564575312554, 0.72487144860157393, -2.0515856253898352, 0.15301052503864071,
     0.91131937787749598},
    {2.2, -1.5464891440984544, 1.4142776913433289, -2.0907461042132684, 0.24738952732491543,
     0.78475513138392151},
    {2.269, -1.4151110871267883, 4.3487257765712345, -2.1095943898524665, 0.30607461556883128,
     0.3768892264219719},
    {2.2693, -1.4136308951201721, 4.5860106966000165, -2.1096863078200178, 0.30672692579202649, 0},
    {2.35, -1.2653858454836565, 1.3526469027318401, -2.1373924591686177, 0.37106664412126006, 0},
    {2.5, -1.1060792037457909, 0.86169835683076363, -2.1984095519373705, 0.43693213927663182, 0},
    {3, -0.81730959250242014, 0.40137957589592587, -2.447648195573164, 0.54344620102358129, 0},
    {5, -0.42822883324034806, 0.097652177588479695, -3.6726540613816302, 0.64888504562825643, 0},
    {20, -0.10041801062029366, 0.0050628370584692723, -13.913048001413329, 0.69063149953965179, 0},
    {1000, -0.0020000033333376, 2.0000100000213334e-6, -693.14818056077864, 0.69314618055744531, 0},
};

bool near(double value, double expected, double relative, double absolute = 0)
{
    return std::abs(value - expected) <= relative * std::abs(expected) + absolute;
}

} // namespace

class TestOnsager : public QObject
{
    Q_OBJECT

private slots:
    void everyQuantityHasItsReferenceValue_data();
    void everyQuantityHasItsReferenceValue();
    void atTheCriticalPointEnergyIsMinusRootTwo();
    void besideTheCriticalPointTheSpecificHeatGrowsLogarithmically();
    void atZeroTemperatureTheGroundStateIsLeft();
    void withoutCouplingOnlyEntropyIsLeft();
    void theAntiferromagnetIsTheFerromagnet();
    void couplingSetsTheScaleOfTemperature();
    void nothingIsEverNaNOrBelowZeroEntropy();
};

void TestOnsager::everyQuantityHasItsReferenceValue_data()
{
    QTest::addColumn<int>("row");
    for (int row = 0; row < static_cast<int>(std::size(references)); ++row) {
        QTest::addRow("T = %g", references[row].t) << row;
    }
}

void TestOnsager::everyQuantityHasItsReferenceValue()
{
    QFETCH(int, row);
    auto const& expected = references[row];
    auto const found = onsager(1, expected.t);
    QVERIFY(near(found.energy, expected.energy, 1e-13));
    // T_c - T is what counts near T_c, and it has few digits there.
    QVERIFY(near(found.specificHeat, expected.specificHeat, 1e-12));
    QVERIFY(near(found.freeEnergy, expected.freeEnergy, 1e-13));
    QVERIFY(near(found.entropy, expected.entropy, 1e-13, 1e-14));
    QVERIFY(near(yangMagnetization(1, expected.t), expected.magnetization, 1e-12));
}

void TestOnsager::atTheCriticalPointEnergyIsMinusRootTwo()
{
    auto const critical = onsager(1, core::squareCriticalTemperature());
    QVERIFY(near(critical.energy, -std::numbers::sqrt2, 1e-13));
    // 2 G / pi + ln(2) / 2 - sqrt(2) / T_c with Catalan's constant G.
    double const catalan = 0.915965594177219015;
    double const logZ = 2 * catalan / std::numbers::pi + std::numbers::ln2 / 2;
    QVERIFY(near(critical.freeEnergy, -core::squareCriticalTemperature() * logZ, 1e-13));
    QVERIFY(near(critical.entropy, logZ - std::numbers::sqrt2 / core::squareCriticalTemperature(),
                 1e-12));
    QCOMPARE(yangMagnetization(1, core::squareCriticalTemperature() + 1e-12), 0.0);
}

void TestOnsager::besideTheCriticalPointTheSpecificHeatGrowsLogarithmically()
{
    double const tc = core::squareCriticalTemperature();
    double const kc = 1 / tc;
    // c -> -(8 kc^2 / pi) (ln |1 - tc / T| + ...): each decade adds the same.
    double const perDecade = 8 * kc * kc / std::numbers::pi * std::numbers::ln10;
    for (double const side : {-1.0, 1.0}) {
        double const far = onsager(1, tc * (1 + side * 1e-7)).specificHeat;
        double const close = onsager(1, tc * (1 + side * 1e-9)).specificHeat;
        QVERIFY(near(close - far, 2 * perDecade, 1e-4));
    }
}

void TestOnsager::atZeroTemperatureTheGroundStateIsLeft()
{
    for (double const t : {0.0, 1e-300, 1e-3, 0.005}) {
        auto const cold = onsager(1.5, t);
        QCOMPARE(cold.energy, -3.0);
        QCOMPARE(cold.specificHeat, 0.0);
        QCOMPARE(cold.freeEnergy, -3.0);
        QCOMPARE(cold.entropy, 0.0);
        QCOMPARE(yangMagnetization(1.5, t), 1.0);
    }
}

void TestOnsager::withoutCouplingOnlyEntropyIsLeft()
{
    for (double const t : {0.0, 1.0, 20.0}) {
        auto const free = onsager(0, t);
        QCOMPARE(free.energy, 0.0);
        QCOMPARE(free.specificHeat, 0.0);
        QCOMPARE(free.freeEnergy, -t * std::numbers::ln2);
        QCOMPARE(free.entropy, std::numbers::ln2);
        QCOMPARE(yangMagnetization(0, t), 0.0);
    }
}

void TestOnsager::theAntiferromagnetIsTheFerromagnet()
{
    QCOMPARE(onsager(-1, 2.1).energy, onsager(1, 2.1).energy);
    QCOMPARE(onsager(-1, 2.1).freeEnergy, onsager(1, 2.1).freeEnergy);
    QCOMPARE(yangMagnetization(-1, 2.1), yangMagnetization(1, 2.1));
}

void TestOnsager::couplingSetsTheScaleOfTemperature()
{
    auto const one = onsager(1, 2.5);
    auto const half = onsager(0.5, 1.25);
    QVERIFY(near(half.energy, one.energy / 2, 1e-14));
    QVERIFY(near(half.specificHeat, one.specificHeat, 1e-13));
    QVERIFY(near(half.freeEnergy, one.freeEnergy / 2, 1e-14));
}

void TestOnsager::nothingIsEverNaNOrBelowZeroEntropy()
{
    for (double t = 0; t < 25; t += 0.01) {
        auto const found = onsager(0.7, t);
        QVERIFY(std::isfinite(found.energy) && std::isfinite(found.freeEnergy));
        QVERIFY(found.specificHeat >= 0 && std::isfinite(found.specificHeat));
        QVERIFY(found.entropy >= 0 && found.entropy <= std::numbers::ln2);
        QVERIFY(yangMagnetization(0.7, t) >= 0 && yangMagnetization(0.7, t) <= 1);
    }
}

QTEST_APPLESS_MAIN(TestOnsager)
#include "tst_onsager.moc"
