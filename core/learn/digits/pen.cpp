// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/digits/pen.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace core::digits {

namespace {

constexpr int side = 28;
using Ink = std::array<float, std::size_t{side} * side>;

// Pixels whose middle is within `reach` of [low, high].
struct Range
{
    Range(float low, float high, float reach)
        : first(std::clamp(static_cast<int>(std::floor(low - reach)), 0, side)),
          last(std::clamp(static_cast<int>(std::floor(high + reach)) + 1, 0, side))
    {
    }
    int first, last;
};

void drawSegment(const TracePoint& a, const TracePoint& b, float softness, Ink& ink)
{
    float const reach = std::max(a.radius, b.radius) + softness / 2;
    Range const columns(std::min(a.x, b.x), std::max(a.x, b.x), reach);
    Range const rows(std::min(a.y, b.y), std::max(a.y, b.y), reach);
    float const dx = b.x - a.x, dy = b.y - a.y;
    float const square = dx * dx + dy * dy;
    float const inverse = square > 0 ? 1 / square : 0;
    float const sharpness = 1 / softness;
    for (int row = rows.first; row < rows.last; ++row) {
        float const py = static_cast<float>(row) + 0.5f - a.y;
        float* const line = ink.data() + row * side;
        for (int column = columns.first; column < columns.last; ++column) {
            float const px = static_cast<float>(column) + 0.5f - a.x;
            float const t = std::min(std::max((px * dx + py * dy) * inverse, 0.0f), 1.0f);
            float const ex = px - t * dx, ey = py - t * dy;
            float const depth = a.radius + t * (b.radius - a.radius) - std::sqrt(ex * ex + ey * ey);
            line[column] = std::max(line[column], std::min(depth * sharpness + 0.5f, 1.0f));
        }
    }
}

} // namespace

void draw(const Trace& trace, std::span<std::uint8_t, 784> grey)
{
    Ink ink{};
    for (std::size_t i = 1; i < trace.points.size(); ++i) {
        if (!trace.points[i].lifted) {
            drawSegment(trace.points[i - 1], trace.points[i], trace.softness, ink);
        }
    }
    for (std::size_t i = 0; i < grey.size(); ++i) {
        grey[i] = static_cast<std::uint8_t>(ink[i] * 255 + 0.5f);
    }
}

} // namespace core::digits
