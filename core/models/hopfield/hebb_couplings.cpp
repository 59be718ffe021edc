// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/hebb_couplings.h"

#include "core/models/hopfield/overlap_kernels.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace core::hopfield {

namespace {

constexpr int tile = 64;

using Eight = std::int16_t __attribute__((vector_size(16)));

// a0 b0 a1 b1 ... of the lower or the higher halves.
Eight lower(Eight a, Eight b) { return __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11); }
Eight higher(Eight a, Eight b) { return __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15); }

// The mirror image of an 8 x 8 block, both with rows `tile` apart: three times row k is shuffled
// with row k + 4.
void mirrorEight(const std::int16_t* from, std::int16_t* to)
{
    Eight x[8], y[8];
    for (int k = 0; k < 8; ++k) {
        __builtin_memcpy(&x[k], from + k * tile, sizeof x[k]);
    }
    for (int round = 0; round < 3; ++round) {
        for (int k = 0; k < 4; ++k) {
            y[2 * k] = lower(x[k], x[k + 4]);
            y[2 * k + 1] = higher(x[k], x[k + 4]);
        }
        std::swap(x, y);
    }
    for (int k = 0; k < 8; ++k) {
        __builtin_memcpy(to + k * tile, &x[k], sizeof x[k]);
    }
}

// A square of couplings on the way to its two places: rows of the matrix lie far apart, often by a
// multiple of what the cache confuses.
struct Tile
{
    alignas(64) std::int16_t numbers[tile * tile];
    alignas(64) std::int16_t mirrored[tile * tile];

    void mirror()
    {
        for (int i = 0; i < tile; i += 8) {
            for (int j = 0; j < tile; j += 8) {
                mirrorEight(numbers + i * tile + j, mirrored + j * tile + i);
            }
        }
    }
};

void count(const std::uint64_t* rows, int height, const std::uint64_t* columns, int width,
           int blocks, int patterns, std::int16_t* out)
{
    const auto& kernels = overlapKernels();
    int j = 0;
    for (; j + 8 <= width; j += 8) {
        kernels.productsWithEight(rows, height, columns + j * blocks, blocks, patterns, out + j,
                                  tile);
    }
    for (; j < width; ++j) {
        for (int i = 0; i < height; ++i) {
            std::int32_t unequal = 0;
            kernels.unequal(rows + i * blocks, columns + j * blocks, blocks, 1, &unequal);
            out[i * tile + j] = static_cast<std::int16_t>(patterns - 2 * unequal);
        }
    }
}

void write(const std::int16_t* from, int height, int width, std::int16_t* to, std::ptrdiff_t stride)
{
    for (int i = 0; i < height; ++i) {
        std::copy_n(from + i * tile, width, to + i * stride);
    }
}

} // namespace

void hebbCouplings(const std::uint64_t* columns, int n, int blocks, int patterns,
                   std::int16_t* couplings)
{
    Tile part{};
    std::ptrdiff_t const stride = n;
    for (int i = 0; i < n; i += tile) {
        int const height = std::min(tile, n - i);
        for (int j = i; j < n; j += tile) {
            int const width = std::min(tile, n - j);
            count(columns + std::ptrdiff_t{i} * blocks, height,
                  columns + std::ptrdiff_t{j} * blocks, width, blocks, patterns, part.numbers);
            write(part.numbers, height, width, couplings + i * stride + j, stride);
            if (i != j) {
                part.mirror();
                write(part.mirrored, width, height, couplings + j * stride + i, stride);
            }
        }
    }
    for (int i = 0; i < n; ++i) {
        couplings[i * stride + i] = 0;
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
