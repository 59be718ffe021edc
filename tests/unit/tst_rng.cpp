// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"

#include <QtTest/QTest>

#include <set>

class TestRng : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Values of the published reference implementation for the state 1, 2, 3, 4.
    void knownAnswersOfXoshiro256StarStar()
    {
        core::Rng random(core::Rng::State{1, 2, 3, 4});
        for (std::uint64_t const expected :
             {11520ull, 0ull, 1509978240ull, 1215971899390074240ull}) {
            QCOMPARE(random.next(), expected);
        }
    }

    // Steele, Lea & Flood's generator from seed 1234567.
    void knownAnswersOfSplitMix()
    {
        std::uint64_t state = 1234567;
        for (std::uint64_t const expected :
             {6457827717110365317ull, 3203168211198807973ull, 9817491932198370423ull}) {
            QCOMPARE(core::splitMix(state), expected);
        }
    }

    void streamsOfDifferentPlacesDiffer()
    {
        std::set<std::uint64_t> seeds;
        for (std::uint64_t seed = 0; seed < 100; ++seed) {
            for (std::uint64_t place = 0; place < 100; ++place) {
                seeds.insert(core::streamSeed(seed, place));
            }
        }
        QCOMPARE(seeds.size(), std::size_t{10000});
    }

    void belowIsUniform()
    {
        core::Rng random(7);
        std::array<int, 5> counts{};
        constexpr int draws = 500000;
        for (int i = 0; i < draws; ++i) {
            ++counts[random.below(5)];
        }
        double const sigma = std::sqrt(draws * 0.2 * 0.8);
        for (int const count : counts) {
            QVERIFY(std::abs(count - draws / 5) < 5 * sigma);
        }
    }
};

QTEST_APPLESS_MAIN(TestRng)
#include "tst_rng.moc"
