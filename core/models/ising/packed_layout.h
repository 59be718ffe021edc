// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/line_vector.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace core::ising {

using LineWords = LineVector<std::uint64_t>;

// Where the spins of the packed lattice are. The L x L torus is cut into 8 strips of columns and 64
// strips of rows: bit b of word w of vector (x, y) is the spin at column w L/8 + x, row b L/64 + y,
// so that the neighbours of all 512 spins of a vector fill another vector at x +- 1 or y +- 1. The
// two colours of the checkerboard lie apart: vector i of row y of colour c is x = 2i + ((y + c) mod
// 2). Every row has one vector beyond each end and each colour one row beyond each edge: copies of
// the other edge, moved by one word or turned by one bit.
struct PackedLayout
{
    explicit PackedLayout(int side)
        : L(side), vectors(side / 16), height(side / 64), width(side / 8),
          stride(8 * (vectors + 2)), rowsOfBand(std::clamp(1024 / vectors, 1, height)),
          bands((height + rowsOfBand - 1) / rowsOfBand)
    {
    }

    static bool fits(int side) { return side >= 128 && side <= 16384 && side % 128 == 0; }

    std::size_t words() const { return 2 * static_cast<std::size_t>((height + 2) * stride); }

    // First word of row y of a colour, -1 <= y <= height.
    std::size_t row(int colour, int y) const
    {
        return static_cast<std::size_t>((colour * (height + 2) + y + 1) * stride + 8);
    }

    // Whether the fourth neighbour of a row's spins is the next vector of the other colour (+1) or
    // the one before (-1).
    static int sideOf(int colour, int y) { return (y + colour) % 2 ? 1 : -1; }

    // The word that holds column X of the lattice in strip-row y, all row strips in its bits.
    std::size_t word(int X, int y) const
    {
        int const x = X % width;
        return row((x + y) % 2, y) + static_cast<std::size_t>(8 * (x / 2) + X / width);
    }

    // Carry vectors of a band (packed_task.h).
    int carries() const { return vectors * rowsOfBand >= 512 ? 8 : 4; }

    int L;
    int vectors; // in a row of one colour
    int height;  // rows of a row strip
    int width;   // columns of a column strip
    std::int64_t stride;
    int rowsOfBand; // a band is about half a million spins: 10 microseconds to a few milliseconds
    int bands;
};

} // namespace core::ising
