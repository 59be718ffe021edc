// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/array.h"
#include "core/base/outcome.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

namespace core {

// NumPy's .npy files (NumPy Enhancement Proposal 1, format versions 1 to 3).

// The most bytes of data that a file may hold: 16384 x 16384 doubles.
inline constexpr std::uint64_t maxNpyBytes = std::uint64_t{2} << 30;

// Elements i1 u1 b1 i4 u4 i8 u8 f4 f8 of either byte order, C or Fortran order (turned into C
// order), at most 8 dimensions. Refused with a sentence that begins with `name`: not an array,
// another element type, a shape that does not fit the bytes, too large. Allocates no more than the
// bytes there are.
Result<Array> parseNpy(std::span<const std::uint8_t> bytes, std::string_view name);
Result<Array> readNpy(const std::filesystem::path& path);

// Format version 1, C order, little-endian; the array must be consistent.
std::vector<std::uint8_t> npyBytes(const Array& array);
Outcome writeNpy(const std::filesystem::path& path, const Array& array);

} // namespace core
