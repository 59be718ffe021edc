// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/models/ising/packed_lattice.h"
#include "core/models/ising/packed_reference.h"

#include <QTest>

#include <atomic>
#include <cmath>
#include <complex>
#include <numbers>
#include <vector>

using namespace core;
using namespace core::ising;

namespace {

struct Dynamics
{
    Rule rule;
    double J, T, h;
};

using Rows = std::vector<std::uint64_t>;

Rows randomRows(int L, std::uint64_t seed)
{
    Rows rows(static_cast<std::size_t>(L) * static_cast<std::size_t>(L) / 64);
    Rng rng(seed);
    for (auto& word : rows) {
        word = rng.next();
    }
    return rows;
}

Rows spinsOf(const PackedLattice& lattice)
{
    auto const L = static_cast<std::size_t>(lattice.side());
    Rows rows(L * L / 64);
    lattice.store(rows.data());
    return rows;
}

void step(PackedLattice& lattice, WorkerPool& pool = soloPool())
{
    while (!lattice.advance(StopCheck(), pool)) {}
}

int spinOf(const Rows& rows, int L, int x, int y)
{
    auto const bit = static_cast<std::size_t>((y + L) % L * L + (x + L) % L);
    return (rows[bit / 64] >> (bit % 64)) & 1 ? 1 : -1;
}

// Everything that measure() counts, spin by spin.
Sums countedPlainly(const Rows& rows, int L)
{
    Sums sums;
    std::complex<double> across, down;
    for (int y = 0; y < L; ++y) {
        for (int x = 0; x < L; ++x) {
            int const s = spinOf(rows, L, x, y);
            sums.up += s > 0;
            sums.bonds += 2;
            sums.unequalBonds +=
                (s != spinOf(rows, L, x + 1, y)) + (s != spinOf(rows, L, x, y + 1));
            sums.staggered += (x + y) % 2 ? -s : s;
            across += static_cast<double>(s) * std::polar(1.0, 2 * std::numbers::pi * x / L);
            down += static_cast<double>(s) * std::polar(1.0, 2 * std::numbers::pi * y / L);
        }
    }
    sums.structureFactor = (std::norm(across) + std::norm(down)) / 2 / L / L;
    return sums;
}

// Stops at every band boundary.
StopCheck atOnce()
{
    static std::atomic<bool> const stop = true;
    return StopCheck(stop);
}

// Rules that between them use every branch of the kernels: both signs of J, T = 0, J = 0, fields of
// both signs.
const std::vector<Dynamics> someDynamics = {
    {Rule::metropolis, 1, 2.269185, 0}, {Rule::metropolis, -1, 2.0, 0},
    {Rule::metropolis, 1, 0, 0},        {Rule::metropolis, 0.3, 19, 0},
    {Rule::metropolis, 0, 1, 0},        {Rule::metropolis, 1, 0.7, 0},
    {Rule::heatBath, 1, 2.269185, 0},   {Rule::heatBath, -0.8, 1.5, 0},
    {Rule::heatBath, 1, 0, 0},          {Rule::heatBath, 0, 2, 0},
    {Rule::heatBath, 1e-12, 5, 0},      {Rule::metropolis, 1, 2.3, 0.5},
    {Rule::metropolis, 1, 2.3, -2},     {Rule::metropolis, -1, 1.7, 3},
    {Rule::metropolis, -1, 0, 4},       {Rule::metropolis, 0, 1.1, -0.2},
    {Rule::metropolis, 0.5, 2.0, 5},    {Rule::metropolis, -0.5, 2.0, -5},
    {Rule::heatBath, 1, 2.3, 0.01},     {Rule::heatBath, -1, 3, -1.5},
    {Rule::heatBath, 1, 0, 2},          {Rule::metropolis, 1, 1.2, -2.5},
};

} // namespace

class TestPacked : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatWasLoaded()
    {
        for (int const L : {128, 384, 640}) {
            PackedLattice lattice(L, 1);
            Rows const rows = randomRows(L, 7);
            lattice.load(rows.data());
            QCOMPARE(spinsOf(lattice), rows);
            for (int const first : {0, 1, L / 2 - 3, L - 4}) {
                for (int const count : {1, 3, L / 9, L / 3}) {
                    int const end = std::min(L, first + count);
                    Rows part(static_cast<std::size_t>(L / 64 * (end - first)));
                    lattice.readRows(first, end, part.data());
                    QVERIFY(std::equal(part.begin(), part.end(), rows.begin() + L / 64 * first));
                }
            }
            for (int k = 0; k < 1000; ++k) {
                int const x = k * 37 % L, y = k * 61 % L;
                auto const bit = static_cast<std::size_t>(y * L + x);
                QCOMPARE(lattice.spin(x, y), ((rows[bit / 64] >> (bit % 64)) & 1) != 0);
            }
        }
    }

    void everyKernelEqualsTheOneSpinReference_data()
    {
        QTest::addColumn<int>("L");
        QTest::addColumn<int>("index");
        for (std::size_t k = 0; k < someDynamics.size(); ++k) {
            for (int const L : {128, 256, 384}) {
                if (L == 128 || k % 3 == 0) {
                    QTest::addRow("L=%d, rule %d", L, static_cast<int>(k))
                        << L << static_cast<int>(k);
                }
            }
        }
        QTest::newRow("L=2048, several bands") << 2048 << 0;
        QTest::newRow("L=2048, several bands, in a field") << 2048 << 11;
    }

    void everyKernelEqualsTheOneSpinReference()
    {
        QFETCH(int, L);
        QFETCH(int, index);
        auto const& [rule, J, T, h] = someDynamics[static_cast<std::size_t>(index)];
        auto const seed = static_cast<std::uint64_t>(1000 + index);
        Rows const start = randomRows(L, seed);
        PackedReference reference(L, seed);
        reference.setDynamics(rule, J, T, h);
        reference.load(start.data());
        int const sweeps = L > 1000 ? 1 : 3;
        std::int64_t changed = 0;
        for (int sweep = 0; sweep < sweeps; ++sweep) {
            changed = reference.sweep();
        }
        Rows expected(start.size());
        reference.store(expected.data());
        for (const PackedKernel& kernel : packedKernels()) {
            for (bool const counting : {false, true}) {
                PackedLattice lattice(L, seed);
                lattice.forceKernel(&kernel);
                lattice.setDynamics(rule, J, T, h);
                lattice.countChanges(counting);
                lattice.load(start.data());
                for (int sweep = 0; sweep < sweeps; ++sweep) {
                    step(lattice);
                }
                QVERIFY2(spinsOf(lattice) == expected, kernel.name);
                QCOMPARE(lattice.measure(Measure::counts).changed, counting ? changed : -1);
            }
        }
    }

    void sumsAreThoseOfTheSpins()
    {
        for (int const L : {128, 256, 640}) {
            PackedLattice lattice(L, 1);
            Rows rows = randomRows(L, 11);
            std::fill(rows.begin(), rows.begin() + L * L / 256,
                      0); // so that the waves see something
            lattice.load(rows.data());
            Sums const expected = countedPlainly(rows, L);
            double first = 0;
            for (const PackedKernel& kernel : packedKernels()) {
                lattice.forceKernel(&kernel);
                for (Measure const what : {Measure::counts, Measure::structureFactor}) {
                    Sums const sums = lattice.measure(what);
                    QCOMPARE(sums.up, expected.up);
                    QCOMPARE(sums.bonds, expected.bonds);
                    QCOMPARE(sums.unequalBonds, expected.unequalBonds);
                    QCOMPARE(sums.staggered, expected.staggered);
                }
                double const factor = lattice.measure(Measure::structureFactor).structureFactor;
                QVERIFY(std::abs(factor / expected.structureFactor - 1) < 1e-11);
                first = first == 0 ? factor : first;
                QVERIFY2(factor == first, kernel.name);
            }
        }
    }

    void blockMeansAreThoseOfTheSpins()
    {
        for (int const L : {128, 512, 640, 1024}) {
            PackedLattice lattice(L, 1);
            Rows rows = randomRows(L, 17);
            std::fill(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(rows.size() / 3), 0);
            lattice.load(rows.data());
            for (int scale = 2; scale <= 64; scale *= 2) {
                int const all = (L + scale - 1) / scale;
                for (int const skip : {0, 1, 3}) {
                    int const n = all - skip - skip / 2;
                    if (n <= 0) {
                        continue;
                    }
                    std::vector<std::uint8_t> means(static_cast<std::size_t>(n * n));
                    lattice.blockMeans(skip * scale, skip * scale, n, n, scale, means.data());
                    for (int k = 0; k < n * n; ++k) {
                        int up = 0, cells = 0;
                        for (int y = (skip + k / n) * scale;
                             y < std::min(L, (skip + k / n + 1) * scale); ++y) {
                            for (int x = (skip + k % n) * scale;
                                 x < std::min(L, (skip + k % n + 1) * scale); ++x) {
                                up += spinOf(rows, L, x, y) > 0;
                                ++cells;
                            }
                        }
                        QCOMPARE(static_cast<int>(means[static_cast<std::size_t>(k)]),
                                 (255 * up + cells / 2) / cells);
                    }
                }
            }
        }
    }

    void paintedSpinsAreSeenByTheirNeighbours()
    {
        int const L = 256;
        Rows const rows = randomRows(L, 21);
        PackedLattice painted(L, 9), loaded(L, 9);
        for (int y = 0; y < L; ++y) {
            for (int x = 0; x < L; ++x) {
                painted.setSpin(x, y, spinOf(rows, L, x, y) > 0);
            }
        }
        QCOMPARE(spinsOf(painted), rows);
        loaded.load(rows.data());
        for (PackedLattice* const lattice : {&painted, &loaded}) {
            lattice->setDynamics(Rule::metropolis, 1, 2, 0);
            step(*lattice);
        }
        QVERIFY(spinsOf(painted) == spinsOf(loaded));
    }

    void digitsStandForTheProbabilities()
    {
        for (auto const& [rule, J, T, h] : someDynamics) {
            PackedRule const digits = packedRule(rule, J, T, h);
            for (int k = 0; k < digits.classes; ++k) {
                double const local = J * (2 * k - 4) + h;
                double const dE = h == 0                   ? 4 * std::fabs(J) * (k + 1)
                                  : rule == Rule::heatBath ? -2 * local
                                                           : 2 * std::fabs(local);
                double sum = digits.digits[k][packedDigits] ? std::ldexp(1.0, -packedDigits) : 0;
                for (int j = 0; j < packedDigits; ++j) {
                    sum += digits.digits[k][j] ? std::ldexp(1.0, -1 - j) : 0;
                    if (j < freshDigits) {
                        QCOMPARE((digits.codes[j] >> k) & 1, digits.digits[k][j] ? 1 : 0);
                    }
                }
                double const p = acceptance(rule, dE, T);
                QCOMPARE(sum, realised(threshold64(p), packedDigits));
                QVERIFY(std::fabs(sum - p) <=
                        std::max(std::ldexp(1.0, -packedDigits - 1), 1e-3 * p));
                QVERIFY(p < 1e-8 || std::fabs(sum - p) <= 1e-3 * p);
            }
        }
    }

    void rareFlipsHappenAsOftenAsTheyShould_data()
    {
        QTest::addColumn<double>("T");
        QTest::addColumn<int>("sweeps");
        QTest::newRow("exp(-8/T) = 1.1e-5") << 0.7 << 1000;
        QTest::newRow("exp(-8/T) = 1.1e-7") << 0.5 << 15000;
    }

    void rareFlipsHappenAsOftenAsTheyShould()
    {
        QFETCH(double, T);
        QFETCH(int, sweeps);
        int const L = 1024;
        if (packedKernel().name == packedKernels()[0].name) {
            sweeps /= 50;
        }
        PackedLattice lattice(L, 12);
        Rows const up(static_cast<std::size_t>(L * L / 64), ~std::uint64_t{0});
        lattice.load(up.data());
        lattice.setDynamics(Rule::metropolis, 1, T, 0);
        lattice.countChanges(true);
        std::int64_t changed = 0;
        for (int sweep = 0; sweep < sweeps; ++sweep) {
            step(lattice);
            changed += lattice.measure(Measure::counts).changed;
        }
        // Nearly every spin that goes down is alone and comes back at its next turn; a neighbour
        // joins it with probability 4 exp(-4/T), at most.
        double const expected = std::exp(-8 / T) * L * L * sweeps;
        double const slack = 6 * std::exp(-4 / T) * expected + 5 * std::sqrt(expected) + 1;
        QVERIFY2(std::fabs(static_cast<double>(changed) / 2 - expected) < slack,
                 qPrintable(QStringLiteral("%1, expected %2").arg(changed / 2).arg(expected)));
    }

    void aStepMayBeInterruptedSavedAndContinued()
    {
        int const L = 2048;
        Rows const start = randomRows(L, 31);
        PackedLattice whole(L, 4);
        whole.load(start.data());
        whole.setDynamics(Rule::metropolis, 1, 2.3, 0.1);
        whole.countChanges(true);
        for (int sweep = 0; sweep < 3; ++sweep) {
            step(whole);
        }
        WorkerPool pair(2);
        for (WorkerPool* const pool : {&soloPool(), &pair}) {
            PackedLattice first(L, 4);
            first.load(start.data());
            first.setDynamics(Rule::metropolis, 1, 2.3, 0.1);
            first.countChanges(true);
            int sweeps = 0;
            for (int call = 0; call < 11; ++call) {
                sweeps += first.advance(atOnce(), soloPool());
            }
            Rows spins = spinsOf(first);
            std::vector<std::uint64_t> progress;
            first.saveProgress(progress);
            PackedLattice second(L, 77);
            second.setDynamics(Rule::metropolis, 1, 2.3, 0.1);
            second.countChanges(true);
            second.load(spins.data());
            QVERIFY(second.restoreProgress(progress));
            while (sweeps < 3) {
                sweeps += second.advance(StopCheck(), *pool);
            }
            QVERIFY(spinsOf(second) == spinsOf(whole));
            QCOMPARE(second.measure(Measure::counts).changed,
                     whole.measure(Measure::counts).changed);
            progress[2] = 1000;
            QVERIFY(!second.restoreProgress(progress));
        }
    }

    void anyNumberOfThreadsWalksTheSamePath()
    {
        int const L = 2048; // four bands
        Rows const start = randomRows(L, 3);
        Rows expected;
        for (int workers = 1; workers <= 4; ++workers) {
            WorkerPool pool(workers);
            PackedLattice lattice(L, 5);
            lattice.countChanges(true);
            lattice.setDynamics(Rule::heatBath, 1, 2.2, 0);
            lattice.load(start.data());
            for (int sweep = 0; sweep < 20; ++sweep) {
                step(lattice, pool);
            }
            if (workers == 1) {
                expected = spinsOf(lattice);
            }
            QVERIFY(spinsOf(lattice) == expected);
        }
    }
};

QTEST_APPLESS_MAIN(TestPacked)
#include "tst_packed.moc"
