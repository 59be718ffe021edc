// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace core {

// 256 colours, 0xffRRGGBB, for the bytes of a picture.
using Palette = std::array<std::uint32_t, 256>;

// Colours that people with any kind of colour vision, and people without, can tell apart:
//   "spins"       navy (down) through grey to amber (up); luminance contrast of the ends above 3:1
//   "sequential"  dark blue to pale yellow, lightness rising evenly
//   "diverging"   blue, neutral, orange; the neutral is light, or dark on a dark window
// Built in OKLab (B. Ottosson, "A perceptual color space for image processing", 2020), so that
// equal steps of a byte look equal.
std::span<const std::string_view> paletteNames();
// The palette of that name, or "spins" for a name that is not known.
const Palette& paletteFor(std::string_view name, bool dark = false);

// The dark stage around the world, the same in both themes.
inline constexpr std::uint32_t stageColour = 0xff10182a;

// Relative luminance of a colour, 0 to 1, and the contrast of two, 1 to 21 (WCAG 2.2).
double luminance(std::uint32_t colour);
double contrast(std::uint32_t a, std::uint32_t b);

} // namespace core
