// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/cluster_count.h"

#include <algorithm>
#include <cmath>

namespace core::ising {

namespace {

constexpr std::uint64_t stepsToFind = 200;
constexpr std::uint64_t mostClusters = 1000000;

} // namespace

void ClusterCount::restart()
{
    steps_ = 0;
    mean_ = 0;
    frozen_ = false;
}

void ClusterCount::note(double clusterSize, double sites)
{
    ++steps_;
    double const weight = std::max(1.0 / static_cast<double>(steps_), 0.1);
    mean_ += weight * (clusterSize - mean_);
    double const most =
        std::min(static_cast<double>(mostClusters), 2.0 * static_cast<double>(found_));
    found_ = static_cast<std::uint64_t>(
        std::clamp(std::nearbyint(sites / std::max(mean_, 1.0)), 1.0, most));
    frozen_ = steps_ >= stepsToFind;
}

void ClusterCount::save(Archive& archive) const
{
    archive.put("clusters", std::vector<std::uint64_t>{found_, steps_, frozen_ ? 1u : 0u});
    archive.put("cluster-sizes", mean_);
}

Outcome ClusterCount::load(const Archive& archive)
{
    std::vector<std::uint64_t> numbers;
    double mean = 0;
    for (const auto& outcome :
         {archive.get("clusters", numbers, 3), archive.get("cluster-sizes", mean)}) {
        if (!outcome) {
            return outcome;
        }
    }
    if (numbers[0] < 1 || numbers[0] > mostClusters || !(mean >= 0)) {
        return Outcome::refused("The saved number of clusters is " + std::to_string(numbers[0]) +
                                "; expected 1 to " + std::to_string(mostClusters) + ".");
    }
    found_ = numbers[0];
    steps_ = numbers[1];
    frozen_ = numbers[2] != 0;
    mean_ = mean;
    return Outcome::done();
}

} // namespace core::ising
