// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/enumeration.h"

#include <QtTest>

#include <bit>
#include <cmath>
#include <map>

using core::enumerate;
using core::EnumeratedSystem;

namespace {

EnumeratedSystem square(int width, int height)
{
    EnumeratedSystem system;
    system.sites = width * height;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            system.bonds.push_back({y * width + x, y * width + (x + 1) % width});
            system.bonds.push_back({y * width + x, (y + 1) % height * width + x});
            system.sublattice.push_back(static_cast<std::uint8_t>((x + y) % 2));
        }
    }
    return system;
}

// Energies and averages by the definition, one state after the other.
struct Slow
{
    double z = 0, energy = 0, energy2 = 0, m = 0, absolute = 0, m2 = 0, m4 = 0;
};

Slow bySumming(const EnumeratedSystem& system, double coupling, double temperature,
               std::optional<int> fixed = {})
{
    Slow sum;
    for (std::uint32_t state = 0; state < 1u << system.sites; ++state) {
        auto const spin = [state](int i) { return (state >> i) & 1 ? 1.0 : -1.0; };
        double energy = 0;
        double total = 0;
        for (auto const& bond : system.bonds) {
            energy -= coupling * bond.strength * spin(bond.a) * spin(bond.b);
        }
        for (int i = 0; i < system.sites; ++i) {
            total += spin(i);
            energy -=
                system.fields.empty() ? 0 : system.fields[static_cast<std::size_t>(i)] * spin(i);
        }
        if (fixed && total != *fixed) {
            continue;
        }
        double const weight = std::exp(-energy / temperature);
        double const m = total / system.sites;
        sum.z += weight;
        sum.energy += weight * energy;
        sum.energy2 += weight * energy * energy;
        sum.m += weight * m;
        sum.absolute += weight * std::abs(m);
        sum.m2 += weight * m * m;
        sum.m4 += weight * m * m * m * m;
    }
    return sum;
}

EnumeratedSystem crooked()
{
    EnumeratedSystem system;
    system.sites = 7;
    system.bonds = {{0, 1}, {1, 2, 2}, {2, 0, -0.5}, {3, 4}, {4, 5, 1.5}, {6, 0}, {6, 3, 0.25}};
    system.fields = {0.3, -0.2, 0, 0.7, -1.1, 0.05, 0.4};
    return system;
}

bool near(double value, double expected, double relative, double absolute = 0)
{
    return std::abs(value - expected) <= relative * std::abs(expected) + absolute;
}

} // namespace

class TestEnumeration : public QObject
{
    Q_OBJECT

private slots:
    void countsTheStatesOfTheFourByFourTorus();
    void hasThePublishedAverages();
    void agreesWithTheDefinition_data();
    void agreesWithTheDefinition();
    void fixedMagnetizationKeepsOnlyItsStates();
    void fixedMagnetizationsAddUpToTheWhole();
    void zeroTemperatureAveragesOverGroundStates();
    void aFieldAtZeroTemperatureChoosesOneState();
    void staggeredMagnetizationOfTheAntiferromagnetIsTheFerromagnets();
    void theSpecificHeatKeepsItsDigitsInTheCold();
    void whatDoesNotFitIsRefused();
    void twentySitesAreSummed();
};

void TestEnumeration::countsTheStatesOfTheFourByFourTorus()
{
    auto const energies = core::enumeratedEnergies(square(4, 4), 1);
    QVERIFY(energies);
    std::map<int, int> counts;
    for (auto const energy : *energies) {
        ++counts[static_cast<int>(std::lround(energy))];
    }
    std::map<int, int> const expected = {{-32, 2},    {-24, 32},  {-20, 64},   {-16, 424},
                                         {-12, 1728}, {-8, 6688}, {-4, 13568}, {0, 20524},
                                         {4, 13568},  {8, 6688},  {12, 1728},  {16, 424},
                                         {20, 64},    {24, 32},   {32, 2}};
    QVERIFY(counts == expected);
}

void TestEnumeration::hasThePublishedAverages()
{
    auto const found = *enumerate(square(4, 4), 1, 2.0);
    QVERIFY(near(found.energy, -1.75538029, 0, 5e-9));
    QVERIFY(near(found.specificHeat, 0.605533, 0, 5e-7));
    QVERIFY(near(found.absMagnetization, 0.91894, 0, 5e-6));
    QVERIFY(near(*found.binder, 0.644811, 0, 5e-7));
    QVERIFY(near(found.magnetization, 0, 0, 1e-15));
}

void TestEnumeration::agreesWithTheDefinition_data()
{
    QTest::addColumn<double>("coupling");
    QTest::addColumn<double>("temperature");
    QTest::addColumn<int>("fixed");
    for (double const coupling : {1.0, -0.8, 0.0}) {
        for (double const temperature : {0.7, 2.0, 15.0}) {
            for (int const fixed : {99, 1, -5}) {
                QTest::addRow("J = %g, T = %g, M = %d", coupling, temperature, fixed)
                    << coupling << temperature << fixed;
            }
        }
    }
}

void TestEnumeration::agreesWithTheDefinition()
{
    QFETCH(double, coupling);
    QFETCH(double, temperature);
    QFETCH(int, fixed);
    auto const only = fixed == 99 ? std::optional<int>() : std::optional<int>(fixed);
    auto const system = crooked();
    auto const found = *enumerate(system, coupling, temperature, only);
    auto const slow = bySumming(system, coupling, temperature, only);
    double const n = system.sites;
    double const m = slow.m / slow.z;
    double const m2 = slow.m2 / slow.z;
    double const energy = slow.energy / slow.z;
    QVERIFY(near(found.lnZ, std::log(slow.z), 1e-13));
    QVERIFY(near(found.energy, energy / n, 1e-13));
    QVERIFY(near(found.specificHeat,
                 (slow.energy2 / slow.z - energy * energy) / (n * temperature * temperature),
                 1e-11));
    QVERIFY(near(found.magnetization, m, 1e-13, 1e-15));
    QVERIFY(near(found.absMagnetization, slow.absolute / slow.z, 1e-13));
    QVERIFY(near(found.m2, m2, 1e-13));
    QVERIFY(near(found.m4, slow.m4 / slow.z, 1e-13));
    QVERIFY(near(*found.binder, 1 - slow.m4 / slow.z / (3 * m2 * m2), 1e-12));
    QVERIFY(near(*found.susceptibility, n * (m2 - m * m) / temperature, 1e-12, 1e-14));
    QVERIFY(near(*found.susceptibilityAbs,
                 n * (m2 - std::pow(slow.absolute / slow.z, 2)) / temperature, 1e-12, 1e-14));
}

void TestEnumeration::fixedMagnetizationKeepsOnlyItsStates()
{
    auto const found = *enumerate(square(4, 4), 1, 2.3, 4);
    QCOMPARE(found.magnetization, 0.25);
    QCOMPARE(found.absMagnetization, 0.25);
    QCOMPARE(found.m2, 0.0625);
    QVERIFY(near(*found.susceptibility, 0, 0, 1e-15));
    auto const zero = *enumerate(square(4, 4), 1, 2.3, 0);
    QVERIFY(!zero.binder);
    // No spin to exchange: one state.
    auto const full = *enumerate(square(4, 4), 1, 2.3, 16);
    QCOMPARE(full.energy, -2.0);
    QCOMPARE(full.specificHeat, 0.0);
}

void TestEnumeration::fixedMagnetizationsAddUpToTheWhole()
{
    auto const system = crooked();
    double z = 0;
    double energy = 0;
    for (int m = -7; m <= 7; m += 2) {
        auto const part = *enumerate(system, 1, 1.3, m);
        z += std::exp(part.lnZ);
        energy += std::exp(part.lnZ) * part.energy;
    }
    auto const whole = *enumerate(system, 1, 1.3);
    QVERIFY(near(whole.lnZ, std::log(z), 1e-14));
    QVERIFY(near(whole.energy, energy / z, 1e-13));
}

void TestEnumeration::zeroTemperatureAveragesOverGroundStates()
{
    auto const ferro = *enumerate(square(3, 3), 1, 0);
    QCOMPARE(ferro.groundStates, 2u);
    QCOMPARE(ferro.energy, -2.0);
    QCOMPARE(ferro.specificHeat, 0.0);
    QCOMPARE(ferro.magnetization, 0.0);
    QCOMPARE(ferro.absMagnetization, 1.0);
    QVERIFY(!ferro.susceptibility);
    // A frustrated triangle: six of eight states have one broken bond.
    EnumeratedSystem triangle;
    triangle.sites = 3;
    triangle.bonds = {{0, 1}, {1, 2}, {2, 0}};
    auto const frustrated = *enumerate(triangle, -1, 0);
    QCOMPARE(frustrated.groundStates, 6u);
    QVERIFY(near(frustrated.energy, -1.0 / 3, 1e-15));
    QVERIFY(near(frustrated.absMagnetization, 1.0 / 3, 1e-15));
    auto const cold = *enumerate(triangle, -1, 0.001);
    QVERIFY(near(cold.energy, frustrated.energy, 1e-15));
}

void TestEnumeration::aFieldAtZeroTemperatureChoosesOneState()
{
    auto system = square(3, 3);
    system.fields.assign(9, -0.001);
    auto const found = *enumerate(system, 1, 0);
    QCOMPARE(found.groundStates, 1u);
    QCOMPARE(found.magnetization, -1.0);
    QVERIFY(near(found.energy, -2.001, 1e-15));
    // Equal up to rounding only: 0.1 + 0.2 against 0.3 must still be a tie.
    EnumeratedSystem tie;
    tie.sites = 2;
    tie.bonds = {{0, 1}};
    tie.fields = {0.1 + 0.2, -0.3};
    QCOMPARE(enumerate(tie, 0.5, 0)->groundStates, 2u);
}

void TestEnumeration::staggeredMagnetizationOfTheAntiferromagnetIsTheFerromagnets()
{
    auto const system = square(4, 4);
    auto const ferro = *enumerate(system, 1, 2.1);
    auto const anti = *enumerate(system, -1, 2.1);
    QVERIFY(near(anti.absStaggered, ferro.absMagnetization, 1e-13));
    QVERIFY(near(anti.staggered2, ferro.m2, 1e-13));
    QVERIFY(near(anti.absMagnetization, ferro.absStaggered, 1e-13));
    // A staggered field aligns the sublattices the way it points.
    auto pinned = system;
    for (auto const side : pinned.sublattice) {
        pinned.fields.push_back(side == 0 ? 1.0 : -1.0);
    }
    QVERIFY(enumerate(pinned, -1, 0.5)->staggered > 0.99);
}

void TestEnumeration::theSpecificHeatKeepsItsDigitsInTheCold()
{
    // Four single flips cost 8 each, nothing else counts: c = 4 * 8^2 / (4 T^2) exp(-8 / T), twice
    // degenerate.
    EnumeratedSystem isolated;
    isolated.sites = 4;
    isolated.fields.assign(4, 4.0);
    double const t = 0.1;
    QVERIFY(near(enumerate(isolated, 1, t)->specificHeat, 64 / (t * t) * std::exp(-8 / t), 1e-12));
}

void TestEnumeration::whatDoesNotFitIsRefused()
{
    QVERIFY(!enumerate({}, 1, 1));
    EnumeratedSystem big;
    big.sites = 21;
    QVERIFY(!enumerate(big, 1, 1));
    auto system = square(2, 2);
    QVERIFY(!enumerate(system, 1, 1, 3));
    QVERIFY(!enumerate(system, 1, 1, 6));
    QVERIFY(!enumerate(system, 1, -1));
    QVERIFY(!enumerate(system, 1, std::nan("")));
    system.fields = {1};
    QVERIFY(!enumerate(system, 1, 1));
    system.fields.clear();
    system.bonds.push_back({0, 4});
    QVERIFY(!enumerate(system, 1, 1));
}

void TestEnumeration::twentySitesAreSummed()
{
    auto const found = *enumerate(square(5, 4), 0, 2);
    QVERIFY(near(found.lnZ, 20 * std::log(2.0), 1e-15));
    QVERIFY(near(found.m2, 1.0 / 20, 1e-13));
    QVERIFY(near(enumerate(square(5, 4), 1, 100)->energy, -0.02, 1e-2));
}

QTEST_APPLESS_MAIN(TestEnumeration)
#include "tst_enumeration.moc"
