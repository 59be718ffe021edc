// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ising/packed_task.h"
#include "core/models/ising/random_planes.h"

#include <array>
#include <vector>

// What the one-spin references of the bit-packed lattices share: the random digits of a site, and
// its new spin.
namespace core::ising {

// The planes of one band in the order in which kernels draw them.
class ReferencePlanes
{
public:
    ReferencePlanes(const PlaneKey& key, std::uint64_t halfSweep, int band, int carries);

    // The fresh planes of the next group of vectors.
    void nextGroup();

    // The packedDigits random digits of a lane of vector `l` of the group, the first in the highest
    // bit; its carry words begin at word `slot` of the carry vectors, which repeat.
    std::uint64_t digits(int l, int lane, int slot) const;

private:
    using FourPlanes = std::array<Plane, groupVectors>;

    std::array<Plane, commonDigits> common_{};
    std::vector<std::array<Plane, sharedDigits>> shared_;
    std::array<FourPlanes, freshDigits> fresh_{};
    PlaneStream stream_;
};

// The spin that follows `up`, with `firstThree` of the first three neighbours up and the fourth 0
// or 1.
bool referenceSpin(const PackedRule& rule, bool up, int firstThree, int fourth,
                   std::uint64_t digits);

} // namespace core::ising
