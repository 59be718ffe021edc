// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/cpu.h"
#include "core/models/ising/wolff_sampler.h"
#include "tests/support/cluster_means.h"
#include "tests/support/sampler_checks.h"

#include <QtTest>

using namespace core;
using namespace core::ising;

class TstWolff : public QObject
{
    Q_OBJECT

private slots:
    void atZeroTemperatureTheWholeLatticeTurns()
    {
        for (double const J : {1.0, -1.0}) {
            Geometry const geometry{30, Lattice::square, Boundary::periodic};
            auto const sampler = makePlainWolff(geometry, 4);
            for (int site = 0; site < 900 && J < 0; ++site) {
                sampler->setSpin(site % 30, site / 30, (site % 30 + site / 30) % 2 == 0);
            }
            sampler->setDynamics(Rule::metropolis, J, 0, 0);
            auto const before = sampler->measure(Measure::counts);
            sampler->setClusters(3);
            checks::advanceSteps(*sampler, 1);
            auto const after = sampler->measure(Measure::counts);
            QCOMPARE(after.staggered, -before.staggered);
            QCOMPARE(after.unequalBonds, before.unequalBonds);
            QCOMPARE(after.clusterSize, 900.0);
            QCOMPARE(after.acceptance, 1.0);
            QCOMPARE(after.changed, 2700);
        }
    }

    void aClusterThatReachesTheGhostIsNotFlipped()
    {
        auto const sampler = makePlainWolff({20, Lattice::square, Boundary::plus}, 4);
        sampler->setDynamics(Rule::metropolis, 1, 0, 0);
        checks::advanceSteps(*sampler, 5);
        QCOMPARE(sampler->measure(Measure::counts).up, 400);
        QCOMPARE(sampler->measure(Measure::counts).acceptance, 0.0);
        sampler->setDynamics(Rule::metropolis, -1, 0, 0);
        checks::advanceSteps(*sampler, 200);
        QVERIFY(sampler->measure(Measure::counts).acceptance >= 0);
        QVERIFY(sampler->measure(Measure::counts).up < 400);
    }

    void aStepCountsClustersNotSites()
    {
        auto const sampler = makePlainWolff({40, Lattice::square, Boundary::periodic}, 4);
        sampler->setDynamics(Rule::metropolis, 0, 1, 0);
        sampler->setClusters(7);
        checks::advanceSteps(*sampler, 1);
        QCOMPARE(sampler->measure(Measure::counts).changed, 7);
        QCOMPARE(sampler->measure(Measure::counts).clusterSize, 1.0);
    }

    void aClusterInterruptedIsTheSameCluster()
    {
        auto const cold = [](std::uint64_t key) {
            auto sampler = makePlainWolff({500, Lattice::triangular, Boundary::periodic}, key);
            sampler->setDynamics(Rule::metropolis, 1, 3, 0);
            return sampler;
        };
        QCOMPARE(checks::runsRepeat(cold, 7), QString());
    }

    void bitPlanesMeasureAndStoreWhatTheDefinitionSays()
    {
        for (int const L : {64, 192}) {
            Geometry const geometry{L, Lattice::square, Boundary::periodic};
            auto const sampler = makeWolff(geometry, false, 3);
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
            auto sampler = makeWolff({L, Lattice::square, Boundary::periodic}, false, key);
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
            auto const sampler = makeWolff({192, Lattice::square, Boundary::periodic}, false, 7);
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
        auto const bits = makeWolff(geometry, false, 11);
        auto const bytes = makePlainWolff(geometry, 12);
        bits->setClusters(20);
        bytes->setClusters(20);
        auto const a = checks::clusterMeansOf(*bits, J, T, h, 400);
        auto const b = checks::clusterMeansOf(*bytes, J, T, h, 400);
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
};

QTEST_APPLESS_MAIN(TstWolff)
#include "tst_wolff.moc"
