// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/picture/binarise.h"

#include <algorithm>

namespace core {

namespace {

// Output pixel i of n covers the input from i * length to (i + 1) * length in 1/n of a pixel.
// Calls use(input, output, weight) for each overlap; the weights of an output sum to `length`.
template <class Use>
void forOverlaps(std::size_t length, std::size_t n, std::size_t output, const Use& use)
{
    std::size_t const begin = output * length;
    std::size_t const end = begin + length;
    for (std::size_t input = begin / n; input * n < end; ++input) {
        use(input, std::min(end, (input + 1) * n) - std::max(begin, input * n));
    }
}

// How many of side pixels the shorter edge takes, rounded, at least one.
std::size_t scaled(std::size_t edge, std::size_t longest, std::size_t side)
{
    return std::max<std::size_t>(1, (2 * edge * side + longest) / (2 * longest));
}

std::uint8_t clampedGrey(int value) { return static_cast<std::uint8_t>(std::clamp(value, 0, 255)); }

std::uint8_t asBit(bool ink) { return ink ? 1 : 0; }

// A recursive pattern: 0 ... 63, each once, neighbours far apart.
int bayer(std::size_t x, std::size_t y)
{
    int rank = 0;
    for (int bit = 0; bit < 3; ++bit) {
        int const xBit = static_cast<int>(x >> bit & 1U);
        int const yBit = static_cast<int>(y >> bit & 1U);
        rank = 4 * rank + 2 * (xBit ^ yBit) + yBit;
    }
    return rank;
}

void order(std::span<const std::uint8_t> grey, std::size_t side, std::span<std::uint8_t> bits)
{
    for (std::size_t y = 0; y < side; ++y) {
        for (std::size_t x = 0; x < side; ++x) {
            // thresholds in the middle of 64 equal steps
            bits[y * side + x] = asBit(128 * grey[y * side + x] < (2 * bayer(x, y) + 1) * 255);
        }
    }
}

// Errors are kept in 1/16 of a grey level and passed on whole.
void diffuse(std::span<const std::uint8_t> grey, std::size_t side, std::span<std::uint8_t> bits)
{
    std::vector<int> row(side + 2, 0); // errors that reach this row and, behind a margin, the next
    std::vector<int> next(side + 2, 0);
    for (std::size_t y = 0; y < side; ++y) {
        bool const leftwards = y % 2 == 1;
        for (std::size_t i = 0; i < side; ++i) {
            std::size_t const x = leftwards ? side - 1 - i : i;
            std::size_t const ahead = leftwards ? x : x + 2; // in rows with their margin
            std::size_t const behind = leftwards ? x + 2 : x;
            int const value = 16 * grey[y * side + x] + row[x + 1];
            bool const ink = value < 16 * 128;
            bits[y * side + x] = asBit(ink);
            int const error = value - (ink ? 0 : 16 * 255);
            int const toAhead = error * 7 / 16;
            int const toBehind = error * 3 / 16;
            int const below = error * 5 / 16;
            row[ahead] += toAhead;
            next[behind] += toBehind;
            next[x + 1] += below;
            next[ahead] += error - toAhead - toBehind - below;
        }
        row.swap(next);
        std::fill(next.begin(), next.end(), 0);
    }
}

} // namespace

std::vector<std::uint8_t> fitGrey(std::size_t width, std::size_t height,
                                  std::span<const std::uint8_t> pixels, int side,
                                  std::uint8_t background)
{
    constexpr std::size_t most = std::size_t{1} << 28;
    bool const sensible = width >= 1 && height >= 1 && width <= most && height <= most / width;
    if (!sensible || pixels.size() != width * height || side < 1 || side > maxBinarySide) {
        return {};
    }
    auto const square = static_cast<std::size_t>(side);
    std::size_t const longest = std::max(width, height);
    std::size_t const columns = scaled(width, longest, square);
    std::size_t const rows = scaled(height, longest, square);
    std::size_t const left = (square - columns) / 2;
    std::size_t const top = (square - rows) / 2;
    std::vector<std::uint8_t> fitted(square * square, background);
    std::vector<std::uint64_t> sums(columns);
    for (std::size_t row = 0; row < rows; ++row) {
        std::fill(sums.begin(), sums.end(), 0);
        forOverlaps(height, rows, row, [&](std::size_t y, std::size_t weightY) {
            auto const line = pixels.subspan(y * width, width);
            for (std::size_t column = 0; column < columns; ++column) {
                std::uint64_t sum = 0;
                forOverlaps(width, columns, column,
                            [&](std::size_t x, std::size_t weightX) { sum += weightX * line[x]; });
                sums[column] += weightY * sum;
            }
        });
        std::uint64_t const area = std::uint64_t{width} * height;
        for (std::size_t column = 0; column < columns; ++column) {
            fitted[(top + row) * square + left + column] =
                static_cast<std::uint8_t>((2 * sums[column] + area) / (2 * area));
        }
    }
    return fitted;
}

std::vector<std::uint8_t> binarise(std::span<const std::uint8_t> grey, int side,
                                   const Binarisation& how)
{
    auto const square = static_cast<std::size_t>(std::max(side, 0));
    if (side < 1 || side > maxBinarySide || grey.size() != square * square) {
        return {};
    }
    std::vector<std::uint8_t> bits(grey.size());
    if (how.halftone == Halftone::threshold) {
        std::transform(grey.begin(), grey.end(), bits.begin(),
                       [&](int g) { return asBit(g < how.level); });
    } else {
        std::vector<std::uint8_t> shifted(grey.size());
        std::transform(grey.begin(), grey.end(), shifted.begin(),
                       [&](int g) { return clampedGrey(g + 128 - how.level); });
        how.halftone == Halftone::ordered ? order(shifted, square, bits)
                                          : diffuse(shifted, square, bits);
    }
    if (how.invert) {
        std::transform(bits.begin(), bits.end(), bits.begin(),
                       [](int bit) { return asBit(bit == 0); });
    }
    return bits;
}

} // namespace core
