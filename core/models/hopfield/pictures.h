// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/hopfield/network.h"
#include "core/picture/picture.h"

namespace core::hopfield {

// The state: block means, 0 down to 255 up.
void drawSpins(const Spins& spins, int side, const Tile& tile, std::span<std::uint8_t> cells);

// The couplings among the first neurons: so many of them a side.
int coupledSide(std::int64_t neurons);
// Zero is 128; three times the root mean square reaches either end. Neutral for rules without pair
// couplings.
void drawCouplings(const Network& network, std::int64_t neurons, const Tile& tile,
                   std::span<std::uint8_t> cells);

} // namespace core::hopfield
