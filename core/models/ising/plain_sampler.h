// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ising/plain_grid.h"

#include <memory>

namespace core::ising {

// Probability that a local rule flips spin s (-1, +1) whose neighbours (frame included) sum to
// `sum` in the field `field`: acceptance() of the energy change 2 s (J sum + field).
double flipProbability(Rule rule, double J, double T, double field, int s, int sum);

// Metropolis or heat bath, one byte a spin: every lattice, boundary, side and field. A step visits
// each site once. Rows are taken in order within bands of 16 or more rows (all rows are one band
// below L = 64); bands of even number come first, then the odd ones and, on a torus with an odd
// number of bands, the last band by itself, so that bands updated at once never touch. Within a
// row the sites of even x and those of odd x take turns; on a torus of odd L, x = L - 1 comes last,
// by itself: no two neighbours are ever updated at once. A coin for each row says which of the two
// is first: in a fixed order Metropolis at h = 0 never reaches some states of the tori L = 2 and 3.
// A row has its own random stream in each step.
std::unique_ptr<Sampler> makePlain(const Geometry& geometry, std::uint64_t key);

} // namespace core::ising
