// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace core {

// The symmetric mixture of n patterns of a Hopfield network with the Hebb rule and few unbiased
// random patterns (alpha = 0, N -> infinity): m_mu = m for n of them, 0 for the others (Amit,
// Gutfreund & Sompolinsky, Phys. Rev. A 32, 1007, 1985). k_B = 1, per neuron; n = 1 is a memory.
struct HopfieldMixture
{
    double overlap = 0;
    double freeEnergy = 0;
    double energy = 0;
    double stiffness = 0; // least second derivative of the free energy; stable where above 0
};

// None for n < 1, n > 999, T < 0 and T >= 1. At T = 0 the stiffness is the limit from above, minus
// infinity for even n.
std::optional<HopfieldMixture> hopfieldMixture(std::int64_t n, double temperature);

// The temperature below which the mixture is stable: 1 for n = 1, 0.460 for n = 3, 0.385 for n = 5.
// None for even n, whose mixtures are never stable, n < 1 and n > 999.
std::optional<double> hopfieldMixtureTemperature(std::int64_t n);

} // namespace core
