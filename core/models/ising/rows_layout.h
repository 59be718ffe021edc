// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace core::ising {

// Where the spins of the rows lattice are: rows of bits, for any even L. The colours of the
// checkerboard lie apart, and within a colour the even and the odd rows ("passes" 0 ... 3: colour,
// then parity), so that all rows of a pass have their fourth neighbours on the same side. Bit i of
// row r of a pass is the spin at x = 2i + ((y + colour) mod 2), y = 2r + parity. Where the pass
// beside it looks back, a row begins with a word that repeats its last spin in bit 63; where that
// pass looks ahead, the first spin is repeated after the last. One row beyond each edge repeats the
// other edge.
struct RowsLayout
{
    explicit RowsLayout(int side)
        : L(side), half(side / 2), words((side / 2 + 63) / 64), stride(words + 1),
          rowsOfBand(std::clamp(2048 * 8 / stride / 32, 1, half) * 32),
          bands((half + rowsOfBand - 1) / rowsOfBand),
          passWords(static_cast<std::size_t>((half + 2 + 32) * stride + 64))
    {
    }

    static bool fits(int side) { return side >= 32 && side <= 16384 && side % 2 == 0; }

    static int colour(int pass) { return pass / 2; }
    static int parity(int pass) { return pass % 2; }
    // The fourth neighbour of bit i is bit i + 1 or i - 1 of the pass beside it.
    static int sideOf(int pass) { return colour(pass) == parity(pass) ? -1 : 1; }
    // The pass of the other colour in the same rows, and in the rows above and below.
    static int beside(int pass) { return pass ^ 2; }
    static int across(int pass) { return pass ^ 3; }

    // Whether the pass beside this one looks back at it, so that its rows begin with a repeated
    // spin.
    static bool lookedBackAt(int pass) { return sideOf(beside(pass)) < 0; }

    // First word of row r, -1 <= r <= half: the repeated one, if there is one.
    std::size_t row(int pass, int r) const
    {
        return static_cast<std::size_t>(pass) * passWords + 8 +
               static_cast<std::size_t>((r + 1) * stride);
    }
    // First word with spins of row r.
    std::size_t spins(int pass, int r) const { return row(pass, r) + (lookedBackAt(pass) ? 1 : 0); }

    // Where the spin (x, y) is.
    static int passOf(int x, int y) { return (x + y) % 2 * 2 + y % 2; }
    std::size_t word(int x, int y) const
    {
        return spins(passOf(x, y), y / 2) + static_cast<std::size_t>(x / 2 / 64);
    }
    static int bit(int x) { return x / 2 % 64; }

    // The spins in word j of a row.
    std::uint64_t mask(int j) const
    {
        int const bits = std::min(half - 64 * j, 64);
        return bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
    }

    // Carry vectors of a band (packed_task.h).
    int carries() const { return std::min(rowsOfBand, half) * stride >= 512 * 8 ? 8 : 4; }

    int L;
    int half;       // rows of a pass, and spins of a row
    int words;      // with spins, in a row
    int stride;     // words from a row to the next
    int rowsOfBand; // a multiple of 32, so that bands are whole groups of vectors
    int bands;
    std::size_t passWords;
};

} // namespace core::ising
