// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ising/packed_body.h"

// Sums over the packed lattice, written once over an instruction set I as in packed_body.h. Spins
// are counted vertically: bit k of the number of spins up in a lane is a bit of plane k, added to
// by carries of whole vectors (Harley and Seal's method, in Warren, Hacker's Delight, 2nd ed.,
// 5-1).
namespace core::ising {

constexpr int profilePlanes = 12; // 2 * 1024 vectors in a row at most

// a, b and sum added: sum is left, the carry returned.
template <class I>
ISINGLASS_INLINE inline typename I::V addTo(typename I::V& sum, typename I::V a, typename I::V b)
{
    typename I::V const carry = I::majority(sum, a, b);
    sum = I::sum(sum, a, b);
    return carry;
}

// Numbers of spins up in each lane, for sixteen vectors at a time.
template <class I>
struct PackedProfile
{
    using V = typename I::V;
    V planes[profilePlanes];

    ISINGLASS_INLINE void clear()
    {
        for (auto& plane : planes) {
            plane = I::all(0);
        }
    }
    // Four vectors of each colour; the carry to plane 3.
    ISINGLASS_INLINE V addEight(const std::uint64_t* even, const std::uint64_t* odd)
    {
        V four[2];
#pragma GCC unroll 2
        for (int k = 0; k < 2; ++k) {
            const std::uint64_t* const a = even + 16 * k;
            const std::uint64_t* const b = odd + 16 * k;
            V const first = addTo<I>(planes[0], I::load(a), I::load(b));
            V const second = addTo<I>(planes[0], I::load(a + 8), I::load(b + 8));
            four[k] = addTo<I>(planes[1], first, second);
        }
        return addTo<I>(planes[2], four[0], four[1]);
    }
    ISINGLASS_INLINE void addSixteen(const std::uint64_t* even, const std::uint64_t* odd, int used)
    {
        V const eightA = addEight(even, odd);
        V carry = addTo<I>(planes[3], eightA, addEight(even + 32, odd + 32));
        for (int k = 4; k < used; ++k) {
            V const sum = I::unequal(planes[k], carry);
            carry = I::clear(carry, sum);
            planes[k] = sum;
        }
    }
};

// The planes of all eight words of a row summed over the words, and unpacked to 64 numbers.
template <class I>
void foldWords(std::uint64_t (*planes)[8], int used, std::uint16_t* numbers)
{
    std::uint64_t sum[profilePlanes + 3] = {};
    for (int w = 0; w < 8; ++w) {
        std::uint64_t carry = 0;
        for (int k = 0; k < used + 3; ++k) {
            std::uint64_t const more = k < used ? planes[k][w] : 0;
            std::uint64_t const either = sum[k] ^ more;
            std::uint64_t const both = sum[k] & more;
            sum[k] = either ^ carry;
            carry = both | (either & carry);
        }
    }
    for (int byte = 0; byte < 8; ++byte) {
        std::uint64_t low = 0, high = 0; // eight numbers each, by bytes
        for (int k = 0; k < used + 3; ++k) {
            std::uint64_t const bits =
                ((sum[k] >> (8 * byte)) & 0xFF) * 0x0101010101010101 & 0x8040201008040201;
            std::uint64_t const ones = (bits + 0x7F7F7F7F7F7F7F7F) >> 7 & 0x0101010101010101;
            (k < 8 ? low : high) += ones << (k % 8);
        }
        for (int b = 0; b < 8; ++b) {
            numbers[8 * byte + b] = static_cast<std::uint16_t>(((low >> (8 * b)) & 0xFF) |
                                                               ((high >> (8 * b)) & 0xFF) << 8);
        }
    }
}

// The same with whole vectors.
template <class I, int step>
ISINGLASS_INLINE inline void foldBy(typename I::V* planes, int used)
{
    typename I::V carry = I::all(0);
    for (int k = 0; k < used; ++k) {
        carry = addTo<I>(planes[k], I::template turned<step>(planes[k]), carry);
    }
    planes[used] = carry;
}

template <class I>
ISINGLASS_INLINE inline void foldVectors(PackedProfile<I>& profile, int used,
                                         std::uint16_t* numbers)
{
    typename I::V planes[profilePlanes + 3];
    for (int k = 0; k < used; ++k) {
        planes[k] = profile.planes[k];
    }
    foldBy<I, 4>(planes, used);
    foldBy<I, 2>(planes, used + 1);
    foldBy<I, 1>(planes, used + 2);
    typename I::V spread[2] = {I::all(0), I::all(0)};
    for (int k = 0; k < used + 3; ++k) {
        std::uint64_t words[8];
        I::store(words, planes[k]);
        I::spread(words[0], k, spread);
    }
    I::store(reinterpret_cast<std::uint64_t*>(numbers), spread[0]);
    I::store(reinterpret_cast<std::uint64_t*>(numbers + 32), spread[1]);
}

// The differences between the spins of colour 0 and their neighbours.
template <class I>
struct PackedBonds
{
    using V = typename I::V;
    V ones = I::all(0), twos = I::all(0), fours = I::all(0);

    ISINGLASS_INLINE void add(V s, V a, V b, V c, V d)
    {
        V const two = addTo<I>(ones, I::unequal(I::sum(a, b, c), s), I::unequal(d, s));
        V const four = addTo<I>(twos, I::unequal(I::majority(a, b, c), s), two);
        fours = I::addWords(fours, I::counts(four));
    }
    std::int64_t total() const
    {
        return 4 * I::total(fours) + 2 * I::total(I::counts(twos)) + I::total(I::counts(ones));
    }
};

template <class I, bool profiles>
void countRows(PackedCount& task)
{
    using V = typename I::V;
    constexpr int parts = 8 / I::words;
    std::int64_t const stride = task.stride;
    int used = 5;
    while ((1 << used) <= 2 * task.vectors) {
        ++used;
    }
    int side = task.side;
    V up[2] = {I::all(0), I::all(0)};
    PackedBonds<I> bonds;
    for (int y = 0; y < task.rows; ++y, side = -side) {
        std::uint64_t planes[profilePlanes][8];
        for (int part = 0; part < parts; ++part) {
            std::int64_t const offset = y * stride + part * I::words;
            const std::uint64_t* const even = task.even + offset;
            const std::uint64_t* const odd = task.odd + offset;
            PackedProfile<I> profile;
            profile.clear();
            // x is 2i + 1 for one of the colours
            std::uint64_t* const columns = profiles ? task.columns + part * I::words : nullptr;
            int const oddShift = side > 0 ? 0 : 8;
            for (int i = 0; i < task.vectors; i += 8) {
#pragma GCC unroll 8
                for (int l = 0; l < 8; ++l) {
                    std::int64_t const at = 8 * (i + l);
                    V const s = I::load(even + at);
                    V const o = I::load(odd + at);
                    bonds.add(s, I::load(odd + at - stride), I::load(odd + at + stride), o,
                              I::load(odd + at + 8 * side));
                    V const ups = I::counts(s);
                    V const others = I::counts(o);
                    up[0] = I::addWords(up[0], ups);
                    up[1] = I::addWords(up[1], others);
                    if constexpr (profiles) {
                        std::uint64_t* const evens = columns + 2 * at + 8 - oddShift;
                        std::uint64_t* const odds = columns + 2 * at + oddShift;
                        I::store(evens, I::addWords(I::load(evens), ups));
                        I::store(odds, I::addWords(I::load(odds), others));
                    }
                }
                if constexpr (profiles) {
                    profile.addSixteen(even + 8 * i, odd + 8 * i, used);
                }
            }
            if constexpr (profiles && parts == 1) {
                foldVectors<I>(profile, used, task.lines + 64 * y);
            } else if constexpr (profiles) {
                for (int k = 0; k < used; ++k) {
                    I::store(planes[k] + part * I::words, profile.planes[k]);
                }
            }
        }
        if constexpr (profiles && parts > 1) {
            foldWords<I>(planes, used, task.lines + 64 * y);
        }
    }
    task.up[0] = I::total(up[0]);
    task.up[1] = I::total(up[1]);
    task.unequal = bonds.total();
}

template <class I>
void packedCount(PackedCount& task)
{
    task.columns ? countRows<I, true>(task) : countRows<I, false>(task);
}

} // namespace core::ising
