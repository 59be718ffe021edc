// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled with AVX2 and AES; called only where the processor has them.
#include "core/models/ising/packed_body.h"
#include "core/models/ising/packed_count.h"
#include "core/models/ising/packed_lanes256.h"
#include "core/models/ising/packed_logic.h"

namespace core::ising {

namespace {

struct Aes : Lanes256
{
    // Two halves that go through the AES unit one after the other and meet only when they are done.
    struct R
    {
        __m128i low, high;
    };
    static __m128i block(const std::uint64_t* p)
    {
        return _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    }
    static R read(const std::uint64_t* p) { return {block(p), block(p + 2)}; }
    static R repeat(const std::uint64_t* p) { return {block(p), block(p)}; }
    static R odd(R a)
    {
        __m128i const one = _mm_set1_epi64x(1);
        return {_mm_or_si128(a.low, one), _mm_or_si128(a.high, one)};
    }
    static R add(R a, R b) { return {_mm_add_epi64(a.low, b.low), _mm_add_epi64(a.high, b.high)}; }
    static R encode(R a, R key)
    {
        return {_mm_aesenc_si128(a.low, key.low), _mm_aesenc_si128(a.high, key.high)};
    }
    static R decode(R a, R key)
    {
        return {_mm_aesdec_si128(a.low, key.low), _mm_aesdec_si128(a.high, key.high)};
    }
    static V joined(R a) { return _mm256_set_m128i(a.high, a.low); }
};

using Lanes = PackedLogic<Aes>;

} // namespace

PackedKernel packedAes()
{
    return {"bit-packed, AVX2",   "bit rows, AVX2",   packedStrips<Lanes>,
            packedShifted<Lanes>, packedCount<Lanes>, packedPlanes<Lanes>};
}

} // namespace core::ising
