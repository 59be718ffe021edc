// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ising/packed_rule.h"
#include "core/models/ising/random_planes.h"
#include "core/models/ising/rows_layout.h"

#include <vector>

namespace core::ising {

// The rows lattice one spin at a time: the same random planes, every digit compared in turn, no
// shifting and nothing repeated. What RowsLattice is proved equal to.
class RowsReference
{
public:
    // All spins down.
    RowsReference(int L, std::uint64_t seed);

    void setDynamics(Rule rule, double J, double T, double h) { rule_ = packedRule(rule, J, T, h); }

    // Row-major bits, as Sampler has them.
    void load(const std::uint64_t* rows);
    void store(std::uint64_t* rows) const;

    // One sweep; returns the number of spins it changed.
    std::int64_t sweep();

private:
    std::int64_t updateBand(int pass, int band);
    std::uint8_t& at(int x, int y);

    RowsLayout layout_;
    PlaneKey key_;
    PackedRule rule_;
    std::vector<std::uint8_t> spins_;
    std::uint64_t passesDone_ = 0;
};

} // namespace core::ising
