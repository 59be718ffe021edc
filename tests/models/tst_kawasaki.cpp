// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/kawasaki_sampler.h"
#include "tests/support/geometries.h"
#include "tests/support/sampler_checks.h"

#include <QtTest>

using namespace core;
using namespace core::ising;

namespace {

std::unique_ptr<Sampler> warm(const Geometry& geometry, std::uint64_t key)
{
    auto sampler = makeKawasaki(geometry, key);
    sampler->setSiteFields(checks::someLevels(geometry.L * geometry.L), 0.7);
    sampler->setDynamics(Rule::metropolis, 0.9, 2.5, 0.1);
    sampler->load(checks::randomSpins(geometry.L, 3).data());
    return sampler;
}

} // namespace

class TstKawasaki : public QObject
{
    Q_OBJECT

private slots:
    void theMagnetisationNeverChangesAndTheEnergyFollowsTheExchanges_data()
    {
        checks::addGeometries();
    }
    void theMagnetisationNeverChangesAndTheEnergyFollowsTheExchanges()
    {
        QFETCH(Geometry, geometry);
        auto const sampler = warm(geometry, 4);
        auto const before = sampler->measure(Measure::counts);
        checks::advanceSteps(*sampler, 10);
        auto const after = sampler->measure(Measure::counts);
        QCOMPARE(after.up, before.up);
        QVERIFY(geometry.L < 8 || after.unequalBonds < before.unequalBonds);
        QVERIFY(geometry.L < 60 || (after.acceptance > 0.05 && after.acceptance < 0.6));
    }

    void atZeroTemperatureTheEnergyNeverRises_data() { checks::addGeometries(); }
    void atZeroTemperatureTheEnergyNeverRises()
    {
        QFETCH(Geometry, geometry);
        auto const sampler = warm(geometry, 4);
        sampler->setDynamics(Rule::metropolis, 1, 0, 0.3);
        auto const energy = [&] {
            auto const sums = sampler->measure(Measure::counts);
            return 2.0 * static_cast<double>(sums.unequalBonds) - sums.fieldSum;
        };
        double before = energy();
        for (int step = 0; step < 10; ++step) {
            checks::advanceSteps(*sampler, 1);
            QVERIFY(energy() <= before + 1e-9);
            before = energy();
        }
    }
};

QTEST_APPLESS_MAIN(TstKawasaki)
#include "tst_kawasaki.moc"
