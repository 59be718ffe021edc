// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ising/acceptance.h"
#include "core/models/ising/packed_task.h"

#include <span>

namespace core::ising {

// The digits that packed kernels compare, from acceptance(): every probability rounded to
// packedDigits binary digits, as realised(threshold64(p), packedDigits) says. J, h and T in units
// of k_B = 1, T >= 0.
PackedRule packedRule(Rule rule, double J, double T, double h);

// The fastest kernel for the instruction set in force (core/base/cpu.h). The portable one where the
// processor has no AES instructions.
const PackedKernel& packedKernel();

// All that this processor can run, the portable one first.
std::span<const PackedKernel> packedKernels();

} // namespace core::ising
