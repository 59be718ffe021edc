// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lattice/geometry.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

namespace small {

// An Ising lattice of at most 16 sites, all of whose states can be listed: bit i of a state is site
// i, 1 is up. Energies straight from the definition, independent of every sampler.
struct System
{
    core::Geometry geometry;
    double J = 1;
    double T = 1;
    double h = 0;
    std::vector<std::int8_t> levels{}; // site fields level * strength / 127; empty: none
    double strength = 0;

    int sites() const { return geometry.L * geometry.L; }
    std::uint32_t states() const { return 1u << sites(); }
    double field(int site) const
    {
        return h + (levels.empty() ? 0 : levels[static_cast<std::size_t>(site)] * strength / 127);
    }
    static int spin(std::uint32_t state, int site) { return (state >> site & 1) != 0 ? 1 : -1; }

    double energy(std::uint32_t state) const
    {
        double e = 0;
        for (auto const& [i, j, multiplicity] : core::bondList(geometry)) {
            e -= J * multiplicity * spin(state, i) * spin(state, j);
        }
        auto const frame = core::frameField(geometry);
        for (int i = 0; i < sites(); ++i) {
            e -= spin(state, i) * (field(i) + J * frame[static_cast<std::size_t>(i)]);
        }
        return e;
    }

    // Probability of each state at temperature T; with `up` >= 0 among the states with that many
    // up.
    std::vector<double> boltzmann(int up = -1) const
    {
        std::vector<double> p(states());
        double lowest = INFINITY;
        for (std::uint32_t state = 0; state < states(); ++state) {
            p[state] = energy(state);
            lowest = std::min(lowest, p[state]);
        }
        for (std::uint32_t state = 0; state < states(); ++state) {
            bool const counts = up < 0 || std::popcount(state) == up;
            p[state] = counts ? std::exp(-(p[state] - lowest) / T) : 0;
        }
        double const sum = std::accumulate(p.begin(), p.end(), 0.0);
        for (auto& value : p) {
            value /= sum;
        }
        return p;
    }
};

// Upper tail of the chi-square distribution: Q(dof/2, x/2) by its series or continued fraction
// (Abramowitz & Stegun 6.5.29, 6.5.31).
inline double chiSquareTail(double x, double dof)
{
    double const a = dof / 2;
    double const z = x / 2;
    if (z <= 0) {
        return 1;
    }
    double const scale = std::exp(-z + a * std::log(z) - std::lgamma(a));
    if (z < a + 1) {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n < 100000 && term > sum * 1e-16; ++n) {
            term *= z / (a + n);
            sum += term;
        }
        return 1 - scale * sum;
    }
    double b = z + 1 - a;
    double c = 1e300;
    double d = 1 / b;
    double f = d;
    for (int n = 1; n < 100000; ++n) {
        double const an = -n * (n - a);
        b += 2;
        d = 1 / (an * d + b);
        c = b + an / c;
        f *= d * c;
        if (std::fabs(d * c - 1) < 1e-15) {
            break;
        }
    }
    return scale * f;
}

// Probability that frequencies as far from `p` as `counts` occur by chance (Pearson). Neighbouring
// states are merged until each bin expects at least ten; a state of probability zero that occurs
// gives 0.
inline double chanceOf(const std::vector<std::int64_t>& counts, const std::vector<double>& p)
{
    auto const draws =
        static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}));
    double chiSquare = 0;
    double expected = 0;
    double seen = 0;
    int bins = 0;
    for (std::size_t state = 0; state < p.size(); ++state) {
        if (p[state] == 0 && counts[state] != 0) {
            return 0;
        }
        expected += draws * p[state];
        seen += static_cast<double>(counts[state]);
        if (expected >= 10) {
            chiSquare += (seen - expected) * (seen - expected) / expected;
            expected = seen = 0;
            ++bins;
        }
    }
    if (expected > 0) {
        chiSquare += (seen - expected) * (seen - expected) / expected;
        ++bins;
    }
    return bins < 2 ? 1 : chiSquareTail(chiSquare, bins - 1);
}

} // namespace small
