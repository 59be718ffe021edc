// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

// The inner loops on columns of pattern bits; compiled per instruction set, chosen at run time.
// Integers, or reals summed in one order, so that every set gives the same numbers. Built-in types
// and raw pointers only.
namespace core::hopfield {

// How many neurons agree with each pattern, less what most patterns have (so that the higher bytes
// are nearly all 0), in byte planes: byte b of pattern mu's number, two's complement, is
// planes[64 blocks b + mu]. What lies beyond the last pattern stays 0.
struct Agreements
{
    const std::uint64_t* columns; // by neuron, `blocks` words each, padding zero
    int blocks;
    int bytes;               // planes: 2, or 3 where N > 65279
    std::uint64_t lastBlock; // the patterns in the last block
    std::uint8_t* planes;    // 64 blocks bytes
    std::uint8_t* lifted;    // by block: whether a higher byte of it may not be 0
};

struct OverlapKernels
{
    const char* name; // "AVX-512"

    // Bits that differ between `a` and each of `count` consecutive rows of `words` words.
    void (*unequal)(const std::uint64_t* a, const std::uint64_t* rows, int words, int count,
                    std::int32_t* out);
    // The same with the rows named.
    void (*unequalAt)(const std::uint64_t* a, const std::uint64_t* rows, int words,
                      const std::uint16_t* which, int count, std::int32_t* out);

    // out[stride k + l] = patterns - 2 (bits that differ between row k of `count` rows and row l of
    // eight), consecutive rows of `words` words.
    void (*productsWithEight)(const std::uint64_t* rows, int count, const std::uint64_t* eight,
                              int words, int patterns, std::int16_t* out, std::ptrdiff_t stride);

    // For each neuron named, the sum of the numbers of the patterns in which it is +1.
    void (*sumAgreements)(const Agreements&, const std::uint16_t* sites, int count,
                          std::int64_t* out);
    // Neuron `site` has become +1 or -1.
    void (*turnAgreements)(const Agreements&, int site, bool up);

    // Sum over mu of set[mu] where bit mu of the column is 1 and clear[mu] where it is 0, 64 blocks
    // numbers each: 32 lanes, lane l of mu = l, l + 32, ..., and lanes added in halves.
    double (*choose)(const std::uint64_t* column, int blocks, const double* set,
                     const double* clear);

    // Sum of values[mu] where bit mu of the column is 1; 64 blocks numbers.
    std::int64_t (*sumWhere)(const std::uint64_t* column, int blocks, const std::int64_t* values);
    std::int64_t (*sumNarrowWhere)(const std::uint64_t* column, int blocks,
                                   const std::int32_t* values);

    // out[stride i + j] -= sum over k < depth of left[rows i + columns k] right[rightStride k + j],
    // i < height, j < width, one k after the other.
    void (*subtractProducts)(double* out, std::ptrdiff_t stride, int height, int width,
                             const double* left, std::ptrdiff_t rows, std::ptrdiff_t columns,
                             const double* right, std::ptrdiff_t rightStride, int depth);

    // fields[j] += by * row[j].
    void (*addRow)(const std::int32_t* row, std::int64_t* fields, std::size_t count,
                   std::int64_t by);
};

// The best for this processor, or the set that ISINGLASS_ISA forces.
const OverlapKernels& overlapKernels();

extern const OverlapKernels overlapPortable;
#if defined(__x86_64__) || defined(_M_X64)
extern const OverlapKernels overlapAvx2;
extern const OverlapKernels overlapAvx512;
#endif

} // namespace core::hopfield
