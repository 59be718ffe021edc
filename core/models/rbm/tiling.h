// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/picture/picture.h"

#include <cmath>

namespace core::rbm {

// Pictures of one size in rows, with a line of one cell between them, and `margin` cells around
// all.
struct Tiling
{
    int count = 0, width = 1, height = 1;
    int margin = 0;

    // As square as whole rows allow.
    int columns() const
    {
        return std::max(
            1, static_cast<int>(std::ceil(std::sqrt(count * (height + 1.0) / (width + 1)))));
    }
    int rows() const { return (count + columns() - 1) / columns(); }
    WorldSize world() const
    {
        return {std::max(1, columns() * (width + 1) - 1) + 2 * margin,
                std::max(1, rows() * (height + 1) - 1) + 2 * margin};
    }

    // Which picture and which of its pixels a cell shows; picture -1 on the lines between and where
    // no picture is left.
    struct Place
    {
        int picture = -1;
        int pixel = 0;
    };
    Place at(int x, int y) const
    {
        int const left = x - margin, top = y - margin;
        int const column = left / (width + 1), row = top / (height + 1);
        int const px = left - column * (width + 1), py = top - row * (height + 1);
        int const picture = row * columns() + column;
        bool const inside = left >= 0 && top >= 0 && px < width && py < height &&
                            column < columns() && picture < count;
        return inside ? Place{picture, py * width + px} : Place{};
    }
};

} // namespace core::rbm
