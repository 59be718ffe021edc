// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled with AVX2; called only where the processor has it.
#include "core/models/rbm/kernels_lanes.h"

#include <immintrin.h>

namespace core::rbm {

namespace {

unsigned signBits(F x) { return static_cast<unsigned>(_mm256_movemask_ps((__m256)x)); }

// Eight rows of eight, 16 floats apart.
void transposeEight(const float* from, float* to)
{
    __m256 rows[8], pairs[8], fours[8];
    for (int b = 0; b < 8; ++b) {
        rows[b] = _mm256_loadu_ps(from + 16 * b);
    }
    for (int b = 0; b < 8; b += 2) {
        pairs[b] = _mm256_unpacklo_ps(rows[b], rows[b + 1]);
        pairs[b + 1] = _mm256_unpackhi_ps(rows[b], rows[b + 1]);
    }
    for (int b = 0; b < 8; b += 4) {
        fours[b] = _mm256_shuffle_ps(pairs[b], pairs[b + 2], 0x44);
        fours[b + 1] = _mm256_shuffle_ps(pairs[b], pairs[b + 2], 0xEE);
        fours[b + 2] = _mm256_shuffle_ps(pairs[b + 1], pairs[b + 3], 0x44);
        fours[b + 3] = _mm256_shuffle_ps(pairs[b + 1], pairs[b + 3], 0xEE);
    }
    for (int a = 0; a < 4; ++a) {
        _mm256_storeu_ps(to + 16 * a, _mm256_permute2f128_ps(fours[a], fours[a + 4], 0x20));
        _mm256_storeu_ps(to + 16 * (a + 4), _mm256_permute2f128_ps(fours[a], fours[a + 4], 0x31));
    }
}

void transpose(const float* from, float* to)
{
    for (int a = 0; a < 16; a += 8) {
        for (int b = 0; b < 16; b += 8) {
            transposeEight(from + 16 * b + a, to + 16 * a + b);
        }
    }
}

} // namespace

} // namespace core::rbm

#include "core/models/rbm/kernels_body.h"

namespace core::rbm {

const Kernels kernelsAvx2{"AVX2",  tabulate, transpose,   addTabulated,      addProducts,
                          addRows, activate, addSoftplus, squaredDifference, learn,
                          multiply};

} // namespace core::rbm
