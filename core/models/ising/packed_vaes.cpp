// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled with AVX2 and VAES; called only where the processor has them.
#include "core/models/ising/packed_body.h"
#include "core/models/ising/packed_count.h"
#include "core/models/ising/packed_lanes256.h"
#include "core/models/ising/packed_logic.h"

namespace core::ising {

namespace {

struct Vaes : Lanes256
{
    using R = __m256i;
    static R read(const std::uint64_t* p) { return load(p); }
    static R repeat(const std::uint64_t* p)
    {
        return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p)));
    }
    static R odd(R a) { return _mm256_or_si256(a, all(1)); }
    static R add(R a, R b) { return _mm256_add_epi64(a, b); }
    static R encode(R a, R key) { return _mm256_aesenc_epi128(a, key); }
    static R decode(R a, R key) { return _mm256_aesdec_epi128(a, key); }
    static V joined(R a) { return a; }
};

using Lanes = PackedLogic<Vaes>;

} // namespace

PackedKernel packedVaes()
{
    return {"bit-packed, AVX2 and VAES", "bit rows, AVX2 and VAES", packedStrips<Lanes>,
            packedShifted<Lanes>,        packedCount<Lanes>,        packedPlanes<Lanes>};
}

} // namespace core::ising
