// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/models/ising/rows_lattice.h"
#include "core/models/ising/rows_reference.h"

#include <QTest>

#include <atomic>
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

std::size_t wordsOf(int L) { return static_cast<std::size_t>((L + 63) / 64 * L); }

Rows randomRows(int L, std::uint64_t seed)
{
    Rows rows(wordsOf(L));
    Rng rng(seed);
    for (auto& word : rows) {
        word = rng.next();
    }
    if (L % 64) {
        for (std::size_t k = rows.size() / static_cast<std::size_t>(L) - 1; k < rows.size();
             k += rows.size() / static_cast<std::size_t>(L)) {
            rows[k] &= (std::uint64_t{1} << (L % 64)) - 1;
        }
    }
    return rows;
}

Rows spinsOf(const RowsLattice& lattice)
{
    Rows rows(wordsOf(lattice.side()));
    lattice.store(rows.data());
    return rows;
}

void step(RowsLattice& lattice, WorkerPool& pool = soloPool())
{
    while (!lattice.advance(StopCheck(), pool)) {}
}

int spinOf(const Rows& rows, int L, int x, int y)
{
    int const column = (x + L) % L;
    auto const word = static_cast<std::size_t>((y + L) % L * ((L + 63) / 64) + column / 64);
    return (rows[word] >> (column % 64)) & 1 ? 1 : -1;
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

class TestRows : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatWasLoaded()
    {
        for (int const L : {32, 62, 100, 128, 130, 250, 320}) {
            RowsLattice lattice(L, 1);
            Rows const rows = randomRows(L, 7);
            lattice.load(rows.data());
            QCOMPARE(spinsOf(lattice), rows);
            auto const wordsARow = rows.size() / static_cast<std::size_t>(L);
            Rows part(3 * wordsARow);
            lattice.readRows(L - 4, L - 1, part.data());
            QVERIFY(std::equal(part.begin(), part.end(),
                               rows.end() - static_cast<std::ptrdiff_t>(4 * wordsARow)));
            for (int y = 0; y < L; ++y) {
                for (int x = 0; x < L; ++x) {
                    QCOMPARE(lattice.spin(x, y), spinOf(rows, L, x, y) > 0);
                }
            }
        }
    }

    void everyKernelEqualsTheOneSpinReference_data()
    {
        QTest::addColumn<int>("L");
        QTest::addColumn<int>("index");
        for (std::size_t k = 0; k < someDynamics.size(); ++k) {
            for (int const L : {32, 100, 126, 128, 256, 258, 322}) {
                if (L <= 100 || k % 4 == 0) {
                    QTest::addRow("L=%d, rule %d", L, static_cast<int>(k))
                        << L << static_cast<int>(k);
                }
            }
        }
        QTest::newRow("L=3000, several bands") << 3000 << 0;
        QTest::newRow("L=3000, several bands, in a field") << 3000 << 11;
    }

    void everyKernelEqualsTheOneSpinReference()
    {
        QFETCH(int, L);
        QFETCH(int, index);
        auto const& [rule, J, T, h] = someDynamics[static_cast<std::size_t>(index)];
        auto const seed = static_cast<std::uint64_t>(1000 + index);
        Rows const start = randomRows(L, seed);
        RowsReference reference(L, seed);
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
                RowsLattice lattice(L, seed);
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
        for (int const L : {32, 100, 256, 322}) {
            RowsLattice lattice(L, 1);
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
        for (int const L : {32, 100, 322}) {
            RowsLattice lattice(L, 1);
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
        int const L = 130;
        Rows const rows = randomRows(L, 21);
        RowsLattice painted(L, 9), loaded(L, 9);
        for (int y = 0; y < L; ++y) {
            for (int x = 0; x < L; ++x) {
                painted.setSpin(x, y, spinOf(rows, L, x, y) > 0);
            }
        }
        QCOMPARE(spinsOf(painted), rows);
        loaded.load(rows.data());
        for (RowsLattice* const lattice : {&painted, &loaded}) {
            lattice->setDynamics(Rule::metropolis, 1, 2, 0);
            step(*lattice);
        }
        QVERIFY(spinsOf(painted) == spinsOf(loaded));
    }

    void aStepMayBeInterruptedSavedAndContinued()
    {
        int const L = 3000;
        Rows const start = randomRows(L, 31);
        RowsLattice whole(L, 4);
        whole.load(start.data());
        whole.setDynamics(Rule::metropolis, 1, 2.3, 0.1);
        whole.countChanges(true);
        for (int sweep = 0; sweep < 3; ++sweep) {
            step(whole);
        }
        WorkerPool pair(2);
        for (WorkerPool* const pool : {&soloPool(), &pair}) {
            RowsLattice first(L, 4);
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
            RowsLattice second(L, 77);
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
        int const L = 3000; // three bands a pass
        Rows const start = randomRows(L, 3);
        Rows expected;
        for (int workers = 1; workers <= 4; ++workers) {
            WorkerPool pool(workers);
            RowsLattice lattice(L, 5);
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

QTEST_APPLESS_MAIN(TestRows)
#include "tst_rows.moc"
