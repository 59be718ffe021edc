// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/bars_and_stripes.h"

#include <algorithm>

namespace core {

DataSet barsAndStripes(int side)
{
    side = std::clamp(side, minBarsSide, maxBarsSide);
    DataSet data{.title = "Bars and stripes", .width = side, .height = side, .binary = true};
    unsigned const full = (1u << side) - 1;
    auto const add = [&](unsigned lines, bool rows) {
        for (int y = 0; y < side; ++y) {
            for (int x = 0; x < side; ++x) {
                data.grey.push_back((lines >> (rows ? y : x) & 1) != 0 ? 255 : 0);
            }
        }
        data.labels.push_back(rows ? 1 : 0);
    };
    for (unsigned lines = 0; lines <= full; ++lines) {
        add(lines, false);
    }
    for (unsigned lines = 1; lines < full; ++lines) {
        add(lines, true);
    }
    return data;
}

} // namespace core
