// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

// Sixteen floats at a time, in vectors as wide as the instruction set that the including file is
// compiled for.
namespace core::rbm {

namespace {

#if defined(__AVX512F__)
constexpr int vectorBytes = 64;
#elif defined(__AVX2__)
constexpr int vectorBytes = 32;
#else
constexpr int vectorBytes = 16;
#endif
constexpr int vectors = 64 / vectorBytes; // that make 16 lanes
constexpr int width = vectorBytes / 4;

typedef float F __attribute__((vector_size(vectorBytes)));
typedef std::int32_t I __attribute__((vector_size(vectorBytes)));
typedef std::uint32_t U __attribute__((vector_size(vectorBytes)));
typedef std::uint64_t W __attribute__((vector_size(vectorBytes)));

template <class V, class T>
inline V loaded(const T* from)
{
    V v;
    __builtin_memcpy(&v, from, sizeof v);
    return v;
}

template <class V, class T>
inline void stored(T* to, V v)
{
    __builtin_memcpy(to, &v, sizeof v);
}

// All lanes alike.
inline F all(float x) { return F{} + x; }

// 16 lanes.
struct Lanes
{
    F part[vectors];

    static Lanes zero()
    {
        Lanes x;
        for (auto& part : x.part) {
            part = F{};
        }
        return x;
    }
    static Lanes from(const float* at)
    {
        Lanes x;
        for (int k = 0; k < vectors; ++k) {
            x.part[k] = loaded<F>(at + width * k);
        }
        return x;
    }
    void to(float* at) const
    {
        for (int k = 0; k < vectors; ++k) {
            stored(at + width * k, part[k]);
        }
    }
    Lanes& operator+=(const Lanes& other)
    {
        for (int k = 0; k < vectors; ++k) {
            part[k] += other.part[k];
        }
        return *this;
    }
    friend Lanes operator+(Lanes a, const Lanes& b) { return a += b; }
};

// All bits of a lane set where it is below `units`, of 16.
inline Lanes existing(int units)
{
    static constexpr std::int32_t mask[32] = {-1, -1, -1, -1, -1, -1, -1, -1,
                                              -1, -1, -1, -1, -1, -1, -1, -1};
    Lanes x;
    for (int k = 0; k < vectors; ++k) {
        x.part[k] = (F)loaded<I>(mask + 16 - units + width * k);
    }
    return x;
}

inline F onlyWhere(F x, F mask) { return (F)((I)x & (I)mask); }
inline F chosen(I where, F a, F b) { return (F)(((I)a & where) | ((I)b & ~where)); }
inline F sizeOf(F x) { return (F)((I)x & 0x7FFFFFFF); }

// exp(-|x|), relative error below 2e-7, never below 1e-38.
inline F expMinusSize(F x)
{
    F t = -sizeOf(x);
    t = chosen(t < -87.0f, all(-87.0f), t);
    F const magic = all(12582912.0f); // 1.5 2^23: adding it rounds to an integer
    F const n = (t * 1.44269504f + magic) - magic;
    F const r = (t - n * 0.693359375f) - n * -2.12194440e-4f;
    F const q =
        0.5f + r * (0.166665770f + r * (0.0416665547f + r * (0.00836317307f + r * 0.00139261761f)));
    F const p = 1.0f + (r + r * r * q);
    I const exponent = (__builtin_convertvector(n, I) + 127) << 23;
    return p * (F)exponent;
}

// ln(1 + exp(x)), absolute error below 2e-7 plus 2e-7 of the result.
inline F softplus(F x)
{
    F const e = expMinusSize(x);
    F const s = e / (2.0f + e), t = s * s; // ln(1 + e) = 2 artanh s
    F const series =
        1.0f + t * (0.333333202f + t * (0.200037803f + t * (0.141183099f + t * 0.134257490f)));
    return chosen(x > 0.0f, x, F{}) + 2.0f * s * series;
}

// The words counter + first, counter + first + 1, ... of the SplitMix64 stream that starts from
// `key`; the same as core/base/rng.h.
inline U randomBits(std::uint64_t key, std::uint64_t word)
{
    constexpr std::uint64_t gamma = 0x9E3779B97F4A7C15ull;
    static constexpr std::uint64_t steps[8] = {gamma,     2 * gamma, 3 * gamma, 4 * gamma,
                                               5 * gamma, 6 * gamma, 7 * gamma, 8 * gamma};
    W z = loaded<W>(steps) + (key + word * gamma);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return (U)(z ^ (z >> 31));
}

} // namespace

} // namespace core::rbm
