// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ising/packed_task.h"

namespace core::ising {

#define ISINGLASS_INLINE __attribute__((always_inline))

template <int l>
struct Lane
{
    ISINGLASS_INLINE constexpr operator int() const { return l; }
};

template <class F>
ISINGLASS_INLINE inline void eachOfGroup(F&& f)
{
    static_assert(groupVectors == 4);
    f(Lane<0>());
    f(Lane<1>());
    f(Lane<2>());
    f(Lane<3>());
}

// The stream of random planes for `part` of the vectors (random_planes.h).
template <class I>
struct PackedPlanes
{
    using V = typename I::V;
    using R = typename I::R; // a V as the AES rounds want it
    R counter, step, k1, k2;

    ISINGLASS_INLINE static R start(const PackedBand& task, std::uint64_t place)
    {
        alignas(64) std::uint64_t words[I::words];
        for (int i = 0; i < I::words; i += 2) {
            words[i] = task.halfSweep;
            words[i + 1] = place + static_cast<std::uint64_t>(i / 2);
        }
        R state = I::read(words);
        for (int i = 0; i < 10; ++i) {
            state = I::encode(state, I::repeat(task.start + 2 * i));
        }
        return state;
    }

    ISINGLASS_INLINE void begin(const PackedBand& task, int part)
    {
        auto const offset = static_cast<std::uint64_t>(part * I::words / 2);
        counter = start(task, 8 * task.band + offset);
        step = I::odd(start(task, 8 * task.band + 4 + offset));
        k1 = I::read(task.encode + part * I::words);
        k2 = I::read(task.decode + part * I::words);
    }

    ISINGLASS_INLINE void next(V (&r)[groupVectors])
    {
        counter = I::add(counter, step);
        R const a = I::encode(counter, k1);
        R const b = I::decode(counter, k2);
        r[0] = I::joined(I::encode(a, b));
        r[1] = I::joined(I::decode(a, counter));
        r[2] = I::joined(I::encode(b, a));
        r[3] = I::joined(I::decode(b, counter));
    }
};

} // namespace core::ising
