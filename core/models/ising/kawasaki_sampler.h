// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lattice/geometry.h"
#include "core/models/ising/sampler.h"

#include <memory>

namespace core::ising {

// Probability that the Kawasaki rule exchanges two unequal neighbours, spin s_a at a and -s_a at b:
// acceptance(metropolis) of the energy change 2 (J d + g), where d = s_a (A - B), A and B the sums
// of the neighbours (frame included) of a without b and of b without a, and g = s_a (h_a - h_b).
double exchangeProbability(double J, double T, int d, double g);

// Kawasaki dynamics (Phys. Rev. 145, 224, 1966): a step is N attempted exchanges of nearest
// neighbours, each at a bond chosen at random among all bonds between free spins; the Metropolis
// rule decides, whatever the rule of setDynamics. The magnetisation never changes. One byte a spin;
// every lattice, boundary, side and field. Attempts come in blocks of 2^15 with a stream each.
std::unique_ptr<Sampler> makeKawasaki(const Geometry& geometry, std::uint64_t key);

} // namespace core::ising
