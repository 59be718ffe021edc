// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ising/bit_square.h"
#include "core/models/ising/sampler.h"
#include "core/picture/picture.h"

namespace core::ising {

// The bytes of a tile: of a sampler's spins (`row` is room to work in), of bits, of field levels
// (-127 ... 127, empty: none).
void drawSpins(const Sampler& sampler, const Tile& tile, std::span<std::uint8_t> cells,
               std::vector<std::uint64_t>& row);
void drawBits(const BitSquare& bits, const Tile& tile, std::span<std::uint8_t> cells);
void drawLevels(std::span<const std::int8_t> levels, int side, const Tile& tile,
                std::span<std::uint8_t> cells);

} // namespace core::ising
