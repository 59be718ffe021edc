// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/plain_sampler.h"
#include "tests/support/geometries.h"
#include "tests/support/sampler_checks.h"

#include <QtTest>

using namespace core;
using namespace core::ising;

class TstPlain : public QObject
{
    Q_OBJECT

private slots:
    void everySpinFlipsOnceWhereEveryFlipIsCertain_data() { checks::addGeometries(); }
    void everySpinFlipsOnceWhereEveryFlipIsCertain()
    {
        QFETCH(Geometry, geometry);
        auto const sampler = makePlain(geometry, 1);
        sampler->setDynamics(Rule::metropolis, 0, 1, 0);
        checks::advanceSteps(*sampler, 1);
        auto const sums = sampler->measure(Measure::counts);
        QCOMPARE(sums.up, 0);
        QCOMPARE(sums.changed, static_cast<std::int64_t>(geometry.L) * geometry.L);
        QCOMPARE(sums.acceptance, 1.0);
    }

    void atZeroTemperatureTheEnergyNeverRises_data() { checks::addGeometries(); }
    void atZeroTemperatureTheEnergyNeverRises()
    {
        QFETCH(Geometry, geometry);
        for (auto const rule : {Rule::metropolis, Rule::heatBath}) {
            auto const sampler = makePlain(geometry, 4);
            sampler->load(checks::randomSpins(geometry.L, 9).data());
            sampler->setDynamics(rule, -1, 0, 0);
            auto const satisfied = [&] { return sampler->measure(Measure::counts).unequalBonds; };
            std::int64_t before = satisfied();
            for (int step = 0; step < 20; ++step) {
                checks::advanceSteps(*sampler, 1);
                QVERIFY(satisfied() >= before);
                before = satisfied();
            }
        }
    }

    void aStrongSiteFieldIsFollowed()
    {
        Geometry const geometry{9, Lattice::triangular, Boundary::free};
        auto const sampler = makePlain(geometry, 4);
        QVERIFY(!sampler->setSiteField(1, 1, 5));
        std::vector<std::int8_t> levels(81, 127);
        QVERIFY(sampler->setSiteFields(levels, 100));
        QVERIFY(sampler->setSiteField(4, 7, -127));
        sampler->setDynamics(Rule::heatBath, 1, 1, 0);
        checks::advanceSteps(*sampler, 2);
        QCOMPARE(sampler->measure(Measure::counts).up, 80);
        QVERIFY(!sampler->spin(4, 7));
        QCOMPARE(sampler->measure(Measure::counts).fieldSum, 8100.0);
    }
};

QTEST_APPLESS_MAIN(TstPlain)
#include "tst_plain.moc"
