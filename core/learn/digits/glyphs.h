// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace core::digits {

// smooth: the curve runs through. corner: it turns sharply. start: the first point of a stroke.
enum class Turn : std::uint8_t { smooth, corner, start };

// A point that the pen passes, in hundredths of the glyph's box; y grows downwards.
struct Knot
{
    std::int16_t x, y;
    Turn turn = Turn::smooth;
};

// One way to write a digit; `weight` is how often people do, among the ways to write it.
struct Glyph
{
    int digit;
    int weight;
    std::span<const Knot> knots;
};

std::span<const Glyph> glyphs();

} // namespace core::digits
