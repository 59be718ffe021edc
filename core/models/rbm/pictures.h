// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/rbm/bit_rows.h"
#include "core/models/rbm/machine.h"
#include "core/models/rbm/tiling.h"

#include <span>

namespace core::rbm {

// Bytes for tiles of the pictures. Weights: 128 is 0, twice a feature's root mean square reaches an
// end, three times a matrix's; a feature that is small beside the others stays pale. Probabilities:
// 0 off to 255 on, 128 between the tiles.

// One tile per hidden unit: its weights to the pixels. Where `activity` has a probability for each
// unit, those that are rather on keep their contrast and get a frame, the others are pale.
void drawFilters(const Machine& machine, const Tiling& tiling, std::span<const float> activity,
                 const Tile& tile, std::span<std::uint8_t> cells);
void drawBits(const BitRows& rows, const Tiling& tiling, const Tile& tile,
              std::span<std::uint8_t> cells);
// Row by row, one number in 0 ... 1 a pixel.
void drawShares(std::span<const float> shares, const Tiling& tiling, const Tile& tile,
                std::span<std::uint8_t> cells);

// W, visible units down, hidden units across.
void drawWeights(const Machine& machine, const Tile& tile, std::span<std::uint8_t> cells);
// W W^T of the first coupledUnits() visible units, without its diagonal.
int coupledUnits(const Machine& machine);
void drawCouplings(const Machine& machine, const Tile& tile, std::span<std::uint8_t> cells);

} // namespace core::rbm
