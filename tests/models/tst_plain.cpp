// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/plain_sampler.h"
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

std::unique_ptr<Sampler> hot(const Geometry& geometry, std::uint64_t key)
{
    auto sampler = makePlain(geometry, key);
    sampler->setSiteFields(checks::someLevels(geometry.L * geometry.L), 0.7);
    sampler->setDynamics(Rule::heatBath, 0.9, 2.5, 0.1);
    return sampler;
}

} // namespace

class TstPlain : public QObject
{
    Q_OBJECT

private slots:
    void measuresWhatTheDefinitionSays_data() { geometries(); }
    void measuresWhatTheDefinitionSays()
    {
        QFETCH(Geometry, geometry);
        auto const sampler = hot(geometry, 3);
        checks::advanceSteps(*sampler, 5);
        auto const levels = checks::someLevels(geometry.L * geometry.L);
        QCOMPARE(checks::measuresRightly(*sampler, geometry, levels, 0.7), QString());
    }

    void storesWhatWasLoaded_data() { geometries(); }
    void storesWhatWasLoaded()
    {
        QFETCH(Geometry, geometry);
        QCOMPARE(checks::storesRightly(*hot(geometry, 1)), QString());
    }

    void runsRepeat_data() { geometries(); }
    void runsRepeat()
    {
        QFETCH(Geometry, geometry);
        auto const make = [&](std::uint64_t key) { return hot(geometry, key); };
        QCOMPARE(checks::runsRepeat(make, 8), QString());
    }

    void retuningWithEqualValuesChangesNothing()
    {
        Geometry const geometry{97, Lattice::square, Boundary::periodic};
        QCOMPARE(checks::retuningWithEqualValuesChangesNothing(
                     [&](std::uint64_t key) { return hot(geometry, key); },
                     [](Sampler& s) { s.setDynamics(Rule::heatBath, 0.9, 2.5, 0.1); }, 10),
                 QString());
    }

    void everySpinFlipsOnceWhereEveryFlipIsCertain_data() { geometries(); }
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

    void atZeroTemperatureTheEnergyNeverRises_data() { geometries(); }
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
