// SPDX-License-Identifier: GPL-3.0-or-later
// Free energies and partition functions, exact and annealed, against brute force.
#include "core/models/rbm/likelihood.h"
#include "core/models/rbm/partition.h"
#include "tests/support/plain_rbm.h"

#include <QtTest>

#include <atomic>

using namespace core::rbm;
using checks::at;
using checks::PlainMoments;
using checks::PlainRbm;

namespace {

double lnZOf(const Machine& machine) { return exactLnZ(machine, core::soloPool()); }

double likelihoodOf(const Machine& machine, const BitRows& rows)
{
    return logLikelihood(machine, rows, lnZOf(machine), core::soloPool());
}

AnnealingEstimate annealed(const Machine& machine, const std::vector<float>& base,
                           const AnnealingSchedule& schedule, std::uint64_t seed)
{
    AnnealedImportance sampler(machine, base, schedule, seed);
    sampler.advance(core::StopCheck(), core::soloPool());
    return sampler.estimate();
}

// A machine whose parameters are multiples of 2^-12, so that steps of 2^-9 are exact.
Machine roundMachine(int n, int m, std::uint64_t seed)
{
    auto machine = checks::randomMachine(n, m, 0.8, seed);
    auto const rounded = [](float x) { return std::round(x * 4096) / 4096; };
    auto W = machine.weights();
    for (float& w : W) {
        w = rounded(w);
    }
    machine.setWeights(W);
    for (float& x : machine.visibleBias()) {
        x = rounded(x);
    }
    for (float& x : machine.hiddenBias()) {
        x = rounded(x);
    }
    return machine;
}

} // namespace

class TestRbmLikelihood : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lnZIsThatOfBruteForce();
    void lnZOfKnownMachines();
    void wildWeightsAreSummedToo();
    void lnZIsTheSameHoweverItIsSliced();
    void freeEnergiesAreThoseOfTheDefinition();
    void gradientOfTheLikelihood();
    void pseudoLikelihoodHasItsMean();
    void logOddsOfTheData();
    void betasRise();
    void annealingFindsTheExactValue();
    void errorsCoverAsTheySay();
    void annealingIsTheSameHoweverItIsSliced();
};

void TestRbmLikelihood::lnZIsThatOfBruteForce()
{
    for (auto const& [n, m] : {std::pair{1, 1}, {4, 7}, {7, 4}, {6, 6}, {2, 9}}) {
        auto const machine = checks::randomMachine(n, m, 2, at(n * 10 + m));
        double const exact = PlainRbm(machine).lnZ();
        QVERIFY(std::abs(lnZOf(machine) - exact) < 1e-12 * (1 + std::abs(exact)));
    }
    // Over several blocks, either layer the smaller: a product of independent pairs.
    for (bool const turned : {false, true}) {
        Machine machine(turned ? 40 : 13, turned ? 13 : 40);
        double exact = 27 * std::log(2.0);
        for (int k = 0; k < 13; ++k) {
            float const w = 0.25f * static_cast<float>(k - 5);
            machine.setWeight(k, k, w);
            machine.visibleBias()[at(k)] = 0.5f;
            exact += std::log(2 + std::exp(0.5) + std::exp(0.5 + static_cast<double>(w)));
        }
        QVERIFY(std::abs(lnZOf(machine) - exact) < 1e-11 * exact);
    }
}

void TestRbmLikelihood::lnZOfKnownMachines()
{
    QVERIFY(std::abs(lnZOf(Machine(784, 16)) - 800 * std::log(2.0)) < 1e-10);
    QVERIFY(canEnumerate(Machine(784, 22)) && canEnumerate(Machine(22, 784)));
    QVERIFY(!canEnumerate(Machine(23, 23)));
}

void TestRbmLikelihood::wildWeightsAreSummedToo()
{
    auto machine = checks::randomMachine(5, 6, 1, 51);
    machine.setWeight(2, 3, 900);
    machine.setWeight(1, 4, -2000);
    double const exact = PlainRbm(machine).lnZ();
    QVERIFY(std::abs(lnZOf(machine) - exact) < 1e-12 * exact);
}

void TestRbmLikelihood::lnZIsTheSameHoweverItIsSliced()
{
    auto const machine = checks::randomMachine(15, 30, 1, 52);
    double const expected = lnZOf(machine);
    std::atomic<bool> const now{true};
    ExactPartition sliced(machine);
    int pieces = 1;
    while (!sliced.advance(core::StopCheck(now), core::soloPool())) {
        ++pieces;
        QVERIFY(sliced.progress() > 0 && sliced.progress() < 1);
    }
    QVERIFY(pieces > 1);
    QCOMPARE(sliced.lnZ(), expected);
    core::WorkerPool pool(3);
    QCOMPARE(exactLnZ(machine, pool), expected);
    checks::withEverySet([&](const std::string&) { QCOMPARE(lnZOf(machine), expected); });
}

void TestRbmLikelihood::freeEnergiesAreThoseOfTheDefinition()
{
    int const n = 60, m = 70, count = 300;
    auto const machine = checks::randomMachine(n, m, 1, 53);
    auto const rows = checks::randomRows(count, n, 0.3, 54);
    auto const quick = freeEnergies(machine, rows, core::soloPool());
    PlainRbm const plain(machine);
    double mean = 0;
    for (int r = 0; r < count; ++r) {
        double exact = 0;
        for (int i = 0; i < n; ++i) {
            exact -= rows.bit(r, i) ? plain.b[at(i)] : 0;
        }
        for (int j = 0; j < m; ++j) {
            double field = plain.c[at(j)];
            for (int i = 0; i < n; ++i) {
                field += rows.bit(r, i) ? plain.weight(i, j) : 0;
            }
            exact -= std::max(field, 0.0) + std::log1p(std::exp(-std::abs(field)));
        }
        QVERIFY(std::abs(freeEnergy(machine, rows.row(r)) - exact) < 1e-11);
        QVERIFY(std::abs(quick[at(r)] - exact) < 1e-4);
        mean += exact / count;
    }
    QVERIFY(std::abs(meanFreeEnergy(machine, rows, core::soloPool()) - mean) < 2e-5);
    core::WorkerPool pool(3);
    QVERIFY(freeEnergies(machine, rows, pool) == quick);
    checks::withEverySet([&](const std::string&) {
        QVERIFY(freeEnergies(machine, rows, core::soloPool()) == quick);
    });
}

// <v h>_data - <v h>_model and so on, against differences of the likelihood (five points).
void TestRbmLikelihood::gradientOfTheLikelihood()
{
    int const n = 5, m = 4;
    auto const machine = roundMachine(n, m, 55);
    auto const rows = checks::randomRows(8, n, 0.4, 56);
    PlainRbm const plain(machine);
    PlainMoments const data(plain, checks::distributionOf(rows, n));
    PlainMoments const model(plain, plain.marginal());
    float const step = 1.0f / 512;
    auto const slope = [&](const auto& shift) {
        auto const value = [&](float by) {
            auto moved = machine;
            shift(moved, by);
            return likelihoodOf(moved, rows);
        };
        double const h = static_cast<double>(step);
        return (8 * (value(step) - value(-step)) - (value(2 * step) - value(-2 * step))) / (12 * h);
    };
    for (int i = 0; i < n; ++i) {
        double const b = slope([&](Machine& of, float by) { of.visibleBias()[at(i)] += by; });
        QVERIFY(std::abs(b - (data.visible[at(i)] - model.visible[at(i)])) < 1e-7);
        for (int j = 0; j < m; ++j) {
            double const w =
                slope([&](Machine& of, float by) { of.setWeight(i, j, of.weight(i, j) + by); });
            QVERIFY(std::abs(w - (data.both[at(i * m + j)] - model.both[at(i * m + j)])) < 1e-7);
        }
    }
    for (int j = 0; j < m; ++j) {
        double const c = slope([&](Machine& of, float by) { of.hiddenBias()[at(j)] += by; });
        QVERIFY(std::abs(c - (data.hidden[at(j)] - model.hidden[at(j)])) < 1e-7);
    }
}

void TestRbmLikelihood::pseudoLikelihoodHasItsMean()
{
    int const n = 6, m = 5, count = 7, seeds = 4000;
    auto const machine = checks::randomMachine(n, m, 1, 57);
    auto const rows = checks::randomRows(count, n, 0.4, 58);
    auto const p = PlainRbm(machine).marginal();
    double expected = 0;
    for (int r = 0; r < count; ++r) {
        for (int i = 0; i < n; ++i) {
            auto const v = rows.row(r)[0], flipped = v ^ std::uint64_t{1} << i;
            expected += std::log(p[v] / (p[v] + p[flipped])) / count;
        }
    }
    QVERIFY(std::abs(exactPseudoLikelihood(machine, rows) - expected) < 1e-11);
    double sum = 0, squares = 0;
    for (int seed = 0; seed < seeds; ++seed) {
        double const one = pseudoLikelihood(machine, rows, at(seed), core::soloPool());
        sum += one / seeds;
        squares += one * one / seeds;
    }
    double const error = std::sqrt((squares - sum * sum) / seeds);
    QVERIFY(std::abs(sum - expected) < 5 * error);
}

void TestRbmLikelihood::logOddsOfTheData()
{
    BitMatrix rows(3, 2);
    rows.set(0, 1, true);
    rows.set(2, 1, true);
    auto const odds = dataLogOdds(rows, 2);
    QVERIFY(std::abs(static_cast<double>(odds[0]) - std::log(0.5 / 3.5)) < 1e-6);
    QVERIFY(std::abs(static_cast<double>(odds[1]) - std::log(2.5 / 1.5)) < 1e-6);
}

void TestRbmLikelihood::betasRise()
{
    for (int const steps : {1, 2, 29, 1000}) {
        QCOMPARE(annealingBeta(0, steps), 0.0);
        QCOMPARE(annealingBeta(steps, steps), 1.0);
        for (int k = 1; k <= steps; ++k) {
            QVERIFY(annealingBeta(k, steps) > annealingBeta(k - 1, steps));
        }
    }
    QVERIFY(std::abs(annealingBeta(100, 1000) - 0.25) < 1e-12);
    QVERIFY(std::abs(annealingBeta(200, 1000) - 0.5) < 1e-12);
    QVERIFY(std::abs(annealingBeta(600, 1000) - 0.75) < 1e-12);
}

void TestRbmLikelihood::annealingFindsTheExactValue()
{
    for (int k = 0; k < 10; ++k) {
        int const n = 12 + 3 * k, m = 14 - k;
        auto const machine = checks::randomMachine(n, m, 0.7, at(60 + k));
        double const exact = lnZOf(machine);
        auto const rows = checks::randomRows(50, n, 0.5, at(80 + k));
        auto const base = k % 2 == 0 ? std::vector<float>(at(n), 0.0f) : dataLogOdds(rows, n);
        auto const got = annealed(machine, base, {400, 1000}, at(k));
        QVERIFY2(std::abs(got.lnZ - exact) < 5 * got.error && got.error < 0.1,
                 qPrintable(QString("%1 +- %2, exact %3, %4 effective samples")
                                .arg(got.lnZ)
                                .arg(got.error)
                                .arg(exact)
                                .arg(got.effectiveSampleSize)));
        QVERIFY(got.effectiveSampleSize > 100 && got.effectiveSampleSize <= 400);
    }
}

// One and two standard errors contain the exact value about as often as a normal deviate's.
void TestRbmLikelihood::errorsCoverAsTheySay()
{
    int const n = 10, m = 8, repeats = 1000;
    auto const machine = checks::randomMachine(n, m, 0.8, 71);
    double const exact = lnZOf(machine);
    int one = 0, two = 0;
    for (int repeat = 0; repeat < repeats; ++repeat) {
        auto const got = annealed(machine, std::vector<float>(at(n), 0.0f), {200, 60}, at(repeat));
        one += std::abs(got.lnZ - exact) < got.error ? 1 : 0;
        two += std::abs(got.lnZ - exact) < 2 * got.error ? 1 : 0;
    }
    // Five sigma of the counts, and 3 % for weights that are not normal.
    QVERIFY2(std::abs(one - 683) < 74 + 30, qPrintable(QString::number(one)));
    QVERIFY2(std::abs(two - 954) < 33 + 30, qPrintable(QString::number(two)));
}

void TestRbmLikelihood::annealingIsTheSameHoweverItIsSliced()
{
    int const n = 70, m = 40;
    auto const machine = checks::randomMachine(n, m, 0.3, 72);
    std::vector<float> const base(at(n), -0.5f);
    AnnealingSchedule const schedule{300, 20};
    auto const expected = annealed(machine, base, schedule, 5);
    AnnealedImportance sliced(machine, base, schedule, 5);
    std::atomic<bool> const now{true};
    int pieces = 1;
    while (!sliced.advance(core::StopCheck(now), core::soloPool())) {
        ++pieces;
    }
    QCOMPARE(pieces, 20);
    QCOMPARE(sliced.estimate().lnZ, expected.lnZ);
    core::WorkerPool pool(3);
    AnnealedImportance threaded(machine, base, schedule, 5);
    QVERIFY(threaded.advance(core::StopCheck(), pool));
    QCOMPARE(threaded.estimate().lnZ, expected.lnZ);
    checks::withEverySet([&](const std::string&) {
        QCOMPARE(annealed(machine, base, schedule, 5).lnZ, expected.lnZ);
    });
}

QTEST_APPLESS_MAIN(TestRbmLikelihood)
#include "tst_rbm_likelihood.moc"
