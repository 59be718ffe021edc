// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace core {

// |sum over x of c(x) exp(2 pi i x / L)|^2 / L^2 for the L column sums c of L x L spins: the
// structure factor at the smallest wave number of a torus, along one axis.
double structureFactor(std::span<const std::int32_t> sums);

} // namespace core
