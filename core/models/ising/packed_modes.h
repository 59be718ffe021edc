// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ising/packed_planes.h"

// The rules of the bit-packed update over an instruction set I (packed_body.h): each classifies the
// spins of a group of vectors, takes one digit of their probabilities after the other, and gives
// the new spins.
namespace core::ising {

// The digits of two classes: where `zero` is set the digit is that of class 0.
template <class I>
ISINGLASS_INLINE inline void twoClassDigit(int code, const typename I::V (&r)[groupVectors],
                                           const typename I::V (&zero)[groupVectors],
                                           typename I::V (&found)[groupVectors])
{
    switch (code) {
    case 0:
        eachOfGroup([&](auto l) ISINGLASS_INLINE { found[l] = I::clear(found[l], r[l]); });
        break;
    case 1:
        eachOfGroup([&](auto l)
                        ISINGLASS_INLINE { found[l] = I::choose(r[l], zero[l], found[l]); });
        break;
    case 2:
        eachOfGroup([&](auto l)
                        ISINGLASS_INLINE { found[l] = I::chooseNot(r[l], zero[l], found[l]); });
        break;
    default: eachOfGroup([&](auto l) ISINGLASS_INLINE { found[l] = I::either(found[l], r[l]); });
    }
}

// Metropolis without a field: with three or four neighbours against it a flip has a probability,
// else it is certain.
template <class I, bool anti>
struct PackedMetropolis
{
    using V = typename I::V;
    static constexpr int classes = 2;
    V certain[groupVectors];
    V three[groupVectors]; // three against, not four; means something where the flip is not certain
    V spins[groupVectors];

    ISINGLASS_INLINE void classify(int l, V s, V a, V b, V c, V d)
    {
        V const sum = I::sum(a, b, c);
        V const majority = I::majority(a, b, c);
        spins[l] = s;
        if constexpr (anti) {
            three[l] = I::oddOrEqual(sum, d, s);
            certain[l] = I::equalOr(majority, s, I::evenAndEqual(sum, d, s));
        } else {
            three[l] = I::oddOrUnequal(sum, d, s);
            certain[l] = I::unequalOr(majority, s, I::evenAndUnequal(sum, d, s));
        }
    }
    ISINGLASS_INLINE V carry(int l, const std::uint64_t (*words)[carryWords], int at) const
    {
        return I::choose(three[l], I::load(words[0] + at), I::load(words[1] + at));
    }
    ISINGLASS_INLINE void digit(int code, const V (&r)[groupVectors],
                                V (&found)[groupVectors]) const
    {
        twoClassDigit<I>(code, r, three, found);
    }
    ISINGLASS_INLINE void firstDigit(int code, const V (&r)[groupVectors],
                                     V (&found)[groupVectors]) const
    {
        twoClassDigit<I>(code, r, three, found);
    }
    ISINGLASS_INLINE V changed(int l, V found) const { return I::either(certain[l], found); }
    ISINGLASS_INLINE V result(int l, V found) const { return I::flip(spins[l], certain[l], found); }
};

// Heat bath without a field: the minority's probability is below one half and depends on the
// majority only; a tie is decided by the first random bit, relative to the majority of the first
// three neighbours.
template <class I, bool anti>
struct PackedHeatBath
{
    using V = typename I::V;
    static constexpr int classes = 2;
    V majority[groupVectors];
    V odd[groupVectors]; // three to one; four to nil or a tie where not
    V tie[groupVectors];
    V spins[groupVectors];

    ISINGLASS_INLINE void classify(int l, V s, V a, V b, V c, V d)
    {
        V const sum = I::sum(a, b, c);
        majority[l] = I::majority(a, b, c);
        odd[l] = I::unequal(sum, d);
        tie[l] = I::tie(majority[l], sum, d);
        spins[l] = s;
    }
    ISINGLASS_INLINE V carry(int l, const std::uint64_t (*words)[carryWords], int at) const
    {
        return I::choose(odd[l], I::load(words[0] + at), I::load(words[1] + at));
    }
    ISINGLASS_INLINE void digit(int code, const V (&r)[groupVectors],
                                V (&found)[groupVectors]) const
    {
        twoClassDigit<I>(code, r, odd, found);
    }
    ISINGLASS_INLINE void firstDigit(int code, const V (&r)[groupVectors],
                                     V (&found)[groupVectors]) const
    {
        twoClassDigit<I>(code, r, odd, found);
        eachOfGroup([&](auto l) ISINGLASS_INLINE { found[l] = I::choose(tie[l], r[l], found[l]); });
    }
    ISINGLASS_INLINE V changed(int l, V found) const
    {
        return I::unequal(result(l, found), spins[l]);
    }
    ISINGLASS_INLINE V result(int l, V found) const
    {
        return anti ? I::equal(majority[l], found) : I::unequal(majority[l], found);
    }
};

// Any rule in a field: five classes, by the number of neighbours that are up. Heat bath draws the
// new spin, Metropolis whether the spin of lower energy turns.
template <class I, bool heatBath>
struct PackedField
{
    using V = typename I::V;
    static constexpr int classes = 5;
    typename I::Count count[groupVectors];
    V spins[groupVectors];
    int favoured;

    ISINGLASS_INLINE void classify(int l, V s, V a, V b, V c, V d)
    {
        count[l].set(I::sum(a, b, c), I::majority(a, b, c), d);
        spins[l] = s;
    }
    ISINGLASS_INLINE V carry(int l, const std::uint64_t (*words)[carryWords], int at) const
    {
        return count[l].pick(I::load(words[0] + at), I::load(words[1] + at), I::load(words[2] + at),
                             I::load(words[3] + at), I::load(words[4] + at));
    }
    template <int code>
    ISINGLASS_INLINE void digitOf(const V (&r)[groupVectors], V (&found)[groupVectors]) const
    {
        eachOfGroup([&](auto l) ISINGLASS_INLINE {
            if constexpr (code == 0) {
                found[l] = I::clear(found[l], r[l]);
            } else if constexpr (code == 31) {
                found[l] = I::either(found[l], r[l]);
            } else {
                found[l] = I::choose(r[l], count[l].template select<code>(), found[l]);
            }
        });
    }
    ISINGLASS_INLINE void digit(int code, const V (&r)[groupVectors],
                                V (&found)[groupVectors]) const
    {
        switch (code) {
#define ISINGLASS_DIGIT(n)                                                                         \
    case n:                                                                                        \
        digitOf<n>(r, found);                                                                      \
        break;
#define ISINGLASS_DIGITS(n)                                                                        \
    ISINGLASS_DIGIT(n)                                                                             \
    ISINGLASS_DIGIT(n + 1)                                                                         \
    ISINGLASS_DIGIT(n + 2)                                                                         \
    ISINGLASS_DIGIT(n + 3)                                                                         \
    ISINGLASS_DIGIT(n + 4)                                                                         \
    ISINGLASS_DIGIT(n + 5)                                                                         \
    ISINGLASS_DIGIT(n + 6)                                                                         \
    ISINGLASS_DIGIT(n + 7)
            ISINGLASS_DIGITS(0)
            ISINGLASS_DIGITS(8)
            ISINGLASS_DIGITS(16)
            ISINGLASS_DIGITS(24)
        default: __builtin_unreachable();
        }
    }
    ISINGLASS_INLINE void firstDigit(int code, const V (&r)[groupVectors],
                                     V (&found)[groupVectors]) const
    {
        digit(code, r, found);
    }
    ISINGLASS_INLINE V changed(int l, V found) const
    {
        return I::unequal(result(l, found), spins[l]);
    }
    ISINGLASS_INLINE V result(int l, V found) const
    {
        if constexpr (heatBath) {
            return found;
        }
        switch (favoured) { // the counts with an upward field form a run from one end
        case 0: return I::fall(spins[l], I::all(0), found);
        case 1: return I::fall(spins[l], count[l].template select<1>(), found);
        case 3: return I::fall(spins[l], count[l].template select<3>(), found);
        case 7: return I::fall(spins[l], count[l].template select<7>(), found);
        case 15: return I::fall(spins[l], count[l].template select<15>(), found);
        case 16: return I::fall(spins[l], count[l].template select<16>(), found);
        case 24: return I::fall(spins[l], count[l].template select<24>(), found);
        case 28: return I::fall(spins[l], count[l].template select<28>(), found);
        case 30: return I::fall(spins[l], count[l].template select<30>(), found);
        default: return I::fall(spins[l], I::all(~std::uint64_t{0}), found);
        }
    }
};

} // namespace core::ising
