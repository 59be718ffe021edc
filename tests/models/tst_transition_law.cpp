// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/kawasaki_sampler.h"
#include "core/models/ising/plain_sampler.h"
#include "tests/support/small_ising.h"

#include <QtTest>

#include <functional>

using namespace core;
using namespace core::ising;

// The exact law of one step of each algorithm on lattices of at most nine sites, from the same
// probabilities that the samplers use, applied to the Boltzmann distribution: it must come out as
// it went in. Cluster laws are summed over all clusters: no sampler is run here
// (tst_frequencies does that).
namespace {

using Distribution = std::vector<double>;
using Mask = std::uint32_t;

// How a probability is realised: as it is, or by a threshold of so many digits.
using Realise = std::function<double(double)>;

double exactly(double p) { return p; }
Realise byDigits(int digits)
{
    return [digits](double p) { return realised(threshold64(p), digits); };
}

template <class F>
void forEachSubset(Mask set, F&& f)
{
    for (Mask subset = set;; subset = (subset - 1) & set) {
        f(subset);
        if (subset == 0) {
            return;
        }
    }
}

int neighbourSum(const small::System& system, Mask state, int site)
{
    int const L = system.geometry.L;
    int sum = frameField(system.geometry)[static_cast<std::size_t>(site)];
    for (auto const other : neighbours(system.geometry, site % L, site / L)) {
        sum += small::System::spin(state, other);
    }
    return sum;
}

Distribution afterSingleSite(const small::System& system, Rule rule, int site,
                             const Distribution& p, const Realise& realise)
{
    Distribution after(p.size());
    for (Mask state = 0; state < system.states(); ++state) {
        double const flip = realise(flipProbability(rule, system.J, system.T, system.field(site),
                                                    small::System::spin(state, site),
                                                    neighbourSum(system, state, site)));
        after[state] += p[state] * (1 - flip);
        after[state ^ (1u << site)] += p[state] * flip;
    }
    return after;
}

Distribution afterExchange(const small::System& system, const Distribution& p,
                           const Realise& realise)
{
    auto const bonds = bondList(system.geometry);
    double total = 0;
    for (auto const& bond : bonds) {
        total += bond.multiplicity;
    }
    Distribution after(p.size());
    for (Mask state = 0; state < system.states(); ++state) {
        for (auto const& [a, b, multiplicity] : bonds) {
            double const chosen = p[state] * multiplicity / total;
            int const s = small::System::spin(state, a);
            if (s == small::System::spin(state, b)) {
                after[state] += chosen;
                continue;
            }
            int const withoutB = neighbourSum(system, state, a) + multiplicity * s;
            int const withoutA = neighbourSum(system, state, b) - multiplicity * s;
            double const accept =
                realise(exchangeProbability(system.J, system.T, s * (withoutB - withoutA),
                                            s * (system.field(a) - system.field(b))));
            after[state] += chosen * (1 - accept);
            after[state ^ (1u << a) ^ (1u << b)] += chosen * accept;
        }
    }
    return after;
}

// The clusters of one state: node N is the ghost. A satisfied bond is open with its probability.
class Clusters
{
public:
    Clusters(const small::System& system, Mask state, const Realise& realise)
        : nodes_(system.sites() + 1), all_((1u << nodes_) - 1)
    {
        std::vector<double> closed(static_cast<std::size_t>(nodes_ * nodes_), 1.0);
        auto const close = [&](int a, int b, double open) {
            closed[static_cast<std::size_t>(a * nodes_ + b)] *= 1 - open;
            closed[static_cast<std::size_t>(b * nodes_ + a)] *= 1 - open;
        };
        double const bond = realise(bondProbability(system.J, system.T));
        for (auto const& [i, j, multiplicity] : bondList(system.geometry)) {
            int const product = small::System::spin(state, i) * small::System::spin(state, j);
            for (int k = 0; k < multiplicity && system.J * product > 0; ++k) {
                close(i, j, bond);
            }
        }
        auto const frame = frameField(system.geometry);
        for (int i = 0; i < system.sites(); ++i) {
            double const field = system.field(i) + system.J * frame[static_cast<std::size_t>(i)];
            if (field * small::System::spin(state, i) > 0) {
                close(i, system.sites(), realise(bondProbability(field, system.T)));
            }
        }
        closedTo_.assign(static_cast<std::size_t>(nodes_) << nodes_, 1.0);
        for (int a = 0; a < nodes_; ++a) {
            for (Mask set = 1; set <= all_; ++set) {
                int const low = std::countr_zero(set);
                closedTo_[index(a, set)] = closedTo_[index(a, set & (set - 1))] *
                                           closed[static_cast<std::size_t>(a * nodes_ + low)];
            }
        }
        connected_.assign(all_ + 1, 0.0);
        for (Mask set = 1; set <= all_; ++set) {
            Mask const low = set & (0 - set);
            double apart = 0;
            for (Mask part = (set - 1) & set; part != 0; part = (part - 1) & set) {
                apart += (part & low) != 0 ? connected_[part] * cut(part, set ^ part) : 0.0;
            }
            connected_[set] = 1 - apart;
        }
    }

    Mask ghost() const { return 1u << (nodes_ - 1); }
    Mask sites() const { return ghost() - 1; }
    // Probability that no bond between the two sets is open / that open bonds connect the set.
    double cut(Mask a, Mask b) const
    {
        double p = 1;
        for (; a != 0; a &= a - 1) {
            p *= closedTo_[index(std::countr_zero(a), b)];
        }
        return p;
    }
    double connected(Mask set) const { return connected_[set]; }

private:
    std::size_t index(int node, Mask set) const
    {
        return (static_cast<std::size_t>(node) << nodes_) + set;
    }

    int nodes_;
    Mask all_;
    std::vector<double> closedTo_;
    std::vector<double> connected_;
};

Distribution afterWolff(const small::System& system, const Distribution& p, const Realise& realise)
{
    Distribution after(p.size());
    for (Mask state = 0; state < system.states(); ++state) {
        Clusters const clusters(system, state, realise);
        double stay = 1;
        for (Mask set = 1; set <= clusters.sites(); ++set) {
            double const flip = std::popcount(set) * clusters.connected(set) *
                                clusters.cut(set, clusters.ghost() | (clusters.sites() ^ set)) /
                                system.sites();
            after[state ^ set] += p[state] * flip;
            stay -= flip;
        }
        after[state] += p[state] * stay;
    }
    return after;
}

// flips[within][set]: probability that `set` is flipped when every cluster within `within` tosses a
// coin; written for the subsets of `within` only.
void tossCoins(const Clusters& clusters, std::vector<Distribution>& flips)
{
    flips[0][0] = 1;
    for (Mask within = 1; within <= clusters.sites(); ++within) {
        forEachSubset(within, [&](Mask set) { flips[within][set] = 0; });
        Mask const low = within & (0 - within);
        forEachSubset(within ^ low, [&](Mask others) {
            Mask const cluster = others | low;
            Mask const rest = within ^ cluster;
            double const half = clusters.connected(cluster) * clusters.cut(cluster, rest) / 2;
            if (half == 0) {
                return;
            }
            forEachSubset(rest, [&](Mask set) {
                flips[within][set] += half * flips[rest][set];
                flips[within][set | cluster] += half * flips[rest][set];
            });
        });
    }
}

Distribution afterSwendsenWang(const small::System& system, const Distribution& p,
                               const Realise& realise)
{
    Distribution after(p.size());
    std::vector<Distribution> flips(system.states(), Distribution(system.states()));
    for (Mask state = 0; state < system.states(); ++state) {
        Clusters const clusters(system, state, realise);
        tossCoins(clusters, flips);
        for (Mask tied = 0; tied <= clusters.sites(); ++tied) {
            Mask const freed = clusters.sites() ^ tied;
            double const share = p[state] * clusters.connected(tied | clusters.ghost()) *
                                 clusters.cut(tied | clusters.ghost(), freed);
            if (share > 0) {
                forEachSubset(freed,
                              [&](Mask set) { after[state ^ set] += share * flips[freed][set]; });
            }
        }
    }
    return after;
}

std::vector<std::int8_t> someLevels(int sites)
{
    std::vector<std::int8_t> levels;
    for (int i = 0; i < sites; ++i) {
        levels.push_back(static_cast<std::int8_t>((i * 97 + 31) % 255 - 127));
    }
    return levels;
}

std::vector<small::System> systems(double T)
{
    auto const square = [](int L, Boundary boundary) {
        return Geometry{L, Lattice::square, boundary};
    };
    return {
        {square(2, Boundary::periodic), 1, T, 0},
        {square(2, Boundary::free), -0.7, T, 0.4},
        {square(3, Boundary::periodic), 1, T, 0},
        {square(3, Boundary::periodic), -1, T, 0.2, someLevels(9), 0.9},
        {square(3, Boundary::free), 1, T, -0.3},
        {square(3, Boundary::plus), 0.8, T, 0},
        {square(3, Boundary::plusMinus), 1, T, 0.1, someLevels(9), 1.5},
        {{3, Lattice::triangular, Boundary::periodic}, -1, T, 0},
        {{3, Lattice::triangular, Boundary::plusMinus}, 1, T, 0},
        {{2, Lattice::triangular, Boundary::periodic}, 1, T, 0, someLevels(4), 0.6},
    };
}

double largestDifference(const Distribution& a, const Distribution& b)
{
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        largest = std::max(largest, std::fabs(a[i] - b[i]));
    }
    return largest;
}

struct Precision
{
    const char* name;
    Realise realise;
    double tolerance;
};

std::vector<Precision> precisions(double T)
{
    double const tolerance = std::ldexp(1, -31);
    std::vector<Precision> all{{"unrounded", exactly, 1e-12},
                               {"32 digits", byDigits(32), tolerance}};
    if (T == 2.269) {
        all.push_back({"64 digits", byDigits(64), tolerance});
    }
    return all;
}

using Law = std::function<Distribution(const small::System&, const Distribution&, const Realise&)>;

Law sweep(Rule rule)
{
    return [rule](const small::System& system, const Distribution& p, const Realise& realise) {
        Distribution after = p;
        for (int site = 0; site < system.sites(); ++site) {
            after = afterSingleSite(system, rule, site, after, realise);
        }
        return after;
    };
}

} // namespace

Q_DECLARE_METATYPE(Law)
Q_DECLARE_METATYPE(Rule)

class TstTransitionLaw : public QObject
{
    Q_OBJECT

private slots:
    void theBoltzmannDistributionStays_data()
    {
        QTest::addColumn<Law>("law");
        QTest::addColumn<double>("T");
        for (double const T : {0.8, 2.269, 5.0}) {
            QTest::addRow("metropolis, T = %g", T) << sweep(Rule::metropolis) << T;
            QTest::addRow("heat bath, T = %g", T) << sweep(Rule::heatBath) << T;
            QTest::addRow("kawasaki, T = %g", T) << Law(afterExchange) << T;
            QTest::addRow("wolff, T = %g", T) << Law(afterWolff) << T;
            QTest::addRow("swendsen-wang, T = %g", T) << Law(afterSwendsenWang) << T;
        }
    }

    void theBoltzmannDistributionStays()
    {
        QFETCH(Law, law);
        QFETCH(double, T);
        for (auto const& system : systems(T)) {
            auto const p = system.boltzmann();
            for (auto const& [name, realise, tolerance] : precisions(T)) {
                double const off = largestDifference(law(system, p, realise), p);
                QVERIFY2(off <= tolerance, qPrintable(QString("L=%1 J=%2 boundary %3, %4: %5")
                                                          .arg(system.geometry.L)
                                                          .arg(system.J)
                                                          .arg(int(system.geometry.boundary))
                                                          .arg(name)
                                                          .arg(off)));
            }
        }
    }

    void everySingleSiteKernelIsReversible_data()
    {
        QTest::addColumn<Rule>("rule");
        QTest::newRow("metropolis") << Rule::metropolis;
        QTest::newRow("heat bath") << Rule::heatBath;
    }

    void everySingleSiteKernelIsReversible()
    {
        QFETCH(Rule, rule);
        for (auto const& system : systems(2.269)) {
            auto const p = system.boltzmann();
            for (int site = 0; site < system.sites(); ++site) {
                auto const after = afterSingleSite(system, rule, site, p, exactly);
                QVERIFY(largestDifference(after, p) <= 1e-15);
            }
        }
    }

    void anExchangeKeepsTheNumberOfSpinsUp()
    {
        auto const system = systems(2.269)[4];
        for (int up = 0; up <= 9; ++up) {
            auto const p = system.boltzmann(up);
            QVERIFY(largestDifference(afterExchange(system, p, exactly), p) <= 1e-12);
        }
    }

    void aWrongProbabilityIsNoticed()
    {
        auto const system = systems(2.269)[2];
        auto const p = system.boltzmann();
        Realise const wrong = [](double q) { return q * (1 - 1e-6); };
        QVERIFY(largestDifference(afterWolff(system, p, wrong), p) > 1e-8);
        QVERIFY(largestDifference(afterSwendsenWang(system, p, wrong), p) > 1e-8);
        Realise const slower = [](double q) { return q < 1 ? q * (1 - 1e-6) : q; };
        QVERIFY(largestDifference(sweep(Rule::metropolis)(system, p, slower), p) > 1e-8);
    }

    void rareEventsKeepTheirProbability()
    {
        for (double p = 1; p > 1e-8; p *= 0.83) {
            for (int const digits : {40, 64}) {
                QVERIFY(std::fabs(realised(threshold64(p), digits) / p - 1) < 1e-3);
            }
        }
        QCOMPARE(realised(threshold64(1), 64), 1.0);
        QCOMPARE(realised(threshold64(0), 64), 0.0);
    }

    void zeroTemperatureFollowsItsRules()
    {
        QCOMPARE(flipProbability(Rule::metropolis, 1, 0, 0, 1, 0), 1.0);
        QCOMPARE(flipProbability(Rule::heatBath, 1, 0, 0, 1, 0), 0.5);
        QCOMPARE(flipProbability(Rule::metropolis, 1, 0, 0.5, 1, 0), 0.0);
        QCOMPARE(flipProbability(Rule::heatBath, 1, 0, 0.5, -1, 0), 1.0);
        QCOMPARE(exchangeProbability(1, 0, 0, 0), 1.0);
        QCOMPARE(exchangeProbability(1, 0, 1, 0), 0.0);
        QCOMPARE(bondProbability(-1, 0), 1.0);
        QCOMPARE(bondProbability(0, 0), 0.0);
    }
};

QTEST_APPLESS_MAIN(TstTransitionLaw)
#include "tst_transition_law.moc"
