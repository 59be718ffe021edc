// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ising/sampler.h"

#include <cstdint>
#include <memory>
#include <span>

namespace core::rbm {

// Snapshots of the square Ising lattice (J = 1, no field, periodic) in equilibrium at temperature
// T, by Swendsen and Wang's clusters: equilibrated from all spins up, then one picture every
// stepsBetween steps, more than its autocorrelation times up to L = 64.
class LatticeSnapshots
{
public:
    LatticeSnapshots(int L, double T, std::uint64_t seed);

    // The next picture, L x L grey levels row by row: 255 up, 0 down.
    void next(std::span<std::uint8_t> grey);

private:
    void steps(int count);

    std::unique_ptr<ising::Sampler> sampler_;
    std::vector<std::uint64_t> rows_;
    bool equilibrated_ = false;
};

} // namespace core::rbm
