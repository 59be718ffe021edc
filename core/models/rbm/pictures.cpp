// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/rbm/pictures.h"

#include "core/picture/tile_blocks.h"

#include <algorithm>
#include <cmath>

namespace core::rbm {

namespace {

constexpr int between = 128;
constexpr int mostCoupled = 256;
// Of features: so many root mean squares reach full contrast; a unit's own, or this share of all
// units' where that is more, so that one that has learnt nothing stays pale.
constexpr float fullContrast = 2;
constexpr float paleShare = 0.4f;
constexpr int line = 108, frame = 255;         // between features, and around those that are on
constexpr float dimmest = 0.1f, dimmed = 0.5f; // contrast of those that are off, by probability

int shade(float value, float perUnit)
{
    return std::clamp(between + static_cast<int>(std::lrint(value * perUnit)), 0, 255);
}

float meanSquare(const Machine& machine, int j)
{
    float squares = 0;
    for (int i = 0; i < machine.visible(); ++i) {
        squares += machine.weight(i, j) * machine.weight(i, j);
    }
    return squares / static_cast<float>(machine.visible());
}

// Shades per unit of weight, one for each hidden unit.
std::vector<float> shadesOf(const Machine& machine, int count)
{
    std::vector<float> scale(static_cast<std::size_t>(count));
    float all = 0;
    for (int j = 0; j < count; ++j) {
        scale[static_cast<std::size_t>(j)] = meanSquare(machine, j);
        all += scale[static_cast<std::size_t>(j)] / static_cast<float>(count);
    }
    for (auto& one : scale) {
        float const size = std::max(std::sqrt(one), paleShare * std::sqrt(all));
        one = size > 0 ? 127 / (fullContrast * size) : 0.0f;
    }
    return scale;
}

} // namespace

void drawFilters(const Machine& machine, const Tiling& tiling, std::span<const float> activity,
                 const Tile& tile, std::span<std::uint8_t> cells)
{
    auto scale = shadesOf(machine, tiling.count);
    auto const isOn = [&](int unit) {
        auto const j = static_cast<std::size_t>(unit);
        return unit >= 0 && j < activity.size() && activity[j] >= 0.5f;
    };
    for (std::size_t j = 0; j < std::min(activity.size(), scale.size()); ++j) {
        scale[j] *= isOn(static_cast<int>(j)) ? 1 : dimmest + (dimmed - dimmest) * 2 * activity[j];
    }
    // Of the up to four tiles around a cell of the lines.
    auto const lineAt = [&](int x, int y) {
        bool on = false;
        for (int const dy : {-1, 1, 0}) {
            for (int const dx : {-1, 1, 0}) {
                on = on || isOn(tiling.at(x + dx, y + dy).picture);
            }
        }
        return on ? frame : line;
    };
    forEachBlock(tile, tiling.world(), cells, [&](int x0, int x1, int y0, int y1) {
        int sum = 0, lines = 0; // a line through a block is not thinned by what is beside it
        for (int y = y0; y < y1; ++y) {
            for (int x = x0; x < x1; ++x) {
                auto const place = tiling.at(x, y);
                if (place.picture < 0) {
                    lines = std::max(lines, lineAt(x, y));
                } else {
                    sum += shade(machine.weight(place.pixel, place.picture),
                                 scale[static_cast<std::size_t>(place.picture)]);
                }
            }
        }
        int const all = std::max(1, (x1 - x0) * (y1 - y0));
        return static_cast<std::uint8_t>(lines > 0 ? lines : (sum + all / 2) / all);
    });
}

void drawBits(const BitRows& rows, const Tiling& tiling, const Tile& tile,
              std::span<std::uint8_t> cells)
{
    drawCells(tile, tiling.world(), cells, [&](int x, int y) {
        auto const place = tiling.at(x, y);
        bool const known = place.picture >= 0 && place.picture < rows.count;
        return !known ? between : rows.bit(place.picture, place.pixel) ? 255 : 0;
    });
}

void drawShares(std::span<const float> shares, const Tiling& tiling, const Tile& tile,
                std::span<std::uint8_t> cells)
{
    auto const pixels = static_cast<std::size_t>(tiling.width * tiling.height);
    drawCells(tile, tiling.world(), cells, [&](int x, int y) {
        auto const place = tiling.at(x, y);
        auto const at = static_cast<std::size_t>(std::max(place.picture, 0)) * pixels +
                        static_cast<std::size_t>(place.pixel);
        return place.picture < 0 || at >= shares.size()
                   ? between
                   : static_cast<int>(std::lrint(255 * shares[at]));
    });
}

void drawWeights(const Machine& machine, const Tile& tile, std::span<std::uint8_t> cells)
{
    double squares = 0;
    for (int j = 0; j < machine.hidden(); ++j) {
        for (int i = 0; i < machine.visible(); ++i) {
            auto const w = static_cast<double>(machine.weight(i, j));
            squares += w * w;
        }
    }
    double const count = static_cast<double>(machine.visible()) * machine.hidden();
    auto const scale = squares > 0 ? static_cast<float>(127 / (3 * std::sqrt(squares / count))) : 0;
    drawCells(tile, {machine.hidden(), machine.visible()}, cells,
              [&](int x, int y) { return shade(machine.weight(y, x), scale); });
}

int coupledUnits(const Machine& machine) { return std::min(machine.visible(), mostCoupled); }

void drawCouplings(const Machine& machine, const Tile& tile, std::span<std::uint8_t> cells)
{
    int const side = coupledUnits(machine);
    auto const size = static_cast<std::size_t>(side);
    // Panel by panel, so that both rows of a product are read from the cache.
    std::vector<float> products(size * size, 0.0f);
    for (int p = 0; p < machine.hiddenPanels(); ++p) {
        const float* const panel = machine.panel(p);
        for (int i = 0; i < side; ++i) {
            for (int k = 0; k < i; ++k) {
                float sum = 0;
                for (int l = 0; l < 16; ++l) {
                    sum += panel[16 * i + l] * panel[16 * k + l];
                }
                products[static_cast<std::size_t>(i) * size + static_cast<std::size_t>(k)] += sum;
            }
        }
    }
    double squares = 0;
    for (float const product : products) {
        squares += static_cast<double>(product) * static_cast<double>(product);
    }
    double const pairs = std::max(1.0, side * (side - 1) / 2.0);
    auto const scale = squares > 0 ? static_cast<float>(127 / (3 * std::sqrt(squares / pairs))) : 0;
    drawCells(tile, {side, side}, cells, [&](int x, int y) {
        auto const row = static_cast<std::size_t>(std::max(x, y));
        auto const column = static_cast<std::size_t>(std::min(x, y));
        return x == y ? between : shade(products[row * size + column], scale);
    });
}

} // namespace core::rbm
