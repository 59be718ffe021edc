// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/enumeration.h"
#include "core/theory/ising_ring.h"

#include <QtTest>

#include <cmath>
#include <numeric>

using core::isingRing;
using core::isingRingCorrelation;
using core::isingRingLaw;

namespace {

core::EnumeratedSystem ring(int spins, double field)
{
    core::EnumeratedSystem system;
    system.sites = spins;
    for (int i = 0; i < spins; ++i) {
        system.bonds.push_back({i, (i + 1) % spins});
    }
    system.fields.assign(static_cast<std::size_t>(spins), field);
    return system;
}

bool near(double value, double expected, double relative, double absolute = 0)
{
    return std::abs(value - expected) <= relative * std::abs(expected) + absolute;
}

} // namespace

class TestIsingRing : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithEnumeration_data();
    void agreesWithEnumeration();
    void transferMatrixAndCountingAgree_data();
    void transferMatrixAndCountingAgree();
    void longRingsAreTheInfiniteChain();
    void zeroTemperatureIsTheLimit();
    void aFrustratedRingKeepsItsDefect();
    void correlationsAgreeWithEnumeration();
    void correlationsFallOffWithTheirLength();
    void everythingIsFinite();
    void whatHasNoAnswerHasNone();
};

void TestIsingRing::agreesWithEnumeration_data()
{
    QTest::addColumn<int>("spins");
    QTest::addColumn<double>("coupling");
    QTest::addColumn<double>("field");
    for (int const spins : {2, 3, 4, 7, 12}) {
        for (double const coupling : {1.0, -0.8, 0.0, 1e-120}) {
            for (double const field : {0.0, 0.3, -1.1, 1.6, 4.0}) {
                QTest::addRow("N = %d, J = %g, h = %g", spins, coupling, field)
                    << spins << coupling << field;
            }
        }
    }
}

void TestIsingRing::agreesWithEnumeration()
{
    QFETCH(int, spins);
    QFETCH(double, coupling);
    QFETCH(double, field);
    auto const system = ring(spins, field);
    for (double const t : {0.0, 0.03, 0.21, 0.39, 0.41, 0.51, 1.0, 2.7, 20.0}) {
        auto const sum = *core::enumerate(system, coupling, t);
        auto const found = isingRing(spins, coupling, field, t);
        auto const law = isingRingLaw(spins, coupling, field, t);
        QVERIFY(found && law);
        QVERIFY(found->lnZ == sum.lnZ || near(found->lnZ, sum.lnZ, 1e-12, 1e-13));
        QVERIFY(near(found->energy, sum.energy, 1e-12, 1e-14));
        QVERIFY2(near(found->specificHeat, sum.specificHeat, 1e-10, 1e-25),
                 qPrintable(QString("T = %1: %2 and %3")
                                .arg(t)
                                .arg(found->specificHeat)
                                .arg(sum.specificHeat)));
        QVERIFY(near(found->magnetization, sum.magnetization, 1e-11, 1e-14));
        QVERIFY(near(found->m2, sum.m2, 1e-11));
        QCOMPARE(found->susceptibility.has_value(), t > 0);
        if (t > 0) {
            QVERIFY(near(*found->susceptibility, *sum.susceptibility, 1e-9, 1e-12 / t));
            QVERIFY(near(*law->susceptibilityAbs, *sum.susceptibilityAbs, 1e-9, 1e-12 / t));
        }
        QVERIFY(near(law->magnetization, sum.magnetization, 1e-12, 1e-14));
        QVERIFY(near(law->absMagnetization, sum.absMagnetization, 1e-12, 1e-14));
        QVERIFY(near(law->m2, sum.m2, 1e-12, 1e-14));
        QVERIFY(near(law->m4, sum.m4, 1e-12, 1e-14));
    }
}

void TestIsingRing::transferMatrixAndCountingAgree_data()
{
    QTest::addColumn<double>("coupling");
    QTest::addColumn<double>("field");
    QTest::addColumn<double>("t");
    for (double const coupling : {1.0, -1.0}) {
        for (double const field : {0.0, 0.01, 1.0, 2.5}) {
            for (double const t : {0.51, 0.7, 3.0}) {
                QTest::addRow("J = %g, h = %g, T = %g", coupling, field, t)
                    << coupling << field << t;
            }
        }
    }
}

void TestIsingRing::transferMatrixAndCountingAgree()
{
    QFETCH(double, coupling);
    QFETCH(double, field);
    QFETCH(double, t);
    for (int const spins : {64, 255, 4096}) {
        auto const matrix = *isingRing(spins, coupling, field, t);
        auto const law = *isingRingLaw(spins, coupling, field, t);
        QVERIFY(
            near(std::accumulate(law.probability.begin(), law.probability.end(), 0.0), 1, 1e-13));
        QVERIFY(near(law.magnetization, matrix.magnetization, 1e-9, 1e-12));
        QVERIFY(near(law.m2, matrix.m2, 1e-9));
        QVERIFY(near(spins * (law.m2 - law.magnetization * law.magnetization) / t,
                     *matrix.susceptibility, 1e-8, 1e-9));
    }
}

void TestIsingRing::longRingsAreTheInfiniteChain()
{
    for (double const t : {0.8, 1.0, 2.0, 10.0}) {
        auto const found = *isingRing(100000, 1, 0, t);
        double const k = 1 / t;
        QVERIFY(near(found.energy, -std::tanh(k), 1e-12));
        QVERIFY(near(found.specificHeat, std::pow(k / std::cosh(k), 2), 1e-12));
        QVERIFY(near(*found.susceptibility, k * std::exp(2 * k), 1e-12));
        QVERIFY(near(found.lnZ, 100000 * std::log(2 * std::cosh(k)), 1e-14));
    }
    // In a field: m = sinh B / sqrt(sinh^2 B + e^-4K).
    double const k = 0.5;
    double const b = 0.2;
    double const m = std::sinh(b) / std::sqrt(std::pow(std::sinh(b), 2) + std::exp(-4 * k));
    QVERIFY(near(isingRing(100000, 1, 0.4, 2)->magnetization, m, 1e-12));
    QVERIFY(near(isingRing(100000, 1, -0.4, 2)->magnetization, -m, 1e-12));
}

void TestIsingRing::zeroTemperatureIsTheLimit()
{
    auto const ferro = *isingRing(4096, 1, 0, 0);
    QCOMPARE(ferro.energy, -1.0);
    QCOMPARE(ferro.specificHeat, 0.0);
    QCOMPARE(ferro.m2, 1.0);
    QCOMPARE(ferro.magnetization, 0.0);
    auto const pulled = *isingRing(4096, 1, -0.001, 0);
    QCOMPARE(pulled.magnetization, -1.0);
    QVERIFY(near(pulled.energy, -1.001, 1e-14));
    QCOMPARE(isingRing(100, -1, 0.5, 0)->m2, 0.0);
    QVERIFY(near(isingRing(100, -1, 2.5, 0)->magnetization, 1, 1e-14));
    // Free spins keep all their states.
    QVERIFY(near(isingRing(100, 0, 0, 0)->lnZ, 100 * std::log(2.0), 1e-12));
    QVERIFY(near(isingRing(100, 0, 0, 0)->m2, 0.01, 1e-11));
    for (double const h : {0.0, 0.7, 2.5}) {
        for (double const j : {1.0, -1.0}) {
            auto const zero = *isingRing(101, j, h, 0);
            auto const cold = *isingRing(101, j, h, 1e-3);
            QVERIFY(near(zero.energy, cold.energy, 1e-13));
            QVERIFY(near(zero.m2, cold.m2, 1e-12));
        }
    }
}

void TestIsingRing::aFrustratedRingKeepsItsDefect()
{
    // N odd, J < 0: one satisfied bond too few, N places and two orientations for it.
    auto const found = *isingRing(101, -1, 0, 0);
    QVERIFY(near(found.energy, -99.0 / 101, 1e-14));
    auto const cold = *isingRing(101, -1, 0, 0.02);
    QVERIFY(near(cold.lnZ, 99 / 0.02 + std::log(202.0), 1e-13));
}

void TestIsingRing::correlationsAgreeWithEnumeration()
{
    for (int const spins : {3, 6, 7}) {
        for (double const j : {1.0, -0.8, 0.0}) {
            for (double const h : {0.0, 0.4, -2.2}) {
                for (double const t : {0.4, 1.0, 5.0}) {
                    auto const energies = *core::enumeratedEnergies(ring(spins, h), j);
                    for (int r = 0; r <= spins; ++r) {
                        double z = 0;
                        double sum = 0;
                        for (std::size_t state = 0; state < energies.size(); ++state) {
                            double const w = std::exp(-energies[state] / t);
                            z += w;
                            sum += (state ^ state >> r % spins) & 1 ? -w : w;
                        }
                        QVERIFY(
                            near(*isingRingCorrelation(spins, j, h, t, r), sum / z, 1e-11, 1e-13));
                    }
                }
            }
        }
    }
}

void TestIsingRing::correlationsFallOffWithTheirLength()
{
    double const k = 1 / 0.9;
    auto const length = core::isingChainCorrelationLength(1, 0, 0.9);
    QVERIFY(near(*length, -1 / std::log(std::tanh(k)), 1e-13));
    QVERIFY(near(*isingRingCorrelation(4000, 1, 0, 0.9, 7), std::exp(-7 / *length), 1e-12));
    QVERIFY(*core::isingChainCorrelationLength(1, 1, 0.9) < *length);
    QCOMPARE(*core::isingChainCorrelationLength(0, 1, 0.9), 0.0);
    QCOMPARE(*core::isingChainCorrelationLength(-1, 0, 0.9), *length);
}

void TestIsingRing::everythingIsFinite()
{
    for (double const j : {2.0, 0.3, -0.3, -2.0}) {
        for (double const h : {0.0, 1e-6, 0.6, 4.0, -5.0}) {
            for (double const t : {1e-6, 0.001, 0.013, 0.02, 0.08, 0.5, 20.0}) {
                for (std::int64_t const n : {1, 3, 256, 4096}) {
                    auto const found = *isingRing(n, j, h, t);
                    QVERIFY(std::isfinite(found.lnZ) && std::isfinite(found.energy));
                    QVERIFY(found.specificHeat >= 0 && std::isfinite(found.specificHeat));
                    QVERIFY(std::abs(found.magnetization) <= 1 + 1e-12);
                    QVERIFY(found.m2 >= -1e-15 && found.m2 <= 1 + 1e-12);
                    auto const g = isingRingCorrelation(n, j, h, t, n / 2);
                    QVERIFY(std::abs(*g) <= 1 + 1e-12);
                }
            }
        }
    }
}

void TestIsingRing::whatHasNoAnswerHasNone()
{
    QVERIFY(!isingRing(0, 1, 0, 1));
    QVERIFY(!isingRing(10, 1, 0, -1));
    QVERIFY(!isingRing(5000, 1, 0, 0));
    QVERIFY(!isingRingLaw(4097, 1, 0, 1));
    QVERIFY(!isingRingCorrelation(10, 1, 0, 1, 11));
    QVERIFY(!isingRingCorrelation(10, 1, 0, 0, 1));
    QVERIFY(!core::isingChainCorrelationLength(1, 0, 0.001));
}

QTEST_APPLESS_MAIN(TestIsingRing)
#include "tst_ising_ring.moc"
