// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

// Random planes: 512 fair bits at a time, one for each lane of a bit-packed lattice, the same on
// every processor.
//
// The stream of a band of rows is a function of (seed, half-sweep, band) alone: nothing but the
// half-sweep's number has to be kept to continue a run, and no stream belongs to a thread. A band
// starts with a Weyl counter c and its odd increment K, 512 bits each, made by ten AES rounds from
// (half-sweep, band). Four planes cost one step of the counter and six rounds (E and D: one round
// of encryption and decryption, FIPS 197, as the processor's instructions do them):
//
//   c += K (64-bit lanes)    a = E(c) ^ k1    b = D(c) ^ k2
//   planes: E(a) ^ b, D(a) ^ c, E(b) ^ a, D(b) ^ c
//
// so every bit has passed two rounds, which mix all 128 bits of its block. (Salmon et al., SC'11,
// use AES rounds over a counter in the same spirit.)
//
// Put to the test as kernels consume it, a new stream every 784 steps (a half-sweep at L = 512):
// dieharder 3.31.1 -a on the words (seed 1): 110 passed, 4 weak, none failed; on a single lane, one
// bit a plane (seed 1, lane 200): 111 passed, 3 weak, none failed (rgb_lagged_sum beyond lag 25
// with a quarter of the samples). The weak tests, repeated with other seeds, are weak no more often
// than with the tester's own AES_OFB. All 393 000 pairs of bits within two successive steps of a
// block, 4.2 million samples each: greatest deviation 4.8 sigma, sum of squares as it should be. T
// = 2, L = 512, 24 million sweeps of Metropolis: |m| = 0.9113208(10), exact 0.9113194; 12 million
// of heat bath: 0.9113203(20). A quick battery of our own is in tests/unit/tst_random_planes.cpp.
namespace core::ising {

// 128 bits as two words: bytes 0 ... 7 of the AES state in the first, least significant first.
using AesBlock = std::array<std::uint64_t, 2>;

// One round without the initial key addition, as AESENC and AESDEC do: by tables, on any processor.
AesBlock aesEncode(const AesBlock& state, const AesBlock& key);
AesBlock aesDecode(const AesBlock& state, const AesBlock& key);

constexpr int planeWords = 8;  // words of 64 lanes
constexpr int planesATree = 4; // planes from one step of the counter
constexpr int startRounds = 10;

using Plane = std::array<std::uint64_t, planeWords>;

// What a seed expands to; plain words so that kernels can load them.
struct PlaneKey
{
    explicit PlaneKey(std::uint64_t runSeed);

    std::uint64_t seed;
    alignas(64) std::uint64_t encode[planeWords]; // k1
    alignas(64) std::uint64_t decode[planeWords]; // k2
    alignas(64) std::uint64_t start[startRounds][2];
};

// The stream of one band in plain C++: what the reference sampler and the portable kernel read.
class PlaneStream
{
public:
    PlaneStream(const PlaneKey& key, std::uint64_t halfSweep, std::uint64_t band);

    // The next four planes.
    void next(Plane planes[planesATree]);

private:
    const PlaneKey& key_;
    Plane counter_{};
    Plane step_{};
};

} // namespace core::ising
