// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// A list of things a model keeps (stored patterns), each with a name, a thumbnail and a number that
// changes as the model runs.
struct ShelfSpec
{
    std::string_view id, label, help;
    std::string_view valueLabel, valueSymbol; // "Overlap", "m"
    double low = -1, high = 1;                // of the value
    std::string_view movesWith = {};          // the action that moves a row: parameters from, to
    std::string_view renamesWith = {};        // the action that names a row: its row, and name
};

struct ShelfRow
{
    std::string name;   // "A", "random 12"
    std::string remark; // "like B (0.41)", may be empty
    bool own = false;   // a person's own, not made by the model
    int width = 0, height = 0;
    std::vector<std::uint8_t> cells; // thumbnail, 0 down to 255 up
};

// The first `shelfRows` things; `total` counts all.
inline constexpr std::size_t shelfRows = 256;
struct Shelf
{
    std::uint64_t version = 0; // changes with the rows, not with their values
    std::size_t total = 0;
    std::vector<ShelfRow> rows;
};

} // namespace core
