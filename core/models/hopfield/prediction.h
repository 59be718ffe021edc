// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/card.h"
#include "core/models/hopfield/params.h"

namespace core::hopfield {

// What theory says of a memory that is being recalled: overlap and energy of the replica-symmetric
// retrieval state. Nothing where it does not apply (another rule than Hebb, biased or drawn
// patterns, a threshold, synchronous updates) and where no retrieval state exists.
void predict(const Params& params, std::int64_t drawn, Predictions& out);

// α_c(T) on the load's slider and T_M(α) on the temperature's, where theory applies.
void marks(const Params& params, std::vector<Mark>& out);

// The (α, T) diagram: T_M, T_c, T_g and, where three patterns can blend, the temperature at which
// their mixtures melt; named regions.
void phaseMap(const Params& params, MapData& out);

} // namespace core::hopfield
