// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/rbm/as_hopfield.h"

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

} // namespace core::rbm
