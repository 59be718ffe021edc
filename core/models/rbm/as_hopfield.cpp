// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/rbm/as_hopfield.h"

#include <algorithm>
#include <cmath>

namespace core::rbm {

std::vector<std::int8_t> hopfieldPatterns(const Machine& machine)
{
    std::vector<std::int8_t> patterns;
    for (int j = 0; j < machine.hidden(); ++j) {
        for (int i = 0; i < machine.visible(); ++i) {
            patterns.push_back(machine.weight(i, j) < 0 ? std::int8_t{-1} : std::int8_t{1});
        }
    }
    return patterns;
}

std::vector<double> hopfieldCouplings(const Machine& machine)
{
    auto const n = static_cast<std::size_t>(machine.visible());
    auto const m = static_cast<std::size_t>(machine.hidden());
    auto const weights = machine.weights();
    std::vector<double> couplings(n * n, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            double sum = 0;
            for (std::size_t j = 0; j < m; ++j) {
                sum += static_cast<double>(weights[i * m + j]) *
                       static_cast<double>(weights[k * m + j]);
            }
            couplings[i * n + k] = couplings[k * n + i] = sum;
        }
    }
    return couplings;
}

Result<std::vector<float>> weightsFromPatterns(std::span<const float> patterns, std::size_t n)
{
    std::size_t const count = patterns.size() / n;
    auto const size = static_cast<float>(1 / std::sqrt(static_cast<double>(n)));
    std::vector<float> weights(patterns.size());
    for (std::size_t mu = 0; mu < count; ++mu) {
        for (std::size_t i = 0; i < n; ++i) {
            float const xi = patterns[mu * n + i];
            if (xi != 1 && xi != -1) {
                return Result<std::vector<float>>::refused(
                    "The array 'hopfield-patterns' has an element that is neither +1 nor -1.");
            }
            weights[i * count + mu] = xi * size;
        }
    }
    return weights;
}

HebbDifference differenceFromHebb(const Machine& machine, std::span<const float> patterns)
{
    constexpr double mostProducts = 1 << 27;
    auto const n = static_cast<std::size_t>(machine.visible());
    auto const m = static_cast<std::size_t>(machine.hidden());
    auto const units =
        std::min(n, static_cast<std::size_t>(std::sqrt(2 * mostProducts / static_cast<double>(m))));
    auto const weights = machine.weights();
    std::vector<float> xi(units * m); // row by row of the visible units, as the weights are
    for (std::size_t i = 0; i < units; ++i) {
        for (std::size_t mu = 0; mu < m; ++mu) {
            xi[i * m + mu] = patterns[mu * n + i];
        }
    }
    HebbDifference difference{0, static_cast<int>(units)};
    for (std::size_t i = 0; i < units; ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            double coupling = 0, hebb = 0;
            for (std::size_t mu = 0; mu < m; ++mu) {
                coupling += static_cast<double>(weights[i * m + mu]) *
                            static_cast<double>(weights[k * m + mu]);
                hebb += static_cast<double>(xi[i * m + mu] * xi[k * m + mu]);
            }
            double const here = std::fabs(coupling - hebb / static_cast<double>(n));
            difference.largest = std::max(difference.largest, here);
        }
    }
    return difference;
}

} // namespace core::rbm
