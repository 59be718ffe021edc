// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/hebb_couplings.h"

#include "core/models/hopfield/overlap_kernels.h"

#include <algorithm>
#include <cstddef>

namespace core::hopfield {

namespace {

constexpr int tile = 32;

// Rows i0 <= i < i1, columns j0 <= j < j1, and their mirror image.
struct Tile
{
    int i0, i1, j0, j1;
};

void fillTile(const std::uint64_t* columns, int n, int blocks, int patterns, const Tile& t,
              std::int16_t* couplings)
{
    const auto& kernels = overlapKernels();
    auto const at = [n](int i, int j) {
        return static_cast<std::ptrdiff_t>(i) * n + static_cast<std::ptrdiff_t>(j);
    };
    auto const column = [&](int i) { return columns + static_cast<std::ptrdiff_t>(i) * blocks; };
    int j = t.j0;
    for (; j + 8 <= t.j1; j += 8) {
        kernels.productsWithEight(column(t.i0), t.i1 - t.i0, column(j), blocks, patterns,
                                  couplings + at(t.i0, j), n);
    }
    for (; j < t.j1; ++j) {
        for (int i = t.i0; i < t.i1; ++i) {
            std::int32_t unequal = 0;
            kernels.unequal(column(i), column(j), blocks, 1, &unequal);
            couplings[at(i, j)] = static_cast<std::int16_t>(patterns - 2 * unequal);
        }
    }
    if (t.i0 != t.j0) {
        for (j = t.j0; j < t.j1; ++j) {
            for (int i = t.i0; i < t.i1; ++i) {
                couplings[at(j, i)] = couplings[at(i, j)];
            }
        }
    }
}

} // namespace

void hebbCouplings(const std::uint64_t* columns, int n, int blocks, int patterns,
                   std::int16_t* couplings)
{
    for (int i = 0; i < n; i += tile) {
        for (int j = i; j < n; j += tile) {
            fillTile(columns, n, blocks, patterns,
                     {i, std::min(i + tile, n), j, std::min(j + tile, n)}, couplings);
        }
    }
    for (int i = 0; i < n; ++i) {
        couplings[static_cast<std::ptrdiff_t>(i) * n + i] = 0;
    }
}

HebbTraining::HebbTraining(const std::vector<std::int8_t>& patterns, int neurons)
    : neurons_(neurons), patterns_(static_cast<int>(patterns.size()) / neurons),
      blocks_((patterns_ + 63) / 64),
      columns_(static_cast<std::size_t>(neurons) * static_cast<std::size_t>(blocks_)),
      couplings_(static_cast<std::size_t>(neurons) * static_cast<std::size_t>(neurons))
{
    auto const N = static_cast<std::size_t>(neurons), blocks = static_cast<std::size_t>(blocks_);
    for (std::size_t k = 0; k < patterns.size(); ++k) {
        std::size_t const mu = k / N, i = k % N;
        columns_[i * blocks + mu / 64] |= std::uint64_t{patterns[k] > 0 ? 1u : 0u} << (mu % 64);
    }
}

double HebbTraining::run()
{
    hebbCouplings(columns_.data(), neurons_, blocks_, patterns_, couplings_.data());
    return 1;
}

} // namespace core::hopfield
