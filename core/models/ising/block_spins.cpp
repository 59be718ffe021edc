// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/block_spins.h"

#include "core/base/rng.h"

namespace core::ising {

namespace {

// The even bits of a word, moved together into its lower half.
std::uint64_t evenBits(std::uint64_t word)
{
    word &= 0x5555555555555555ull;
    word = (word | word >> 1) & 0x3333333333333333ull;
    word = (word | word >> 2) & 0x0F0F0F0F0F0F0F0Full;
    word = (word | word >> 4) & 0x00FF00FF00FF00FFull;
    word = (word | word >> 8) & 0x0000FFFF0000FFFFull;
    return (word | word >> 16) & 0x00000000FFFFFFFFull;
}

// Ties of 64 blocks of one row at once.
std::uint64_t tieBits(int word, int row, int level)
{
    return streamSeed(streamSeed(0x626C6F636Bull, static_cast<std::uint64_t>(level)),
                      (static_cast<std::uint64_t>(row) << 20) + static_cast<std::uint64_t>(word));
}

// Majority of 2 x 2 blocks: 64 spins of two rows make 32 bits.
std::uint64_t majorityOfFour(std::uint64_t upper, std::uint64_t lower, std::uint64_t ties)
{
    std::uint64_t const a = evenBits(upper), b = evenBits(upper >> 1);
    std::uint64_t const c = evenBits(lower), d = evenBits(lower >> 1);
    std::uint64_t const atLeastThree = (a & b & (c | d)) | (c & d & (a | b));
    std::uint64_t const atLeastTwo = (a & b) | (c & d) | ((a | b) & (c | d));
    return atLeastThree | (atLeastTwo & ties);
}

void blockByTwo(const BitSquare& from, int level, BitSquare& to)
{
    int const in = from.wordsPerRow(), out = to.wordsPerRow();
    for (int y = 0; y < to.side; ++y) {
        const std::uint64_t* const upper = &from.words[static_cast<std::size_t>(2 * y * in)];
        const std::uint64_t* const lower = upper + in;
        for (int w = 0; w < out; ++w) {
            std::uint64_t const ties = tieBits(w, y, level);
            std::uint64_t bits = majorityOfFour(upper[2 * w], lower[2 * w], ties & 0xFFFFFFFFull);
            if (2 * w + 1 < in) {
                bits |= majorityOfFour(upper[2 * w + 1], lower[2 * w + 1], ties >> 32) << 32;
            }
            bool const last = w + 1 == out && to.side % 64 != 0;
            to.words[static_cast<std::size_t>(y * out + w)] =
                last ? bits & ((std::uint64_t{1} << (to.side % 64)) - 1) : bits;
        }
    }
}

void blockByThree(const BitSquare& from, BitSquare& to)
{
    for (int y = 0; y < to.side; ++y) {
        for (int x = 0; x < to.side; ++x) {
            int up = 0;
            for (int k = 0; k < 9; ++k) {
                up += from.at(3 * x + k % 3, 3 * y + k / 3) ? 1 : 0;
            }
            if (up > 4) {
                to.words[static_cast<std::size_t>(y * to.wordsPerRow() + x / 64)] |=
                    std::uint64_t{1} << (x % 64);
            }
        }
    }
}

} // namespace

void blockSpins(const BitSquare& from, int b, int level, BitSquare& to)
{
    to.resize(from.side / b);
    if (b == 2) {
        blockByTwo(from, level, to);
    } else {
        blockByThree(from, to);
    }
}

int blockedSide(int side, int b, int levels)
{
    for (int level = 0; level < levels && side / b >= 1; ++level) {
        side /= b;
    }
    return side;
}

} // namespace core::ising
