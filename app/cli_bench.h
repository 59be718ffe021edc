// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace app {

// What one bench has come to. Rates (per ns) are better when larger, times (ns per ...) when
// smaller; the ratio is above 1 when we are faster than the reference.
struct Measured
{
    std::string name, unit;
    double value = 0, baseline = 0, ratio = 0;
    int repeats = 0;
};

struct Bench
{
    std::string name;
    std::function<Measured()> measure;
};

// Recall and training of the Hopfield network, against plain code in the same run.
std::vector<Bench> hopfieldBenches();

// The restricted Boltzmann machine: learning and annealing against dense products by OpenBLAS, and
// for pcd and threads against our own contrastive divergence on one core.
std::vector<Bench> rbmBenches();

} // namespace app
