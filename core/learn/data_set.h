// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/outcome.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace core {

inline constexpr int maxDataSide = 256;
inline constexpr std::size_t maxDataImages = 1'000'000;
inline constexpr std::uint64_t maxDataBytes = std::uint64_t{1} << 31; // all grey levels together

// Images to learn from. Grey levels: image after image, each row by row from the top, 0 is off
// (paper) and 255 on (ink), as in MNIST. Labels: one class per image in the same order, or none at
// all.
struct DataSet
{
    std::string title;
    int width = 0, height = 0;
    bool binary = false; // every grey level is 0 or 255
    std::vector<std::uint8_t> grey = {}, labels = {};
    std::vector<std::uint8_t> testGrey = {}, testLabels = {};

    // Of one image: the visible units of a machine.
    std::size_t pixels() const
    {
        return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    }
    std::size_t count() const { return pixels() == 0 ? 0 : grey.size() / pixels(); }
    std::size_t testCount() const { return pixels() == 0 ? 0 : testGrey.size() / pixels(); }
    std::span<const std::uint8_t> image(std::size_t i) const
    {
        return std::span(grey).subspan(i * pixels(), pixels());
    }
    std::span<const std::uint8_t> testImage(std::size_t i) const
    {
        return std::span(testGrey).subspan(i * pixels(), pixels());
    }
};

// Within the bounds above, at least one training image, whole images, labels for all or none, and
// binary only if it says so. Refused with a sentence that begins with the title in quotes. O(size).
Outcome checkDataSet(const DataSet& data);

// Moves the last `count` training images (at most all but one) to the end of the test images.
void holdOut(DataSet& data, std::size_t count);

// How grey levels become the bits of visible units.
// threshold: on where the level is 128 or more.
// stochastic: on with probability level/255 (to 2^-16), drawn afresh for every image and epoch from
// a stream that belongs to (seed, epoch, index of the image): no order of visits and no number of
// threads changes them. Levels 0 and 255 give 0 and 1 either way.
struct BitRule
{
    bool stochastic = false;
    std::uint64_t seed = 0;
    std::uint64_t epoch = 0;
};

// 64-bit words of a row of bits; bit i % 64 of word i / 64 is pixel i, the rest of the last is 0.
constexpr std::size_t bitWords(std::size_t pixels) { return (pixels + 63) / 64; }

// One image's grey levels as bitWords(grey.size()) words. A tenth to half a microsecond for 784
// pixels.
void packBits(std::span<const std::uint8_t> grey, const BitRule& rule, std::uint64_t index,
              std::uint64_t* row);

// Images first, first + 1, ... of `grey` (`pixels` levels each), as many as fit `rows`
// (bitWords(pixels) words each); a stochastic image's index is its place in `grey`.
void packImages(std::span<const std::uint8_t> grey, std::size_t pixels, std::size_t first,
                const BitRule& rule, std::span<std::uint64_t> rows);

} // namespace core
