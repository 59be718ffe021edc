// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ising/packed_layout.h"
#include "core/models/ising/packed_rule.h"
#include "core/models/ising/packed_spin.h"
#include "core/models/ising/random_planes.h"

#include <vector>

namespace core::ising {

// The packed lattice one spin at a time: the same random planes, every digit compared in turn, no
// halo and no interleaving. What the kernels are proved equal to, and the baseline of the
// benchmark.
class PackedReference
{
public:
    // All spins down.
    PackedReference(int L, std::uint64_t seed);

    void setDynamics(Rule rule, double J, double T, double h) { rule_ = packedRule(rule, J, T, h); }

    // Row-major bits, as Sampler has them.
    void load(const std::uint64_t* rows);
    void store(std::uint64_t* rows) const;

    // One sweep; returns the number of spins it changed.
    std::int64_t sweep();

private:
    std::int64_t updateBand(int colour, int band);
    int at(int x, int y) const;

    PackedLayout layout_;
    PlaneKey key_;
    PackedRule rule_;
    std::vector<std::uint8_t> spins_;
    std::uint64_t halfSweep_ = 0;
};

} // namespace core::ising
