// SPDX-License-Identifier: GPL-3.0-or-later
// What every sampler on a lattice of bytes must satisfy, whatever its rule, on every geometry.
#include "core/models/ising/kawasaki_sampler.h"
#include "core/models/ising/plain_sampler.h"
#include "core/models/ising/swendsen_wang_sampler.h"
#include "core/models/ising/wolff_sampler.h"
#include "tests/support/geometries.h"
#include "tests/support/sampler_checks.h"

#include <QtTest>

using namespace core;
using namespace core::ising;

namespace {

struct Named
{
    const char* name;
    std::unique_ptr<Sampler> (*make)(const Geometry&, std::uint64_t);
    Rule rule;
};
constexpr Named samplers[] = {{"single spins", makePlain, Rule::heatBath},
                              {"Kawasaki", makeKawasaki, Rule::metropolis},
                              {"Wolff", makePlainWolff, Rule::metropolis},
                              {"Swendsen-Wang", makePlainSwendsenWang, Rule::metropolis}};

void tune(Sampler& sampler, const Named& named) { sampler.setDynamics(named.rule, 0.9, 2.5, 0.1); }

// In a field that differs from site to site, at a temperature where something happens.
std::unique_ptr<Sampler> warm(const Named& named, const Geometry& geometry, std::uint64_t key)
{
    auto sampler = named.make(geometry, key);
    sampler->setSiteFields(checks::someLevels(geometry.L * geometry.L), 0.7);
    tune(*sampler, named);
    sampler->load(checks::randomSpins(geometry.L, 3).data());
    return sampler;
}

} // namespace

class TstPlainSamplers : public QObject
{
    Q_OBJECT

private slots:
    void measuresWhatTheDefinitionSays_data() { checks::addGeometries(); }
    void measuresWhatTheDefinitionSays()
    {
        QFETCH(Geometry, geometry);
        auto const levels = checks::someLevels(geometry.L * geometry.L);
        for (auto const& named : samplers) {
            auto const sampler = warm(named, geometry, 3);
            checks::advanceSteps(*sampler, 5);
            auto const wrong = checks::measuresRightly(*sampler, geometry, levels, 0.7);
            QVERIFY2(wrong.isEmpty(), qPrintable(named.name + (": " + wrong)));
        }
    }

    void storesWhatWasLoaded_data() { checks::addGeometries(); }
    void storesWhatWasLoaded()
    {
        QFETCH(Geometry, geometry);
        for (auto const& named : samplers) {
            auto const wrong = checks::storesRightly(*warm(named, geometry, 1));
            QVERIFY2(wrong.isEmpty(), qPrintable(named.name + (": " + wrong)));
        }
    }

    void runsRepeat_data() { checks::addGeometries(); }
    void runsRepeat()
    {
        QFETCH(Geometry, geometry);
        for (auto const& named : samplers) {
            auto const make = [&](std::uint64_t key) { return warm(named, geometry, key); };
            auto const wrong = checks::runsRepeat(make, 8);
            QVERIFY2(wrong.isEmpty(), qPrintable(named.name + (": " + wrong)));
        }
    }

    void retuningWithEqualValuesChangesNothing()
    {
        Geometry const geometry{97, Lattice::square, Boundary::periodic};
        for (auto const& named : samplers) {
            auto const wrong = checks::retuningWithEqualValuesChangesNothing(
                [&](std::uint64_t key) { return warm(named, geometry, key); },
                [&](Sampler& sampler) { tune(sampler, named); }, 10);
            QVERIFY2(wrong.isEmpty(), qPrintable(named.name + (": " + wrong)));
        }
    }
};

QTEST_APPLESS_MAIN(TstPlainSamplers)
#include "tst_plain_samplers.moc"
