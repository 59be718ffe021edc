// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace core {

// The Ising ring E = -J sum_i s_i s_{i+1} - h sum_i s_i of N >= 1 spins, any J and h, T >= 0, k_B
// = 1. Every value is exact for this N. At N = 2 the bond counts twice, at N = 1 the spin is its
// own neighbour.

// The most spins for which the law of the magnetization is summed.
inline constexpr std::int64_t maxRingLaw = 4096;

struct RingThermodynamics
{
    double lnZ = 0; // infinite at T = 0 unless the ground states have energy 0
    double energy = 0;
    double specificHeat = 0;
    double magnetization = 0;
    double m2 = 0;
    std::optional<double> susceptibility; // N (<m^2> - <m>^2) / T; none at T = 0
};

// By the 2 x 2 transfer matrix (Ising, Z. Phys. 31, 253, 1925; Baxter, Exactly Solved Models, 1982,
// section 2.1) with analytic derivatives, O(1); below T = |J| / 2, where the matrix loses digits,
// by the sum of isingRingLaw. Relative errors below 1e-10. None for N < 1 or T < 0, and for N >
// 4096 below T = |J| / 150 or at T = 0.
std::optional<RingThermodynamics> isingRing(std::int64_t spins, double coupling, double field,
                                            double temperature);

struct RingMagnetizationLaw
{
    std::vector<double> probability; // of M = -N, -N + 2, ..., N
    double magnetization = 0;
    double absMagnetization = 0;
    double m2 = 0;
    double m4 = 0;
    std::optional<double> binder;            // 1 - <m^4> / (3 <m^2>^2); none where m = 0 always
    std::optional<double> susceptibilityAbs; // N (<m^2> - <|m|>^2) / T; none at T = 0
};

// By counting: a ring with p spins up and 2k walls has N/k C(p-1, k-1) C(N-p-1, k-1) states
// (Feller, An Introduction to Probability Theory, vol. 1, 1968, section II.11: runs on a circle).
// None for N < 1, N > 4096 or T < 0. About 10 ms at N = 4096.
std::optional<RingMagnetizationLaw> isingRingLaw(std::int64_t spins, double coupling, double field,
                                                 double temperature);

// <s_i s_{i+r}>, 0 <= r <= N. None for N < 1, another r, or T <= 0.
std::optional<double> isingRingCorrelation(std::int64_t spins, double coupling, double field,
                                           double temperature, std::int64_t distance);

// -1 / ln |lambda_- / lambda_+| of the transfer matrix, in sites: the range of the connected
// correlations of the infinite chain. 0 at J = 0; none for T <= 0 and where it is beyond every
// double.
std::optional<double> isingChainCorrelationLength(double coupling, double field,
                                                  double temperature);

} // namespace core
