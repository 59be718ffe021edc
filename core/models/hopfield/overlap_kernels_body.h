// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/hopfield/overlap_kernels.h"

#include <cstddef>

// The inner loops in built-in types, for the compiler to vectorise; the files of instruction sets
// replace what they do better.
namespace core::hopfield {

namespace {

inline std::int32_t unequalBits(const std::uint64_t* a, const std::uint64_t* b, int words)
{
    std::int32_t sum = 0;
    for (int w = 0; w < words; ++w) {
        sum += __builtin_popcountll(static_cast<unsigned long long>(a[w] ^ b[w]));
    }
    return sum;
}

// 0xFF for each of the lowest eight bits that is 1, else 0; the lowest first.
inline std::uint64_t bytesWhere(std::uint64_t bits)
{
    std::uint64_t const picked = (bits & 0xFF) * 0x0101010101010101 & 0x8040201008040201;
    std::uint64_t const ones = (picked + 0x7F7F7F7F7F7F7F7F) >> 7 & 0x0101010101010101;
    return ones * 0xFF;
}

inline std::uint64_t eightBytes(const std::uint8_t* from)
{
    std::uint64_t all;
    __builtin_memcpy(&all, from, 8);
    return all;
}

// Bytes added in pairs: four numbers of 16 bits.
inline std::uint64_t pairs(std::uint64_t bytes)
{
    return (bytes & 0x00FF00FF00FF00FF) + (bytes >> 8 & 0x00FF00FF00FF00FF);
}

inline std::int64_t fold(std::uint64_t sums)
{
    std::uint64_t const two = (sums & 0x0000FFFF0000FFFF) + (sums >> 16 & 0x0000FFFF0000FFFF);
    return static_cast<std::int64_t>((two & 0xFFFFFFFF) + (two >> 32));
}

// The bytes of one block in a plane where the bit is 1, added up as numbers from 0 to 255.
inline std::int64_t sumBytesWhere(std::uint64_t bits, const std::uint8_t* plane)
{
    std::uint64_t sums = 0;
    for (int group = 0; group < 8; ++group) {
        sums += pairs(eightBytes(plane + 8 * group) & bytesWhere(bits >> (8 * group)));
    }
    return fold(sums);
}

inline void unequalOnes(const std::uint64_t* a, const std::uint64_t* rows, int words, int count,
                        std::int32_t* out)
{
    for (int k = 0; k < count; ++k) {
        out[k] = unequalBits(a, rows + static_cast<std::int64_t>(k) * words, words);
    }
}

inline void unequalAtOnes(const std::uint64_t* a, const std::uint64_t* rows, int words,
                          const std::uint16_t* which, int count, std::int32_t* out)
{
    for (int k = 0; k < count; ++k) {
        out[k] = unequalBits(a, rows + static_cast<std::int64_t>(which[k]) * words, words);
    }
}

inline void productsOf(const std::uint64_t* rows, int count, const std::uint64_t* eight, int words,
                       int patterns, std::int16_t* out, std::ptrdiff_t stride)
{
    for (int k = 0; k < count; ++k, rows += words, out += stride) {
        for (int l = 0; l < 8; ++l) {
            out[l] = static_cast<std::int16_t>(patterns -
                                               2 * unequalBits(rows, eight + l * words, words));
        }
    }
}

inline std::int64_t sumOfBlock(const Agreements& task, int block, std::uint64_t bits)
{
    const std::uint8_t* const plane = task.planes + 64 * block;
    std::int64_t sum = sumBytesWhere(bits, plane);
    if (task.lifted[block] == 0) {
        return sum;
    }
    int const stride = 64 * task.blocks;
    for (int b = 1; b < task.bytes - 1; ++b) {
        sum += sumBytesWhere(bits, plane + b * stride) << (8 * b);
    }
    // Signed: 128 less than the byte with its highest bit turned over.
    std::uint8_t top[64];
    int const last = task.bytes - 1;
    for (int k = 0; k < 64; ++k) {
        top[k] = static_cast<std::uint8_t>(plane[last * stride + k] ^ 128);
    }
    std::int64_t const offset = 128 * __builtin_popcountll(static_cast<unsigned long long>(bits));
    return sum + ((sumBytesWhere(bits, top) - offset) * (std::int64_t{1} << (8 * last)));
}

inline void sumAgreementsOf(const Agreements& task, const std::uint16_t* sites, int count,
                            std::int64_t* out)
{
    for (int k = 0; k < count; ++k) {
        const std::uint64_t* const row =
            task.columns + static_cast<std::int64_t>(sites[k]) * task.blocks;
        std::int64_t sum = 0;
        for (int block = 0; block < task.blocks; ++block) {
            sum += sumOfBlock(task, block, row[block]);
        }
        out[k] = sum;
    }
}

inline std::uint64_t patternsIn(const Agreements& task, int block)
{
    return block == task.blocks - 1 ? task.lastBlock : ~std::uint64_t{0};
}

inline void turnAgreementsOf(const Agreements& task, int site, bool up)
{
    const std::uint64_t* const row = task.columns + static_cast<std::int64_t>(site) * task.blocks;
    for (int block = 0; block < task.blocks; ++block) {
        std::uint64_t const all = patternsIn(task, block);
        std::uint64_t const growing = (up ? row[block] : ~row[block]) & all;
        std::uint64_t const falling = ~growing & all;
        // 1 where the number grows, 255 where it falls; then what is carried to the next byte.
        std::uint8_t change[64];
        for (int group = 0; group < 8; ++group) {
            std::uint64_t const step = (bytesWhere(growing >> (8 * group)) & 0x0101010101010101) |
                                       bytesWhere(falling >> (8 * group));
            __builtin_memcpy(change + 8 * group, &step, 8);
        }
        std::uint8_t* plane = task.planes + 64 * block;
        for (int b = 0; b < task.bytes; ++b, plane += 64 * task.blocks) {
            std::uint8_t carried = 0, high = 0;
            for (int k = 0; k < 64; ++k) {
                auto const next = static_cast<std::uint8_t>(plane[k] + change[k]);
                plane[k] = next;
                bool const carry =
                    (change[k] == 1 && next == 0) || (change[k] == 255 && next == 255);
                change[k] = carry ? change[k] : std::uint8_t{0};
                carried = static_cast<std::uint8_t>(carried | change[k]);
                high = static_cast<std::uint8_t>(high | next);
            }
            if (b > 0 && high != 0) {
                task.lifted[block] = 1;
            }
            if (carried == 0) {
                break;
            }
        }
    }
}

inline double addHalves(double* lanes, int count)
{
    for (; count > 1; count /= 2) {
        for (int l = 0; l < count / 2; ++l) {
            lanes[l] += lanes[l + count / 2];
        }
    }
    return lanes[0];
}

inline double chooseNumbers(const std::uint64_t* column, int blocks, const double* set,
                            const double* clear)
{
    double lanes[32] = {};
    for (int half = 0; half < 2 * blocks; ++half, set += 32, clear += 32) {
        std::uint64_t const bits = column[half / 2] >> (half % 2 * 32);
        for (int l = 0; l < 32; ++l) {
            lanes[l] += (bits >> l & 1) != 0 ? set[l] : clear[l];
        }
    }
    return addHalves(lanes, 32);
}

template <class Integer>
inline std::int64_t sumNumbersWhere(const std::uint64_t* column, int blocks, const Integer* values)
{
    std::int64_t sum = 0;
    for (int b = 0; b < blocks; ++b, values += 64) {
        for (int k = 0; k < 64; ++k) {
            sum += values[k] & -static_cast<std::int64_t>(column[b] >> k & 1);
        }
    }
    return sum;
}

#if defined(__AVX512F__)
constexpr int vectorBytes = 64;
#elif defined(__AVX2__)
constexpr int vectorBytes = 32;
#else
constexpr int vectorBytes = 16;
#endif
using Reals = double __attribute__((vector_size(vectorBytes)));
constexpr int realsInVector = vectorBytes / 8;

inline Reals loadReals(const double* from)
{
    Reals x;
    __builtin_memcpy(&x, from, sizeof x);
    return x;
}

// Rows of two vectors, which stay in registers while k runs.
template <int height>
inline void subtractInto(double* out, std::ptrdiff_t stride, const double* left,
                         std::ptrdiff_t rows, std::ptrdiff_t columns, const double* right,
                         std::ptrdiff_t rightStride, int depth)
{
    Reals sums[height][2];
    for (int i = 0; i < height; ++i) {
        sums[i][0] = loadReals(out + i * stride);
        sums[i][1] = loadReals(out + i * stride + realsInVector);
    }
    for (int k = 0; k < depth; ++k, left += columns, right += rightStride) {
        Reals const a = loadReals(right), b = loadReals(right + realsInVector);
        for (int i = 0; i < height; ++i) {
            double const factor = left[i * rows];
            sums[i][0] -= factor * a;
            sums[i][1] -= factor * b;
        }
    }
    for (int i = 0; i < height; ++i) {
        __builtin_memcpy(out + i * stride, sums[i], sizeof sums[i]);
    }
}

inline void subtractProductsOf(double* out, std::ptrdiff_t stride, int height, int width,
                               const double* left, std::ptrdiff_t rows, std::ptrdiff_t columns,
                               const double* right, std::ptrdiff_t rightStride, int depth)
{
    constexpr int step = 2 * realsInVector, together = 4;
    for (int i = 0; i < height;) {
        bool const several = i + together <= height;
        int j = 0;
        for (; j + step <= width; j += step) {
            if (several) {
                subtractInto<together>(out + j, stride, left, rows, columns, right + j, rightStride,
                                       depth);
            } else {
                subtractInto<1>(out + j, stride, left, rows, columns, right + j, rightStride,
                                depth);
            }
        }
        int const done = several ? together : 1;
        for (; j < width; ++j) {
            for (int r = 0; r < done; ++r) {
                for (int k = 0; k < depth; ++k) {
                    out[r * stride + j] -=
                        left[r * rows + k * columns] * right[k * rightStride + j];
                }
            }
        }
        i += done;
        out += done * stride;
        left += done * rows;
    }
}

inline void addRowTimes(const std::int32_t* row, std::int64_t* fields, std::size_t count,
                        std::int64_t by)
{
    for (std::size_t j = 0; j < count; ++j) {
        fields[j] += by * row[j];
    }
}

} // namespace

} // namespace core::hopfield
