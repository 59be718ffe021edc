// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled with AVX-512, VPOPCNTDQ and VAES; called only where the processor has them.
#include "core/models/ising/packed_body.h"
#include "core/models/ising/packed_count.h"

#include <immintrin.h>

namespace core::ising {

namespace {

// The truth tables of a, b and c: a function of them is the table of its value.
constexpr int A = 0xF0, B = 0xCC, C = 0xAA;

constexpr int countTable(int code)
{
    int table = 0;
    for (int i = 0; i < 8; ++i) {
        int const count = 2 * (i >> 2) + ((i >> 1) & 1) + (i & 1);
        table |= ((code >> count) & 1) << i;
    }
    return table;
}

struct Avx512
{
    using V = __m512i;
    using R = __m512i;
    static constexpr int words = 8;

    static V load(const std::uint64_t* p) { return _mm512_loadu_si512(p); }
    static void store(std::uint64_t* p, V x) { _mm512_storeu_si512(p, x); }
    static V all(std::uint64_t x) { return _mm512_set1_epi64(static_cast<long long>(x)); }
    static R read(const std::uint64_t* p) { return load(p); }
    static R odd(R a) { return either(a, all(1)); }
    static V joined(R a) { return a; }
    static R repeat(const std::uint64_t* p)
    {
        return _mm512_broadcast_i32x4(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p)));
    }
    static V add(V a, V b) { return _mm512_add_epi64(a, b); }
    static V addWords(V a, V b) { return add(a, b); }
    static V encode(V a, V key) { return _mm512_aesenc_epi128(a, key); }
    static V decode(V a, V key) { return _mm512_aesdec_epi128(a, key); }
    static V either(V a, V b) { return _mm512_or_si512(a, b); }
    static V unequal(V a, V b) { return _mm512_xor_si512(a, b); }
    static V equal(V a, V b) { return of<~(A ^ B)>(a, b, b); }
    static V clear(V a, V b) { return _mm512_andnot_si512(b, a); }
    template <int k>
    static V left(V a)
    {
        return _mm512_slli_epi64(a, k);
    }
    template <int k>
    static V right(V a)
    {
        return _mm512_srli_epi64(a, k);
    }
    template <int k>
    static V rotated(V a)
    {
        return _mm512_rol_epi64(a, k);
    }
    template <int table>
    static V of(V a, V b, V c)
    {
        return _mm512_ternarylogic_epi64(a, b, c, table & 0xFF);
    }
    // Spins up in each word.
    static V counts(V a) { return _mm512_popcnt_epi64(a); }
    static std::int64_t total(V a) { return _mm512_reduce_add_epi64(a); }
    // Every word from `k` words further.
    template <int k>
    static V turned(V a)
    {
        return _mm512_alignr_epi64(a, a, k);
    }
    // Adds 2^k to the numbers (in two halves of 32) whose bit is set.
    static void spread(std::uint64_t bits, int k, V (&numbers)[2])
    {
        V const step = _mm512_set1_epi16(static_cast<short>(1 << k));
        numbers[0] =
            _mm512_mask_add_epi16(numbers[0], static_cast<__mmask32>(bits), numbers[0], step);
        numbers[1] =
            _mm512_mask_add_epi16(numbers[1], static_cast<__mmask32>(bits >> 32), numbers[1], step);
    }
    static V sum(V a, V b, V c) { return of<A ^ B ^ C>(a, b, c); }
    static V majority(V a, V b, V c) { return of<(A & B) | (A & C) | (B & C)>(a, b, c); }
    static V choose(V a, V b, V c) { return of<(A & B) | (~A & C)>(a, b, c); }
    static V chooseNot(V a, V b, V c) { return of<(A & ~B) | (~A & C)>(a, b, c); }
    static V oddOrUnequal(V a, V b, V c) { return of<(A ^ B) | (B ^ C)>(a, b, c); }
    static V oddOrEqual(V a, V b, V c) { return of<(A ^ B) | ~(B ^ C)>(a, b, c); }
    static V evenAndUnequal(V a, V b, V c) { return of<~(A ^ B) & (B ^ C)>(a, b, c); }
    static V evenAndEqual(V a, V b, V c) { return of<~(A ^ B) & ~(B ^ C)>(a, b, c); }
    static V unequalOr(V a, V b, V c) { return of<(A ^ B) | C>(a, b, c); }
    static V equalOr(V a, V b, V c) { return of<~(A ^ B) | C>(a, b, c); }
    static V tie(V a, V b, V c) { return of<~(B ^ C) & (A ^ B)>(a, b, c); }
    static V flip(V s, V b, V c) { return of<A ^ (B | C)>(s, b, c); }
    // The favoured spin b, turned where it stood and c says so.
    static V fall(V s, V b, V c) { return of<B ^ (~(A ^ B) & C)>(s, b, c); }

    struct Count
    {
        V sum, majority, last;
        void set(V s, V m, V d) { sum = s, majority = m, last = d; }
        template <int code>
        V select() const
        {
            return of<countTable(code)>(majority, sum, last);
        }
        V pick(V n0, V n1, V n2, V n3, V n4) const
        {
            V const even = choose(select<4>(), n2, choose(majority, n4, n0));
            return choose(unequal(sum, last), choose(majority, n3, n1), even);
        }
    };

    struct Counter
    {
        V ones = all(0), twos = all(0), fours = all(0);
        void add(V a, V b, V c, V d)
        {
            V const pair = sum(a, b, c);
            V const carried = majority(a, b, c);
            V const more = majority(pair, d, ones);
            ones = sum(pair, d, ones);
            fours = Avx512::add(fours, counts(majority(carried, more, twos)));
            twos = sum(carried, more, twos);
        }
        std::int64_t total() const
        {
            return 4 * Avx512::total(fours) + 2 * Avx512::total(counts(twos)) +
                   Avx512::total(counts(ones));
        }
    };
};

} // namespace

PackedKernel packedAvx512()
{
    return {"bit-packed, AVX-512", "bit rows, AVX-512", packedStrips<Avx512>,
            packedShifted<Avx512>, packedCount<Avx512>, packedPlanes<Avx512>};
}

} // namespace core::ising
