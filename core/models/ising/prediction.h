// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/card.h"
#include "core/models/ising/params.h"

#include <optional>

namespace core::ising {

// What is quenched in a state: the site fields h_i (empty: none) and, under kawasaki, the conserved
// sum of spins.
struct Quenched
{
    std::vector<double> siteFields;
    std::optional<std::int64_t> magnetization;
};

// What theory says: enumeration up to 20 sites; the exact torus and the infinite lattice without
// field. Nothing where nothing is known.
void predict(const Params& params, const Quenched& quenched, Predictions& out);

// T_c where there is one.
void criticalMarks(const Params& params, std::vector<Mark>& out);

} // namespace core::ising
