// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stats/estimate.h"

#include <array>

namespace core {

// Mean of a correlated series by binning (Flyvbjerg & Petersen, J. Chem. Phys. 91, 461, 1989): the
// error is the largest over bin sizes 1, 2, 4, ... with at least 64 bins, or 16 while the bins are
// shorter than ten autocorrelation times or the error still grows; tau = error^2 / (2 naive^2).
// Memory is fixed, a sample costs O(1) amortised, nothing is allocated.
class Binning
{
public:
    void add(double value);
    // mean, error, tau, count; `trusted` is left false: that is the series' matter.
    Estimate result(std::uint64_t leastBins = 64) const;
    std::uint64_t count() const { return levels_[0].count; }

    static constexpr int levelCount = 48;
    struct Level
    {
        std::uint64_t count = 0;
        double mean = 0, squares = 0; // Welford: sum of squared deviations
        double pending = 0;
        bool hasPending = false;
    };
    const std::array<Level, levelCount>& levels() const { return levels_; }
    void restore(const std::array<Level, levelCount>& levels) { levels_ = levels; }

private:
    std::array<Level, levelCount> levels_{};
};

} // namespace core
