// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/outcome.h"
#include "core/base/rng.h"
#include "core/model/action.h"

#include <cstdint>
#include <span>
#include <vector>

namespace core::hopfield {

// Pictures as cells, row by row, one byte each: 0 down, 1 up (2 unknown, in a drawing).
using Cells = std::vector<std::uint8_t>;

// One bit a cell without gaps, least significant first, and back.
std::vector<std::uint64_t> packed(std::span<const std::uint8_t> cells);
Cells unpacked(std::span<const std::uint64_t> bits, std::size_t count);

// A square picture in another size: the majority of what each cell covers, ties up.
Cells resampled(std::span<const std::uint8_t> cells, int from, int to);

// The drawing as side x side cells; refused with a sentence where it has no cells. Another size is
// brought to the network's.
Result<Cells> cellsOf(const Payload& drawing, int side);

enum class Hide : std::uint8_t { none, left, right, top, bottom };
bool hidden(Hide hide, int x, int y, int side);

// Flips exactly round(share N) distinct cells, chosen at random (Floyd's sampling).
void flipShare(Cells& cells, double share, Rng& random);

// A share of the cells, 0 to 1, as a thumbnail at most `largest` wide: means as 0 to 255.
std::vector<std::uint8_t> thumbnail(std::span<const std::uint8_t> cells, int side, int largest,
                                    int& width);

} // namespace core::hopfield
