// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/kawasaki_sampler.h"
#include "tests/support/sampler_checks.h"

#include <QtTest>

using namespace core;
using namespace core::ising;

Q_DECLARE_METATYPE(core::Geometry)

namespace {

void geometries()
{
    QTest::addColumn<Geometry>("geometry");
    for (int const L : {2, 3, 8, 64, 81}) {
        for (auto const lattice : {Lattice::square, Lattice::triangular}) {
            for (auto const boundary :
                 {Boundary::periodic, Boundary::free, Boundary::plus, Boundary::plusMinus}) {
                QTest::addRow("L=%d lattice %d boundary %d", L, static_cast<int>(lattice),
                              static_cast<int>(boundary))
                    << Geometry{L, lattice, boundary};
            }
        }
    }
}

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
    void measuresWhatTheDefinitionSays_data() { geometries(); }
    void measuresWhatTheDefinitionSays()
    {
        QFETCH(Geometry, geometry);
        auto const sampler = warm(geometry, 3);
        checks::advanceSteps(*sampler, 5);
        auto const levels = checks::someLevels(geometry.L * geometry.L);
        QCOMPARE(checks::measuresRightly(*sampler, geometry, levels, 0.7), QString());
    }

    void storesWhatWasLoaded_data() { geometries(); }
    void storesWhatWasLoaded()
    {
        QFETCH(Geometry, geometry);
        QCOMPARE(checks::storesRightly(*warm(geometry, 1)), QString());
    }

    void runsRepeat_data() { geometries(); }
    void runsRepeat()
    {
        QFETCH(Geometry, geometry);
        auto const make = [&](std::uint64_t key) { return warm(geometry, key); };
        QCOMPARE(checks::runsRepeat(make, 8), QString());
    }

    void retuningWithEqualValuesChangesNothing()
    {
        Geometry const geometry{97, Lattice::square, Boundary::periodic};
        QCOMPARE(checks::retuningWithEqualValuesChangesNothing(
                     [&](std::uint64_t key) { return warm(geometry, key); },
                     [](Sampler& s) { s.setDynamics(Rule::metropolis, 0.9, 2.5, 0.1); }, 10),
                 QString());
    }

    void theMagnetisationNeverChangesAndTheEnergyFollowsTheExchanges_data() { geometries(); }
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

    void atZeroTemperatureTheEnergyNeverRises_data() { geometries(); }
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
