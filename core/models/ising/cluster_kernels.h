// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace core::ising {

// Eight xoshiro256++ generators side by side (Blackman & Vigna, ACM TOMS 47, 36, 2021): word k of
// generator n is state[8 k + n]. A block is what one step of all eight gives: 512 random bits.
struct LaneGenerator
{
    std::uint64_t state[32];
};

constexpr std::size_t blockWords = 8;
constexpr int planeDigits = 12; // digits that bernoulli() compares

// Rows of a square torus, L a multiple of 64, for Swendsen-Wang. A run is a maximal piece of a row
// whose neighbours are bonded, cut at x = 0; runs are numbered along the rows.
struct RunRows
{
    int words = 0; // in a row
    int rows = 0;
    std::uint64_t unequalKept = 0;        // all ones where J < 0: bonds join unequal spins
    const std::uint64_t* spins = nullptr; // these and the following: words * rows
    const std::uint64_t* right = nullptr; // random bonds (x, y) - (x + 1, y)
    const std::uint64_t* down = nullptr;  // random bonds (x, y) - (x, y + 1)
    const std::uint64_t* coins = nullptr; // fair bits
    const std::uint64_t* ghost = nullptr; // sites tied to the ghost; may be absent
    std::uint64_t* starts = nullptr;      // first sites of runs
    std::uint64_t* change = nullptr;      // result: spins to flip
    std::int32_t* rank = nullptr;         // runs before each word
    std::int32_t* parent = nullptr; // by run: itself (a root) or an earlier run of its cluster
    std::uint8_t* flip = nullptr;   // by run
    std::uint8_t* tied = nullptr;   // by run, true for roots; present with ghost
    std::int32_t* sizes = nullptr;  // by run, true for roots; needed by countRows only
    std::int32_t runs = 0;          // so far
    // What countRows adds up.
    std::int32_t counted = 0;   // runs
    std::uint64_t clusters = 0; // not tied to the ghost
    std::uint64_t flipped = 0;  // of these
    double squares = 0;         // sum of n^2 over these
    double ghostSites = 0;      // sites of all that are tied
};

// The inner loops of the cluster samplers, compiled for each instruction set; all give the same
// results.
struct ClusterKernels
{
    // One block per call of the generator: fair bits.
    void (*fill)(LaneGenerator&, std::uint64_t* out, std::size_t blocks);

    // Bits that are 1 with probability threshold / 2^64, as far as the first planeDigits digits
    // decide it; the others are 0 and marked in `open` (one bit in 2^planeDigits).
    void (*bernoulli)(LaneGenerator&, std::uint64_t threshold, std::uint64_t* out,
                      std::uint64_t* open, std::size_t blocks);

    // Finds the runs of rows y0 <= y < y1 and unites them with those above, rows in order.
    void (*labelRows)(RunRows&, int y0, int y1);
    // The bonds from the last row to the first; call after all rows are labelled.
    void (*closeTorus)(RunRows&);
    // Marks the roots of all clusters with a site of rows y0 <= y < y1 tied to the ghost.
    void (*tieRows)(RunRows&, int y0, int y1);
    // Coins of the clusters and from them the spins to flip, rows in order. A cluster's coin is
    // that of its first site.
    void (*flipRows)(RunRows&, int y0, int y1);
    // Numbers and sizes of the clusters, after flipRows, rows in order.
    void (*countRows)(RunRows&, int y0, int y1);

    // Adds spins up, bonds between unequal spins and spins up where x + y is even of the rows
    // y0 <= y < y1 of a square torus to sums[0 ... 2].
    void (*measureRows)(const std::uint64_t* spins, int words, int rows, int y0, int y1,
                        std::int64_t* sums);
};

const ClusterKernels& portableClusterKernels();
const ClusterKernels& avx2ClusterKernels();
const ClusterKernels& avx512ClusterKernels();

// The set in force (core/base/cpu.h).
const ClusterKernels& clusterKernels();

// The generators of the stream `seed`.
LaneGenerator laneGenerator(std::uint64_t seed);

// Bernoulli planes to all 64 digits: what bernoulli() leaves open is decided by digits that belong
// to the place, so that no kernel can differ. `open` is scratch of the same size; `seed` names the
// plane.
void bernoulliPlane(const ClusterKernels& kernels, LaneGenerator& generator,
                    std::uint64_t threshold, std::uint64_t seed, std::uint64_t* out,
                    std::uint64_t* open, std::size_t blocks);

} // namespace core::ising
