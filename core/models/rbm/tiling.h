// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/picture/picture.h"

#include <cmath>

namespace core::rbm {

// Pictures of one size in rows, with a line of one cell between them.
struct Tiling
{
    int count = 0, width = 1, height = 1;

    // As square as whole rows allow.
    int columns() const
    {
        return std::max(
            1, static_cast<int>(std::ceil(std::sqrt(count * (height + 1.0) / (width + 1)))));
    }
    int rows() const { return (count + columns() - 1) / columns(); }
    WorldSize world() const
    {
        return {std::max(1, columns() * (width + 1) - 1), std::max(1, rows() * (height + 1) - 1)};
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
        int const column = x / (width + 1), row = y / (height + 1);
        int const px = x - column * (width + 1), py = y - row * (height + 1);
        int const picture = row * columns() + column;
        return px < width && py < height && picture < count ? Place{picture, py * width + px}
                                                            : Place{};
    }
};

} // namespace core::rbm
