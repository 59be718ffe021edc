// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/packed_rule.h"
#include "core/models/ising/random_planes.h"

#include <QTest>

#include <array>
#include <bit>
#include <cmath>
#include <vector>

using namespace core::ising;

namespace {

// A block from its sixteen bytes as printed in FIPS 197, first byte first.
AesBlock block(const char* hex)
{
    QByteArray const bytes = QByteArray::fromHex(hex);
    AesBlock result{};
    for (std::size_t k = 0; k < 16; ++k) {
        auto const byte = static_cast<std::uint8_t>(bytes[static_cast<qsizetype>(k)]);
        result[k / 8] |= static_cast<std::uint64_t>(byte) << (k % 8 * 8);
    }
    return result;
}

PackedBand bandOf(const PlaneKey& key, std::uint64_t halfSweep, std::uint64_t band)
{
    PackedBand task{};
    task.encode = key.encode;
    task.decode = key.decode;
    task.start = &key.start[0][0];
    task.halfSweep = halfSweep;
    task.band = band;
    return task;
}

std::vector<std::uint64_t> planesOf(const PackedKernel& kernel, std::uint64_t seed,
                                    std::uint64_t halfSweep, std::uint64_t band, int trees)
{
    PlaneKey const key(seed);
    std::vector<std::uint64_t> words(static_cast<std::size_t>(trees * planesATree * planeWords));
    kernel.planes(bandOf(key, halfSweep, band), words.data(), trees);
    return words;
}

// Many planes as a lattice of 512 x 512 consumes them: 800 trees, then the next half-sweep's
// stream.
std::vector<std::uint64_t> longStream(int halfSweeps)
{
    std::vector<std::uint64_t> all;
    for (int k = 0; k < halfSweeps; ++k) {
        auto const part = planesOf(packedKernel(), 2024, static_cast<std::uint64_t>(k), 0, 800);
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

// How far a count of n fair bits is from n/2, in standard deviations.
double deviation(std::int64_t ones, std::int64_t n)
{
    auto const total = static_cast<double>(n);
    return (static_cast<double>(ones) - total / 2) / std::sqrt(total / 4);
}

} // namespace

class TestRandomPlanes : public QObject
{
    Q_OBJECT

private slots:
    void aRoundIsThatOfTheStandard()
    {
        // FIPS 197, appendix B: the start of round 1, its round key, and the start of round 2.
        AesBlock const start = block("193de3bea0f4e22b9ac68d2ae9f84808");
        AesBlock const key = block("a0fafe1788542cb123a339392a6c7605");
        QCOMPARE(aesEncode(start, key), block("a49c7ff2689f352b6b5bea43026a5049"));
        // Its state after ShiftRows: the inverse round takes substitution and shift back, then
        // unmixes.
        AesBlock const shifted = block("d4bf5d30e0b452aeb84111f11e2798e5");
        QCOMPARE(mixed(aesDecode(shifted, {0, 0})), start);
    }

    void kernelsDrawTheSamePlanes()
    {
        PlaneKey const key(77);
        for (std::uint64_t const band : {0u, 1u, 200u}) {
            PlaneStream stream(key, 12345678901, band);
            std::vector<std::uint64_t> expected;
            for (int t = 0; t < 50; ++t) {
                Plane planes[planesATree];
                stream.next(planes);
                for (auto const& plane : planes) {
                    expected.insert(expected.end(), plane.begin(), plane.end());
                }
            }
            for (const PackedKernel& kernel : packedKernels()) {
                QVERIFY2(planesOf(kernel, 77, 12345678901, band, 50) == expected, kernel.name);
            }
        }
    }

    void theStreamIsFixed()
    {
        // Known answers: these must never change, or trajectories do.
        auto const words = planesOf(packedKernels()[0], 1, 2, 3, 1);
        QCOMPARE(words[0], std::uint64_t{0xf985e27c39a0b97d});
        QCOMPARE(words[13], std::uint64_t{0x7d2f1e3614ae7df4});
        QCOMPARE(words[31], std::uint64_t{0x7e498c5ef61a75c7});
    }

    void bytesAreUniformAndWordsHaveNoRuns()
    {
        auto const words = longStream(150); // 245 million bits
        std::array<double, 256> bytes{};
        std::int64_t ones = 0, changes = 0;
        for (auto const word : words) {
            ones += std::popcount(word);
            changes += std::popcount((word ^ (word >> 1)) & (~std::uint64_t{0} >> 1));
            for (int shift = 0; shift < 64; shift += 8) {
                ++bytes[(word >> shift) & 0xFF];
            }
        }
        auto const n = static_cast<std::int64_t>(words.size());
        QVERIFY(std::abs(deviation(ones, 64 * n)) < 5);
        QVERIFY(std::abs(deviation(changes, 63 * n)) < 5);
        double chiSquare = 0;
        double const expected = static_cast<double>(n) * 8 / 256;
        for (double const count : bytes) {
            chiSquare += (count - expected) * (count - expected) / expected;
        }
        QVERIFY(std::abs(chiSquare - 255) < 5 * std::sqrt(2 * 255.0));
    }

    void lanesAreFairAndForgetful()
    {
        // Every lane on its own: its bits, and pairs of its bits some planes apart.
        auto const words = longStream(60);
        std::size_t const planes = words.size() / planeWords;
        double worst = 0, sum = 0;
        int tests = 0;
        auto const note = [&](double z) {
            worst = std::max(worst, std::abs(z));
            sum += z * z;
            ++tests;
        };
        for (std::size_t const lag : {0u, 1u, 2u, 3u, 4u, 5u, 8u, 12u, 48u}) {
            std::vector<std::array<std::uint32_t, 64>> ones(planeWords);
            for (std::size_t k = 0; k + lag < planes; ++k) {
                for (std::size_t w = 0; w < planeWords; ++w) {
                    std::uint64_t const now = words[k * planeWords + w];
                    std::uint64_t const bits = lag ? now ^ words[(k + lag) * planeWords + w] : now;
                    for (std::size_t b = 0; b < 64; ++b) {
                        ones[w][b] += static_cast<std::uint32_t>(bits >> b) & 1;
                    }
                }
            }
            for (auto const& word : ones) {
                for (auto const count : word) {
                    note(deviation(count, static_cast<std::int64_t>(planes - lag)));
                }
            }
        }
        QVERIFY(worst < 5.5);
        QVERIFY(std::abs(sum - tests) < 5 * std::sqrt(2.0 * tests));
    }

    void planesOfATreeAreIndependentLaneByLane()
    {
        // All pairs of bits of one block of a tree: 4 planes of 128 lanes.
        constexpr std::size_t bits = 512, samples = 1 << 15;
        std::vector<std::vector<std::uint64_t>> columns(bits,
                                                        std::vector<std::uint64_t>(samples / 64));
        auto const words = longStream(samples / 800 + 1);
        for (std::size_t k = 0; k < samples; ++k) {
            const std::uint64_t* const tree = words.data() + k * planesATree * planeWords;
            for (std::size_t i = 0; i < bits; ++i) {
                std::uint64_t const word = tree[i / 128 * planeWords + i % 128 / 64];
                columns[i][k / 64] |= ((word >> (i % 64)) & 1) << (k % 64);
            }
        }
        double worst = 0, sum = 0;
        for (std::size_t i = 0; i < bits; ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                std::int64_t unequal = 0;
                for (std::size_t k = 0; k < samples / 64; ++k) {
                    unequal += std::popcount(columns[i][k] ^ columns[j][k]);
                }
                double const z = deviation(unequal, samples);
                worst = std::max(worst, std::abs(z));
                sum += z * z;
            }
        }
        double const pairs = bits * (bits - 1) / 2.0;
        QVERIFY(worst < 6);
        QVERIFY(std::abs(sum - pairs) < 5 * std::sqrt(2 * pairs));
    }

    void differentBandsHalfSweepsAndSeedsHaveDifferentStreams()
    {
        auto const base = planesOf(packedKernel(), 1, 0, 0, 200);
        for (auto const& other :
             {planesOf(packedKernel(), 2, 0, 0, 200), planesOf(packedKernel(), 1, 1, 0, 200),
              planesOf(packedKernel(), 1, 0, 1, 200)}) {
            std::int64_t unequal = 0;
            for (std::size_t k = 0; k < base.size(); ++k) {
                unequal += std::popcount(base[k] ^ other[k]);
            }
            QVERIFY(std::abs(deviation(unequal, 64 * static_cast<std::int64_t>(base.size()))) < 5);
        }
    }

private:
    // MixColumns of FIPS 197, 5.1.3, byte by byte.
    static AesBlock mixed(const AesBlock& state)
    {
        auto const byte = [&](std::size_t k) { return (state[k / 8] >> (k % 8 * 8)) & 0xFF; };
        auto const twice = [](std::uint64_t x) { return (x << 1 ^ (x & 0x80 ? 0x1B : 0)) & 0xFF; };
        AesBlock result{};
        for (std::size_t k = 0; k < 16; ++k) {
            std::size_t const column = k / 4 * 4;
            std::uint64_t const next = byte(column + (k + 1) % 4);
            std::uint64_t const value = twice(byte(k)) ^ twice(next) ^ next ^
                                        byte(column + (k + 2) % 4) ^ byte(column + (k + 3) % 4);
            result[k / 8] |= value << (k % 8 * 8);
        }
        return result;
    }
};

QTEST_APPLESS_MAIN(TestRandomPlanes)
#include "tst_random_planes.moc"
