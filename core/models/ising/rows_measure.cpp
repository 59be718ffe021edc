// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/cpu.h"
#include "core/models/ising/row_blocks.h"
#include "core/models/ising/rows_count.h"
#include "core/models/ising/rows_lattice.h"

namespace core::ising {

namespace {

std::size_t size(int n) { return static_cast<std::size_t>(n); }

} // namespace

Sums RowsLattice::measure(Measure what) const
{
    bool const profiles = what == Measure::structureFactor;
    RowsCount task{};
    for (int pass = 0; pass < 4; ++pass) {
        task.rows[pass] = words_.data() + layout_.spins(pass, 0);
    }
    task.stride = layout_.stride;
    task.half = layout_.half;
    task.words = layout_.words;
    task.lastMask = layout_.mask(layout_.words - 1);
    std::vector<std::int32_t> lines(profiles ? size(2 * layout_.L) : 0);
    std::vector<std::uint64_t> planes(profiles ? size(14 * layout_.words) : 0);
    if (profiles) {
        task.lines = lines.data();
        task.columns = lines.data() + layout_.L;
        task.planes = planes.data();
    }
#if defined(__x86_64__)
    activeIsa() == Isa::portable ? countRowsPortably(task) : countRowsAvx2(task);
#else
    countRowsPortably(task);
#endif
    Sums sums;
    sums.up = task.up[0] + task.up[1];
    sums.bonds = 2 * static_cast<std::int64_t>(layout_.L) * layout_.L;
    sums.unequalBonds = task.unequal;
    sums.staggered = 2 * (task.up[0] - task.up[1]);
    sums.changed = changed_;
    if (profiles) {
        double const N = static_cast<double>(layout_.L) * layout_.L;
        std::span<const std::int32_t> const both = lines;
        sums.structureFactor =
            4 * ((wave_(both.last(size(layout_.L))) + wave_(both.first(size(layout_.L)))) / 2) / N;
    }
    return sums;
}

void RowsLattice::blockMeans(int x0, int y0, int columns, int lines, int scale,
                             std::uint8_t* means) const
{
    rowBlockMeans(*this, x0, y0, columns, lines, scale, means);
}

} // namespace core::ising
