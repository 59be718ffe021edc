// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled with AVX-512 F, BW, VL and DQ; called only where the processor has them.
#include "core/models/rbm/kernels_lanes.h"

#include <immintrin.h>

namespace core::rbm {

namespace {

unsigned signBits(F x)
{
    return static_cast<unsigned>(_mm512_movepi32_mask(_mm512_castps_si512((__m512)x)));
}

void transpose(const float* from, float* to)
{
    __m512 rows[16], pairs[16], fours[16];
    for (int b = 0; b < 16; ++b) {
        rows[b] = _mm512_loadu_ps(from + 16 * b);
    }
    for (int b = 0; b < 16; b += 2) {
        pairs[b] = _mm512_unpacklo_ps(rows[b], rows[b + 1]);
        pairs[b + 1] = _mm512_unpackhi_ps(rows[b], rows[b + 1]);
    }
    for (int b = 0; b < 16; b += 4) { // fours[b + k] holds columns k, k + 4, k + 8, k + 12
        fours[b] = _mm512_shuffle_ps(pairs[b], pairs[b + 2], 0x44);
        fours[b + 1] = _mm512_shuffle_ps(pairs[b], pairs[b + 2], 0xEE);
        fours[b + 2] = _mm512_shuffle_ps(pairs[b + 1], pairs[b + 3], 0x44);
        fours[b + 3] = _mm512_shuffle_ps(pairs[b + 1], pairs[b + 3], 0xEE);
    }
    for (int k = 0; k < 4; ++k) {
        __m512 const low = _mm512_shuffle_f32x4(fours[k], fours[k + 4], 0x88);
        __m512 const high = _mm512_shuffle_f32x4(fours[k + 8], fours[k + 12], 0x88);
        __m512 const lowOdd = _mm512_shuffle_f32x4(fours[k], fours[k + 4], 0xDD);
        __m512 const highOdd = _mm512_shuffle_f32x4(fours[k + 8], fours[k + 12], 0xDD);
        _mm512_storeu_ps(to + 16 * k, _mm512_shuffle_f32x4(low, high, 0x88));
        _mm512_storeu_ps(to + 16 * (k + 4), _mm512_shuffle_f32x4(lowOdd, highOdd, 0x88));
        _mm512_storeu_ps(to + 16 * (k + 8), _mm512_shuffle_f32x4(low, high, 0xDD));
        _mm512_storeu_ps(to + 16 * (k + 12), _mm512_shuffle_f32x4(lowOdd, highOdd, 0xDD));
    }
}

} // namespace

} // namespace core::rbm

#include "core/models/rbm/kernels_body.h"

namespace core::rbm {

const Kernels kernelsAvx512{"AVX-512",         tabulate, transpose, addTabulated,
                            addProducts,       addRows,  activate,  addSoftplus,
                            squaredDifference, learn,    multiply};

} // namespace core::rbm
