// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/picture/drawing.h"

#include <cstdint>
#include <vector>

namespace core {

// A font of strokes drawn with a round pen: the printable characters of ASCII but the space. Its
// bitmaps are the same on every machine (integer geometry).

bool hasGlyph(char32_t character);

inline constexpr int maxGlyphSide = 4096;

// side x side pixels, row by row from the top, 1 where a pixel's centre is inked. Capitals and
// digits fill the height of the square and most of its width. `pen` is the diameter of the pen in
// 1/32 of the side, 1 to 16, never finer than a pixel. Empty where there is no such glyph, side is
// not within 1 ... maxGlyphSide, or pen is out of range.
std::vector<std::uint8_t> glyph(char32_t character, int side, int pen = 4);

// The character in the middle of width x height cells and called by its name; no cells where there
// is no such glyph.
Drawing letterDrawing(char32_t character, int width, int height);

} // namespace core
