// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/pictures.h"

#include <algorithm>

namespace core::ising {

namespace {

// Each byte: the mean of value(x, y), 0 ... 255, over the cells of its block that lie inside.
template <class F>
void drawMeans(int side, const Tile& tile, std::span<std::uint8_t> cells, F&& value)
{
    std::size_t at = 0;
    for (int j = 0; j < tile.height; ++j) {
        for (int i = 0; i < tile.width; ++i) {
            int const x0 = tile.x0 + i * tile.scale, y0 = tile.y0 + j * tile.scale;
            int const x1 = std::min(x0 + tile.scale, side), y1 = std::min(y0 + tile.scale, side);
            std::int64_t sum = 0;
            for (int y = y0; y < y1; ++y) {
                for (int x = x0; x < x1; ++x) {
                    sum += value(x, y);
                }
            }
            std::int64_t const count = static_cast<std::int64_t>(x1 - x0) * (y1 - y0);
            cells[at++] = static_cast<std::uint8_t>(count > 0 ? (sum + count / 2) / count : 0);
        }
    }
}

} // namespace

void drawSpins(const Sampler& sampler, const Tile& tile, std::span<std::uint8_t> cells,
               std::vector<std::uint64_t>& row)
{
    if (tile.scale > 1) {
        sampler.blockMeans(tile.x0, tile.y0, tile.width, tile.height, tile.scale, cells.data());
        return;
    }
    auto const words = static_cast<std::size_t>((sampler.side() + 63) / 64);
    row.resize(words * static_cast<std::size_t>(tile.height));
    sampler.readRows(tile.y0, tile.y0 + tile.height, row.data());
    for (int j = 0; j < tile.height; ++j) {
        const std::uint64_t* const bits = row.data() + words * static_cast<std::size_t>(j);
        std::uint8_t* const out =
            cells.data() + static_cast<std::size_t>(j) * static_cast<std::size_t>(tile.width);
        for (int i = 0; i < tile.width; ++i) {
            int const x = tile.x0 + i;
            out[i] =
                static_cast<std::uint8_t>(0 - static_cast<unsigned>(bits[x / 64] >> (x % 64) & 1));
        }
    }
}

void drawBits(const BitSquare& bits, const Tile& tile, std::span<std::uint8_t> cells)
{
    drawMeans(bits.side, tile, cells, [&](int x, int y) { return bits.at(x, y) ? 255 : 0; });
}

void drawLevels(std::span<const std::int8_t> levels, int side, const Tile& tile,
                std::span<std::uint8_t> cells)
{
    if (levels.empty()) {
        std::fill(cells.begin(), cells.end(), std::uint8_t{128});
        return;
    }
    drawMeans(side, tile, cells, [&](int x, int y) {
        return levels[static_cast<std::size_t>(y) * static_cast<std::size_t>(side) +
                      static_cast<std::size_t>(x)] +
               128;
    });
}

} // namespace core::ising
