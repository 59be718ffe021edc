// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

// Exact sums over the rows lattice, in built-in types only: compiled with and without the
// processor's instruction for counting bits.
namespace core::ising {

struct RowsCount
{
    const std::uint64_t* rows[4]; // first word with spins of row 0 of every pass (rows_layout.h)
    std::int64_t stride;
    int half;
    int words;              // with spins, in a row
    std::uint64_t lastMask; // the spins in the last of them
    std::int64_t up[2];     // by colour
    std::int64_t unequal;
    std::int32_t* lines;   // null, or the spins up in each of the 2 half rows, to be filled
    std::int32_t* columns; // the same of the columns
    std::uint64_t* planes; // working space: 14 words for each word of a row
};

void countRowsPortably(RowsCount&);
void countRowsAvx2(RowsCount&);

} // namespace core::ising
