// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace core {

// The states of an Ising ring summed by their numbers of spins up and of walls (see ising_ring.h).
struct RingCount
{
    std::vector<double> probability; // of 0, 1, ..., N spins up
    double lnZ = 0;
    double energy = 0;   // of the whole ring
    double variance = 0; // of that energy
};

// N >= 1, T >= 0 (at 0 the average over the ground states). O(N sqrt N) or less.
RingCount countRing(std::int64_t spins, double coupling, double field, double temperature);

} // namespace core
