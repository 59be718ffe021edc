// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace core::ising {

// The local rules. Every sampler and every proof takes its probabilities from here, and only from
// here.
enum class Rule : std::uint8_t { metropolis, heatBath };

// Probability that a proposed change of energy dE is made at temperature T >= 0.
// metropolis: min(1, exp(-dE/T)), at T = 0: dE <= 0.  heatBath: 1/(1 + exp(dE/T)), at T = 0: 1,
// 1/2, 0. (Metropolis et al., J. Chem. Phys. 21, 1087, 1953; Glauber, J. Math. Phys. 4, 294, 1963)
double acceptance(Rule rule, double dE, double T);

// Probability 1 - exp(-2|K|) that a satisfied bond of strength K = J/T is kept by a cluster
// algorithm (Fortuin & Kasteleyn, Physica 57, 536, 1972); 1 at T = 0 with J != 0, 0 with J = 0.
double bondProbability(double J, double T);

// A probability as kernels compare it: a uniform 64-bit number below the threshold means yes. 1 is
// held as 2^64 - 1. Kernels that compare with fewer digits (at least 32) round the threshold, never
// truncate it.
std::uint64_t threshold64(double probability);

// The probability that threshold64's value stands for when the first `digits` digits are compared,
// rounded.
double realised(std::uint64_t threshold, int digits);

} // namespace core::ising
