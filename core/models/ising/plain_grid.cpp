// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/plain_grid.h"

#include <algorithm>

namespace core::ising {

void GridSampler::setDynamics(Rule rule, double J, double T, double h)
{
    if (rule == rule_ && J == J_ && T == T_ && h == h_) {
        return;
    }
    rule_ = rule;
    J_ = J;
    T_ = T;
    h_ = h;
    retuned();
}

bool GridSampler::setSiteFields(std::span<const std::int8_t> newLevels, double strength)
{
    if (std::equal(newLevels.begin(), newLevels.end(), levels_.begin(), levels_.end()) &&
        (newLevels.empty() || strength == strength_)) {
        return true;
    }
    levels_.assign(newLevels.begin(), newLevels.end());
    strength_ = strength;
    retuned();
    return true;
}

bool GridSampler::setSiteField(int x, int y, std::int8_t level)
{
    if (!hasSiteFields()) {
        return false;
    }
    auto& current = levels_[static_cast<std::size_t>(y) * static_cast<std::size_t>(side()) +
                            static_cast<std::size_t>(x)];
    if (current != level) {
        current = level;
        disturbed();
    }
    return true;
}

void GridSampler::load(const std::uint64_t* rows)
{
    grid_.load(rows);
    disturbed();
}

void GridSampler::setSpin(int x, int y, bool up)
{
    if (spin(x, y) != up) {
        grid_.set(x, y, up ? 1 : -1);
        disturbed();
    }
}

Sums GridSampler::measure(Measure what) const
{
    std::int64_t const sites = static_cast<std::int64_t>(side()) * side();
    Sums sums;
    sums.up = (sites + grid_.sum()) / 2;
    sums.bonds = bondCount(grid_.geometry());
    sums.unequalBonds = (sums.bonds - grid_.bondSum()) / 2;
    sums.staggered = grid_.staggeredSum();
    if (hasSiteFields()) {
        std::int64_t sum = 0;
        for (int y = 0; y < side(); ++y) {
            for (int x = 0; x < side(); ++x) {
                sum += levels(y)[x] * grid_.row(y)[x];
            }
        }
        sums.fieldSum = static_cast<double>(sum) * strength_ / 127;
    }
    if (what == Measure::structureFactor) {
        sums.structureFactor = grid_.structureFactor();
    }
    return sums;
}

} // namespace core::ising
