// SPDX-License-Identifier: GPL-3.0-or-later
// Small Hopfield networks enumerated: the probabilities of the dynamics, the laws that they leave
// as they are, and the frequencies with which the network follows them.
#include "tests/support/plain_hopfield.h"

#include <QtTest>

#include <numeric>

using namespace core;
using namespace core::hopfield;
using checks::PlainHopfield;

namespace {

using Law = std::vector<double>; // by state: bit i is s_i
using Transitions = std::vector<Law>;

struct Case
{
    Params params;
    std::int64_t N, P;
    std::size_t states() const { return std::size_t{1} << N; }
};

std::vector<Case> cases(std::int64_t N, std::int64_t P)
{
    std::vector<Case> all;
    for (auto const rule : {RuleChoice::hebb, RuleChoice::pseudoInverse, RuleChoice::storkey,
                            RuleChoice::dense, RuleChoice::exponential}) {
        for (auto const dynamics : {DynamicsChoice::asynchronous, DynamicsChoice::sequential,
                                    DynamicsChoice::synchronous}) {
            Params params;
            params.rule = rule;
            params.dynamics = dynamics;
            params.T = 0.6;
            params.threshold = 0.13;
            params.beta = 0.3;
            all.push_back({params, N, P});
        }
    }
    return all;
}

void eachCase(std::int64_t N, std::int64_t P)
{
    QTest::addColumn<Case>("the");
    for (const auto& the : cases(N, P)) {
        QTest::addRow("rule %d dynamics %d", static_cast<int>(the.params.rule),
                      static_cast<int>(the.params.dynamics))
            << the;
    }
}

Spins spinsOf(std::size_t state, std::int64_t N)
{
    Spins spins(static_cast<std::size_t>(N));
    for (std::size_t i = 0; i < spins.size(); ++i) {
        spins[i] = (state >> i & 1) != 0 ? 1 : -1;
    }
    return spins;
}

std::size_t stateOf(const Spins& spins)
{
    std::size_t state = 0;
    for (std::size_t i = 0; i < spins.size(); ++i) {
        state |= (spins[i] > 0 ? std::size_t{1} : 0) << i;
    }
    return state;
}

// What the definitions say of every state: energy and lambda, threshold included.
struct Enumerated
{
    Enumerated(const PatternStore& patterns, const Case& the)
    {
        PlainHopfield plain(patterns, the.params, 1);
        double const theta = the.params.threshold;
        for (std::size_t state = 0; state < the.states(); ++state) {
            auto const spins = spinsOf(state, the.N);
            plain.spins().assign(spins.begin(), spins.end());
            double const sum = std::accumulate(spins.begin(), spins.end(), 0);
            magnetisation.push_back(sum);
            energy.push_back(plain.energy() + theta * sum);
            lambda.emplace_back();
            for (std::size_t i = 0; i < spins.size(); ++i) {
                lambda.back().push_back(plain.lambda(i) - theta);
            }
        }
    }
    std::vector<double> energy, magnetisation;
    std::vector<std::vector<double>> lambda;
};

// The law after neuron i has been updated.
Law updated(const Law& law, const Enumerated& all, std::size_t i, double T)
{
    Law next(law.size());
    for (std::size_t state = 0; state < law.size(); ++state) {
        double const up = upProbability(all.lambda[state][i], T);
        std::size_t const bit = std::size_t{1} << i;
        next[state | bit] += law[state] * up;
        next[state & ~bit] += law[state] * (1 - up);
    }
    return next;
}

// The law after a sweep from each state.
Transitions sweepOf(const Case& the, const Enumerated& all)
{
    auto const N = static_cast<std::size_t>(the.N);
    double const T = the.params.T;
    Transitions transitions;
    for (std::size_t start = 0; start < the.states(); ++start) {
        Law result(the.states());
        if (the.params.dynamics == DynamicsChoice::synchronous) {
            for (std::size_t state = 0; state < the.states(); ++state) {
                result[state] = 1;
                for (std::size_t i = 0; i < N; ++i) {
                    double const up = upProbability(all.lambda[start][i], T);
                    result[state] *= (state >> i & 1) != 0 ? up : 1 - up;
                }
            }
            transitions.push_back(result);
            continue;
        }
        std::vector<std::size_t> order(N);
        std::iota(order.begin(), order.end(), std::size_t{0});
        double orders = 0;
        do {
            Law law(the.states());
            law[start] = 1;
            for (auto const i : order) {
                law = updated(law, all, i, T);
            }
            std::transform(result.begin(), result.end(), law.begin(), result.begin(), std::plus());
            ++orders;
        } while (the.params.dynamics == DynamicsChoice::asynchronous &&
                 std::next_permutation(order.begin(), order.end()));
        for (auto& each : result) {
            each /= orders;
        }
        transitions.push_back(result);
    }
    return transitions;
}

// exp(-E/T), and for synchronous updates of symmetric couplings exp(-H/T) with
// H = -T sum ln 2 cosh(lambda_i / T) + theta sum s_i (Little, Math. Biosci. 19, 101, 1974;
// Peretto, Biol. Cybern. 50, 51, 1984); normalised.
Law stationary(const Case& the, const Enumerated& all)
{
    double const T = the.params.T;
    Law law;
    for (std::size_t state = 0; state < the.states(); ++state) {
        double minusHByT = -all.energy[state] / T;
        if (the.params.dynamics == DynamicsChoice::synchronous) {
            minusHByT = -the.params.threshold * all.magnetisation[state] / T;
            for (double const lambda : all.lambda[state]) {
                minusHByT += std::log(2 * std::cosh(lambda / T));
            }
        }
        law.push_back(std::exp(minusHByT));
    }
    double const sum = std::accumulate(law.begin(), law.end(), 0.0);
    for (auto& each : law) {
        each /= sum;
    }
    return law;
}

bool pairCouplings(RuleChoice rule)
{
    return rule != RuleChoice::dense && rule != RuleChoice::exponential;
}

} // namespace

Q_DECLARE_METATYPE(Case)

class TstHopfieldLaw : public QObject
{
    Q_OBJECT

private slots:
    void sweepsLeaveTheirLawAsItIs_data() { eachCase(6, 3); }
    void sweepsLeaveTheirLawAsItIs()
    {
        QFETCH(Case, the);
        if (the.params.dynamics == DynamicsChoice::synchronous && !pairCouplings(the.params.rule)) {
            return; // no such law without pair couplings
        }
        PatternStore patterns(the.N, 5);
        patterns.setCount(the.P);
        Enumerated const all(patterns, the);
        auto const law = stationary(the, all);
        auto const transitions = sweepOf(the, all);
        for (std::size_t to = 0; to < the.states(); ++to) {
            double after = 0;
            for (std::size_t from = 0; from < the.states(); ++from) {
                after += law[from] * transitions[from][to];
            }
            QVERIFY(std::fabs(after - law[to]) < 1e-13);
        }
    }

    // Detailed balance of every single update, with the network's own fields and energies.
    void fieldsAreHalfTheDifferencesOfEnergies_data() { eachCase(10, 4); }
    void fieldsAreHalfTheDifferencesOfEnergies()
    {
        QFETCH(Case, the);
        PatternStore patterns(the.N, 5);
        patterns.setCount(the.P);
        Network network(patterns, 1);
        network.patternsChanged();
        network.tune(the.params);
        std::vector<double> energy;
        std::vector<std::vector<double>> fields(the.states());
        for (std::size_t state = 0; state < the.states(); ++state) {
            network.setSpins(spinsOf(state, the.N));
            energy.push_back(network.energy() * static_cast<double>(the.N));
            for (std::int64_t i = 0; i < the.N; ++i) {
                fields[state].push_back(network.field(i));
            }
        }
        double const T = the.params.T;
        for (std::size_t state = 0; state < the.states(); ++state) {
            for (std::size_t i = 0; i < fields[state].size(); ++i) {
                std::size_t const up = state | std::size_t{1} << i;
                std::size_t const down = up ^ std::size_t{1} << i;
                QVERIFY(std::fabs((energy[down] - energy[up]) / 2 - fields[state][i]) < 1e-6);
                // pi(down) p(down -> up) = pi(up) p(up -> down)
                double const rise = upProbability(fields[down][i], T);
                double const fall = 1 - upProbability(fields[up][i], T);
                double const ratio = std::exp((energy[down] - energy[up]) / T) * fall / rise;
                QVERIFY(std::fabs(ratio - 1) < 1e-5);
            }
        }
    }

    // The network goes from each state to each other as often as the probabilities say.
    void theNetworkFollowsTheProbabilities_data() { eachCase(4, 2); }
    void theNetworkFollowsTheProbabilities()
    {
        QFETCH(Case, the);
        constexpr int trials = 20'000;
        PatternStore patterns(the.N, 5);
        patterns.setCount(the.P);
        auto const transitions = sweepOf(the, Enumerated(patterns, the));
        Network network(patterns, 3);
        network.patternsChanged();
        network.tune(the.params);
        for (std::size_t from = 0; from < the.states(); ++from) {
            std::vector<int> seen(the.states());
            for (int trial = 0; trial < trials; ++trial) {
                network.setSpins(spinsOf(from, the.N));
                network.advance(StopCheck());
                ++seen[stateOf(network.spins())];
            }
            for (std::size_t to = 0; to < the.states(); ++to) {
                double const p = transitions[from][to];
                double const sigma = std::sqrt(trials * p * (1 - p));
                QVERIFY2(std::fabs(seen[to] - trials * p) < 5 * sigma + 1,
                         qPrintable(QString("%1 to %2: %3, expected %4")
                                        .arg(from)
                                        .arg(to)
                                        .arg(seen[to])
                                        .arg(trials * p)));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TstHopfieldLaw)
#include "tst_hopfield_law.moc"
