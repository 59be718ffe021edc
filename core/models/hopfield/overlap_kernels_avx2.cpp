// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled with AVX2 and POPCNT; called only where the processor has them.
#include "core/models/hopfield/overlap_kernels_body.h"

#include <immintrin.h>

namespace core::hopfield {

namespace {

using V = __m256i;

V load(const void* at) { return _mm256_loadu_si256(static_cast<const V*>(at)); }
void store(void* at, V x) { _mm256_storeu_si256(static_cast<V*>(at), x); }

// All bits of byte k set where bit k of the 32 is.
V expanded(std::uint32_t bits)
{
    V const spread = _mm256_shuffle_epi8(
        _mm256_set1_epi32(static_cast<int>(bits)),
        _mm256_setr_epi64x(0, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303));
    V const each = _mm256_set1_epi64x(static_cast<long long>(0x8040201008040201));
    return _mm256_cmpeq_epi8(_mm256_and_si256(spread, each), each);
}

std::uint32_t half(const std::uint64_t* row, int h)
{
    return static_cast<std::uint32_t>(row[h / 2] >> (h % 2 * 32));
}

std::int64_t sumOfLanes(V x)
{
    std::int64_t lanes[4];
    store(lanes, x);
    return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
}

// Sums by lane of the bytes of a plane where the bits of block b are 1; `turned`: with their
// highest bit turned over.
V sumsOfBlock(const std::uint8_t* plane, const std::uint64_t* row, int b, V turned)
{
    V const zero = _mm256_setzero_si256();
    V sums = zero;
    for (int h = 2 * b; h < 2 * b + 2; ++h) {
        V const numbers = _mm256_xor_si256(load(plane + 32 * h), turned);
        sums = _mm256_add_epi64(
            sums, _mm256_sad_epu8(_mm256_and_si256(numbers, expanded(half(row, h))), zero));
    }
    return sums;
}

void sumAgreements(const Agreements& task, const std::uint16_t* sites, int count, std::int64_t* out)
{
    V const zero = _mm256_setzero_si256(), top = _mm256_set1_epi8(-128);
    int const stride = 64 * task.blocks, last = task.bytes - 1;
    for (int k = 0; k < count; ++k) {
        const std::uint64_t* const row =
            task.columns + static_cast<std::int64_t>(sites[k]) * task.blocks;
        V lows = zero, middles = zero, tops = zero;
        std::int64_t turned = 0; // bits in blocks whose highest bytes are signed
        for (int b = 0; b < task.blocks; ++b) {
            lows = _mm256_add_epi64(lows, sumsOfBlock(task.planes, row, b, zero));
            if (task.lifted[b] == 0) {
                continue;
            }
            if (last > 1) {
                middles =
                    _mm256_add_epi64(middles, sumsOfBlock(task.planes + stride, row, b, zero));
            }
            tops = _mm256_add_epi64(tops, sumsOfBlock(task.planes + last * stride, row, b, top));
            turned += __builtin_popcountll(static_cast<unsigned long long>(row[b]));
        }
        out[k] = sumOfLanes(lows) + 256 * sumOfLanes(middles) +
                 (sumOfLanes(tops) - 128 * turned) * (std::int64_t{1} << (8 * last));
    }
}

void turnAgreements(const Agreements& task, int site, bool up)
{
    const std::uint64_t* const row = task.columns + static_cast<std::int64_t>(site) * task.blocks;
    V const zero = _mm256_setzero_si256(), full = _mm256_set1_epi8(-1);
    for (int h = 0; h < 2 * task.blocks; ++h) {
        std::uint64_t const all = patternsIn(task, h / 2);
        V const patterns = expanded(half(&all, h % 2));
        V grow = _mm256_and_si256(expanded(up ? half(row, h) : ~half(row, h)), patterns);
        V fall = _mm256_andnot_si256(grow, patterns);
        for (int b = 0; b < task.bytes; ++b) {
            std::uint8_t* const at = task.planes + 64 * b * task.blocks + 32 * h;
            V const x = _mm256_add_epi8(_mm256_sub_epi8(load(at), grow), fall);
            store(at, x);
            if (b > 0 && _mm256_testz_si256(x, x) == 0) {
                task.lifted[h / 2] = 1;
            }
            grow = _mm256_and_si256(grow, _mm256_cmpeq_epi8(x, zero));
            fall = _mm256_and_si256(fall, _mm256_cmpeq_epi8(x, full));
            V const carried = _mm256_or_si256(grow, fall);
            if (_mm256_testz_si256(carried, carried) != 0) {
                break;
            }
        }
    }
}

double choose(const std::uint64_t* column, int blocks, const double* set, const double* clear)
{
    __m256d lanes[8];
    for (auto& lane : lanes) {
        lane = _mm256_setzero_pd();
    }
    V const each = _mm256_setr_epi64x(1, 2, 4, 8);
    for (int h = 0; h < 2 * blocks; ++h, set += 32, clear += 32) {
        std::uint32_t const bits = half(column, h);
        for (int k = 0; k < 8; ++k) {
            V const all = _mm256_set1_epi64x(static_cast<long long>(bits >> (4 * k)));
            V const where = _mm256_cmpeq_epi64(_mm256_and_si256(all, each), each);
            __m256d const chosen =
                _mm256_blendv_pd(_mm256_loadu_pd(clear + 4 * k), _mm256_loadu_pd(set + 4 * k),
                                 _mm256_castsi256_pd(where));
            lanes[k] = _mm256_add_pd(lanes[k], chosen);
        }
    }
    double sums[32];
    for (int k = 0; k < 8; ++k) {
        _mm256_storeu_pd(sums + 4 * k, lanes[k]);
    }
    return addHalves(sums, 32);
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

const OverlapKernels overlapAvx2{"AVX2",
                                 unequalOnes,
                                 unequalAtOnes,
                                 productsOf,
                                 sumAgreements,
                                 turnAgreements,
                                 choose,
                                 sumNumbersWhere<std::int64_t>,
                                 sumNumbersWhere<std::int32_t>,
                                 subtractProductsOf,
                                 addRow};

} // namespace core::hopfield
