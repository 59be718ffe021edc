// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace core::ising {

// The three-input functions of packed_body.h for processors whose instructions take two. Base is
// local to the file that includes this one; its V is a vector type with the operators of C.
template <class Base>
struct PackedLogic : Base
{
    using V = typename Base::V;

    static V either(V a, V b) { return a | b; }
    static V unequal(V a, V b) { return a ^ b; }
    static V equal(V a, V b) { return ~(a ^ b); }
    static V clear(V a, V b) { return a & ~b; }
    static V sum(V a, V b, V c) { return a ^ b ^ c; }
    static V majority(V a, V b, V c) { return b ^ ((a ^ b) & (b ^ c)); }
    static V choose(V a, V b, V c) { return c ^ (a & (b ^ c)); }
    static V chooseNot(V a, V b, V c) { return c ^ (a & ~(b ^ c)); }
    static V oddOrUnequal(V a, V b, V c) { return (a ^ b) | (b ^ c); }
    static V oddOrEqual(V a, V b, V c) { return (a ^ b) | ~(b ^ c); }
    static V evenAndUnequal(V a, V b, V c) { return ~(a ^ b) & (b ^ c); }
    static V evenAndEqual(V a, V b, V c) { return ~((a ^ b) | (b ^ c)); }
    static V unequalOr(V a, V b, V c) { return (a ^ b) | c; }
    static V equalOr(V a, V b, V c) { return ~(a ^ b) | c; }
    static V tie(V a, V b, V c) { return ~(b ^ c) & (a ^ b); }
    static V flip(V s, V b, V c) { return s ^ (b | c); }
    // The favoured spin b, turned where it stood and c says so.
    static V fall(V s, V b, V c) { return b ^ (~(s ^ b) & c); }
    // The number of neighbours that are up, as masks "at least n".
    struct Count
    {
        V one, two, three, four;
        void set(V sum, V majority, V last)
        {
            V const both = sum & last;
            V const some = sum | last;
            one = majority | some;
            two = majority | both;
            three = majority & some;
            four = majority & both;
        }
        // The lanes whose count n has bit n set in `code`.
        template <int code>
        V select() const
        {
            constexpr int steps = code ^ (code << 1);
            V x = Base::all(code & 1 ? ~std::uint64_t{0} : 0);
            x = steps & 2 ? x ^ one : x;
            x = steps & 4 ? x ^ two : x;
            x = steps & 8 ? x ^ three : x;
            return steps & 16 ? x ^ four : x;
        }
        V pick(V n0, V n1, V n2, V n3, V n4) const
        {
            return choose(four, n4, choose(three, n3, choose(two, n2, choose(one, n1, n0))));
        }
    };

    // Counts bits of four vectors at a time.
    struct Counter
    {
        V ones = Base::all(0), twos = Base::all(0);
        V fours = Base::all(0);
        void add(V a, V b, V c, V d)
        {
            V const pair = sum(a, b, c);
            V const carried = majority(a, b, c);
            V const more = majority(pair, d, ones);
            ones = sum(pair, d, ones);
            fours = Base::addWords(fours, Base::counts(majority(carried, more, twos)));
            twos = sum(carried, more, twos);
        }
        std::int64_t total() const
        {
            return 4 * Base::total(fours) + 2 * Base::total(Base::counts(twos)) +
                   Base::total(Base::counts(ones));
        }
    };
};

} // namespace core::ising
