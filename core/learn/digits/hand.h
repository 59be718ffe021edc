// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "core/learn/digits/pen.h"

namespace core::digits {

// Writes a digit, 0 to 9, once: chooses a glyph, moves its knots a little, leads a smooth curve
// through them, bends the whole, slants and turns it, and varies the pen. The marks fill a box of
// 20 x 20 pixels or a little less; their centre of mass is the middle of the image. `trace` is
// reused.
void write(int digit, Rng& rng, Trace& trace);

} // namespace core::digits
