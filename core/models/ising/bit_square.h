// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/array.h"
#include "core/base/fnv.h"
#include "core/base/outcome.h"
#include "core/models/ising/params.h"

#include <cstdint>
#include <vector>

namespace core::ising {

// A square of side x side spins, row by row, ceil(side/64) words a row, one bit a spin, least
// significant first.
struct BitSquare
{
    int side = 0;
    std::vector<std::uint64_t> words;

    int wordsPerRow() const { return (side + 63) / 64; }
    void resize(int newSide); // all down
    bool at(int x, int y) const
    {
        return (words[static_cast<std::size_t>(y * wordsPerRow() + x / 64)] >> (x % 64) & 1) != 0;
    }
};

// The spins that a run starts from; random ones from a stream of their own.
void fillSpins(Start start, int side, std::uint64_t streamSeed, BitSquare& out);

// side x side numbers +1 or -1 (int8), and back; refused with a sentence and nothing changed for
// another shape or other numbers.
Array spinArray(const BitSquare& spins);
Outcome readSpins(const Array& array, int side, BitSquare& out);

// Row by row, one bit each without gaps, least significant first.
void digestSpins(const BitSquare& spins, Fnv& fnv);

} // namespace core::ising
