// SPDX-License-Identifier: GPL-3.0-or-later
// The Hopfield network's fast paths against its definitions, for every rule and dynamics.
#include "core/base/cpu.h"
#include "tests/support/plain_hopfield.h"

#include <QtTest>

#include <atomic>
#include <numeric>

using namespace core;
using namespace core::hopfield;
using checks::PlainHopfield;

namespace {

struct Case
{
    Params params;
    std::int64_t N, P;
};

// A network and the patterns it refers to.
struct System
{
    explicit System(const Case& the, std::uint64_t seed)
        : patterns(the.N, 77), network(patterns, seed), params(the.params)
    {
        patterns.setCount(the.P);
        network.patternsChanged();
        network.tune(params);
    }
    PatternStore patterns;
    Network network;
    Params params;
};

const char* nameOf(RuleChoice rule)
{
    static const char* const names[] = {"hebb", "pseudo-inverse", "storkey", "dense",
                                        "exponential"};
    return names[static_cast<int>(rule)];
}

std::vector<Params> rules()
{
    std::vector<Params> all(9);
    all[1].rule = RuleChoice::pseudoInverse;
    all[2].rule = RuleChoice::storkey;
    for (std::size_t power = 2; power <= 6; ++power) {
        all[power + 1].rule = RuleChoice::dense;
        all[power + 1].power = static_cast<std::int64_t>(power);
    }
    all[8].rule = RuleChoice::exponential;
    return all;
}

std::vector<Params> settings(const Params& rule)
{
    std::vector<Params> all;
    for (auto const dynamics :
         {DynamicsChoice::asynchronous, DynamicsChoice::sequential, DynamicsChoice::synchronous}) {
        for (auto const& [T, threshold] :
             {std::pair{0., 0.}, {0., 0.123}, {0.5, 0.}, {1.7, -0.3}}) {
            all.push_back(rule);
            all.back().dynamics = dynamics;
            all.back().T = T;
            all.back().threshold = threshold;
        }
    }
    return all;
}

void eachCase(const std::vector<std::pair<std::int64_t, std::int64_t>>& sizes)
{
    QTest::addColumn<Case>("the");
    for (const auto& rule : rules()) {
        for (const auto& params : settings(rule)) {
            for (auto const& [N, P] : sizes) {
                QTest::addRow("%s power %d N=%d P=%d dynamics %d T=%g theta=%g", nameOf(rule.rule),
                              static_cast<int>(rule.power), static_cast<int>(N),
                              static_cast<int>(P), static_cast<int>(params.dynamics), params.T,
                              params.threshold)
                    << Case{params, N, P};
            }
        }
    }
}

// A quarter of the first pattern is wrong, or coins where there is none.
Spins startOf(const PatternStore& patterns, std::uint64_t seed)
{
    Rng random(seed);
    Spins spins(static_cast<std::size_t>(patterns.neurons()));
    for (std::size_t i = 0; i < spins.size(); ++i) {
        auto const at = static_cast<std::int64_t>(i);
        bool const up = patterns.count() > 0 && seed > 0
                            ? patterns.at(0, at) != (random.below(4) == 0)
                            : random.next() >> 63 != 0;
        spins[i] = up ? 1 : -1;
    }
    return spins;
}

void load(PlainHopfield& plain, const Spins& spins)
{
    plain.spins().assign(spins.begin(), spins.end());
}

bool same(PlainHopfield& plain, const Network& network)
{
    return std::equal(plain.spins().begin(), plain.spins().end(), network.spins().begin());
}

std::string hashOf(const Network& network)
{
    Fnv fnv;
    network.digest(fnv);
    return fnv.hex();
}

const std::atomic<bool> always{true};

} // namespace

Q_DECLARE_METATYPE(Case)

class TstHopfieldKernels : public QObject
{
    Q_OBJECT

private slots:
    void movesAsTheDefinitionSays_data() { eachCase({{9, 2}, {64, 5}, {70, 66}, {100, 0}}); }
    void movesAsTheDefinitionSays()
    {
        QFETCH(Case, the);
        System system(the, 3);
        auto& network = system.network;
        PlainHopfield plain(system.patterns, the.params, 3);
        auto const start = startOf(system.patterns, 5);
        network.setSpins(start);
        load(plain, start);
        for (int sweep = 0; sweep < 12; ++sweep) {
            QVERIFY(network.advance(StopCheck()));
            QCOMPARE(network.flips(), plain.sweep());
            QVERIFY2(same(plain, network), qPrintable(QString::number(sweep)));
            if (sweep == 6) { // painting keeps the caches right
                for (auto const i : {std::int64_t{0}, the.N / 2, the.N - 1}) {
                    auto& spin = plain.spins()[static_cast<std::size_t>(i)];
                    spin = -spin;
                    network.setSpin(i, spin > 0);
                }
            }
        }
        double const theta = the.params.threshold;
        double const sum = std::accumulate(plain.spins().begin(), plain.spins().end(), 0);
        double const expected = (plain.energy() + sum * theta) / static_cast<double>(the.N);
        QVERIFY(std::fabs(network.energy() - expected) < 1e-6);
        QVERIFY(std::fabs(network.energyFromScratch() - expected) < 1e-6);
        for (std::size_t i = 0; i < plain.spins().size(); ++i) {
            double const lambda = plain.lambda(i) - theta;
            double const field = network.field(static_cast<std::int64_t>(i));
            QVERIFY(std::fabs(field - lambda) < 1e-6 * (1 + std::fabs(lambda)));
        }
    }

    void interruptionsInstructionSetsAndFilesChangeNothing_data()
    {
        eachCase({{70, 10}, {130, 70}});
    }
    void interruptionsInstructionSetsAndFilesChangeNothing()
    {
        QFETCH(Case, the);
        auto const run = [&](bool interrupted) {
            auto system = std::make_unique<System>(the, 9);
            system->network.setSpins(startOf(system->patterns, 5));
            StopCheck const stop = interrupted ? StopCheck(always) : StopCheck();
            int stops = 0;
            while (system->network.sweeps() < 5) {
                system->network.setWorkBetweenStops(interrupted ? 1 : 1'000'000'000);
                system->network.advance(stop);
                if (interrupted && ++stops % 17 == 0) { // a new network takes over
                    Archive archive;
                    system->network.save(archive);
                    system = std::make_unique<System>(the, 9);
                    if (!system->network.load(archive)) {
                        return std::string("refused");
                    }
                }
            }
            return (interrupted && stops < 15 ? "never stopped " : "") + hashOf(system->network);
        };
        auto const reference = run(false);
        QCOMPARE(run(true), reference);
        for (auto const isa : {"portable", "avx2", "avx512"}) {
            if (forceIsa(isa)) {
                QCOMPARE(run(false), reference);
            }
        }
        QVERIFY(forceIsa(isaName(cpu().best)));
    }

    void runningEnergyAndOverlapsAreThoseFromScratch_data() { eachCase({{300, 40}}); }
    void runningEnergyAndOverlapsAreThoseFromScratch()
    {
        QFETCH(Case, the);
        System system(the, 4);
        auto& network = system.network;
        network.setSpins(startOf(system.patterns, 0));
        for (int sweep = 0; sweep < 20; ++sweep) {
            network.advance(StopCheck());
            QVERIFY(std::fabs(network.energy() - network.energyFromScratch()) < 1e-9);
        }
        auto const state = packedSpins(network.spins());
        std::vector<double> overlaps;
        network.overlaps(overlaps);
        for (std::int64_t k = 0; k < the.P; ++k) {
            QCOMPARE(overlaps[static_cast<std::size_t>(k)],
                     static_cast<double>(dot(state, system.patterns.bits(k), the.N)) /
                         static_cast<double>(the.N));
        }
    }

    void energyNeverRisesWithoutHeat_data() { eachCase({{12, 3}, {150, 30}, {150, 140}}); }
    void energyNeverRisesWithoutHeat()
    {
        QFETCH(Case, the);
        if (the.params.T > 0 || the.params.dynamics == DynamicsChoice::synchronous) {
            return;
        }
        System system(the, 6);
        auto& network = system.network;
        for (std::uint64_t start = 0; start < 10; ++start) {
            network.setSpins(startOf(system.patterns, start));
            network.advance(StopCheck());
            double energy = network.energyFromScratch();
            for (int sweep = 0; sweep < 60 && network.flips() != 0; ++sweep) {
                network.advance(StopCheck());
                double const next = network.energyFromScratch();
                QVERIFY(next <= energy + 1e-9);
                energy = next;
            }
            QCOMPARE(network.flips(), std::int64_t{0});
        }
    }

    void couplingsAreThoseOfTheirDefinitions()
    {
        for (auto const rule : {RuleChoice::hebb, RuleChoice::pseudoInverse, RuleChoice::storkey}) {
            for (std::int64_t const P : {1, 7, 39}) {
                Params params;
                params.rule = rule;
                System system({params, 50, P}, 1);
                auto& network = system.network;
                while (!network.learnt()) {
                    network.advance(StopCheck());
                }
                PlainHopfield plain(system.patterns, params, 1);
                for (std::int64_t i = 0; i < 50; ++i) {
                    QCOMPARE(network.coupling(i, i).value(), 0.0);
                    for (std::int64_t j = 0; j < 50; ++j) {
                        auto const J = static_cast<double>(
                            plain.J()[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)]);
                        QVERIFY(std::fabs(network.coupling(i, j).value() - J) < 1e-7);
                        QCOMPARE(network.coupling(i, j).value(), network.coupling(j, i).value());
                    }
                }
            }
        }
    }

    void denseOfPowerTwoMovesAsHebb()
    {
        Params hebb, dense;
        dense.rule = RuleChoice::dense;
        dense.power = 2;
        for (double const T : {0., 0.4}) {
            hebb.T = dense.T = T;
            System a({hebb, 150, 40}, 2), b({dense, 150, 40}, 2);
            a.network.setSpins(startOf(a.patterns, 0));
            b.network.setSpins(startOf(b.patterns, 0));
            for (int sweep = 0; sweep < 20; ++sweep) {
                a.network.advance(StopCheck());
                b.network.advance(StopCheck());
                QCOMPARE(b.network.spins(), a.network.spins());
                QVERIFY(std::fabs(a.network.energy() - b.network.energy() - 0.5 * 40 / 150.) <
                        1e-12);
            }
        }
    }

    void dependentPatternsAreLeftOutOfTheProjection()
    {
        Params params;
        params.rule = RuleChoice::pseudoInverse;
        System once({params, 60, 5}, 2), twice({params, 60, 5}, 2);
        auto const copy = std::vector(once.patterns.bits(1).begin(), once.patterns.bits(1).end());
        auto mirrored = copy;
        mirrored[0] = ~mirrored[0] & ((std::uint64_t{1} << 60) - 1);
        twice.patterns.addDrawn(copy, "again");
        twice.patterns.addDrawn(mirrored, "mirrored");
        twice.network.patternsChanged();
        for (auto* system : {&once, &twice}) {
            while (!system->network.learnt()) {
                system->network.advance(StopCheck());
            }
        }
        QCOMPARE(once.network.dependentPatterns(), std::int64_t{0});
        QCOMPARE(twice.network.dependentPatterns(), std::int64_t{2});
        for (std::int64_t i = 0; i < 60; ++i) {
            for (std::int64_t j = 0; j < 60; ++j) {
                QVERIFY(std::fabs(*once.network.coupling(i, j) - *twice.network.coupling(i, j)) <
                        1e-7);
            }
        }
    }

    // What the instruction sets share at sizes where numbers take three bytes.
    void theLargestNetworkMovesAlikeOnEveryInstructionSet()
    {
        std::vector<std::string> hashes;
        for (auto const isa : {"portable", "avx2", "avx512"}) {
            if (!forceIsa(isa)) {
                continue;
            }
            System system({Params(), 65536, 100}, 2);
            auto& network = system.network;
            Spins spins(65536);
            for (std::size_t i = 0; i < spins.size(); ++i) { // complete agreement: 65536
                spins[i] = system.patterns.at(3, static_cast<std::int64_t>(i)) ? 1 : -1;
            }
            network.setSpins(spins);
            network.advance(StopCheck());
            QCOMPARE(network.flips(), std::int64_t{0});
            QCOMPARE(network.field(7) * spins[7] > 0.9, true);
            network.setSpins(startOf(system.patterns, 1));
            network.advance(StopCheck());
            network.advance(StopCheck());
            QVERIFY(std::fabs(network.energy() - network.energyFromScratch()) < 1e-9);
            std::vector<double> overlaps;
            network.overlaps(overlaps);
            QVERIFY(overlaps[0] > 0.99);
            hashes.push_back(hashOf(network));
        }
        QVERIFY(forceIsa(isaName(cpu().best)));
        for (const auto& hash : hashes) {
            QCOMPARE(hash, hashes.front());
        }
    }
};

QTEST_APPLESS_MAIN(TstHopfieldKernels)
#include "tst_hopfield_kernels.moc"
