// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/picture/sampling.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace core {
namespace {

struct Tap
{
    int first = 0;
    int weight = 0;
};

// The tap of a pixel that covers [from, to] in units of bytes.
Tap tapOf(double from, double to, int bytes)
{
    double const middle = (from + to) / 2;
    if (to - from > 1 + 1e-6) {
        return {static_cast<int>(std::clamp(std::floor(middle), 0.0, bytes - 1.0)), 0};
    }
    double const first = std::floor(from);
    if (first < 0) {
        return {0, 0};
    }
    if (first >= bytes - 1) {
        return {bytes - 1, 0};
    }
    double const share = to > from ? (to - (first + 1)) / (to - from) : 0;
    return {static_cast<int>(first),
            static_cast<int>(std::lround(256 * std::clamp(share, 0.0, 1.0)))};
}

// Pixels are drawn in strips so that the rows kept between two bytes live on the stack.
constexpr std::size_t stripWidth = 2048;
using Row = std::array<std::uint16_t, stripWidth>;

struct Strip
{
    std::size_t begin = 0, count = 0; // pixels of the strip that lie in the world
};

// One row of bytes, sampled along x; 16 bits, 255 * 256 at most.
void sampleRow(const std::uint8_t* bytes, int width, const AxisSampling& x, Strip strip, Row& out)
{
    const std::int16_t* const first = x.first.data() + strip.begin;
    const std::uint16_t* const weight = x.weight.data() + strip.begin;
    // From the last byte on there is no right neighbour.
    auto const paired =
        static_cast<std::size_t>(std::lower_bound(first, first + strip.count, width - 1) - first);
    for (std::size_t p = 0; p < paired; ++p) {
        int const i = first[p], a = bytes[i], b = bytes[i + 1];
        out[p] = static_cast<std::uint16_t>(256 * a + weight[p] * (b - a));
    }
    for (std::size_t p = paired; p < strip.count; ++p) {
        out[p] = static_cast<std::uint16_t>(256 * bytes[width - 1]);
    }
}

// Does each pixel show one byte, and the next pixel the next byte?
bool isOneToOne(const AxisSampling& x, Strip strip)
{
    for (std::size_t p = strip.begin; p < strip.begin + strip.count; ++p) {
        if (x.weight[p] != 0 ||
            x.first[p] - x.first[strip.begin] != static_cast<int>(p - strip.begin)) {
            return false;
        }
    }
    return true;
}

void mixRows(const Row& upper, const Row& lower, unsigned weight, std::size_t count,
             std::array<std::uint8_t, stripWidth>& out)
{
    auto const w0 = static_cast<std::uint16_t>(256 - weight);
    auto const w1 = static_cast<std::uint16_t>(weight);
    for (std::size_t p = 0; p < count; ++p) {
        std::uint32_t const sum =
            static_cast<std::uint32_t>(upper[p]) * w0 + static_cast<std::uint32_t>(lower[p]) * w1;
        out[p] = static_cast<std::uint8_t>((sum + 32768) >> 16);
    }
}

// Rows of one strip, from the top; keeps the two rows of bytes it used last.
class StripPainter
{
public:
    StripPainter(const Picture& picture, const AxisSampling& x, Strip strip,
                 const std::uint32_t* palette)
        : picture_(picture), x_(x), strip_(strip), palette_(palette),
          oneToOne_(isOneToOne(x, strip))
    {
    }

    void paint(int first, unsigned weight, std::uint32_t* pixels)
    {
        if (weight == 0 && oneToOne_) {
            look(bytesOf(first) + x_.first[strip_.begin], pixels);
            return;
        }
        const Row& upper = row(first);
        const Row& lower = weight == 0 ? upper : row(std::min(first + 1, picture_.tile.height - 1));
        mixRows(upper, lower, weight, strip_.count, levels_);
        look(levels_.data(), pixels);
    }

private:
    const std::uint8_t* bytesOf(int index) const
    {
        return picture_.cells.data() +
               static_cast<std::size_t>(index) * static_cast<std::size_t>(picture_.tile.width);
    }

    const Row& row(int index)
    {
        // Even rows in one slot, odd rows in the other: neighbours never displace each other.
        auto const slot = static_cast<std::size_t>(index & 1);
        if (held_[slot] != index) {
            sampleRow(bytesOf(index), picture_.tile.width, x_, strip_, rows_[slot]);
            held_[slot] = index;
        }
        return rows_[slot];
    }

    void look(const std::uint8_t* levels, std::uint32_t* pixels) const
    {
        std::uint32_t* const out = pixels + strip_.begin;
        for (std::size_t p = 0; p < strip_.count; ++p) {
            out[p] = palette_[levels[p]];
        }
    }

    const Picture& picture_;
    const AxisSampling& x_;
    Strip strip_;
    const std::uint32_t* palette_;
    bool oneToOne_;
    std::array<Row, 2> rows_;
    std::array<int, 2> held_{-1, -1};
    std::array<std::uint8_t, stripWidth> levels_;
};

Strip insideOf(const AxisSampling& x, std::size_t from, std::size_t to)
{
    while (from < to && x.first[from] < 0) {
        ++from;
    }
    while (to > from && x.first[to - 1] < 0) {
        --to;
    }
    return {from, to - from};
}

bool hasCells(const Picture& picture)
{
    return picture.tile.width > 0 && picture.tile.height > 0 &&
           picture.cells.size() >= static_cast<std::size_t>(picture.tile.width) *
                                       static_cast<std::size_t>(picture.tile.height);
}

void fillOutside(std::size_t from, std::size_t to, Strip inside, std::uint32_t outside,
                 std::uint32_t* pixels)
{
    std::fill(pixels + from, pixels + inside.begin, outside);
    std::fill(pixels + inside.begin + inside.count, pixels + to, outside);
}

void rasteriseStrip(const Picture& picture, const AxisSampling& x, const AxisSampling& y,
                    std::size_t from, std::size_t to, const std::uint32_t* palette,
                    std::uint32_t outside, std::uint32_t* pixels, std::size_t stride)
{
    Strip const inside = insideOf(x, from, to);
    StripPainter painter(picture, x, inside, palette);
    for (std::size_t r = 0; r < y.first.size(); ++r) {
        std::uint32_t* const line = pixels + r * stride;
        bool const repeats =
            r > 0 && y.first[r] == y.first[r - 1] && y.weight[r] == y.weight[r - 1];
        if (repeats) {
            std::copy_n(line - stride + from, to - from, line + from);
        } else if (y.first[r] < 0 || inside.count == 0) {
            std::fill(line + from, line + to, outside);
        } else {
            fillOutside(from, to, inside, outside, line);
            painter.paint(y.first[r], y.weight[r], line);
        }
    }
}

} // namespace

void sampleAxis(double world0, double world1, int origin, int scale, int bytes, int worldSize,
                int pixels, AxisSampling& out)
{
    auto const count = static_cast<std::size_t>(std::max(pixels, 0));
    out.first.resize(count);
    out.weight.resize(count);
    double const cells = pixels > 0 ? (world1 - world0) / pixels : 0;
    for (std::size_t p = 0; p < count; ++p) {
        double const left = world0 + static_cast<double>(p) * cells;
        double const middle = left + cells / 2;
        if (bytes <= 0 || !(middle >= 0) || !(middle < worldSize)) {
            out.first[p] = -1;
            out.weight[p] = 0;
            continue;
        }
        Tap const tap = tapOf((left - origin) / scale, (left + cells - origin) / scale, bytes);
        out.first[p] = static_cast<std::int16_t>(tap.first);
        out.weight[p] = static_cast<std::uint16_t>(tap.weight);
    }
}

void rasterise(const Picture& picture, const AxisSampling& x, const AxisSampling& y,
               std::span<const std::uint32_t> palette, std::uint32_t outside, std::uint32_t* pixels,
               std::size_t stride)
{
    std::size_t const width = x.first.size();
    if (!hasCells(picture) || palette.size() < 256) {
        for (std::size_t r = 0; r < y.first.size(); ++r) {
            std::fill_n(pixels + r * stride, width, outside);
        }
        return;
    }
    for (std::size_t from = 0; from < width; from += stripWidth) {
        rasteriseStrip(picture, x, y, from, std::min(from + stripWidth, width), palette.data(),
                       outside, pixels, stride);
    }
}

} // namespace core
