// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lattice/geometry.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace core {

// L x L spins, one byte each (-1, +1), with a border one site wide: the other side of a torus, the
// frame's fixed spins, or 0 where nothing is. Every neighbour is then one load away.
class SpinGrid
{
public:
    explicit SpinGrid(const Geometry& geometry); // all up

    const Geometry& geometry() const { return geometry_; }
    int side() const { return geometry_.L; }
    std::ptrdiff_t stride() const { return stride_; }

    // The spin at x = 0 of row y, -1 <= y <= L; x = -1 and x = L are the border. Who writes here
    // keeps the border true by closeColumns and closeRow, or writes by set().
    std::int8_t* row(int y) { return origin() + y * stride_; }
    const std::int8_t* row(int y) const { return origin() + y * stride_; }

    int at(int x, int y) const { return row(y)[x]; }
    void set(int x, int y, int spin);

    // Flips the spins 64 word + b of row y for every bit b of `mask` (none beyond L).
    void flipWord(int word, int y, std::uint64_t mask);

    // Copies the ends of row y to its border / rows 0 and L - 1 to the border rows; on a torus
    // only.
    void closeColumns(int y);
    void closeRow(int y);

    // Rows y0 <= y < y1 as bits, ceil(L/64) words a row, 1 is up, least significant first.
    void store(int y0, int y1, std::uint64_t* rows) const;
    void load(const std::uint64_t* rows);

    // Means of blocks as core::ising::Sampler::blockMeans says.
    void blockMeans(int x0, int y0, int columns, int lines, int scale, std::uint8_t* means) const;

    std::int64_t sum() const;          // sum of s
    std::int64_t staggeredSum() const; // sum of (-1)^(x+y) s
    std::int64_t bondSum() const;      // sum of s s' over all bonds, those to a frame included
    double structureFactor() const;    // at 2 pi / L, mean of both axes

private:
    std::int8_t* origin() { return cells_.data() + stride_ + 1; }
    const std::int8_t* origin() const { return cells_.data() + stride_ + 1; }
    void fillFrame();
    std::int64_t frameBondSum() const;

    Geometry geometry_;
    std::ptrdiff_t stride_;
    std::vector<std::int8_t> cells_;
};

} // namespace core
