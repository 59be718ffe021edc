// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"

#include <cstdint>
#include <vector>

namespace app {

// The square periodic Ising lattice as a textbook programs it: a byte a spin, a table of
// probabilities, one site after the other. What the fast kernels are measured against; J = 1,
// h = 0.
class ReferenceIsing
{
public:
    ReferenceIsing(int side, double T, std::uint64_t seed);

    // All spins at once: +1 or -1, row by row.
    void load(const std::vector<std::int8_t>& spins) { spins_ = spins; }

    // Each returns the number of attempted (local) or flipped (cluster) sites.
    double metropolis();
    double heatBath();
    // One decomposition into clusters (Swendsen & Wang, Phys. Rev. Lett. 58, 86, 1987); counts
    // all sites.
    double swendsenWang();
    // One cluster (Wolff, Phys. Rev. Lett. 62, 361, 1989).
    double wolff();

private:
    int neighbourSum(int x, int y) const;
    int root(int site);
    std::size_t right(std::size_t site) const;
    std::size_t left(std::size_t site) const;
    std::size_t below(std::size_t site) const;
    std::size_t above(std::size_t site) const;

    int side_;
    double metropolis_[9], heatBath_[9], bond_;
    core::Rng random_;
    std::vector<std::int8_t> spins_;
    std::vector<int> parent_;
    std::vector<std::int8_t> flipOf_;
    std::vector<std::size_t> stack_;
};

} // namespace app
