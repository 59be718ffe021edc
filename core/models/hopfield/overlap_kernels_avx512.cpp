// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled with AVX-512, VPOPCNTDQ and VNNI; called only where the processor has them.
#include "core/models/hopfield/overlap_kernels_body.h"

#include <immintrin.h>

namespace core::hopfield {

namespace {

using V = __m512i;

V firstWords(const std::uint64_t* at, int words)
{
    return words >= 8 ? _mm512_loadu_si512(at)
                      : _mm512_maskz_loadu_epi64(static_cast<__mmask8>((1u << words) - 1), at);
}

// Bits that differ, by lane.
inline V unequalLanes(const std::uint64_t* a, const std::uint64_t* b, int words)
{
    V sum = _mm512_setzero_si512();
    for (int w = 0; w < words; w += 8) {
        V const x = _mm512_xor_si512(firstWords(a + w, words - w), firstWords(b + w, words - w));
        sum = _mm512_add_epi64(sum, _mm512_popcnt_epi64(x));
    }
    return sum;
}

// Up to three vectors a row leave less than 256 in a lane: two rows are added up as bytes.
constexpr int fewWords = 24;

__m128i sumsOfTwo(V a, V b)
{
    __m128i const bytes = _mm_unpacklo_epi64(_mm512_cvtepi64_epi8(a), _mm512_cvtepi64_epi8(b));
    return _mm_sad_epu8(bytes, _mm_setzero_si128());
}

template <class Row>
void unequalRows(const std::uint64_t* a, int words, int count, std::int32_t* out, Row row)
{
    int k = 0;
    for (; words <= fewWords && k + 2 <= count; k += 2) {
        __m128i const sums =
            sumsOfTwo(unequalLanes(a, row(k), words), unequalLanes(a, row(k + 1), words));
        _mm_storel_epi64(reinterpret_cast<__m128i*>(out + k), _mm_shuffle_epi32(sums, 0x08));
    }
    for (; k < count; ++k) {
        out[k] = static_cast<std::int32_t>(_mm512_reduce_add_epi64(unequalLanes(a, row(k), words)));
    }
}

void unequal(const std::uint64_t* a, const std::uint64_t* rows, int words, int count,
             std::int32_t* out)
{
    unequalRows(a, words, count, out,
                [=](int k) { return rows + static_cast<std::int64_t>(k) * words; });
}

void unequalAt(const std::uint64_t* a, const std::uint64_t* rows, int words,
               const std::uint16_t* which, int count, std::int32_t* out)
{
    unequalRows(a, words, count, out,
                [=](int k) { return rows + static_cast<std::int64_t>(which[k]) * words; });
}

// Word by word of the eight rows side by side, four rows at once.
template <int rowsAtOnce>
void productsOfRows(const std::uint64_t* rows, const std::uint64_t* beside, int words, int patterns,
                    std::int16_t* out, std::ptrdiff_t stride)
{
    V sums[rowsAtOnce];
    for (auto& sum : sums) {
        sum = _mm512_setzero_si512();
    }
    for (int w = 0; w < words; ++w) {
        V const eight = _mm512_loadu_si512(beside + 8 * w);
        for (int k = 0; k < rowsAtOnce; ++k) {
            V const own = _mm512_set1_epi64(static_cast<long long>(rows[k * words + w]));
            sums[k] = _mm512_add_epi64(sums[k], _mm512_popcnt_epi64(_mm512_xor_si512(own, eight)));
        }
    }
    V const all = _mm512_set1_epi64(patterns);
    for (int k = 0; k < rowsAtOnce; ++k) {
        V const products = _mm512_sub_epi64(all, _mm512_add_epi64(sums[k], sums[k]));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out + k * stride),
                         _mm512_cvtepi64_epi16(products));
    }
}

constexpr int mostBeside = 1024; // words; longer rows are rare

void products(const std::uint64_t* rows, int count, const std::uint64_t* eight, int words,
              int patterns, std::int16_t* out, std::ptrdiff_t stride)
{
    if (8 * words > mostBeside) {
        productsOf(rows, count, eight, words, patterns, out, stride);
        return;
    }
    std::uint64_t beside[mostBeside];
    for (int l = 0; l < 8; ++l) {
        for (int w = 0; w < words; ++w) {
            beside[8 * w + l] = eight[l * words + w];
        }
    }
    int k = 0;
    for (; k + 4 <= count; k += 4) {
        productsOfRows<4>(rows + k * words, beside, words, patterns, out + k * stride, stride);
    }
    for (; k < count; ++k) {
        productsOfRows<1>(rows + k * words, beside, words, patterns, out + k * stride, stride);
    }
}

__m256i halved(V x)
{
    return _mm256_add_epi32(_mm512_castsi512_si256(x), _mm512_extracti64x4_epi64(x, 1));
}

// Four neurons at once share the loads of the planes; at most 128 blocks, so that 32 bits suffice.
void sumFour(const Agreements& task, const std::uint16_t* sites, std::int64_t* out)
{
    V const one = _mm512_set1_epi8(1);
    std::ptrdiff_t const blocks = task.blocks;
    const std::uint64_t* const r0 = task.columns + sites[0] * blocks;
    const std::uint64_t* const r1 = task.columns + sites[1] * blocks;
    const std::uint64_t* const r2 = task.columns + sites[2] * blocks;
    const std::uint64_t* const r3 = task.columns + sites[3] * blocks;
    V s0 = _mm512_setzero_si512(), s1 = s0, s2 = s0, s3 = s0, zero = s0;
    const std::uint8_t* plane = task.planes;
    for (std::ptrdiff_t b = 0; b < blocks; ++b, plane += 64) {
        V const numbers = _mm512_loadu_si512(plane);
        s0 = _mm512_dpbusd_epi32(s0, numbers, _mm512_maskz_mov_epi8(r0[b], one));
        s1 = _mm512_dpbusd_epi32(s1, numbers, _mm512_maskz_mov_epi8(r1[b], one));
        s2 = _mm512_dpbusd_epi32(s2, numbers, _mm512_maskz_mov_epi8(r2[b], one));
        s3 = _mm512_dpbusd_epi32(s3, numbers, _mm512_maskz_mov_epi8(r3[b], one));
    }
    for (std::ptrdiff_t b = 0; b < blocks; ++b, plane += 64) {
        if (task.lifted[b] == 0) {
            continue;
        }
        V const numbers = _mm512_loadu_si512(plane);
        auto const add = [&](V sum, std::uint64_t bits) {
            V const lanes = _mm512_dpbusd_epi32(zero, _mm512_maskz_mov_epi8(bits, one), numbers);
            return _mm512_add_epi32(sum, _mm512_slli_epi32(lanes, 8));
        };
        s0 = add(s0, r0[b]);
        s1 = add(s1, r1[b]);
        s2 = add(s2, r2[b]);
        s3 = add(s3, r3[b]);
    }
    __m256i const pairs = _mm256_hadd_epi32(_mm256_hadd_epi32(halved(s0), halved(s1)),
                                            _mm256_hadd_epi32(halved(s2), halved(s3)));
    __m128i const sums =
        _mm_add_epi32(_mm256_castsi256_si128(pairs), _mm256_extracti128_si256(pairs, 1));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), _mm256_cvtepi32_epi64(sums));
}

// Sum of the bytes of a plane where `row` is 1; signed in the highest plane.
std::int64_t sumOfPlane(const Agreements& task, const std::uint64_t* row, int byte)
{
    V const one = _mm512_set1_epi8(1);
    V lanes = _mm512_setzero_si512();
    for (int b = 0; b < task.blocks; ++b) {
        V const numbers = _mm512_loadu_si512(task.planes + 64 * (byte * task.blocks + b));
        V const chosen = _mm512_maskz_mov_epi8(row[b], one);
        lanes = byte == task.bytes - 1 ? _mm512_dpbusd_epi32(lanes, chosen, numbers)
                                       : _mm512_dpbusd_epi32(lanes, numbers, chosen);
    }
    return _mm512_reduce_add_epi32(lanes);
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
        const std::uint64_t* const row =
            task.columns + static_cast<std::int64_t>(sites[k]) * task.blocks;
        out[k] = 0;
        for (int byte = task.bytes - 1; byte >= 0; --byte) {
            out[k] = 256 * out[k] + sumOfPlane(task, row, byte);
        }
    }
}

// The higher bytes of a block, where the lowest ones have passed 0 or 255.
void carry(const Agreements& task, int b, __mmask64 grow, __mmask64 fall)
{
    V const plus = _mm512_set1_epi8(1), minus = _mm512_set1_epi8(-1);
    for (int byte = 1; byte < task.bytes && (grow | fall) != 0; ++byte) {
        std::uint8_t* const at = task.planes + 64 * (byte * task.blocks + b);
        V x = _mm512_loadu_si512(at);
        x = _mm512_mask_add_epi8(x, grow, x, plus);
        x = _mm512_mask_add_epi8(x, fall, x, minus);
        _mm512_storeu_si512(at, x);
        if (_mm512_test_epi8_mask(x, x) != 0) {
            task.lifted[b] = 1;
        }
        grow = _mm512_mask_testn_epi8_mask(grow, x, x);
        fall = _mm512_mask_cmpeq_epi8_mask(fall, x, minus);
    }
}

void turnAgreements(const Agreements& task, int site, bool up)
{
    const std::uint64_t* const row = task.columns + static_cast<std::int64_t>(site) * task.blocks;
    V const plus = _mm512_set1_epi8(1), minus = _mm512_set1_epi8(-1);
    std::uint64_t const turned = up ? 0 : ~std::uint64_t{0};
    for (int b = 0; b < task.blocks; ++b) {
        __mmask64 const grow = row[b] ^ turned, all = patternsIn(task, b);
        std::uint8_t* const at = task.planes + 64 * b;
        V const step = _mm512_maskz_mov_epi8(all, _mm512_mask_blend_epi8(grow, minus, plus));
        V const x = _mm512_add_epi8(_mm512_loadu_si512(at), step);
        _mm512_storeu_si512(at, x);
        // 255 and 0 are the only numbers that something can have been carried at.
        if (_mm512_mask_cmple_epu8_mask(all, _mm512_add_epi8(x, plus), plus) != 0) {
            carry(task, b, _mm512_mask_testn_epi8_mask(grow & all, x, x),
                  _mm512_mask_cmpeq_epi8_mask(~grow & all, x, minus));
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

V eightOf(const std::int64_t* from) { return _mm512_loadu_si512(from); }
V eightOf(const std::int32_t* from)
{
    return _mm512_cvtepi32_epi64(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(from)));
}

template <class Integer>
std::int64_t sumWhere(const std::uint64_t* column, int blocks, const Integer* values)
{
    V sums[4];
    for (auto& sum : sums) {
        sum = _mm512_setzero_si512();
    }
    for (int b = 0; b < blocks; ++b) {
        for (int k = 0; k < 8; ++k, values += 8) {
            auto const where = static_cast<__mmask8>(column[b] >> (8 * k));
            sums[k % 4] = _mm512_mask_add_epi64(sums[k % 4], where, sums[k % 4], eightOf(values));
        }
    }
    return _mm512_reduce_add_epi64(
        _mm512_add_epi64(_mm512_add_epi64(sums[0], sums[1]), _mm512_add_epi64(sums[2], sums[3])));
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

const OverlapKernels overlapAvx512{"AVX-512",
                                   unequal,
                                   unequalAt,
                                   products,
                                   sumAgreements,
                                   turnAgreements,
                                   choose,
                                   sumWhere<std::int64_t>,
                                   sumWhere<std::int32_t>,
                                   subtractProductsOf,
                                   addRow};

} // namespace core::hopfield
