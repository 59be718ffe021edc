// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/pictures.h"

#include "core/picture/tile_blocks.h"

#include <algorithm>
#include <cmath>

namespace core::hopfield {

namespace {

constexpr std::int64_t widestCouplings = 256;
constexpr int rowsForScale = 16;

double shadesPerCoupling(const Network& network, std::int64_t side)
{
    double squares = 0;
    std::int64_t count = 0;
    for (std::int64_t i = 0; i < std::min<std::int64_t>(side, rowsForScale); ++i) {
        for (std::int64_t j = i + 1; j < side; ++j, ++count) {
            double const J = network.coupling(i, j).value_or(0);
            squares += J * J;
        }
    }
    return squares > 0 ? 127 / (3 * std::sqrt(squares / static_cast<double>(count))) : 0;
}

} // namespace

void drawSpins(const Spins& spins, int side, const Tile& tile, std::span<std::uint8_t> cells)
{
    forEachBlock(tile, {side, side}, cells, [&](int x0, int x1, int y0, int y1) {
        int up = 0;
        for (int y = y0; y < y1; ++y) {
            for (int x = x0; x < x1; ++x) {
                up += spins[static_cast<std::size_t>(y) * static_cast<std::size_t>(side) +
                            static_cast<std::size_t>(x)] > 0;
            }
        }
        int const all = std::max(1, (x1 - x0) * (y1 - y0));
        return static_cast<std::uint8_t>((255 * up + all / 2) / all);
    });
}

int coupledSide(std::int64_t neurons)
{
    return static_cast<int>(std::min(neurons, widestCouplings));
}

void drawCouplings(const Network& network, std::int64_t neurons, const Tile& tile,
                   std::span<std::uint8_t> cells)
{
    int const side = coupledSide(neurons);
    double const scale = shadesPerCoupling(network, side);
    forEachBlock(tile, {side, side}, cells, [&](int x0, int x1, int y0, int y1) {
        double sum = 0;
        for (int y = y0; y < y1; ++y) {
            for (int x = x0; x < x1; ++x) {
                sum += network.coupling(y, x).value_or(0);
            }
        }
        double const mean = sum / std::max(1, (x1 - x0) * (y1 - y0));
        return static_cast<std::uint8_t>(std::clamp(std::lround(128 + scale * mean), 0L, 255L));
    });
}

} // namespace core::hopfield
