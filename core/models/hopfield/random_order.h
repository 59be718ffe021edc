// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"

#include <cstdint>
#include <span>

namespace core::hopfield {

// 0 ... n - 1 in a random order, all n! equally likely; n <= 65536. (Fisher-Yates; bounded numbers
// after Lemire, ACM TOMACS 29, 3, 2019, two from a word of the generator.)
void randomOrder(Rng& rng, std::span<std::uint16_t> order);

} // namespace core::hopfield
