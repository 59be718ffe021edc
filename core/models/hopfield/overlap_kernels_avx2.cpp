// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/overlap_kernels.h"

#include <immintrin.h>

namespace core::hopfield {

namespace {

// All bits of lane k set where bit k of the byte is.
__m256i expanded(std::uint64_t byte)
{
    __m256i const bits = _mm256_setr_epi32(1, 2, 4, 8, 16, 32, 64, 128);
    __m256i const all = _mm256_set1_epi32(static_cast<int>(byte));
    return _mm256_cmpeq_epi32(_mm256_and_si256(all, bits), bits);
}

__m256i load(const std::int32_t* at)
{
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
}

std::int64_t sumOfSet(const std::uint64_t* column, const std::int32_t* m, std::size_t blocks)
{
    __m256i sums[2] = {_mm256_setzero_si256(), _mm256_setzero_si256()};
    for (std::size_t block = 0; block < blocks; ++block) {
        std::uint64_t const word = column[block];
        for (int k = 0; k < 8; ++k) {
            __m256i const chosen =
                _mm256_and_si256(expanded(word >> (8 * k) & 255), load(m + 64 * block + 8 * k));
            sums[k % 2] = _mm256_add_epi32(sums[k % 2], chosen);
        }
    }
    // A lane holds at most 8192 numbers below 2^17: less than 2^31.
    alignas(32) std::int32_t lanes[16];
    _mm256_store_si256(reinterpret_cast<__m256i*>(lanes), sums[0]);
    _mm256_store_si256(reinterpret_cast<__m256i*>(lanes + 8), sums[1]);
    std::int64_t total = 0;
    for (std::int32_t const lane : lanes) {
        total += lane;
    }
    return total;
}

void add(const std::uint64_t* column, std::int32_t* m, std::size_t blocks, std::int32_t up)
{
    __m256i const minus = _mm256_set1_epi32(-up), twice = _mm256_set1_epi32(2 * up);
    for (std::size_t block = 0; block < blocks; ++block) {
        for (int k = 0; k < 8; ++k) {
            std::int32_t* const at = m + 64 * block + 8 * k;
            __m256i const by = _mm256_add_epi32(
                minus, _mm256_and_si256(expanded(column[block] >> (8 * k) & 255), twice));
            _mm256_storeu_si256(reinterpret_cast<__m256i*>(at), _mm256_add_epi32(load(at), by));
        }
    }
}

void addRow(const std::int32_t* row, std::int64_t* fields, std::size_t count, std::int64_t by)
{
    __m256i const factor = _mm256_set1_epi64x(by);
    std::size_t j = 0;
    for (; j + 4 <= count; j += 4) {
        __m256i const numbers =
            _mm256_cvtepi32_epi64(_mm_loadu_si128(reinterpret_cast<const __m128i*>(row + j)));
        auto* const at = reinterpret_cast<__m256i*>(fields + j);
        _mm256_storeu_si256(
            at, _mm256_add_epi64(_mm256_loadu_si256(at), _mm256_mul_epi32(numbers, factor)));
    }
    for (; j < count; ++j) {
        fields[j] += by * row[j];
    }
}

} // namespace

const OverlapKernels overlapAvx2{"AVX2", sumOfSet, add, addRow};

} // namespace core::hopfield
