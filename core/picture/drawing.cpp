// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/picture/drawing.h"

#include "core/base/rng.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace core {

namespace {

// The cells of an axis of `from` cells that cell k of an axis of `to` covers, with how much, in
// parts of 1/to of a cell.
struct Covered
{
    int first = 0;
    std::vector<std::int64_t> parts;
};

Covered covered(int k, int from, int to)
{
    std::int64_t const low = std::int64_t{k} * from, high = low + from;
    Covered result{static_cast<int>(low / to), {}};
    for (std::int64_t cell = low / to; cell * to < high; ++cell) {
        result.parts.push_back(std::min(high, (cell + 1) * to) - std::max(low, cell * to));
    }
    return result;
}

std::uint8_t majority(const Drawing& drawing, const Covered& columns, const Covered& rows)
{
    std::array<std::int64_t, 3> area{};
    for (std::size_t j = 0; j < rows.parts.size(); ++j) {
        for (std::size_t i = 0; i < columns.parts.size(); ++i) {
            auto const cell =
                drawing.at(columns.first + static_cast<int>(i), rows.first + static_cast<int>(j));
            area[std::min<std::size_t>(cell, unknownCell)] += columns.parts[i] * rows.parts[j];
        }
    }
    std::uint8_t best = upCell;
    for (std::uint8_t const kind : {downCell, unknownCell}) {
        best = area[kind] > area[best] ? kind : best;
    }
    return best;
}

} // namespace

Drawing emptyDrawing(int width, int height)
{
    Drawing drawing{width, height};
    drawing.cells.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height),
                         downCell);
    return drawing;
}

Drawing resized(const Drawing& drawing, int width, int height)
{
    if (drawing.width < 1 || drawing.height < 1 || width < 1 || height < 1) {
        return {};
    }
    if (width == drawing.width && height == drawing.height) {
        return drawing;
    }
    Drawing result = emptyDrawing(width, height);
    result.name = drawing.name;
    std::vector<Covered> columns;
    for (int x = 0; x < width; ++x) {
        columns.push_back(covered(x, drawing.width, width));
    }
    for (int y = 0; y < height; ++y) {
        Covered const rows = covered(y, drawing.height, height);
        for (int x = 0; x < width; ++x) {
            result.at(x, y) = majority(drawing, columns[static_cast<std::size_t>(x)], rows);
        }
    }
    return result;
}

void floodFill(Drawing& drawing, int x, int y, std::uint8_t value)
{
    if (!drawing.contains(x, y) || drawing.at(x, y) == value) {
        return;
    }
    std::uint8_t const old = drawing.at(x, y);
    std::vector<std::pair<int, int>> open{{x, y}};
    drawing.at(x, y) = value;
    while (!open.empty()) {
        auto const [cx, cy] = open.back();
        open.pop_back();
        for (auto const& [dx, dy] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
            if (drawing.contains(cx + dx, cy + dy) && drawing.at(cx + dx, cy + dy) == old) {
                drawing.at(cx + dx, cy + dy) = value;
                open.emplace_back(cx + dx, cy + dy);
            }
        }
    }
}

void invert(Drawing& drawing)
{
    for (auto& cell : drawing.cells) {
        cell = cell == unknownCell ? unknownCell : cell == upCell ? downCell : upCell;
    }
}

void addNoise(Drawing& drawing, double share, std::uint64_t seed)
{
    std::vector<std::size_t> known;
    for (std::size_t i = 0; i < drawing.cells.size(); ++i) {
        if (drawing.cells[i] != unknownCell) {
            known.push_back(i);
        }
    }
    auto const flips = static_cast<std::size_t>(
        std::llround(std::clamp(share, 0.0, 1.0) * static_cast<double>(known.size())));
    Rng random(seed);
    for (std::size_t i = 0; i < flips; ++i) {
        std::swap(known[i], known[i + static_cast<std::size_t>(random.below(known.size() - i))]);
        auto& cell = drawing.cells[known[i]];
        cell = cell == upCell ? downCell : upCell;
    }
}

void hideHalf(Drawing& drawing, Half half, std::uint8_t value)
{
    int const columns = drawing.width / 2, rows = drawing.height / 2;
    for (int y = 0; y < drawing.height; ++y) {
        for (int x = 0; x < drawing.width; ++x) {
            bool const inside = half == Half::left    ? x < columns
                                : half == Half::right ? x >= drawing.width - columns
                                : half == Half::top   ? y < rows
                                                      : y >= drawing.height - rows;
            if (inside) {
                drawing.at(x, y) = value;
            }
        }
    }
}

void shiftBy(Drawing& drawing, int dx, int dy)
{
    if (drawing.cells.empty()) {
        return;
    }
    Drawing const before = drawing;
    auto const wrapped = [](int at, int count) { return (at % count + count) % count; };
    for (int y = 0; y < drawing.height; ++y) {
        for (int x = 0; x < drawing.width; ++x) {
            drawing.at(wrapped(x + dx, drawing.width), wrapped(y + dy, drawing.height)) =
                before.at(x, y);
        }
    }
}

} // namespace core
