// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/curve_point.h"
#include "core/models/hopfield/patterns.h"

namespace core::hopfield {

// Density of the crosstalk of Hebb's rule: with the network in pattern mu, the aligned field of
// neuron i is xi_i^mu h_i = (N - 1)/N + C; C over all neurons of up to `largest` patterns, in bins
// that hold whole values. Empty for fewer than two patterns.
void crosstalkDensity(const PatternStore& patterns, std::int64_t largest,
                      std::vector<CurvePoint>& out);

// What independent random patterns give for N to infinity: a Gaussian of variance alpha = P/N
// (Amit, Modeling Brain Function, 1989, section 4.2).
void crosstalkGaussian(double alpha, std::vector<CurvePoint>& out);

} // namespace core::hopfield
