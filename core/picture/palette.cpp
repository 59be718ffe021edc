// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/picture/palette.h"

#include <algorithm>
#include <cmath>

namespace core {
namespace {

struct Lab
{
    double l = 0, a = 0, b = 0;
};

double toLinear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

std::uint32_t toByte(double linear)
{
    double const x = std::clamp(linear, 0.0, 1.0);
    double const channel = x <= 0.0031308 ? 12.92 * x : 1.055 * std::pow(x, 1 / 2.4) - 0.055;
    return static_cast<std::uint32_t>(std::lround(255 * channel));
}

double channel(std::uint32_t colour, int shift)
{
    return toLinear(static_cast<double>((colour >> shift) & 255U) / 255);
}

Lab labOf(std::uint32_t colour)
{
    double const r = channel(colour, 16), g = channel(colour, 8), b = channel(colour, 0);
    double const l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    double const m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    double const s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

std::uint32_t colourOf(const Lab& lab)
{
    auto const cube = [](double x) { return x * x * x; };
    double const l = cube(lab.l + 0.3963377774 * lab.a + 0.2158037573 * lab.b);
    double const m = cube(lab.l - 0.1055613458 * lab.a - 0.0638541728 * lab.b);
    double const s = cube(lab.l - 0.0894841775 * lab.a - 1.2914855480 * lab.b);
    std::uint32_t const red = toByte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
    std::uint32_t const green = toByte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
    std::uint32_t const blue = toByte(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
    return 0xff000000U | red << 16 | green << 8 | blue;
}

Lab mix(const Lab& from, const Lab& to, double share)
{
    auto const between = [share](double x, double y) { return x + share * (y - x); };
    return {between(from.l, to.l), between(from.a, to.a), between(from.b, to.b)};
}

// Straight lines in OKLab through colours at even distances; the ends come out exactly.
Palette through(std::span<const std::uint32_t> colours)
{
    Palette palette{};
    std::size_t const legs = colours.size() - 1;
    for (std::size_t i = 0; i < palette.size(); ++i) {
        double const at = static_cast<double>(i * legs) / 255;
        std::size_t const leg = std::min(static_cast<std::size_t>(at), legs - 1);
        palette[i] = colourOf(
            mix(labOf(colours[leg]), labOf(colours[leg + 1]), at - static_cast<double>(leg)));
    }
    palette.front() = colours.front();
    palette.back() = colours.back();
    return palette;
}

template <std::size_t N>
Palette through(const std::array<std::uint32_t, N>& colours)
{
    return through(std::span<const std::uint32_t>(colours));
}

constexpr std::array<std::string_view, 3> names{"spins", "sequential", "diverging"};

} // namespace

std::span<const std::string_view> paletteNames() { return names; }

const Palette& paletteFor(std::string_view name, bool dark)
{
    static const Palette spins = through(std::array{0xff1f3a6eU, 0xff85817cU, 0xfff2b134U});
    static const Palette sequential =
        through(std::array{0xff0d1b45U, 0xff3f4f7dU, 0xff7d7f80U, 0xffc1b163U, 0xfffff0a3U});
    static const Palette onLight =
        through(std::array{0xff123c7cU, 0xff6a9bd1U, 0xfff4f2eeU, 0xffe2a04dU, 0xff8a3d06U});
    static const Palette onDark =
        through(std::array{0xff8ec5ffU, 0xff2f66b0U, 0xff1a1d24U, 0xffb0661aU, 0xffffc46bU});
    if (name == "sequential") {
        return sequential;
    }
    if (name == "diverging") {
        return dark ? onDark : onLight;
    }
    return spins;
}

double luminance(std::uint32_t colour)
{
    return 0.2126 * channel(colour, 16) + 0.7152 * channel(colour, 8) + 0.0722 * channel(colour, 0);
}

double contrast(std::uint32_t a, std::uint32_t b)
{
    double const x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace core
