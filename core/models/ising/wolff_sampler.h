// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lattice/geometry.h"
#include "core/models/ising/sampler.h"

#include <memory>

namespace core::ising {

// Wolff's algorithm (Phys. Rev. Lett. 62, 361, 1989). A step is a fixed number of clusters
// (setClusters, 1 at the start). A cluster grows from a site chosen at random over satisfied bonds
// (equal spins for J > 0, unequal ones for J < 0), each kept with bondProbability(J, T). The field
// on a site, h + h_i + J times the frame's spins beside it, is a bond to one ghost spin, satisfied
// where the spin follows the field and kept with bondProbability(field, T); a cluster that reaches
// the ghost is not flipped. Valid on every lattice; where bonds are frustrated (J < 0 on a
// triangular or odd periodic lattice, random fields) it is slow.
//
// Nothing changes before a cluster is complete: store() and spin() tell of the last complete one,
// and a cluster in progress that is saved, or whose lattice or dynamics are changed, starts over
// with the random stream that belongs to it. Sums: clusterSize is the mean over the flipped
// clusters, acceptance the share of clusters that were flipped.
//
// makeWolff takes bit planes where they serve (square, periodic, L a multiple of 64, no site
// fields) and one byte a spin elsewhere; the two make different runs. makePlainWolff: always bytes.
std::unique_ptr<Sampler> makeWolff(const Geometry& geometry, bool siteFields, std::uint64_t key);
std::unique_ptr<Sampler> makePlainWolff(const Geometry& geometry, std::uint64_t key);

// The counts of clusters that every Wolff sampler keeps, and their words in saveProgress.
struct WolffTally
{
    std::uint64_t clusters = 0; // grown
    std::uint64_t flipped = 0;  // of these
    std::uint64_t sites = 0;    // in the flipped ones

    void writeTo(Sums& sums) const;
};

} // namespace core::ising
