// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/worker_pool.h"
#include "core/learn/data_set.h"

#include <functional>
#include <span>

namespace core {

// Handwritten digits made by the program, in the manner of MNIST: a glyph as people write it (open
// and closed 4, 7 with and without a bar, ...) as strokes through jittered points, a random slant,
// turn and smooth elastic distortion, a pen whose width and pressure vary; grey levels of 28 x 28
// pixels, the ink in a box of 20 x 20 whose centre of mass is the middle of the image.
//
// Image `index` of a seed is a function of both alone (+ - * / and square roots, random streams of
// its own): the same bytes on every machine, in any order and on any number of threads. Every ten
// images that follow an index divisible by ten are the ten digits in random order.

inline constexpr int digitSide = 28;
inline constexpr std::size_t digitPixels = std::size_t{digitSide} * digitSide;
inline constexpr std::size_t trainDigits = 60'000, testDigits = 10'000;

// 0 to 9.
std::uint8_t digitLabel(std::uint64_t seed, std::uint64_t index);

// Images first, first + 1, ... : as many as `labels` holds, digitPixels grey levels each. About 15
// microseconds an image.
void generateDigits(std::uint64_t seed, std::uint64_t first, std::span<std::uint8_t> grey,
                    std::span<std::uint8_t> labels);

// Images 0 ... train - 1 to learn from and the `test` images after them, made in pieces by the
// pool. `progress` gets the share done, 0 to 1, a hundred times or so; false: give up, refused with
// a sentence. At least one training image, at most maxDataImages in all.
using DigitsProgress = std::function<bool(double)>;
Result<DataSet> makeDigits(std::uint64_t seed, WorkerPool& pool,
                           const DigitsProgress& progress = {}, std::size_t train = trainDigits,
                           std::size_t test = testDigits);

} // namespace core
