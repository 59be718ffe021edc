// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace core {

// The Hopfield model with the Hebb rule, J_ij = (1/N) sum_mu xi_i^mu xi_j^mu, J_ii = 0, for N ->
// infinity and p = alpha N unbiased random patterns: replica-symmetric theory (Amit, Gutfreund &
// Sompolinsky, Phys. Rev. Lett. 55, 1530, 1985; Ann. Phys. 173, 30, 1987). k_B = 1, values per
// neuron. Every temperature is >= 0, T = 0 included; alpha = 0 is a finite number of patterns.
// Errors are below 1e-11 but where a solution is about to vanish, which costs half the digits.

// One phase. r is the mean square overlap with the patterns that are not recalled, times 1/alpha.
struct HopfieldState
{
    double overlap = 0; // m with the recalled pattern
    double q = 0;       // Edwards-Anderson order parameter
    double r = 0;
    double freeEnergy = 0;
    double energy = 0;
};

// The memory of one pattern, stable or metastable. None where there is none: T >= 1, alpha above
// the capacity, or arguments below 0. About a tenth of a millisecond.
std::optional<HopfieldState> hopfieldRetrieval(double alpha, double temperature);

// The spin-glass phase without memory, m = 0, q > 0. None for alpha <= 0 and at or above the glass
// line.
std::optional<HopfieldState> hopfieldSpinGlass(double alpha, double temperature);

// T_g = 1 + sqrt(alpha), where the spin glass melts into the paramagnet.
double hopfieldGlassTemperature(double alpha);

// alpha_c(T), the largest alpha with memories: 0.137905566 at T = 0. It rises to 0.138189 at T =
// 0.023 before it falls; the rise is a flaw of replica symmetry (Steffan & Kuehn, Z. Phys. B 95,
// 249, 1994). None for T < 0 and T >= 1. About a tenth of a millisecond.
std::optional<double> hopfieldCapacity(double temperature);

// T_M(alpha), the highest temperature with memories: 1 at alpha = 0, none above the greatest
// alpha_c. About two milliseconds.
std::optional<double> hopfieldSpinodal(double alpha);

// alpha_1(T), below which the memories have a lower free energy than the spin glass: 0.0518543 at T
// = 0, rising to 0.0531 at T = 0.085 before it falls. None for T < 0 and T >= 1; within 1e-5 of T =
// 1 no digits are left, and there may be none. About half a millisecond.
std::optional<double> hopfieldStableCapacity(double temperature);

// T_c(alpha), the highest temperature at which the two free energies are equal; none above the
// greatest alpha_1. About five milliseconds, three times that on the first call.
std::optional<double> hopfieldStableTemperature(double alpha);

struct HopfieldPoint
{
    double alpha = 0;
    double temperature = 0;
};

// The lines of the (alpha, T) diagram, each upwards in T: T_M from (alpha_c(0), 0) and T_c from
// (alpha_1(0), 0) to (0, 1), and T_g from there to alpha = `maxAlpha`.
struct HopfieldDiagram
{
    std::vector<HopfieldPoint> retrieval;
    std::vector<HopfieldPoint> stable;
    std::vector<HopfieldPoint> glass;
};

// `points` >= 2 on each line; `maxAlpha` >= 0. About 25 ms for 64 points.
HopfieldDiagram hopfieldDiagram(std::size_t points, double maxAlpha);

} // namespace core
