// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace core {

// One step of SplitMix64 (Steele, Lea & Flood, OOPSLA 2014): advances `state`, returns 64
// well-mixed bits.
constexpr std::uint64_t splitMix(std::uint64_t& state)
{
    std::uint64_t z = (state += 0x9E3779B97F4A7C15ull);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}

// The seed of the stream that belongs to `place` (a row, a block, a chain, a repeat) under a run's
// seed.
constexpr std::uint64_t streamSeed(std::uint64_t seed, std::uint64_t place)
{
    std::uint64_t state = seed;
    std::uint64_t const first = splitMix(state);
    state = first ^ (place * 0xD1342543DE82EF95ull + 0x632BE59BD9B4E019ull);
    return splitMix(state);
}

// xoshiro256** 1.0 (Blackman & Vigna, ACM TOMS 47, 36, 2021): the scalar generator of the program.
// Known-answer vectors in tests/unit/tst_rng.cpp.
class Rng
{
public:
    using State = std::array<std::uint64_t, 4>;

    explicit constexpr Rng(std::uint64_t seed)
    {
        for (auto& word : state_) {
            word = splitMix(seed);
        }
    }
    explicit constexpr Rng(const State& state) : state_(state) {}

    // 64 uniform bits.
    constexpr std::uint64_t next()
    {
        std::uint64_t const result = std::rotl(state_[1] * 5, 7) * 9;
        std::uint64_t const shifted = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = std::rotl(state_[3], 45);
        return result;
    }

    // Uniform in [0, 1) with 53 bits.
    constexpr double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

    // Uniform in 0 ... n - 1 without bias (Lemire, ACM TOMACS 29, 3, 2019); n > 0.
    constexpr std::uint64_t below(std::uint64_t n)
    {
        std::uint64_t const limit = (0 - n) % n;
        for (;;) {
            auto const product = static_cast<Wide>(next()) * n;
            if (static_cast<std::uint64_t>(product) >= limit) {
                return static_cast<std::uint64_t>(product >> 64);
            }
        }
    }

    constexpr const State& state() const { return state_; }

private:
    __extension__ using Wide = unsigned __int128;
    State state_{};
};

} // namespace core
