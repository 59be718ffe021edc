// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace core::ising {

// Exchanges the off-diagonal blocks of all 2 size x 2 size blocks of a 64 x 64 matrix of bits.
template <unsigned size>
inline void exchangeBlocks(std::uint64_t* rows)
{
    constexpr std::uint64_t mask = ~std::uint64_t{0} / ((std::uint64_t{1} << size) + 1);
    for (unsigned block = 0; block < 64; block += 2 * size) {
        for (unsigned k = block; k < block + size; ++k) {
            std::uint64_t const moved = ((rows[k] >> size) ^ rows[k + size]) & mask;
            rows[k + size] ^= moved;
            rows[k] ^= moved << size;
        }
    }
}

// Transposes a 64 x 64 matrix of bits in place: bit x of word y goes to bit y of word x (Warren,
// Hacker's Delight, 2nd ed., 7-3).
inline void transpose64(std::uint64_t* rows)
{
    exchangeBlocks<32>(rows);
    exchangeBlocks<16>(rows);
    exchangeBlocks<8>(rows);
    exchangeBlocks<4>(rows);
    exchangeBlocks<2>(rows);
    exchangeBlocks<1>(rows);
}

// Bit `b` of each of 64 words.
inline std::uint64_t column64(const std::uint64_t* rows, int b)
{
    std::uint64_t column = 0;
    for (int y = 0; y < 64; ++y) {
        column |= ((rows[y] >> b) & 1) << y;
    }
    return column;
}

// Eight bits to eight bytes of 0 or 1, the lowest first.
inline std::uint64_t bytesOf(std::uint64_t bits)
{
    std::uint64_t const picked = (bits & 0xFF) * 0x0101010101010101 & 0x8040201008040201;
    return (picked + 0x7F7F7F7F7F7F7F7F) >> 7 & 0x0101010101010101;
}

} // namespace core::ising
