// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace core {

// What a person draws on a pad: width x height cells, row by row from the top.
inline constexpr std::uint8_t downCell = 0, upCell = 1, unknownCell = 2;

struct Drawing
{
    int width = 0, height = 0;
    std::vector<std::uint8_t> cells = {};
    std::string name = {}; // the letter or the picture that it came from; may be empty

    std::uint8_t& at(int x, int y) { return cells[index(x, y)]; }
    std::uint8_t at(int x, int y) const { return cells[index(x, y)]; }
    bool contains(int x, int y) const { return x >= 0 && y >= 0 && x < width && y < height; }

    bool operator==(const Drawing&) const = default;

private:
    std::size_t index(int x, int y) const
    {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
               static_cast<std::size_t>(x);
    }
};

// All cells down.
Drawing emptyDrawing(int width, int height);

// In another size: each cell takes the kind that covers most of it, up before down before unknown
// where two cover as much. Empty for an empty drawing or a size below 1 x 1.
Drawing resized(const Drawing& drawing, int width, int height);

// Gives (x, y) and the cells of its kind that hang together with it, across edges, the value.
// Nothing outside the drawing.
void floodFill(Drawing& drawing, int x, int y, std::uint8_t value);

// Up becomes down and down up; unknown stays.
void invert(Drawing& drawing);

// Flips exactly round(share n) of the n known cells, chosen by `seed`; share 0 to 1.
void addNoise(Drawing& drawing, double share, std::uint64_t seed);

enum class Half : std::uint8_t { left, right, top, bottom };
// Gives that half the value; of an odd number of columns or rows the middle one stays.
void hideHalf(Drawing& drawing, Half half, std::uint8_t value);

// Moves all by (dx, dy) cells; what leaves at one side returns at the other.
void shiftBy(Drawing& drawing, int dx, int dy);

} // namespace core
