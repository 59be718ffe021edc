// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/packed_lattice.h"

namespace core::ising {

namespace {

auto size(int n) { return static_cast<std::size_t>(n); }

} // namespace

// Spins up in every column and every row of the lattice, and |sum exp(2 pi i k/L)|^2 of each.
double PackedLattice::structureFactor(const std::vector<std::uint64_t>& columns,
                                      const std::vector<std::uint16_t>& lines) const
{
    std::vector<std::int32_t> profile(size(layout_.L));
    for (std::size_t x = 0; x < size(layout_.width); ++x) {
        for (std::size_t w = 0; w < 8; ++w) {
            profile[w * size(layout_.width) + x] = static_cast<std::int32_t>(columns[8 * x + w]);
        }
    }
    double const across = wave_(profile);
    for (std::size_t y = 0; y < size(layout_.height); ++y) {
        for (std::size_t b = 0; b < 64; ++b) {
            profile[b * size(layout_.height) + y] = lines[64 * y + b];
        }
    }
    double const down = wave_(profile);
    // Spins are 2 n - 1, and the sum of all phases is nil: a factor of 4.
    double const N = static_cast<double>(layout_.L) * layout_.L;
    return 4 * ((across + down) / 2) / N;
}

Sums PackedLattice::measure(Measure what) const
{
    std::vector<std::uint64_t> columns;
    std::vector<std::uint16_t> lines;
    PackedCount task{};
    task.even = words_.data() + layout_.row(0, 0);
    task.odd = words_.data() + layout_.row(1, 0);
    task.stride = layout_.stride;
    task.rows = layout_.height;
    task.vectors = layout_.vectors;
    task.side = PackedLayout::sideOf(0, 0);
    if (what == Measure::structureFactor) {
        columns.resize(8 * size(layout_.width));
        lines.resize(size(layout_.L));
        task.columns = columns.data();
        task.lines = lines.data();
    }
    inForce().count(task);
    Sums sums;
    sums.up = task.up[0] + task.up[1];
    sums.bonds = 2 * static_cast<std::int64_t>(layout_.L) * layout_.L;
    sums.unequalBonds = task.unequal;
    sums.staggered = 2 * (task.up[0] - task.up[1]);
    sums.changed = changed_;
    if (what == Measure::structureFactor) {
        sums.structureFactor = structureFactor(columns, lines);
    }
    return sums;
}

} // namespace core::ising
