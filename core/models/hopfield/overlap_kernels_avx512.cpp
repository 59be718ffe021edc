// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/overlap_kernels.h"

#include <immintrin.h>

namespace core::hopfield {

namespace {

__mmask16 part(std::uint64_t word, int quarter)
{
    return static_cast<__mmask16>(word >> (16 * quarter));
}

std::int64_t sumOfSet(const std::uint64_t* column, const std::int32_t* m, std::size_t blocks)
{
    __m512i a = _mm512_setzero_si512(), b = a, c = a, d = a;
    for (std::size_t block = 0; block < blocks; ++block) {
        std::uint64_t const word = column[block];
        std::int32_t const* const at = m + 64 * block;
        a = _mm512_mask_add_epi32(a, part(word, 0), a, _mm512_loadu_si512(at));
        b = _mm512_mask_add_epi32(b, part(word, 1), b, _mm512_loadu_si512(at + 16));
        c = _mm512_mask_add_epi32(c, part(word, 2), c, _mm512_loadu_si512(at + 32));
        d = _mm512_mask_add_epi32(d, part(word, 3), d, _mm512_loadu_si512(at + 48));
    }
    // A lane holds at most 2048 numbers below 2^17; two lanes still fit 32 bits.
    __m512i const x = _mm512_add_epi32(a, b), y = _mm512_add_epi32(c, d);
    auto const wide = [](__m512i v) {
        return _mm512_add_epi64(_mm512_cvtepi32_epi64(_mm512_castsi512_si256(v)),
                                _mm512_cvtepi32_epi64(_mm512_extracti64x4_epi64(v, 1)));
    };
    return _mm512_reduce_add_epi64(_mm512_add_epi64(wide(x), wide(y)));
}

void add(const std::uint64_t* column, std::int32_t* m, std::size_t blocks, std::int32_t up)
{
    __m512i const plus = _mm512_set1_epi32(up), minus = _mm512_set1_epi32(-up);
    for (std::size_t block = 0; block < blocks; ++block) {
        for (int quarter = 0; quarter < 4; ++quarter) {
            std::int32_t* const at = m + 64 * block + 16 * quarter;
            __m512i const by = _mm512_mask_blend_epi32(part(column[block], quarter), minus, plus);
            _mm512_storeu_si512(at, _mm512_add_epi32(_mm512_loadu_si512(at), by));
        }
    }
}

void addRow(const std::int32_t* row, std::int64_t* fields, std::size_t count, std::int64_t by)
{
    __m512i const factor = _mm512_set1_epi64(by);
    std::size_t j = 0;
    for (; j + 8 <= count; j += 8) {
        __m512i const numbers =
            _mm512_cvtepi32_epi64(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(row + j)));
        __m512i const sum =
            _mm512_add_epi64(_mm512_loadu_si512(fields + j), _mm512_mul_epi32(numbers, factor));
        _mm512_storeu_si512(fields + j, sum);
    }
    for (; j < count; ++j) {
        fields[j] += by * row[j];
    }
}

} // namespace

const OverlapKernels overlapAvx512{"AVX-512", sumOfSet, add, addRow};

} // namespace core::hopfield
