// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/rbm/bit_rows.h"

namespace core::rbm {

// Pictures read as spins of an L x L lattice with periodic boundaries: on is +1, off -1.
struct LatticeReading
{
    double energy = 0;           // -sum over bonds of s s', per site, mean over the pictures
    double absMagnetization = 0; // |sum of s| / L^2, mean over the pictures
};
// At L = 2 each bond counts twice, as in the lattice's own laboratory. O(count L^2).
LatticeReading readLattice(const BitRows& pictures, int L);

} // namespace core::rbm
