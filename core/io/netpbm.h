// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/image.h"

#include <string>

namespace core {

// PBM, PGM and PPM, plain and raw (P1 to P6), as grey pixels; refused with a sentence that begins
// with `subject`.
Result<GreyImage> parseNetpbm(std::span<const std::uint8_t> bytes, const std::string& subject);

} // namespace core
