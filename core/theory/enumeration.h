// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace core {

// The largest system that is summed state by state.
inline constexpr int maxEnumeratedSites = 20;

// A bond between two sites; bonds that occur twice (the torus at L = 2) are listed twice or have
// strength 2.
struct EnumeratedBond
{
    int a = 0;
    int b = 0;
    double strength = 1;
};

// E = -J sum strength s_a s_b - sum_i fields[i] s_i, sites 0 ... sites - 1. `fields` holds
// everything linear in one spin: h, h_i, and J times the fixed spins of a frame; empty means zero.
// `sublattice` (0 or 1 per site) defines the staggered magnetization; empty means none.
struct EnumeratedSystem
{
    int sites = 0;
    std::vector<EnumeratedBond> bonds;
    std::vector<double> fields;
    std::vector<std::uint8_t> sublattice;
};

// Exact averages, per site where a small letter is used; k_B = 1.
struct EnumeratedAverages
{
    double lnZ = 0; // infinite at T = 0 unless the ground states have energy 0
    double energy = 0;
    double specificHeat = 0; // N (<e^2> - <e>^2) / T^2; 0 at T = 0
    double magnetization = 0;
    double absMagnetization = 0;
    double m2 = 0;
    double m4 = 0;
    std::optional<double> binder; // 1 - <m^4> / (3 <m^2>^2); none where m = 0 in every state
    std::optional<double> susceptibility;    // N (<m^2> - <m>^2) / T; none at T = 0
    std::optional<double> susceptibilityAbs; // N (<m^2> - <|m|>^2) / T; none at T = 0
    double staggered = 0;
    double absStaggered = 0;
    double staggered2 = 0;
    double groundEnergy = 0; // per site
    std::uint64_t groundStates = 0;
};

// Sums over all 2^N states, or, with `fixedMagnetization` = M, over those with sum of spins M
// (Kawasaki dynamics). T >= 0; at T = 0 the limit, an average over the ground states (energies
// within 1e-9 of the largest term count as equal). None for N < 1 or N > 20, for a bond or list
// that does not fit N, and for an M that no state has. About 40 ms at N = 20.
std::optional<EnumeratedAverages> enumerate(const EnumeratedSystem& system, double coupling,
                                            double temperature,
                                            std::optional<int> fixedMagnetization = std::nullopt);

// Energies of all 2^N states (bit i of the index set: spin i is up), in the order of the index; the
// same refusals.
std::optional<std::vector<double>> enumeratedEnergies(const EnumeratedSystem& system,
                                                      double coupling);

} // namespace core
