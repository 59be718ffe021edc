// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/picture/picture.h"

namespace core {

// How the device pixels along one axis take their value from the bytes of a tile: pixel p mixes
// byte[first[p]] with share 256 - weight[p] and byte[first[p] + 1] (the last byte where there is
// no further one) with share weight[p]; it is outside the world where first[p] < 0. The pixels
// inside the world are neighbours of one another. Pure integers from here on, so that every
// renderer gives equal pictures.
struct AxisSampling
{
    std::vector<std::int16_t> first;
    std::vector<std::uint16_t> weight; // 0 ... 256, share of the second byte
};

// Coverage sampling of one axis: a pixel mixes the two bytes it overlaps by how much of it they
// cover; a pixel whose middle is not in the world is outside. world0/world1: the view's ends in
// cells; origin, scale, bytes: the tile's; worldSize: cells in the world; pixels: device pixels.
// Where the tile does not reach (a picture older than the view) its nearest byte is repeated; where
// a pixel covers more than two bytes (the same cause) it shows the one in its middle. `out` is
// reused.
void sampleAxis(double world0, double world1, int origin, int scale, int bytes, int worldSize,
                int pixels, AxisSampling& out);

// The value that a pixel looks up in the palette, 0 ... 255, from its four bytes:
//     (256 - wy) * ((256 - wx) * a + wx * b) + wy * ((256 - wx) * c + wx * d),
// rounded to a multiple of 65536. Every renderer computes exactly this.
//
// The reference raster: pixels (x.first.size() by y.first.size(), 32 bits each, `stride` pixels
// from row to row) from a picture, a 256-entry palette and the colour that surrounds the world.
// Everything is `outside` while the picture has no cells. Allocates nothing.
void rasterise(const Picture& picture, const AxisSampling& x, const AxisSampling& y,
               std::span<const std::uint32_t> palette, std::uint32_t outside, std::uint32_t* pixels,
               std::size_t stride);

} // namespace core
