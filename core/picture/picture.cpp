// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/picture/picture.h"

#include <algorithm>
#include <cmath>

namespace core {
namespace {

constexpr int largestScale = 1 << 20;

double cellsPerPixel(double from, double to, int pixels)
{
    double const cells = std::abs(to - from) / pixels;
    return std::isfinite(cells) ? cells : 0;
}

// A view that shows 512 cells on 512 pixels must not be averaged because of the last bit of a
// double.
int scaleFor(double cells)
{
    int scale = 1;
    while (scale < largestScale && scale < cells * (1 - 1e-9)) {
        scale *= 2;
    }
    return scale;
}

struct Extent
{
    int first = 0, bytes = 0;
};

// The bytes of one axis that the view touches, clipped to the world.
Extent extentFor(double from, double to, int world, int scale)
{
    double const low = std::clamp(std::min(from, to), 0.0, static_cast<double>(world));
    double const high = std::clamp(std::max(from, to), 0.0, static_cast<double>(world));
    if (!(high > low)) {
        return {};
    }
    int const first = static_cast<int>(std::floor(low / scale));
    int const last = static_cast<int>(std::ceil(high / scale));
    return {first * scale, std::max(1, last - first)};
}

} // namespace

Tile planTile(const ViewRequest& request, WorldSize world)
{
    if (request.pixelWidth <= 0 || request.pixelHeight <= 0 || world.width <= 0 ||
        world.height <= 0) {
        return {};
    }
    int const scale =
        scaleFor(std::max(cellsPerPixel(request.x0, request.x1, request.pixelWidth),
                          cellsPerPixel(request.y0, request.y1, request.pixelHeight)));
    Extent const x = extentFor(request.x0, request.x1, world.width, scale);
    Extent const y = extentFor(request.y0, request.y1, world.height, scale);
    if (x.bytes == 0 || y.bytes == 0) {
        return {};
    }
    return {x.first, y.first, x.bytes, y.bytes, scale};
}

} // namespace core
