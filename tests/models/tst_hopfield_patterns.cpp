// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/cpu.h"
#include "core/models/hopfield/heat_bath.h"
#include "core/models/hopfield/hebb_couplings.h"
#include "core/models/hopfield/patterns.h"
#include "core/models/hopfield/random_order.h"
#include "core/models/ising/acceptance.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <map>

using namespace core;
using namespace core::hopfield;

namespace {

using Words = std::vector<std::uint64_t>;

Words wordsOf(const PatternStore& store, std::int64_t k)
{
    return Words(store.bits(k).begin(), store.bits(k).end());
}

} // namespace

class TstHopfieldPatterns : public QObject
{
    Q_OBJECT

private slots:
    void randomPatternsDependOnTheirNumberAlone()
    {
        PatternStore store(100, 5), other(100, 5), seeded(100, 6);
        store.setCount(20);
        other.setCount(7);
        seeded.setCount(7);
        auto const seventh = wordsOf(store, 6);
        QCOMPARE(wordsOf(other, 6), seventh);
        store.setCount(3);
        store.setCount(12);
        QCOMPARE(wordsOf(store, 6), seventh);
        store.addDrawn(Words(2), "A");
        QCOMPARE(wordsOf(store, 7), seventh);
        QVERIFY(wordsOf(other, 5) != seventh);
        QVERIFY(wordsOf(seeded, 6) != seventh);
        QCOMPARE(seventh[1] >> 36, std::uint64_t{0}); // unused bits
    }

    void columnsAreThePatternsTurnedRound()
    {
        PatternStore store(131, 3);
        store.setCount(70);
        store.remove(3);
        for (std::int64_t i = 0; i < 131; ++i) {
            for (std::int64_t k = 0; k < 69; ++k) {
                QCOMPARE((store.column(i)[k / 64] >> (k % 64) & 1) != 0, store.at(k, i));
            }
            QCOMPARE(store.column(i)[1] >> 5, std::uint64_t{0});
        }
    }

    void biasIsTheMeanActivity_data()
    {
        QTest::addColumn<double>("bias");
        for (double const bias : {-0.9, -0.3, 0.0, 0.111, 0.9}) {
            QTest::addRow("%g", bias) << bias;
        }
    }
    void biasIsTheMeanActivity()
    {
        QFETCH(double, bias);
        PatternStore store(10'000, 3);
        store.setBias(bias);
        store.setCount(100);
        double sum = 0;
        for (std::int64_t k = 0; k < 100; ++k) {
            for (std::int64_t i = 0; i < 10'000; ++i) {
                sum += store.at(k, i) ? 1 : -1;
            }
        }
        double const sigma = std::sqrt((1 - bias * bias) / 1e6);
        QVERIFY(std::fabs(sum / 1e6 - bias) < 5 * sigma);
        auto const before = wordsOf(store, 3);
        store.setBias(0.5);
        QVERIFY(wordsOf(store, 3) != before);
        store.setBias(bias);
        QCOMPARE(wordsOf(store, 3), before);
    }

    void hebbsCouplingsAreSumsOfProducts()
    {
        for (int const N : {5, 64, 130}) {
            for (int const P : {0, 1, 66}) {
                PatternStore store(N, 2);
                store.setCount(P);
                for (auto const isa : {"portable", "avx2", "avx512"}) {
                    if (!forceIsa(isa)) {
                        continue;
                    }
                    std::vector<std::int16_t> J(static_cast<std::size_t>(N * N), -1);
                    hebbCouplings(store.column(0), N, static_cast<int>(store.blocks()), P,
                                  J.data());
                    for (int i = 0; i < N; ++i) {
                        for (int j = 0; j < N; ++j) {
                            int sum = 0;
                            for (int k = 0; k < P && i != j; ++k) {
                                sum += store.at(k, i) == store.at(k, j) ? 1 : -1;
                            }
                            QCOMPARE(int{J[static_cast<std::size_t>(i * N + j)]}, sum);
                        }
                    }
                }
            }
        }
        QVERIFY(forceIsa(isaName(cpu().best)));
    }

    void ordersArePermutationsAllEquallyLikely()
    {
        std::map<std::vector<std::uint16_t>, int> seen;
        Rng rng(4);
        constexpr int trials = 240'000;
        for (int t = 0; t < trials; ++t) {
            std::vector<std::uint16_t> order(4);
            randomOrder(rng, order);
            ++seen[order];
        }
        QCOMPARE(seen.size(), std::size_t{24});
        for (const auto& [order, times] : seen) {
            QVERIFY(std::fabs(times - trials / 24.0) < 5 * std::sqrt(trials / 24.0));
        }
        std::vector<std::uint16_t> large(65536);
        randomOrder(rng, large);
        std::sort(large.begin(), large.end());
        for (std::size_t i = 0; i < large.size(); ++i) {
            QVERIFY(large[i] == i);
        }
    }

    // The table of bounds must not be noticed, least of all beside a threshold.
    void theHeatBathDecidesByItsProbability()
    {
        HeatBath bath;
        Rng rng(8);
        for (double const T : {0.01, 0.3, 1.0, 2.0}) {
            bath.set(T);
            for (int trial = 0; trial < 200'000; ++trial) {
                double const lambda = (rng.uniform() - 0.5) * (trial % 2 ? 4 : 60) * T;
                auto const threshold = ising::threshold64(upProbability(lambda, T));
                auto const near = threshold + rng.below(4001) - 2000;
                for (auto const digits : {rng.next(), near, threshold, threshold - 1}) {
                    QCOMPARE(bath.warm(lambda, digits), digits < threshold);
                }
            }
        }
        QVERIFY(HeatBath::sign(0.1, false) && !HeatBath::sign(-0.1, true));
        QVERIFY(HeatBath::sign(0, true) && !HeatBath::sign(0, false));
    }
};

QTEST_APPLESS_MAIN(TstHopfieldPatterns)
#include "tst_hopfield_patterns.moc"
