// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/cpu.h"
#include "core/models/ising/swendsen_wang_sampler.h"
#include "tests/support/cluster_means.h"
#include "tests/support/sampler_checks.h"

#include <QtTest>

using namespace core;
using namespace core::ising;

class TstSwendsenWang : public QObject
{
    Q_OBJECT

private slots:
    void atZeroTemperatureThereIsOneCluster()
    {
        auto const sampler = makePlainSwendsenWang({30, Lattice::triangular, Boundary::free}, 4);
        sampler->setDynamics(Rule::metropolis, 1, 0, 0);
        for (int step = 0; step < 10; ++step) {
            checks::advanceSteps(*sampler, 1);
            auto const sums = sampler->measure(Measure::counts);
            QCOMPARE(sums.unequalBonds, 0);
            QCOMPARE(sums.clusterSize, 900.0);
            QVERIFY(sums.changed == 0 || sums.changed == 900);
        }
    }

    void withoutCouplingEverySiteTossesItsCoin()
    {
        auto const sampler = makePlainSwendsenWang({100, Lattice::square, Boundary::periodic}, 4);
        sampler->setDynamics(Rule::metropolis, 0, 1, 0);
        checks::advanceSteps(*sampler, 1);
        auto const sums = sampler->measure(Measure::counts);
        QCOMPARE(sums.clusterSize, 1.0);
        QVERIFY(std::abs(sums.changed - 5000) < 250);
        QCOMPARE(sums.acceptance, static_cast<double>(sums.changed) / 10000);
    }

    void clustersTiedToTheGhostKeepTheirSpins()
    {
        auto const sampler = makePlainSwendsenWang({20, Lattice::square, Boundary::plus}, 4);
        sampler->setDynamics(Rule::metropolis, 1, 0, 0);
        checks::advanceSteps(*sampler, 5);
        QCOMPARE(sampler->measure(Measure::counts).up, 400);
        QCOMPARE(sampler->measure(Measure::counts).acceptance, 0.0);
        QCOMPARE(sampler->measure(Measure::counts).clusterSize, 400.0);
    }

    void bitPlanesMeasureAndStoreWhatTheDefinitionSays()
    {
        for (int const L : {64, 192}) {
            Geometry const geometry{L, Lattice::square, Boundary::periodic};
            auto const sampler = makeSwendsenWang(geometry, false, 3);
            QVERIFY(sampler->kernel().ends_with("one bit a spin"));
            QVERIFY(!sampler->setSiteFields(checks::someLevels(L * L), 1));
            QCOMPARE(checks::storesRightly(*sampler), QString());
            sampler->setDynamics(Rule::metropolis, 1, 2.5, 0);
            checks::advanceSteps(*sampler, 3);
            QCOMPARE(checks::measuresRightly(*sampler, geometry, {}, 0), QString());
        }
    }

    void runsOnBitPlanesRepeat_data()
    {
        QTest::addColumn<int>("L");
        QTest::addColumn<double>("h");
        for (int const L : {64, 192, 512}) {
            QTest::addRow("L=%d", L) << L << 0.0;
            QTest::addRow("L=%d, h=-0.02", L) << L << -0.02;
        }
    }
    void runsOnBitPlanesRepeat()
    {
        QFETCH(int, L);
        QFETCH(double, h);
        auto const make = [&](std::uint64_t key) {
            auto sampler = makeSwendsenWang({L, Lattice::square, Boundary::periodic}, false, key);
            sampler->setDynamics(Rule::metropolis, 1, 2.25, h);
            sampler->setClusters(5);
            sampler->load(checks::randomSpins(L, 3).data());
            return sampler;
        };
        QCOMPARE(checks::runsRepeat(make, 8), QString());
    }

    void everyInstructionSetMakesTheSameRun()
    {
        auto const run = [](double J, double T, double h) {
            auto const sampler =
                makeSwendsenWang({192, Lattice::square, Boundary::periodic}, false, 7);
            sampler->setDynamics(Rule::metropolis, J, T, h);
            sampler->setClusters(20);
            checks::advanceSteps(*sampler, 10);
            return checks::spinsOf(*sampler);
        };
        auto const best = isaName(cpu().best);
        for (double const T : {0.0, 2.3, 20.0}) {
            for (double const J : {1.0, -0.9, 0.0}) {
                for (double const h : {0.0, 0.01, -2.0}) {
                    QVERIFY(forceIsa("portable"));
                    auto const expected = run(J, T, h);
                    for (auto const isa : {Isa::avx2, Isa::avx512}) {
                        if (isa <= cpu().best) {
                            QVERIFY(forceIsa(isaName(isa)));
                            QVERIFY(run(J, T, h) == expected);
                        }
                    }
                }
            }
        }
        QVERIFY(forceIsa(best));
    }

    void bitPlanesAgreeWithBytes_data()
    {
        QTest::addColumn<double>("J");
        QTest::addColumn<double>("T");
        QTest::addColumn<double>("h");
        QTest::newRow("critical") << 1.0 << 2.269185 << 0.0;
        QTest::newRow("cold") << 1.0 << 1.9 << 0.0;
        QTest::newRow("hot") << 1.3 << 4.0 << 0.0;
        QTest::newRow("antiferromagnet") << -1.0 << 2.4 << 0.0;
        QTest::newRow("in a field") << 1.0 << 2.4 << 0.02;
        QTest::newRow("in a field down") << 1.0 << 2.6 << -0.05;
        QTest::newRow("antiferromagnet in a field") << -1.0 << 3.0 << 0.3;
    }
    void bitPlanesAgreeWithBytes()
    {
        QFETCH(double, J);
        QFETCH(double, T);
        QFETCH(double, h);
        Geometry const geometry{64, Lattice::square, Boundary::periodic};
        auto const bits = makeSwendsenWang(geometry, false, 11);
        auto const bytes = makePlainSwendsenWang(geometry, 12);
        bits->setClusters(20);
        bytes->setClusters(20);
        auto const a = checks::clusterMeansOf(*bits, J, T, h, 2000);
        auto const b = checks::clusterMeansOf(*bytes, J, T, h, 2000);
        QVERIFY2(checks::agree(a.energy, a.energyError, b.energy, b.energyError),
                 qPrintable(QString("energy %1 (%2), %3 (%4)")
                                .arg(a.energy)
                                .arg(a.energyError)
                                .arg(b.energy)
                                .arg(b.energyError)));
        QVERIFY2(
            checks::agree(a.m2, a.m2Error, b.m2, b.m2Error),
            qPrintable(
                QString("m2 %1 (%2), %3 (%4)").arg(a.m2).arg(a.m2Error).arg(b.m2).arg(b.m2Error)));
        QVERIFY2(checks::agree(a.size, a.sizeError, b.size, b.sizeError),
                 qPrintable(QString("cluster size %1 (%2), %3 (%4)")
                                .arg(a.size)
                                .arg(a.sizeError)
                                .arg(b.size)
                                .arg(b.sizeError)));
    }

    void bitPlanesCountClusters()
    {
        for (int const L : {64, 2112}) { // counted when measured, counted in the step
            auto const sampler =
                makeSwendsenWang({L, Lattice::square, Boundary::periodic}, false, 5);
            double const N = static_cast<double>(L) * L;
            sampler->setDynamics(Rule::metropolis, 1, 0, 0);
            checks::advanceSteps(*sampler, 1);
            auto const cold = sampler->measure(Measure::counts);
            QCOMPARE(cold.clusterSize, N);
            QCOMPARE(cold.acceptance, static_cast<double>(cold.changed) / N);
            sampler->setDynamics(Rule::metropolis, 0, 1, 0);
            checks::advanceSteps(*sampler, 1);
            auto const free = sampler->measure(Measure::counts);
            QCOMPARE(free.clusterSize, 1.0);
            QCOMPARE(free.acceptance, static_cast<double>(free.changed) / N);
            QVERIFY(std::fabs(free.acceptance - 0.5) < 2.5 / L);
        }
    }

    void spinsAlongAStrongFieldAreTiedOnBitPlanes()
    {
        auto const sampler = makeSwendsenWang({64, Lattice::square, Boundary::periodic}, false, 5);
        sampler->load(checks::randomSpins(64, 1).data());
        sampler->setDynamics(Rule::metropolis, 0, 1e-3, 1);
        checks::advanceSteps(*sampler, 2);
        QVERIFY(sampler->measure(Measure::counts).up < 4096);
        checks::advanceSteps(*sampler, 40);
        QCOMPARE(sampler->measure(Measure::counts).up, 4096);
        QCOMPARE(sampler->measure(Measure::counts).clusterSize, 4096.0);
    }

    // At h = 0 the mean of sum n^2 / N is N <m^2> (Wolff 1989): the decomposition and the spins
    // tell the same story.
    void clusterSizesEstimateTheSquaredMagnetisation()
    {
        Geometry const geometry{64, Lattice::square, Boundary::periodic};
        for (double const T : {2.1, 2.269185, 2.8}) {
            auto const sampler = makeSwendsenWang(geometry, false, 5);
            auto const means = checks::clusterMeansOf(*sampler, 1, T, 0, 4000);
            QVERIFY(std::fabs(means.size / 4096 - means.m2) <=
                    5 * std::hypot(means.m2Error, means.sizeError / 4096));
        }
    }
};

QTEST_APPLESS_MAIN(TstSwendsenWang)
#include "tst_swendsen_wang.moc"
