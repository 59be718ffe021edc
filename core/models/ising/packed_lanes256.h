// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <immintrin.h>

namespace core::ising {

namespace {

// 256 lanes with AVX2. Local to each file that includes it.
struct Lanes256
{
    using V = __m256i;
    static constexpr int words = 4;

    static V load(const std::uint64_t* p)
    {
        return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p));
    }
    static void store(std::uint64_t* p, V x)
    {
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), x);
    }
    static V all(std::uint64_t x) { return _mm256_set1_epi64x(static_cast<long long>(x)); }
    template <int k>
    static V left(V a)
    {
        return _mm256_slli_epi64(a, k);
    }
    template <int k>
    static V right(V a)
    {
        return _mm256_srli_epi64(a, k);
    }
    template <int k>
    static V rotated(V a)
    {
        return _mm256_or_si256(left<k>(a), right<64 - k>(a));
    }
    // Spins up in each word: a table of nibbles, then the sum of eight bytes (Mula et al., Comput.
    // J. 61, 111, 2018).
    static V counts(V a)
    {
        V const table = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2,
                                         1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
        V const nibble = _mm256_set1_epi8(15);
        V const low = _mm256_shuffle_epi8(table, _mm256_and_si256(a, nibble));
        V const high =
            _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(a, 4), nibble));
        return _mm256_sad_epu8(_mm256_add_epi8(low, high), _mm256_setzero_si256());
    }
    static V addWords(V a, V b) { return _mm256_add_epi64(a, b); }
    static std::int64_t total(V a)
    {
        return _mm256_extract_epi64(a, 0) + _mm256_extract_epi64(a, 1) +
               _mm256_extract_epi64(a, 2) + _mm256_extract_epi64(a, 3);
    }
};

} // namespace

} // namespace core::ising
