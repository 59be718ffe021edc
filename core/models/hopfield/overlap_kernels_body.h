// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/hopfield/overlap_kernels.h"

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

inline std::int64_t sumBytesWhere(const std::uint64_t* row, const std::uint8_t* plane, int words)
{
    std::int64_t total = 0;
    for (int w = 0; w < words; ++w) {
        std::uint64_t sums = 0;
        for (int group = 0; group < 8; ++group) {
            sums +=
                pairs(eightBytes(plane + 64 * w + 8 * group) & bytesWhere(row[w] >> (8 * group)));
        }
        total += fold(sums);
    }
    return total;
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

inline void sumAgreementsOf(const Agreements& task, const std::uint16_t* sites, int count,
                            std::int64_t* out)
{
    for (int k = 0; k < count; ++k) {
        const std::uint64_t* const row =
            task.columns + static_cast<std::int64_t>(sites[k]) * task.blocks;
        std::int64_t sum = 0;
        for (int b = task.bytes - 1; b >= 0; --b) {
            sum = 256 * sum + sumBytesWhere(row, task.planes + 64 * b * task.blocks, task.blocks);
        }
        out[k] = sum;
    }
}

inline void turnAgreementsOf(const Agreements& task, std::uint8_t* planes, int site, bool up)
{
    const std::uint64_t* const row = task.columns + static_cast<std::int64_t>(site) * task.blocks;
    int const stride = 64 * task.blocks;
    for (int w = 0; w < task.blocks; ++w) {
        // 1 where the number grows, 255 where it falls; then what is carried to the next byte.
        std::uint8_t change[64];
        for (int group = 0; group < 8; ++group) {
            std::uint64_t const grow = bytesWhere((up ? row[w] : ~row[w]) >> (8 * group));
            std::uint64_t const step = (grow & 0x0101010101010101) | ~grow;
            __builtin_memcpy(change + 8 * group, &step, 8);
        }
        std::uint8_t* plane = planes + 64 * w;
        for (int b = 0; b < task.bytes; ++b, plane += stride) {
            for (int k = 0; k < 64; ++k) {
                auto const next = static_cast<std::uint8_t>(plane[k] + change[k]);
                plane[k] = next;
                bool const carry =
                    (change[k] == 1 && next == 0) || (change[k] == 255 && next == 255);
                change[k] = carry ? change[k] : std::uint8_t{0};
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

inline void addRowTimes(const std::int32_t* row, std::int64_t* fields, std::size_t count,
                        std::int64_t by)
{
    for (std::size_t j = 0; j < count; ++j) {
        fields[j] += by * row[j];
    }
}

} // namespace

} // namespace core::hopfield
