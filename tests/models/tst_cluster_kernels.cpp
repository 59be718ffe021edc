// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/cpu.h"
#include "core/models/ising/cluster_kernels.h"
#include "core/models/ising/swendsen_wang_sampler.h"
#include "core/models/ising/wolff_sampler.h"
#include "tests/support/sampler_checks.h"

#include <QtTest>

using namespace core;
using namespace core::ising;

namespace {

// xoshiro256++ as its authors write it, one lane.
std::uint64_t nextOf(std::uint64_t (&s)[4])
{
    std::uint64_t const result = std::rotl(s[0] + s[3], 23) + s[0];
    std::uint64_t const shifted = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = std::rotl(s[3], 45);
    return result;
}

std::vector<std::uint64_t> plane(std::uint64_t threshold, std::uint64_t seed, std::size_t blocks)
{
    auto generator = laneGenerator(seed);
    std::vector<std::uint64_t> out(blocks * blockWords);
    std::vector<std::uint64_t> open(out.size());
    bernoulliPlane(clusterKernels(), generator, threshold, seed, out.data(), open.data(), blocks);
    return out;
}

// The domain of each site under the bonds that `kept` keeps, named by its first site.
template <class F>
std::vector<std::int32_t> domains(const Geometry& geometry, F&& kept)
{
    int const L = geometry.L;
    std::vector<std::int32_t> name(static_cast<std::size_t>(L) * static_cast<std::size_t>(L), -1);
    std::vector<std::int32_t> stack;
    for (std::int32_t first = 0; first < L * L; ++first) {
        if (name[static_cast<std::size_t>(first)] >= 0) {
            continue;
        }
        name[static_cast<std::size_t>(first)] = first;
        stack.push_back(first);
        while (!stack.empty()) {
            auto const site = stack.back();
            stack.pop_back();
            for (auto const other : neighbours(geometry, site % L, site / L)) {
                auto& named = name[static_cast<std::size_t>(other)];
                if (named < 0 && kept(site, other)) {
                    named = first;
                    stack.push_back(other);
                }
            }
        }
    }
    return name;
}

bool bitAt(const std::vector<std::uint64_t>& rows, int L, std::int32_t site)
{
    auto const word = static_cast<std::size_t>(site / L * ((L + 63) / 64) + site % L / 64);
    return (rows[word] >> (site % L % 64) & 1) != 0;
}

// At T = 0 bonds are certain: clusters are the domains of satisfied bonds. Every domain turns as a
// whole or stays. Returns how many turned, or -1 where one was torn.
int domainsTurned(const Geometry& geometry, const std::vector<std::uint64_t>& before,
                  const std::vector<std::uint64_t>& after, bool unequal)
{
    int const L = geometry.L;
    auto const name = domains(geometry, [&](std::int32_t a, std::int32_t b) {
        return (bitAt(before, L, a) != bitAt(before, L, b)) == unequal;
    });
    int turned = 0;
    for (std::int32_t site = 0; site < L * L; ++site) {
        auto const first = name[static_cast<std::size_t>(site)];
        bool const turns = bitAt(before, L, site) != bitAt(after, L, site);
        if (turns != (bitAt(before, L, first) != bitAt(after, L, first))) {
            return -1;
        }
        turned += turns && first == site ? 1 : 0;
    }
    return turned;
}

void samplers()
{
    QTest::addColumn<checks::Make>("make");
    QTest::addColumn<int>("L");
    QTest::addColumn<bool>("wolff");
    for (int const L : {64, 192}) {
        QTest::addRow("wolff, bits, L=%d", L)
            << checks::Make(
                   [](const Geometry& g, std::uint64_t k) { return makeWolff(g, false, k); })
            << L << true;
        QTest::addRow("swendsen-wang, bits, L=%d", L)
            << checks::Make(
                   [](const Geometry& g, std::uint64_t k) { return makeSwendsenWang(g, false, k); })
            << L << false;
    }
    QTest::newRow("wolff, bytes") << checks::Make(makePlainWolff) << 50 << true;
    QTest::newRow("swendsen-wang, bytes") << checks::Make(makePlainSwendsenWang) << 50 << false;
}

} // namespace

Q_DECLARE_METATYPE(checks::Make)

class TstClusterKernels : public QObject
{
    Q_OBJECT

private slots:
    void theGeneratorIsXoshiro()
    {
        auto generator = laneGenerator(3);
        auto const start = generator;
        std::vector<std::uint64_t> out(5 * blockWords);
        clusterKernels().fill(generator, out.data(), 5);
        for (std::size_t lane = 0; lane < 8; ++lane) {
            std::uint64_t s[4];
            for (std::size_t k = 0; k < 4; ++k) {
                s[k] = start.state[8 * k + lane];
            }
            for (std::size_t block = 0; block < 5; ++block) {
                QCOMPARE(out[blockWords * block + lane], nextOf(s));
            }
            QCOMPARE(generator.state[lane], s[0]);
        }
    }

    void planesHaveTheirProbability_data()
    {
        QTest::addColumn<double>("p");
        for (double const p : {0.5857864376, 0.5, 0.1, 3e-3, 1.7e-4, 1e-5, 0.99997}) {
            QTest::addRow("%g", p) << p;
        }
    }
    void planesHaveTheirProbability()
    {
        QFETCH(double, p);
        constexpr std::size_t blocks = 40'000; // 2 10^7 sites
        std::int64_t ones = 0;
        for (auto const word : plane(threshold64(p), 17, blocks)) {
            ones += std::popcount(word);
        }
        double const n = 512.0 * blocks;
        QVERIFY(std::fabs(static_cast<double>(ones) - n * p) < 5 * std::sqrt(n * p * (1 - p)));
    }

    void certainIsCertainAndNeverIsNever()
    {
        for (auto const word : plane(threshold64(1), 5, 2000)) {
            QCOMPARE(word, ~std::uint64_t{0});
        }
        for (auto const word : plane(threshold64(0), 5, 2000)) {
            QCOMPARE(word, std::uint64_t{0});
        }
    }

    void atZeroTemperatureWholeDomainsTurn_data() { samplers(); }
    void atZeroTemperatureWholeDomainsTurn()
    {
        QFETCH(checks::Make, make);
        QFETCH(int, L);
        QFETCH(bool, wolff);
        for (auto const lattice : {Lattice::square, Lattice::triangular}) {
            for (auto const boundary : {Boundary::periodic, Boundary::free}) {
                Geometry const geometry{L, lattice, boundary};
                bool const torus = lattice == Lattice::square && boundary == Boundary::periodic;
                for (double const J : {1.0, -1.0}) {
                    if (L % 64 == 0 && !torus) {
                        continue; // what bit planes do not serve
                    }
                    auto const sampler = make(geometry, 21);
                    for (int round = 0; round < 8; ++round) {
                        sampler->load(checks::randomSpins(L, 100u + unsigned(round)).data());
                        sampler->setDynamics(Rule::metropolis, J, 3.2, 0);
                        sampler->setClusters(30);
                        checks::advanceSteps(*sampler, round);
                        sampler->setDynamics(Rule::metropolis, J, 0, 0);
                        sampler->setClusters(1);
                        auto const before = checks::spinsOf(*sampler);
                        checks::advanceSteps(*sampler, 1);
                        int const turned =
                            domainsTurned(geometry, before, checks::spinsOf(*sampler), J < 0);
                        QVERIFY(wolff ? turned == 1 : turned >= 0);
                    }
                }
            }
        }
    }

    // The same planes, sites instead of runs, a search instead of union and find.
    void aDecompositionEqualsItsReferenceSiteBySite()
    {
        for (int const L : {64, 128, 192}) {
            Geometry const geometry{L, Lattice::square, Boundary::periodic};
            std::uint64_t const key = 77;
            auto const sampler = makeSwendsenWang(geometry, false, key);
            sampler->load(checks::randomSpins(L, 4).data());
            sampler->setDynamics(Rule::metropolis, 1, 2.2, 0);
            auto const threshold = threshold64(bondProbability(1, 2.2));
            for (std::uint64_t step = 0; step < 12; ++step) {
                auto const before = checks::spinsOf(*sampler);
                checks::advanceSteps(*sampler, 1);
                auto const after = checks::spinsOf(*sampler);
                std::vector<std::uint64_t> right(before.size());
                std::vector<std::uint64_t> down(before.size());
                std::vector<std::uint64_t> coins(before.size());
                std::vector<std::uint64_t> open(before.size());
                auto const blocks = static_cast<std::size_t>(L / 64);
                for (std::size_t band = 0; band < static_cast<std::size_t>(L / 8); ++band) {
                    auto const seed = streamSeed(key, step * static_cast<unsigned>(L / 8) + band);
                    auto generator = laneGenerator(seed);
                    auto const first = band * blocks * blockWords;
                    auto const& k = portableClusterKernels();
                    bernoulliPlane(k, generator, threshold, streamSeed(seed, 1), &right[first],
                                   open.data(), blocks);
                    bernoulliPlane(k, generator, threshold, streamSeed(seed, 2), &down[first],
                                   open.data(), blocks);
                    k.fill(generator, &coins[first], blocks);
                }
                auto const name = domains(geometry, [&](std::int32_t a, std::int32_t b) {
                    bool const row = a / L == b / L;
                    int const from = row ? (a % L + 1) % L : (a / L + 1) % L;
                    bool const forward = from == (row ? b % L : b / L);
                    return bitAt(before, L, a) == bitAt(before, L, b) &&
                           bitAt(row ? right : down, L, forward ? a : b);
                });
                for (std::int32_t site = 0; site < L * L; ++site) {
                    bool const flip = bitAt(coins, L, name[static_cast<std::size_t>(site)]);
                    QCOMPARE(bitAt(after, L, site), bitAt(before, L, site) != flip);
                }
            }
        }
    }
};

QTEST_APPLESS_MAIN(TstClusterKernels)
#include "tst_cluster_kernels.moc"
