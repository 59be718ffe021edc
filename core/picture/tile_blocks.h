// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/picture/picture.h"

#include <algorithm>

namespace core {

// Calls byte = fill(x0, x1, y0, y1) for the block of cells behind each byte of a tile, in the
// tile's order; blocks end at the world's.
template <class F>
void forEachBlock(const Tile& tile, WorldSize world, std::span<std::uint8_t> cells, F&& fill)
{
    std::size_t at = 0;
    for (int j = 0; j < tile.height; ++j) {
        int const y0 = tile.y0 + j * tile.scale;
        for (int i = 0; i < tile.width; ++i) {
            int const x0 = tile.x0 + i * tile.scale;
            cells[at++] = fill(x0, std::min(x0 + tile.scale, world.width), y0,
                               std::min(y0 + tile.scale, world.height));
        }
    }
}

// Each byte of a tile is the mean of byteAt(x, y) over its cells.
template <class F>
void drawCells(const Tile& tile, WorldSize world, std::span<std::uint8_t> cells, F&& byteAt)
{
    forEachBlock(tile, world, cells, [&](int x0, int x1, int y0, int y1) {
        int sum = 0;
        for (int y = y0; y < y1; ++y) {
            for (int x = x0; x < x1; ++x) {
                sum += byteAt(x, y);
            }
        }
        int const all = std::max(1, (x1 - x0) * (y1 - y0));
        return static_cast<std::uint8_t>((sum + all / 2) / all);
    });
}

} // namespace core
