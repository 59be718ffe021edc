// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace core {

// grid: a rectangle of cells, one byte each, looked up in a palette. (Further kinds come with
// further labs.)
enum class PictureKind : std::uint8_t { grid };

// What a model can draw. `palette` is a name the theme knows: "spins", "sequential", "diverging".
struct PictureSpec
{
    std::string_view id, label;
    PictureKind kind = PictureKind::grid;
    std::string_view palette = "spins";
    bool paintable = false;
};

// The whole world of a picture, in cells.
struct WorldSize
{
    int width = 0, height = 0;
    bool operator==(const WorldSize&) const = default;
};

// What a view is looking at: a rectangle of the world (in cells, may reach outside) on so many
// device pixels.
struct ViewRequest
{
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    int pixelWidth = 0, pixelHeight = 0;
    bool operator==(const ViewRequest&) const = default;
};

// The part of the world that is drawn for a request: columns x0 ... x0 + width * scale, rows
// likewise; each byte is the mean over scale x scale cells (0 = all down, 255 = all up; scale is a
// power of two; blocks that stick out of the world average the cells inside). Enough for the
// request, never much more than its pixels.
struct Tile
{
    int x0 = 0, y0 = 0;        // first cell, multiples of scale
    int width = 0, height = 0; // bytes
    int scale = 1;             // cells per byte
    bool operator==(const Tile&) const = default;
};

Tile planTile(const ViewRequest& request, WorldSize world);

// A finished picture. `cells` has tile.width * tile.height bytes, row by row from the top.
struct Picture
{
    WorldSize world;
    Tile tile;
    std::vector<std::uint8_t> cells;
};

} // namespace core
