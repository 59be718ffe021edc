// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/binning.h"

#include <algorithm>
#include <cmath>

namespace core {

void Binning::add(double value)
{
    for (auto& level : levels_) {
        ++level.count;
        double const delta = value - level.mean;
        level.mean += delta / static_cast<double>(level.count);
        level.squares += delta * (value - level.mean);
        if (!level.hasPending) {
            level.pending = value;
            level.hasPending = true;
            return;
        }
        value = 0.5 * (level.pending + value);
        level.hasPending = false;
    }
}

Estimate Binning::result(std::uint64_t leastBins) const
{
    Estimate estimate;
    const Level& all = levels_[0];
    estimate.count = all.count;
    if (all.count == 0) {
        return estimate;
    }
    estimate.mean = all.mean;
    if (all.count < 2) {
        return estimate;
    }
    auto const squaredError = [](const Level& level) {
        auto const n = static_cast<double>(level.count);
        return level.squares / (n * (n - 1));
    };
    double const naive = squaredError(all);
    double largest = naive, before = naive, size = 1;
    for (const Level& level : levels_) {
        // Bins shorter than ten autocorrelation times, or an error that still grows with them, do
        // not show all of it: a few bins that are longer say more, if roughly.
        bool const unresolved =
            level.count >= 16 && (size * naive < 5 * largest || largest > 1.1 * before);
        if (level.count < leastBins && !unresolved) {
            break;
        }
        before = largest;
        largest = std::max(largest, squaredError(level));
        size *= 2;
    }
    estimate.error = std::sqrt(largest);
    estimate.tau = naive > 0 ? 0.5 * largest / naive : 0.5;
    return estimate;
}

} // namespace core
