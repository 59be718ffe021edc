// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/outcome.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

namespace core {

// Grey pixels, row by row from the top: 0 is black, 255 white.
struct GreyImage
{
    std::size_t width = 0;
    std::size_t height = 0;
    std::vector<std::uint8_t> pixels;
};

inline constexpr std::size_t maxImagePixels = std::size_t{64} << 20;
inline constexpr std::uint64_t maxImageBytes = std::uint64_t{256} << 20;

// PNG (any kind; transparency over white) and PBM, PGM, PPM (P1 to P6). Colours become their
// luminance. Refused with a sentence that names the file: unreadable, another kind of file, damaged
// or cut short, more than 64 Mi pixels, more than 256 MiB.
Result<GreyImage> readImage(const std::filesystem::path& path);
Result<GreyImage> parseImage(std::span<const std::uint8_t> bytes, std::string_view name);

// An 8-bit PNG: `channels` is 1 (grey) or 3 (red, green, blue) bytes per pixel, rows from the top.
// Refused where the numbers do not fit each other, the picture is too large, or the file cannot be
// written.
Result<std::vector<std::uint8_t>> pngBytes(std::size_t width, std::size_t height, int channels,
                                           std::span<const std::uint8_t> pixels);
Outcome writePng(const std::filesystem::path& path, std::size_t width, std::size_t height,
                 int channels, std::span<const std::uint8_t> pixels);

} // namespace core
