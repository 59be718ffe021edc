// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/hopfield/params.h"

namespace core::hopfield {

// Refused with a sentence: more than 2 N patterns, more than 512 MiB of pattern bits, a rule asked
// for more neurons or patterns than it can hold.
Outcome checkLimits(const Params& params);

} // namespace core::hopfield
