// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lattice/geometry.h"
#include "core/models/ising/sampler.h"

#include <memory>

namespace core::ising {

// Swendsen & Wang's algorithm (Phys. Rev. Lett. 58, 86, 1987). A step keeps every satisfied bond
// (equal spins for J > 0, unequal ones for J < 0) with bondProbability(J, T) and gives each cluster
// of the decomposition a fair coin: flip or not. The field on a site, h + h_i + J times the frame's
// spins beside it, is a bond to one ghost spin, satisfied where the spin follows the field and kept
// with bondProbability(field, T); clusters tied to the ghost keep their spins. Valid on every
// lattice; where bonds are frustrated it is slow.
//
// A cluster's coin is the bit that a plane of fair bits has at its first site (row by row): what
// happens to the spins does not depend on how clusters are found.
//
// Nothing changes before the decomposition is complete: store() and spin() tell of the last
// complete step, and a step in progress that is saved, or whose lattice or dynamics are changed,
// starts over with the random streams that belong to it. Sums: clusterSize is sum n^2 / N over all
// clusters, acceptance the share of clusters that were flipped.
//
// makeSwendsenWang takes bit planes where they serve (square, periodic, L a multiple of 64, no
// fields) and one byte a spin elsewhere; the two make different runs. makePlainSwendsenWang: always
// bytes.
std::unique_ptr<Sampler> makeSwendsenWang(const Geometry& geometry, bool siteFields,
                                          std::uint64_t key);
std::unique_ptr<Sampler> makePlainSwendsenWang(const Geometry& geometry, std::uint64_t key);

} // namespace core::ising
