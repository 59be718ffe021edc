// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/card.h"
#include "core/models/ising/bit_square.h"

namespace core::ising {

// G(r) = mean of s(x) s(x + r) along both axes of one configuration: r = 0 ... 16, then in steps of
// about a tenth up to half the side. On a torus pairs go around; elsewhere only pairs inside count.
// Of a large lattice at most about 64 rows are used, evenly spread.
void correlation(const BitSquare& spins, bool periodic, std::vector<CurvePoint>& out);

} // namespace core::ising
