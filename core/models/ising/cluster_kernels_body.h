// SPDX-License-Identifier: GPL-3.0-or-later
// The body of cluster_kernels_<set>.cpp: everything here has internal linkage, so that each set
// keeps its own. The file that includes it defines LANES, the 64-bit lanes of a vector register.
#pragma once

#include "core/models/ising/cluster_kernels.h"

namespace core::ising {

namespace {

typedef std::uint64_t Vector __attribute__((vector_size(8 * LANES), aligned(8), may_alias));

struct Lanes
{
    Vector a, b, c, d;
};

inline Lanes lanesOf(const LaneGenerator& g, int lane)
{
    auto const at = [&](int word) {
        return *reinterpret_cast<const Vector*>(g.state + 8 * word + lane);
    };
    return {at(0), at(1), at(2), at(3)};
}

inline void keep(LaneGenerator& g, int lane, const Lanes& lanes)
{
    auto const put = [&](int word, Vector value) {
        *reinterpret_cast<Vector*>(g.state + 8 * word + lane) = value;
    };
    put(0, lanes.a);
    put(1, lanes.b);
    put(2, lanes.c);
    put(3, lanes.d);
}

inline Vector next(Lanes& s)
{
    Vector const sum = s.a + s.d;
    Vector const result = (sum << 23 | sum >> 41) + s.a;
    Vector const shifted = s.b << 17;
    s.c ^= s.a;
    s.d ^= s.b;
    s.b ^= s.c;
    s.a ^= s.d;
    s.c ^= shifted;
    s.d = s.d << 45 | s.d >> 19;
    return result;
}

void fill(LaneGenerator& generator, std::uint64_t* out, std::size_t blocks)
{
    for (int lane = 0; lane < 8; lane += LANES) {
        Lanes lanes = lanesOf(generator, lane);
        for (std::size_t block = 0; block < blocks; ++block) {
            *reinterpret_cast<Vector*>(out + blockWords * block + lane) = next(lanes);
        }
        keep(generator, lane, lanes);
    }
}

// Most significant digit first: a lane is decided at the first digit that differs from the
// threshold's, and is below it where the threshold's digit is the 1.
void bernoulli(LaneGenerator& generator, std::uint64_t threshold, std::uint64_t* out,
               std::uint64_t* open, std::size_t blocks)
{
    Vector digits[planeDigits];
    for (int k = 0; k < planeDigits; ++k) {
        digits[k] = Vector{} - (threshold >> (63 - k) & 1);
    }
    for (int lane = 0; lane < 8; lane += LANES) {
        Lanes lanes = lanesOf(generator, lane);
        for (std::size_t block = 0; block < blocks; ++block) {
            Vector below{};
            Vector undecided = ~Vector{};
#pragma GCC unroll 12
            for (int k = 0; k < planeDigits; ++k) {
                Vector const random = next(lanes);
                below |= undecided & digits[k] & ~random;
                undecided &= ~(random ^ digits[k]);
            }
            *reinterpret_cast<Vector*>(out + blockWords * block + lane) = below;
            *reinterpret_cast<Vector*>(open + blockWords * block + lane) = undecided;
        }
        keep(generator, lane, lanes);
    }
}

inline int trailingZeros(std::uint64_t word) { return __builtin_ctzll(word); }

inline int countOnes(std::uint64_t word)
{
#if defined(__POPCNT__)
    return __builtin_popcountll(word);
#else
    word -= word >> 1 & 0x5555555555555555ull;
    word = (word & 0x3333333333333333ull) + (word >> 2 & 0x3333333333333333ull);
    word = (word + (word >> 4)) & 0x0F0F0F0F0F0F0F0Full;
    return static_cast<int>(word * 0x0101010101010101ull >> 56);
#endif
}

// The bits of `word` at the ones of `mask`, gathered / low bits of `word` spread to them.
inline std::uint64_t gather(std::uint64_t word, std::uint64_t mask)
{
#if defined(__BMI2__)
    return __builtin_ia32_pext_di(word, mask);
#else
    std::uint64_t result = 0;
    for (std::uint64_t bit = 1; mask != 0; mask &= mask - 1, bit += bit) {
        result |= (word & mask & (0 - mask)) != 0 ? bit : 0;
    }
    return result;
#endif
}

inline std::uint64_t spread(std::uint64_t word, std::uint64_t mask)
{
#if defined(__BMI2__)
    return __builtin_ia32_pdep_di(word, mask);
#else
    std::uint64_t result = 0;
    for (; mask != 0; mask &= mask - 1, word >>= 1) {
        result |= (word & 1) != 0 ? mask & (0 - mask) : 0;
    }
    return result;
#endif
}

// Bit k of the result is the parity of bits 0 ... k.
inline std::uint64_t prefixParity(std::uint64_t word)
{
    for (int shift = 1; shift < 64; shift += shift) {
        word ^= word << shift;
    }
    return word;
}

// The run of bit `bit` of word i.
inline std::int32_t runAt(const RunRows& r, std::ptrdiff_t i, int bit)
{
    return r.rank[i] + countOnes(r.starts[i] << (63 - bit)) - 1;
}

inline std::int32_t rootOf(std::int32_t* parent, std::int32_t run)
{
    while (parent[run] != run) {
        parent[run] = parent[parent[run]];
        run = parent[run];
    }
    return run;
}

inline void unite(std::int32_t* parent, std::int32_t a, std::int32_t b)
{
    a = rootOf(parent, a);
    b = rootOf(parent, b);
    if (a < b) {
        parent[b] = a;
    } else {
        parent[a] = b;
    }
}

// Most runs have one bond upwards that counts: they take over the parent of the run above. Only
// where a run meets a second cluster is there anything to unite.
inline void join(std::int32_t* parent, std::int32_t upper, std::int32_t lower)
{
    std::int32_t const above = parent[upper];
    std::int32_t const own = parent[lower];
    if (own == lower) {
        parent[lower] = above;
    } else if (own != above) {
        unite(parent, own, above);
    }
}

inline std::uint64_t satisfied(const RunRows& r, std::uint64_t a, std::uint64_t b)
{
    return ~(a ^ b ^ r.unequalKept);
}

void findRuns(RunRows& r, int y)
{
    std::ptrdiff_t const row = static_cast<std::ptrdiff_t>(y) * r.words;
    const std::uint64_t* const spins = r.spins + row;
    std::int32_t const first = r.runs;
    std::uint64_t before = 0; // the bond from the word before
    for (int w = 0; w < r.words; ++w) {
        std::uint64_t const beyond = spins[w + 1 < r.words ? w + 1 : 0];
        std::uint64_t const bonds =
            r.right[row + w] & satisfied(r, spins[w], spins[w] >> 1 | beyond << 63);
        std::uint64_t const starts = ~(bonds << 1 | before) | (w == 0 ? 1 : 0);
        before = bonds >> 63;
        r.starts[row + w] = starts;
        r.rank[row + w] = r.runs;
        r.runs += countOnes(starts);
    }
    for (std::int32_t run = first; run < r.runs; ++run) {
        r.parent[run] = run;
    }
    if (before != 0) {
        r.parent[r.runs - 1] = first;
    }
}

// The bonds from row `upper` down to row `lower`. A bond whose left neighbour joins the same two
// runs adds nothing.
template <class F>
inline void forEachBond(const RunRows& r, int upper, int lower, F&& f)
{
    std::ptrdiff_t const a = static_cast<std::ptrdiff_t>(upper) * r.words;
    std::ptrdiff_t const b = static_cast<std::ptrdiff_t>(lower) * r.words;
    for (int w = 0; w < r.words; ++w) {
        std::uint64_t bonds = r.down[a + w] & satisfied(r, r.spins[a + w], r.spins[b + w]);
        bonds &= ~(bonds << 1) | r.starts[a + w] | r.starts[b + w];
        for (; bonds != 0; bonds &= bonds - 1) {
            int const bit = trailingZeros(bonds);
            f(runAt(r, a + w, bit), runAt(r, b + w, bit));
        }
    }
}

void labelRows(RunRows& r, int y0, int y1)
{
    std::int32_t* const parent = r.parent;
    for (int y = y0; y < y1; ++y) {
        findRuns(r, y);
        if (y > 0) {
            forEachBond(r, y - 1, y, [parent](std::int32_t upper, std::int32_t lower) {
                join(parent, upper, lower);
            });
        }
    }
}

void closeTorus(RunRows& r)
{
    std::int32_t* const parent = r.parent;
    forEachBond(r, r.rows - 1, 0,
                [parent](std::int32_t a, std::int32_t b) { unite(parent, a, b); });
}

void tieRows(RunRows& r, int y0, int y1)
{
    for (std::ptrdiff_t i = static_cast<std::ptrdiff_t>(y0) * r.words;
         i < static_cast<std::ptrdiff_t>(y1) * r.words; ++i) {
        for (std::uint64_t sites = r.ghost[i]; sites != 0; sites &= sites - 1) {
            r.tied[rootOf(r.parent, runAt(r, i, trailingZeros(sites)))] = 1;
        }
    }
}

void flipRows(RunRows& r, int y0, int y1)
{
    std::uint8_t* const flip = r.flip;
    for (int y = y0; y < y1; ++y) {
        std::uint64_t last = 0; // what the run before does
        for (std::ptrdiff_t i = static_cast<std::ptrdiff_t>(y) * r.words;
             i < static_cast<std::ptrdiff_t>(y + 1) * r.words; ++i) {
            std::uint64_t const starts = r.starts[i];
            int const count = countOnes(starts);
            std::uint64_t const coins = gather(r.coins[i], starts);
            std::uint64_t flips = 0;
            const std::int32_t* const parent = r.parent + r.rank[i];
            std::uint8_t* const own = flip + r.rank[i];
            for (int k = 0; k < count; ++k) {
                own[k] = static_cast<std::uint8_t>(coins >> k & 1);
                if (r.tied != nullptr) {
                    own[k] = own[k] > r.tied[r.rank[i] + k] ? 1 : 0;
                }
                own[k] = flip[parent[k]]; // its own where it is a root
                flips |= static_cast<std::uint64_t>(own[k]) << k;
            }
            std::uint64_t const changes = spread(flips ^ (flips << 1 | last), starts);
            r.change[i] = prefixParity(changes) ^ (0 - last);
            last = count == 0 ? last : flips >> (count - 1) & 1;
        }
    }
}

void countRows(RunRows& r, int y0, int y1)
{
    auto const add = [&r](std::int32_t run, std::int32_t sites) {
        std::int32_t const root = r.parent[run];
        if (r.tied != nullptr && r.tied[root] != 0) {
            r.ghostSites += sites;
            return;
        }
        r.squares +=
            static_cast<double>(2 * static_cast<std::int64_t>(r.sizes[root]) + sites) * sites;
        r.sizes[root] += sites;
    };
    for (int y = y0; y < y1; ++y) {
        int from = 0;
        for (int w = 0; w < r.words; ++w) {
            std::uint64_t starts = r.starts[static_cast<std::ptrdiff_t>(y) * r.words + w];
            for (; starts != 0; starts &= starts - 1) {
                int const x = 64 * w + trailingZeros(starts);
                if (x > 0) {
                    add(r.counted - 1, x - from);
                }
                from = x;
                std::int32_t const run = r.counted++;
                std::int32_t const root = r.parent[r.parent[run]]; // its parent's is final
                r.parent[run] = root;
                if (root == run) {
                    bool const free = r.tied == nullptr || r.tied[root] == 0;
                    r.sizes[root] = 0;
                    r.clusters += free ? 1 : 0;
                    r.flipped += free ? r.flip[root] : 0;
                }
            }
        }
        add(r.counted - 1, 64 * r.words - from);
    }
}

void measureRows(const std::uint64_t* spins, int words, int rows, int y0, int y1,
                 std::int64_t* sums)
{
    constexpr std::uint64_t evenColumns = 0x5555555555555555ull;
    for (int y = y0; y < y1; ++y) {
        const std::uint64_t* const row = spins + static_cast<std::ptrdiff_t>(y) * words;
        const std::uint64_t* const below = y + 1 < rows ? row + words : spins;
        std::uint64_t const even = y % 2 == 0 ? evenColumns : ~evenColumns;
        for (int w = 0; w < words; ++w) {
            std::uint64_t const beyond = row[w + 1 < words ? w + 1 : 0];
            std::uint64_t const right = row[w] >> 1 | beyond << 63;
            sums[0] += countOnes(row[w]);
            sums[1] += countOnes(row[w] ^ right) + countOnes(row[w] ^ below[w]);
            sums[2] += countOnes(row[w] & even);
        }
    }
}

constexpr ClusterKernels kernels{fill,    bernoulli, labelRows, closeTorus,
                                 tieRows, flipRows,  countRows, measureRows};

} // namespace

} // namespace core::ising
