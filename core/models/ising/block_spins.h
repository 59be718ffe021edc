// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ising/bit_square.h"

namespace core::ising {

// Majority rule on blocks of b x b spins (b = 2 or 3): one step of the real-space renormalisation
// group (Kadanoff, Physics 2, 263, 1966; Swendsen, Phys. Rev. Lett. 42, 859, 1979). What does not
// fill a block is left out. A tie (b = 2) is settled by a fixed pseudo-random bit of the block and
// `level`, so that a still picture stays still.
void blockSpins(const BitSquare& from, int b, int level, BitSquare& to);

// Side after `levels` blockings, each only while at least one block fits.
int blockedSide(int side, int b, int levels);

} // namespace core::ising
