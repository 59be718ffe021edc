// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace core {

// From a grey image (0 black, 255 white, rows from the top) to the bits of a pattern, 1 for ink.
// Integer arithmetic: the same bits on every machine.

inline constexpr int maxBinarySide = 4096;

// The image, width x height, shrunk or enlarged to fit side x side grey pixels, its aspect kept; it
// is centred between margins of `background`. Each pixel is the mean over the area that it covers
// (box filter), rounded. Empty for an empty image, one whose pixels are not width * height, more
// than 2^28 pixels, or side outside 1 ... maxBinarySide. Costs O(width * height).
std::vector<std::uint8_t> fitGrey(std::size_t width, std::size_t height,
                                  std::span<const std::uint8_t> pixels, int side,
                                  std::uint8_t background = 255);

// threshold: ink where the grey is below the level. diffusion: a pixel's error is passed on to its
// neighbours, along rows in alternating directions (Floyd & Steinberg, Proc. Soc. Inf. Disp. 17,
// 75, 1976). ordered: a fixed 8 x 8 pattern of thresholds (Bayer, IEEE Int. Conf. Commun. 1, 11,
// 1973).
enum class Halftone : std::uint8_t { threshold, diffusion, ordered };

struct Binarisation
{
    Halftone halftone = Halftone::threshold;
    int level = 128;     // 0 ... 256, more is darker; shifts the grey by 128 - level where dithered
    bool invert = false; // ink where it would have been paper
};

// The bits of side x side grey pixels, as many as they are; empty unless there are side * side.
std::vector<std::uint8_t> binarise(std::span<const std::uint8_t> grey, int side,
                                   const Binarisation& how);

} // namespace core
