// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/critical.h"
#include "core/theory/enumeration.h"
#include "core/theory/onsager.h"
#include "core/theory/torus.h"

#include <QtTest>

#include <cmath>

using core::torus;

namespace {

// Products over the L^2 momenta of the four Pfaffians in 60 digits, differentiated by Taylor
// expansion: J = 1.
struct Reference
{
    int side;
    double t, lnZ, energy, specificHeat;
};

constexpr Reference references[] = {
    {3, 0.2, 90.693147180559945, -2.0, 6.7973668925290465e-15},
    {3, 0.31, 58.757663309648005, -1.9999999999503985, 4.1291774004528448e-9},
    {3, 0.5, 36.69314819428329, -1.9999990985092435, 2.8867074978335421e-5},
    {3, 1, 18.696320057715638, -1.9971087312812504, 0.024000856981143617},
    {3, 2.269, 9.0207353455774203, -1.6113628910727976, 0.62869082427519296},
    {3, 20, 6.2616315606910469, -0.10552990140225448, 0.005585572065035459},
    {3, 600, 6.2383496528755427, -0.0033389044499773764, 5.5741520951469823e-6},
    {4, 0.31, 103.91895363227205, -1.9999999999503986, 4.129161978046198e-9},
    {4, 2.269, 15.522817095899551, -1.5657689313277198, 0.78319357451403397},
    {4, 600, 11.090399333568181, -0.0033333580251577568, 5.5556790162323568e-6},
    {5, 0.2, 250.69314718055995, -2.0, 6.7973668715134204e-15},
    {5, 0.31, 161.98346976136011, -1.9999999999503986, 4.1291619779693912e-9},
    {5, 0.5, 100.69314999582831, -1.999999098811657, 2.885255272175688e-5},
    {5, 1, 50.7018543383037, -1.9971601475913861, 0.02338080300829264},
    {5, 2, 26.337980691369336, -1.7498647071107449, 0.65587422502098225},
    {5, 2.269, 23.887681589092046, -1.5368865124264079, 0.9010996726915842},
    {5, 2.3, 23.66152408456368, -1.5087100601605444, 0.91613526564019436},
    {5, 600, 17.328748958603957, -0.003333348780920168, 5.5556328193982968e-6},
    {8, 0.3, 427.35981384739449, -1.9999999999790151, 1.8653247199198569e-9},
    {8, 1, 128.71543733740842, -1.9971602041105101, 0.023379564751579607},
    {8, 2, 66.344581879227808, -1.7456831702931999, 0.71412260285514178},
    {8, 2.269, 60.145216877640404, -1.4918013791129392, 1.1453785658588833},
    {8, 2.3, 59.584850122696725, -1.4558735917330518, 1.1709567697098152},
    {8, 3, 52.261409659554996, -0.8413154278519152, 0.48396647143565834},
    {8, 20, 44.521753605233407, -0.10041801245229751, 0.0050628377275398302},
};

core::EnumeratedSystem periodic(int side)
{
    core::EnumeratedSystem system;
    system.sites = side * side;
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            system.bonds.push_back({y * side + x, y * side + (x + 1) % side});
            system.bonds.push_back({y * side + x, (y + 1) % side * side + x});
        }
    }
    return system;
}

bool near(double value, double expected, double relative, double absolute = 0)
{
    return std::abs(value - expected) <= relative * std::abs(expected) + absolute;
}

} // namespace

class TestTorus : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithTheProductOverMomenta_data();
    void agreesWithTheProductOverMomenta();
    void agreesWithEnumeration_data();
    void agreesWithEnumeration();
    void hasThePublishedValues();
    void derivativesAreThoseOfLnZ_data();
    void derivativesAreThoseOfLnZ();
    void joinsSmoothlyWhereTheExpansionsTakeOver();
    void largeToriApproachOnsager();
    void atTheCriticalPointFollowsFerdinandAndFisher();
    void theLargestTorusIsFiniteAtEveryTemperature();
    void antiferromagnetsNeedAnEvenSide();
    void atZeroTemperatureTheGroundStateIsLeft();
    void withoutCouplingOnlyEntropyIsLeft();
};

void TestTorus::agreesWithTheProductOverMomenta_data()
{
    QTest::addColumn<int>("row");
    for (int row = 0; row < static_cast<int>(std::size(references)); ++row) {
        QTest::addRow("L = %d, T = %g", references[row].side, references[row].t) << row;
    }
}

void TestTorus::agreesWithTheProductOverMomenta()
{
    QFETCH(int, row);
    auto const& expected = references[row];
    auto const found = torus(expected.side, 1, expected.t);
    QVERIFY(found);
    QVERIFY(near(found->lnZ, expected.lnZ, 1e-14));
    QVERIFY(near(found->energy, expected.energy, 2e-10));
    QVERIFY(near(found->specificHeat, expected.specificHeat, 1e-8));
    if (expected.specificHeat > 1e-3) {
        QVERIFY(near(found->energy, expected.energy, 1e-13));
        QVERIFY(near(found->specificHeat, expected.specificHeat, 1e-12));
    }
}

void TestTorus::agreesWithEnumeration_data()
{
    QTest::addColumn<int>("side");
    QTest::addColumn<double>("coupling");
    for (int const side : {2, 3, 4}) {
        QTest::addRow("L = %d", side) << side << 1.0;
        if (side % 2 == 0) {
            QTest::addRow("L = %d, J < 0", side) << side << -0.7;
        }
    }
}

void TestTorus::agreesWithEnumeration()
{
    QFETCH(int, side);
    QFETCH(double, coupling);
    auto const system = periodic(side);
    for (double const t : {0.01, 0.2, 0.36, 0.38, 0.5, 1.0, 1.7, 2.269185, 3.1, 20.0, 700.0}) {
        auto const sum = core::enumerate(system, coupling, t);
        auto const closed = torus(side, coupling, t);
        QVERIFY(sum && closed);
        QVERIFY(near(closed->lnZ, sum->lnZ, 1e-14));
        QVERIFY(near(closed->energy, sum->energy, 2e-10));
        QVERIFY2(near(closed->specificHeat, sum->specificHeat, 1e-8),
                 qPrintable(QString::number(t)));
    }
}

void TestTorus::hasThePublishedValues()
{
    QVERIFY(near(torus(512, 1, 2.0)->energy, -1.7455646, 0, 5e-8));
    QVERIFY(near(torus(512, 1, 2.269185)->energy, -1.4154303, 0, 5e-8));
    QVERIFY(near(torus(512, 1, 2.6)->energy, -1.0282936, 0, 5e-8));
    QVERIFY(near(torus(4, 1, 2.0)->energy, -1.75538029, 0, 5e-9));
    QVERIFY(near(torus(4, 1, 2.0)->specificHeat, 0.605533, 0, 5e-7));
    QVERIFY(near(torus(16, 1, 2.5)->lnZ, 225.228847, 0, 5e-7));
    QVERIFY(near(torus(16, 1, 2.5)->energy, -1.13131798, 0, 5e-9));
    auto const critical = torus(32, 1, core::squareCriticalTemperature());
    QVERIFY(near(critical->energy, -1.43365847, 0, 5e-9));
    QVERIFY(near(critical->specificHeat, 1.84676759, 0, 5e-9));
}

void TestTorus::derivativesAreThoseOfLnZ_data()
{
    QTest::addColumn<int>("side");
    QTest::addColumn<double>("t");
    for (int const side : {2, 3, 6, 17, 64}) {
        for (double const t : {0.8, 1.6, 2.269185314213022, 2.4, 6.0}) {
            QTest::addRow("L = %d, T = %g", side, t) << side << t;
        }
    }
}

void TestTorus::derivativesAreThoseOfLnZ()
{
    QFETCH(int, side);
    QFETCH(double, t);
    double const sites = side * side;
    double const k = 1 / t;
    double const step = 2e-4 / side;
    auto const at = [&](double shift) { return *torus(side, 1, 1 / (k + shift)); };
    double const slope =
        (8 * (at(step).lnZ - at(-step).lnZ) - (at(2 * step).lnZ - at(-2 * step).lnZ)) / (12 * step);
    double const bend =
        -(8 * (at(step).energy - at(-step).energy) - (at(2 * step).energy - at(-2 * step).energy)) /
        (12 * step);
    QVERIFY(near(at(0).energy, -slope / sites, 0, 2e-8));
    QVERIFY(near(at(0).specificHeat, k * k * bend, 1e-7, 1e-9));
}

void TestTorus::joinsSmoothlyWhereTheExpansionsTakeOver()
{
    for (int const side : {3, 4, 5, 6, 100}) {
        for (double const k : {2.7, 2e-3}) {
            auto const below = *torus(side, 1, 1 / (k * (1 - 1e-13)));
            auto const above = *torus(side, 1, 1 / (k * (1 + 1e-13)));
            QVERIFY(near(below.lnZ, above.lnZ, 1e-12));
            QVERIFY(near(below.energy, above.energy, 1e-9));
            QVERIFY(near(below.specificHeat, above.specificHeat, 1e-7));
        }
    }
}

void TestTorus::largeToriApproachOnsager()
{
    for (double const t : {0.3, 0.5, 1.0, 2.0, 2.2, 2.4, 3.0, 20.0}) {
        auto const infinite = core::onsager(1, t);
        auto const finite = *torus(1000, 1, t);
        QVERIFY(near(finite.energy, infinite.energy, 1e-11));
        QVERIFY(near(finite.specificHeat, infinite.specificHeat, 1e-7));
        double const logStates = t < 2.269 ? std::log(2.0) : 0;
        QVERIFY(near((finite.lnZ - logStates) / 1e6, -infinite.freeEnergy / t, 1e-12));
    }
}

void TestTorus::atTheCriticalPointFollowsFerdinandAndFisher()
{
    double const tc = core::squareCriticalTemperature();
    for (int const side : {64, 256, 1024, 4096, 16384}) {
        auto const found = *torus(side, 1, tc);
        QVERIFY(near(found.energy, -std::sqrt(2.0) - 0.62243 / side, 0,
                     0.1 / (side * 1.0 * side) + 1e-9));
        QVERIFY(
            near(found.specificHeat, 0.494538 * std::log(side) + 0.13815, 0, 0.5 / side + 2e-5));
    }
}

void TestTorus::theLargestTorusIsFiniteAtEveryTemperature()
{
    for (double const t : {1e-300, 0.01, 0.05, 0.3, 0.37, 0.4, 1.0, 2.26, 2.269185,
                           2.269185314213022, 2.27, 5.0, 20.0, 1e6}) {
        auto const found = *torus(16384, 1, t);
        QVERIFY(std::isfinite(found.lnZ) || t < 1e-100);
        QVERIFY(found.energy >= -2 && found.energy <= 0);
        QVERIFY(found.specificHeat >= 0 && found.specificHeat < 10);
    }
}

void TestTorus::antiferromagnetsNeedAnEvenSide()
{
    QVERIFY(!torus(3, -1, 2));
    QVERIFY(!torus(1, 1, 2));
    QVERIFY(!torus(0, 1, 2));
    QCOMPARE(torus(6, -1, 2)->energy, torus(6, 1, 2)->energy);
    QVERIFY(torus(3, 0, 2));
}

void TestTorus::atZeroTemperatureTheGroundStateIsLeft()
{
    for (int const side : {2, 3, 16384}) {
        auto const found = *torus(side, 0.5, 0);
        QCOMPARE(found.energy, -1.0);
        QCOMPARE(found.specificHeat, 0.0);
        QVERIFY(std::isinf(found.lnZ));
    }
}

void TestTorus::withoutCouplingOnlyEntropyIsLeft()
{
    auto const found = *torus(10, 0, 3);
    QVERIFY(near(found.lnZ, 100 * std::log(2.0), 1e-15));
    QCOMPARE(found.energy, 0.0);
    QCOMPARE(found.specificHeat, 0.0);
}

QTEST_APPLESS_MAIN(TestTorus)
#include "tst_torus.moc"
