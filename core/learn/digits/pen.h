// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace core::digits {

// Where the pen was, in pixels of a 28 x 28 image (its middle is 14, 14; y grows downwards), and
// the radius of its mark there; `lifted`: no ink between the point before and this one.
struct TracePoint
{
    float x = 0, y = 0, radius = 0;
    bool lifted = false;
};

struct Trace
{
    std::vector<TracePoint> points;
    float softness = 1; // pixels over which the edge of a mark fades
};

// The grey levels of the ink, 0 paper to 255 black: the darkest mark at each pixel's middle.
void draw(const Trace& trace, std::span<std::uint8_t, 784> grey);

} // namespace core::digits
