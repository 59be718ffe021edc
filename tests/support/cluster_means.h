// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ising/sampler.h"
#include "tests/support/sampler_checks.h"

#include <cmath>
#include <vector>

namespace checks {

// Energy, squared order parameter and size of a cluster, with the errors of 40 blocks: what two
// independent programs for one law must agree on.
struct ClusterMeans
{
    double energy = 0, energyError = 0, m2 = 0, m2Error = 0, size = 0, sizeError = 0;
};

inline ClusterMeans clusterMeansOf(Sampler& sampler, double J, double T, double h, int steps)
{
    double const N = static_cast<double>(sampler.side()) * sampler.side();
    sampler.setDynamics(core::ising::Rule::metropolis, J, T, h);
    advanceSteps(sampler, steps / 10);
    constexpr int blocks = 40;
    std::vector<double> values[3];
    for (int block = 0; block < blocks; ++block) {
        double sums[3] = {};
        for (int step = 0; step < steps / blocks; ++step) {
            advanceSteps(sampler, 1);
            auto const s = sampler.measure(core::ising::Measure::counts);
            double const m = (2.0 * static_cast<double>(s.up) - N) / N;
            double const bonds = static_cast<double>(s.bonds - 2 * s.unequalBonds) / N;
            double const staggered = static_cast<double>(s.staggered) / N;
            sums[0] += -J * bonds - h * m;
            sums[1] += J > 0 ? m * m : staggered * staggered;
            sums[2] += s.clusterSize;
        }
        for (int k = 0; k < 3; ++k) {
            values[k].push_back(sums[k] / (steps / blocks));
        }
    }
    double result[6] = {};
    for (int k = 0; k < 3; ++k) {
        for (double const value : values[k]) {
            result[2 * k] += value / blocks;
        }
        for (double const value : values[k]) {
            result[2 * k + 1] += (value - result[2 * k]) * (value - result[2 * k]);
        }
        result[2 * k + 1] = std::sqrt(result[2 * k + 1] / blocks / (blocks - 1));
    }
    return {result[0], result[1], result[2], result[3], result[4], result[5]};
}

inline bool agree(double a, double errorA, double b, double errorB)
{
    return std::fabs(a - b) <= 5 * std::hypot(errorA, errorB) + 1e-12;
}

} // namespace checks
