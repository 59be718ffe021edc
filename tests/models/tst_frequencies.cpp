// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/kawasaki_sampler.h"
#include "core/models/ising/plain_sampler.h"
#include "core/models/ising/swendsen_wang_sampler.h"
#include "core/models/ising/wolff_sampler.h"
#include "tests/support/sampler_checks.h"
#include "tests/support/small_ising.h"

#include <QtTest>

#include <functional>

using namespace core;
using namespace core::ising;

namespace {

// What has to be the same before and after a million draws: the frequencies of the states.
struct Case
{
    small::System system;
    checks::Make make;
    Rule rule = Rule::metropolis;
    int stepsPerDraw = 1;
    int up = -1; // where the number of spins up is conserved
};

constexpr int draws = 1'000'000;

std::uint32_t stateOf(const Sampler& sampler)
{
    int const L = sampler.side();
    std::uint64_t rows[4] = {};
    sampler.store(rows);
    std::uint64_t state = 0;
    for (int y = 0; y < L; ++y) {
        state |= rows[y] << (y * L);
    }
    return static_cast<std::uint32_t>(state);
}

std::unique_ptr<Sampler> prepared(const Case& c, std::uint64_t seed)
{
    auto sampler = c.make(c.system.geometry, seed);
    sampler->setSiteFields(c.system.levels, c.system.strength);
    sampler->setDynamics(c.rule, c.system.J, c.system.T, c.system.h);
    for (int site = 0; c.up >= 0 && site < c.system.sites(); ++site) {
        sampler->setSpin(site % c.system.geometry.L, site / c.system.geometry.L, site < c.up);
    }
    return sampler;
}

double chance(const Case& c, std::uint64_t seed)
{
    auto const sampler = prepared(c, seed);
    std::vector<std::int64_t> counts(c.system.states());
    StopCheck const never;
    for (int draw = -100; draw < draws; ++draw) {
        for (int step = 0; step < c.stepsPerDraw; ++step) {
            sampler->advance(never, soloPool());
        }
        if (draw >= 0) {
            ++counts[stateOf(*sampler)];
        }
    }
    return small::chanceOf(counts, c.system.boltzmann(c.up));
}

std::vector<small::System> systems()
{
    Geometry const torus3{3, Lattice::square, Boundary::periodic};
    Geometry const torus4{4, Lattice::square, Boundary::periodic};
    Geometry const wall3{3, Lattice::square, Boundary::plusMinus};
    Geometry const triangle3{3, Lattice::triangular, Boundary::periodic};
    return {
        {torus3, 1, 4, 0},
        {torus4, 1, 4, 0},
        {wall3, -1, 3, 0.3, checks::someLevels(9), 0.8},
        {torus4, 1, 4, 0, checks::someLevels(16), 1.5},
        {triangle3, -1, 4, 0.4},
    };
}

QString nameOf(const small::System& system)
{
    return QString("L=%1 %2 boundary %3 J=%4 T=%5 h=%6%7")
        .arg(system.geometry.L)
        .arg(system.geometry.lattice == Lattice::square ? "square" : "triangular")
        .arg(static_cast<int>(system.geometry.boundary))
        .arg(system.J)
        .arg(system.T)
        .arg(system.h)
        .arg(system.levels.empty() ? "" : " site fields");
}

} // namespace

Q_DECLARE_METATYPE(Case)

class TstFrequencies : public QObject
{
    Q_OBJECT

private slots:
    void aMillionDrawsOccurAsOftenAsTheirWeights_data()
    {
        QTest::addColumn<Case>("c");
        for (auto const& system : systems()) {
            auto const row = [&](const char* name, Case c) {
                QTest::addRow("%s, %s", name, qPrintable(nameOf(system))) << c;
            };
            row("metropolis", {system, makePlain, Rule::metropolis, 2});
            row("heat bath", {system, makePlain, Rule::heatBath, 2});
            row("kawasaki", {system, makeKawasaki, Rule::metropolis, 2, system.sites() / 2});
            bool const rejects = !system.levels.empty(); // many clusters end at the ghost
            row("wolff", {system, makePlainWolff, Rule::metropolis, rejects ? 10 : 3});
            row("swendsen-wang", {system, makePlainSwendsenWang, Rule::metropolis, 2});
        }
    }

    void aMillionDrawsOccurAsOftenAsTheirWeights()
    {
        QFETCH(Case, c);
        double const p = chance(c, 20251);
        QVERIFY2(p >= 1e-6, qPrintable(QString("p = %1").arg(p)));
    }
};

QTEST_APPLESS_MAIN(TstFrequencies)
#include "tst_frequencies.moc"
