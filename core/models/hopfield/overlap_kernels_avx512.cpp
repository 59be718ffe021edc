// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled with AVX-512, VPOPCNTDQ and VNNI; called only where the processor has them.
#include "core/models/hopfield/overlap_kernels_body.h"

#include <immintrin.h>

namespace core::hopfield {

namespace {

using V = __m512i;

// Bits that differ; the last words of a row that do not fill a vector are masked.
inline std::int32_t unequalIn(const std::uint64_t* a, const std::uint64_t* b, int words)
{
    V sum = _mm512_setzero_si512();
    int w = 0;
    for (; w + 8 <= words; w += 8) {
        V const x = _mm512_xor_si512(_mm512_loadu_si512(a + w), _mm512_loadu_si512(b + w));
        sum = _mm512_add_epi64(sum, _mm512_popcnt_epi64(x));
    }
    if (w < words) {
        auto const rest = static_cast<__mmask8>((1u << (words - w)) - 1);
        V const x = _mm512_xor_si512(_mm512_maskz_loadu_epi64(rest, a + w),
                                     _mm512_maskz_loadu_epi64(rest, b + w));
        sum = _mm512_add_epi64(sum, _mm512_popcnt_epi64(x));
    }
    return static_cast<std::int32_t>(_mm512_reduce_add_epi64(sum));
}

void unequal(const std::uint64_t* a, const std::uint64_t* rows, int words, int count,
             std::int32_t* out)
{
    for (int k = 0; k < count; ++k) {
        out[k] = unequalIn(a, rows + static_cast<std::int64_t>(k) * words, words);
    }
}

void unequalAt(const std::uint64_t* a, const std::uint64_t* rows, int words,
               const std::uint16_t* which, int count, std::int32_t* out)
{
    for (int k = 0; k < count; ++k) {
        out[k] = unequalIn(a, rows + static_cast<std::int64_t>(which[k]) * words, words);
    }
}

__m256i halved(V x)
{
    return _mm256_add_epi32(_mm512_castsi512_si256(x), _mm512_extracti64x4_epi64(x, 1));
}

// The sums of the lanes of four vectors.
__m128i sumsOfLanes(const V* x)
{
    __m256i const pairs = _mm256_hadd_epi32(_mm256_hadd_epi32(halved(x[0]), halved(x[1])),
                                            _mm256_hadd_epi32(halved(x[2]), halved(x[3])));
    return _mm_add_epi32(_mm256_castsi256_si128(pairs), _mm256_extracti128_si256(pairs, 1));
}

// Four neurons at once share the loads of the planes; at most 128 blocks, so that 32 bits suffice.
void sumFour(const Agreements& task, const std::uint16_t* sites, std::int64_t* out)
{
    V const one = _mm512_set1_epi8(1);
    const std::uint64_t* rows[4];
    V low[4], high[4];
    for (int k = 0; k < 4; ++k) {
        rows[k] = task.columns + static_cast<std::int64_t>(sites[k]) * task.blocks;
        low[k] = high[k] = _mm512_setzero_si512();
    }
    const std::uint8_t* const planes = task.planes;
    for (int b = 0; b < task.blocks; ++b) {
        V const lows = _mm512_loadu_si512(planes + 64 * b);
        V const highs = _mm512_loadu_si512(planes + 64 * (task.blocks + b));
        for (int k = 0; k < 4; ++k) {
            V const chosen = _mm512_maskz_mov_epi8(rows[k][b], one);
            low[k] = _mm512_dpbusd_epi32(low[k], lows, chosen);
            high[k] = _mm512_dpbusd_epi32(high[k], highs, chosen);
        }
    }
    for (int k = 0; k < 4; ++k) {
        low[k] = _mm512_add_epi32(low[k], _mm512_slli_epi32(high[k], 8));
    }
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), _mm256_cvtepi32_epi64(sumsOfLanes(low)));
}

std::int64_t sumOne(const Agreements& task, int site)
{
    const std::uint64_t* const row = task.columns + static_cast<std::int64_t>(site) * task.blocks;
    V const one = _mm512_set1_epi8(1);
    std::int64_t sum = 0;
    for (int byte = task.bytes - 1; byte >= 0; --byte) {
        V lanes = _mm512_setzero_si512();
        for (int b = 0; b < task.blocks; ++b) {
            lanes = _mm512_dpbusd_epi32(
                lanes, _mm512_loadu_si512(task.planes + 64 * (byte * task.blocks + b)),
                _mm512_maskz_mov_epi8(row[b], one));
        }
        sum = 256 * sum + _mm512_reduce_add_epi32(lanes);
    }
    return sum;
}

void sumAgreements(const Agreements& task, const std::uint16_t* sites, int count, std::int64_t* out)
{
    int k = 0;
    if (task.bytes == 2 && task.blocks <= 128) {
        for (; k + 4 <= count; k += 4) {
            sumFour(task, sites + k, out + k);
        }
    }
    for (; k < count; ++k) {
        out[k] = sumOne(task, sites[k]);
    }
}

void turnAgreements(const Agreements& task, std::uint8_t* planes, int site, bool up)
{
    const std::uint64_t* const row = task.columns + static_cast<std::int64_t>(site) * task.blocks;
    V const plus = _mm512_set1_epi8(1), minus = _mm512_set1_epi8(-1);
    for (int b = 0; b < task.blocks; ++b) {
        __mmask64 grow = up ? row[b] : ~row[b], fall = ~grow;
        for (int byte = 0; byte < task.bytes && (grow | fall) != 0; ++byte) {
            std::uint8_t* const at = planes + 64 * (byte * task.blocks + b);
            V x = _mm512_loadu_si512(at);
            x = _mm512_mask_add_epi8(x, grow, x, plus);
            x = _mm512_mask_add_epi8(x, fall, x, minus);
            _mm512_storeu_si512(at, x);
            grow = _mm512_mask_testn_epi8_mask(grow, x, x); // carried on to the next byte
            fall = _mm512_mask_cmpeq_epi8_mask(fall, x, minus);
        }
    }
}

double choose(const std::uint64_t* column, int blocks, const double* set, const double* clear)
{
    __m512d lanes[4];
    for (auto& lane : lanes) {
        lane = _mm512_setzero_pd();
    }
    for (int half = 0; half < 2 * blocks; ++half, set += 32, clear += 32) {
        auto const bits = static_cast<std::uint32_t>(column[half / 2] >> (half % 2 * 32));
        for (int k = 0; k < 4; ++k) {
            __m512d const chosen =
                _mm512_mask_loadu_pd(_mm512_loadu_pd(clear + 8 * k),
                                     static_cast<__mmask8>(bits >> (8 * k)), set + 8 * k);
            lanes[k] = _mm512_add_pd(lanes[k], chosen);
        }
    }
    double sums[8];
    _mm512_storeu_pd(
        sums, _mm512_add_pd(_mm512_add_pd(lanes[0], lanes[2]), _mm512_add_pd(lanes[1], lanes[3])));
    return addHalves(sums, 8);
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

const OverlapKernels overlapAvx512{"AVX-512",      unequal, unequalAt, sumAgreements,
                                   turnAgreements, choose,  addRow};

} // namespace core::hopfield
