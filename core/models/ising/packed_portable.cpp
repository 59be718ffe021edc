// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/packed_body.h"
#include "core/models/ising/packed_count.h"
#include "core/models/ising/packed_logic.h"
#include "core/models/ising/random_planes.h"

namespace core::ising {

namespace {

// Two words at a time, which is one AES block.
struct Plain
{
    using V __attribute__((vector_size(16))) = std::uint64_t;
    using R = V;
    static constexpr int words = 2;

    static V load(const std::uint64_t* p) { return V{p[0], p[1]}; }
    static void store(std::uint64_t* p, V x)
    {
        p[0] = x[0];
        p[1] = x[1];
    }
    static V all(std::uint64_t x) { return V{x, x}; }
    static R read(const std::uint64_t* p) { return load(p); }
    static R repeat(const std::uint64_t* p) { return load(p); }
    static R odd(R a) { return a | all(1); }
    static R add(R a, R b) { return a + b; }
    static R encode(R a, R key) { return fromBlock(aesEncode({a[0], a[1]}, {key[0], key[1]})); }
    static R decode(R a, R key) { return fromBlock(aesDecode({a[0], a[1]}, {key[0], key[1]})); }
    static V joined(R a) { return a; }
    template <int k>
    static V left(V a)
    {
        return a << k;
    }
    template <int k>
    static V right(V a)
    {
        return a >> k;
    }
    template <int k>
    static V rotated(V a)
    {
        return (a << k) | (a >> (64 - k));
    }
    // Spins up in each word: sums of ever wider fields.
    static V counts(V a)
    {
        a -= (a >> 1) & all(0x5555555555555555);
        a = (a & all(0x3333333333333333)) + ((a >> 2) & all(0x3333333333333333));
        a = (a + (a >> 4)) & all(0x0F0F0F0F0F0F0F0F);
        a += a >> 8;
        a += a >> 16;
        a += a >> 32;
        return a & all(0x7F);
    }
    static V addWords(V a, V b) { return a + b; }
    static std::int64_t total(V a) { return static_cast<std::int64_t>(a[0] + a[1]); }

private:
    static V fromBlock(const AesBlock& block) { return V{block[0], block[1]}; }
};

using Lanes = PackedLogic<Plain>;

} // namespace

PackedKernel packedPortable()
{
    return {"bit-packed, portable", "bit rows, portable", packedStrips<Lanes>,
            packedShifted<Lanes>,   packedCount<Lanes>,   packedPlanes<Lanes>};
}

} // namespace core::ising
