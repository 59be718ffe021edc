// SPDX-License-Identifier: GPL-3.0-or-later
// Block Gibbs sampling: the law by enumeration, the sampler against the law.
#include "core/models/rbm/gibbs.h"
#include "tests/support/plain_rbm.h"

#include <QtTest>

#include <numeric>

using namespace core::rbm;
using checks::at;
using checks::PlainRbm;

namespace {

// Chi-square of counts against probabilities, classes of expectation below 8 put together, as the
// normal deviate of Wilson and Hilferty.
double chiSquareDeviate(const std::vector<double>& counts, const std::vector<double>& p)
{
    double const total = std::accumulate(counts.begin(), counts.end(), 0.0);
    double chi2 = 0, rareCount = 0, rareExpected = 0;
    int classes = 0;
    auto const add = [&](double count, double expected) {
        chi2 += (count - expected) * (count - expected) / expected;
        ++classes;
    };
    for (std::size_t i = 0; i < p.size(); ++i) {
        double const expected = total * p[i];
        if (expected < 8) {
            rareCount += counts[i];
            rareExpected += expected;
        } else {
            add(counts[i], expected);
        }
    }
    if (rareExpected >= 8) {
        add(rareCount, rareExpected);
    }
    double const d = classes - 1;
    return (std::cbrt(chi2 / d) - (1 - 2 / (9 * d))) / std::sqrt(2 / (9 * d));
}

constexpr double oneInAMillion = 4.75; // one-sided normal deviate of p = 1e-6

} // namespace

class TestRbmGibbs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theLawKeepsTheJointDistribution();
    void sampledFrequenciesAreTheMarginal_data();
    void sampledFrequenciesAreTheMarginal();
    void oneSweepFollowsItsLaw();
    void clampedPixelsStayAndTheRestFollows();
    void atTemperatureZeroFieldsDecide();
    void probabilitiesAreConditional();
    void oneResultOnAllThreadsAndSets();
    void sweepsContinue();
};

// p(v, h) of energy / T under h given v, then v given h.
void TestRbmGibbs::theLawKeepsTheJointDistribution()
{
    for (auto const& [n, m, T] : {std::tuple{5, 4, 1.0}, {3, 6, 0.4}, {7, 5, 2.5}}) {
        PlainRbm const plain(checks::randomMachine(n, m, 1.5, 31), T);
        double const lnZ = plain.lnZ();
        auto const joint = [&](std::uint64_t v, std::uint64_t h) {
            return std::exp(-plain.energy(v, h) / plain.T - lnZ);
        };
        auto const marginal = plain.marginal();
        std::vector<double> hidden(plain.hiddenStates(), 0);
        for (std::uint64_t h = 0; h < hidden.size(); ++h) {
            for (std::uint64_t v = 0; v < marginal.size(); ++v) {
                double const drawn = marginal[v] * plain.hiddenGiven(h, v);
                QVERIFY(std::abs(drawn - joint(v, h)) < 1e-12);
                hidden[h] += drawn;
            }
        }
        for (std::uint64_t h = 0; h < hidden.size(); ++h) {
            for (std::uint64_t v = 0; v < marginal.size(); ++v) {
                QVERIFY(std::abs(hidden[h] * plain.visibleGiven(v, h) - joint(v, h)) < 1e-12);
            }
        }
    }
}

void TestRbmGibbs::sampledFrequenciesAreTheMarginal_data()
{
    QTest::addColumn<double>("T");
    QTest::newRow("T = 1") << 1.0;
    QTest::newRow("T = 2.5") << 2.5;
    QTest::newRow("T = 0.6") << 0.6;
}

void TestRbmGibbs::sampledFrequenciesAreTheMarginal()
{
    QFETCH(double, T);
    int const n = 6, m = 5, count = 200000;
    auto const machine = checks::randomMachine(n, m, 0.6, 32);
    auto const p = PlainRbm(machine, T).marginal();
    Chains chains(count, n, 33);
    for (int sweep = 0; sweep < 40; ++sweep) {
        chains.sweep(machine, T, core::soloPool());
    }
    std::vector<double> counts(p.size(), 0);
    for (int r = 0; r < count; ++r) {
        counts[chains.visible().row(r)[0]] += 1;
    }
    QVERIFY(std::abs(chiSquareDeviate(counts, p)) < oneInAMillion);
}

// All chains start from one state: pairs (h, v) after one sweep.
void TestRbmGibbs::oneSweepFollowsItsLaw()
{
    int const n = 5, m = 4, count = 200000;
    auto const machine = checks::randomMachine(n, m, 1, 34);
    PlainRbm const plain(machine);
    BitMatrix start(count, n);
    std::uint64_t const from = 0b10110;
    for (int r = 0; r < count; ++r) {
        start.row(r)[0] = from;
    }
    Chains chains(start, n, 35);
    chains.sweep(machine, 1, core::soloPool());
    std::vector<double> counts(plain.visibleStates() * plain.hiddenStates(), 0), p = counts;
    for (std::uint64_t h = 0; h < plain.hiddenStates(); ++h) {
        for (std::uint64_t v = 0; v < plain.visibleStates(); ++v) {
            p[h << n | v] = plain.hiddenGiven(h, from) * plain.visibleGiven(v, h);
        }
    }
    for (int r = 0; r < count; ++r) {
        counts[chains.hidden().row(r)[0] << n | chains.visible().row(r)[0]] += 1;
    }
    QVERIFY(std::abs(chiSquareDeviate(counts, p)) < oneInAMillion);
}

void TestRbmGibbs::clampedPixelsStayAndTheRestFollows()
{
    int const n = 6, m = 5, count = 100000;
    auto const machine = checks::randomMachine(n, m, 0.6, 36);
    auto p = PlainRbm(machine).marginal();
    std::uint64_t const fixed = 0b010011, values = 0b000001;
    double total = 0;
    for (std::uint64_t v = 0; v < p.size(); ++v) {
        p[v] = (v & fixed) == values ? p[v] : 0;
        total += p[v];
    }
    for (double& each : p) {
        each /= total;
    }
    Clamp const clamp{&fixed, &values};
    Chains chains(count, n, 37);
    chains.impose(clamp);
    for (int sweep = 0; sweep < 40; ++sweep) {
        chains.sweep(machine, 1, core::soloPool(), clamp);
    }
    std::vector<double> counts(p.size(), 0);
    for (int r = 0; r < count; ++r) {
        QCOMPARE(chains.visible().row(r)[0] & fixed, values);
        QCOMPARE(chains.probabilities()[at(r * n)], 1.0f);
        QCOMPARE(chains.probabilities()[at(r * n + 1)], 0.0f);
        counts[chains.visible().row(r)[0]] += 1;
    }
    QVERIFY(std::abs(chiSquareDeviate(counts, p)) < oneInAMillion);
}

void TestRbmGibbs::atTemperatureZeroFieldsDecide()
{
    int const n = 30, m = 20, count = 10;
    auto const machine = checks::randomMachine(n, m, 1, 38);
    Chains chains(count, n, 39);
    auto const before = chains.visible();
    chains.sweep(machine, 0, core::soloPool());
    PlainRbm const plain(machine, 1e-6);
    for (int r = 0; r < count; ++r) {
        for (int j = 0; j < m; ++j) {
            QCOMPARE(chains.hidden().bit(r, j), plain.hiddenProbability(before.row(r)[0], j) > 0.5);
        }
        for (int i = 0; i < n; ++i) {
            bool const up = plain.visibleProbability(chains.hidden().row(r)[0], i) > 0.5;
            QCOMPARE(chains.visible().bit(r, i), up);
        }
    }
}

void TestRbmGibbs::probabilitiesAreConditional()
{
    int const n = 37, m = 21, count = 300;
    auto const machine = checks::randomMachine(n, m, 1, 40);
    auto const v = checks::randomRows(count, n, 0.3, 41), h = checks::randomRows(count, m, 0.5, 42);
    PlainRbm const plain(machine, 0.7);
    auto const hidden = hiddenProbabilities(machine, v, 0.7, core::soloPool());
    auto const visible = visibleProbabilities(machine, h, 0.7, core::soloPool());
    std::vector<float> real(at(count * n));
    for (int r = 0; r < count; ++r) {
        for (int i = 0; i < n; ++i) {
            real[at(r * n + i)] = v.bit(r, i) ? 1.0f : 0.0f;
        }
    }
    auto const fromReal =
        hiddenProbabilities(machine, std::span<const float>(real), 0.7, core::soloPool());
    QCOMPARE(hidden.size(), at(count * m));
    QCOMPARE(visible.size(), at(count * n));
    for (int r = 0; r < count; ++r) {
        for (int j = 0; j < m; ++j) {
            double const exact = plain.hiddenProbability(v.row(r)[0], j);
            QVERIFY(std::abs(static_cast<double>(hidden[at(r * m + j)]) - exact) < 2e-6);
            QVERIFY(std::abs(static_cast<double>(fromReal[at(r * m + j)]) - exact) < 2e-6);
        }
        for (int i = 0; i < n; ++i) {
            double const exact = plain.visibleProbability(h.row(r)[0], i);
            QVERIFY(std::abs(static_cast<double>(visible[at(r * n + i)]) - exact) < 2e-6);
        }
    }
    // Without weights a reconstruction is sigma(b), whatever was drawn.
    Machine flat(n, m);
    QVERIFY(std::abs(reconstructionError(flat, v, 1, core::soloPool()) - 0.25) < 1e-7);
    QCOMPARE(reconstructions(flat, v, 1, core::soloPool()).size(), at(count * n));
}

void TestRbmGibbs::oneResultOnAllThreadsAndSets()
{
    int const n = 100, m = 80, count = 300;
    auto const machine = checks::randomMachine(n, m, 0.3, 43);
    auto const result = [&](core::WorkerPool& pool) {
        Chains chains(count, n, 44);
        for (int sweep = 0; sweep < 3; ++sweep) {
            chains.sweep(machine, 1, pool);
        }
        return chains.visible().words();
    };
    auto const expected = result(core::soloPool());
    for (int workers = 2; workers <= 4; ++workers) {
        core::WorkerPool pool(workers);
        QVERIFY(result(pool) == expected);
    }
    checks::withEverySet(
        [&](const std::string&) { QVERIFY(result(core::soloPool()) == expected); });
}

void TestRbmGibbs::sweepsContinue()
{
    auto const machine = checks::randomMachine(20, 20, 0.5, 45);
    Chains chains(10, 20, 46);
    chains.sweep(machine, 1, core::soloPool());
    Chains other(chains.visible(), 20, 46);
    other.resumeAt(chains.sweeps());
    chains.sweep(machine, 1, core::soloPool());
    other.sweep(machine, 1, core::soloPool());
    QVERIFY(chains.visible().words() == other.visible().words());
}

QTEST_APPLESS_MAIN(TestRbmGibbs)
#include "tst_rbm_gibbs.moc"
