// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/drawing.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace core::hopfield {

namespace {

std::size_t at(int x, int y, int side)
{
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(side) +
           static_cast<std::size_t>(x);
}

// Cells of `from` that cell `i` of `to` covers: [begin, end), at least one.
struct Range
{
    int begin, end;
};
Range covered(int i, int from, int to)
{
    int const begin = static_cast<int>(static_cast<std::int64_t>(i) * from / to);
    int const end = static_cast<int>((static_cast<std::int64_t>(i + 1) * from + to - 1) / to);
    return {begin, std::max(begin + 1, std::min(end, from))};
}

} // namespace

std::vector<std::uint64_t> packed(std::span<const std::uint8_t> cells)
{
    std::vector<std::uint64_t> bits((cells.size() + 63) / 64);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        bits[i / 64] |= std::uint64_t{cells[i] == 1 ? 1u : 0u} << (i % 64);
    }
    return bits;
}

Cells unpacked(std::span<const std::uint64_t> bits, std::size_t count)
{
    Cells cells(count);
    for (std::size_t i = 0; i < count; ++i) {
        cells[i] = bits[i / 64] >> (i % 64) & 1;
    }
    return cells;
}

Cells resampled(std::span<const std::uint8_t> cells, int from, int to)
{
    Cells result(static_cast<std::size_t>(to) * static_cast<std::size_t>(to));
    for (int y = 0; y < to; ++y) {
        for (int x = 0; x < to; ++x) {
            auto const columns = covered(x, from, to), rows = covered(y, from, to);
            int votes[3] = {0, 0, 0};
            for (int v = rows.begin; v < rows.end; ++v) {
                for (int u = columns.begin; u < columns.end; ++u) {
                    ++votes[std::min<int>(cells[at(u, v, from)], 2)];
                }
            }
            bool const unknown = votes[2] > votes[0] + votes[1];
            result[at(x, y, to)] = unknown ? 2 : votes[1] >= votes[0] ? 1 : 0;
        }
    }
    return result;
}

Result<Cells> cellsOf(const Payload& drawing, int side)
{
    auto const count =
        static_cast<std::size_t>(drawing.width) * static_cast<std::size_t>(drawing.height);
    if (drawing.width < 1 || drawing.width != drawing.height || drawing.cells.size() != count) {
        return Result<Cells>::refused("The drawing has " + std::to_string(drawing.height) +
                                      " rows of " + std::to_string(drawing.width) +
                                      " cells; expected a square.");
    }
    return drawing.width == side ? Cells(drawing.cells)
                                 : resampled(drawing.cells, drawing.width, side);
}

bool hidden(Hide hide, int x, int y, int side)
{
    switch (hide) {
    case Hide::left: return 2 * x < side;
    case Hide::right: return 2 * x >= side;
    case Hide::top: return 2 * y < side;
    case Hide::bottom: return 2 * y >= side;
    case Hide::none: break;
    }
    return false;
}

void flipShare(Cells& cells, double share, Rng& random)
{
    auto const n = static_cast<std::uint64_t>(cells.size());
    auto const count = static_cast<std::uint64_t>(std::llround(share * static_cast<double>(n)));
    std::unordered_set<std::uint64_t> chosen;
    for (std::uint64_t last = n - count; last < n; ++last) {
        std::uint64_t const drawn = random.below(last + 1);
        std::uint64_t const cell = chosen.insert(drawn).second ? drawn : last;
        chosen.insert(cell);
        cells[cell] ^= 1;
    }
}

std::vector<std::uint8_t> thumbnail(std::span<const std::uint8_t> cells, int side, int largest,
                                    int& width)
{
    width = std::min(side, largest);
    std::vector<std::uint8_t> means(static_cast<std::size_t>(width) *
                                    static_cast<std::size_t>(width));
    for (int y = 0; y < width; ++y) {
        for (int x = 0; x < width; ++x) {
            auto const columns = covered(x, side, width), rows = covered(y, side, width);
            int up = 0;
            for (int v = rows.begin; v < rows.end; ++v) {
                for (int u = columns.begin; u < columns.end; ++u) {
                    up += cells[at(u, v, side)] == 1;
                }
            }
            int const all = (columns.end - columns.begin) * (rows.end - rows.begin);
            means[at(x, y, width)] = static_cast<std::uint8_t>((255 * up + all / 2) / all);
        }
    }
    return means;
}

} // namespace core::hopfield
