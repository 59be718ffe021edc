// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/curve_point.h"
#include "core/models/rbm/machine.h"

#include <span>
#include <vector>

namespace core::rbm {

// Singular values of W, the largest first, at most `most` of them: roots of the eigenvalues of the
// smaller of W W^T and W^T W. O(n m s + s^3), s the smaller side.
std::vector<double> singularValues(const Machine& machine, std::size_t most);

// Where the singular values of an n x m matrix of independent numbers of this standard deviation
// end: deviation (sqrt n + sqrt m) (Marchenko and Pastur, Math. USSR Sb. 1, 457, 1967).
double noiseEdge(double deviation, int n, int m);

// Root of the mean square weight.
double rootMeanSquare(const Machine& machine);

// Density of numbers in `bins` equal bins from `low` to `high`; those outside are counted at the
// ends.
void density(std::span<const float> values, double low, double high, int bins,
             std::vector<CurvePoint>& out);

} // namespace core::rbm
