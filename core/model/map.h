// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/curve_point.h"

#include <string_view>
#include <vector>

namespace core {

// A phase diagram that is also a control: moving its marker assigns both parameters at once.
// Visited points are coloured by `observable`.
struct MapSpec
{
    std::string_view id, label, help;
    std::string_view x, y; // parameter ids
    double xLow = 0, xHigh = 1, yLow = 0, yHigh = 1;
    std::string_view observable;
};

struct MapLine
{
    std::string_view label; // "T_M(α)"
    std::vector<CurvePoint> points;
};
struct MapRegion
{
    std::string_view label; // "retrieval", written at (x, y)
    double x = 0, y = 0;
};
// Both empty where theory says nothing for these parameters.
struct MapData
{
    std::vector<MapLine> lines;
    std::vector<MapRegion> regions;
};

} // namespace core
