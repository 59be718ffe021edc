// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/rbm/ising_couplings.h"

#include "core/base/elementary.h"

#include <cmath>

namespace core::rbm {

namespace {

// ln 2cosh(x), without overflow.
double logTwoCosh(double x)
{
    double const size = std::fabs(x);
    return size + logarithm(1 + exponential(-2 * size));
}

} // namespace

std::vector<double> isingCouplings(std::span<const float> weights, std::span<const float> bias,
                                   std::size_t visible)
{
    std::size_t const hidden = bias.size();
    std::vector<double> field(hidden);
    for (std::size_t j = 0; j < hidden; ++j) {
        double sum = 0;
        for (std::size_t i = 0; i < visible; ++i) {
            sum += static_cast<double>(weights[i * hidden + j]);
        }
        field[j] = static_cast<double>(bias[j]) / 2 + sum / 4;
    }
    std::vector<double> couplings(visible * visible, 0.0);
    for (std::size_t i = 0; i < visible; ++i) {
        for (std::size_t k = i + 1; k < visible; ++k) {
            double sum = 0;
            for (std::size_t j = 0; j < hidden; ++j) {
                double const a = static_cast<double>(weights[i * hidden + j]) / 4;
                double const b = static_cast<double>(weights[k * hidden + j]) / 4;
                sum += logTwoCosh(field[j] + a + b) + logTwoCosh(field[j] - a - b) -
                       logTwoCosh(field[j] + a - b) - logTwoCosh(field[j] - a + b);
            }
            couplings[i * visible + k] = couplings[k * visible + i] = sum / 4;
        }
    }
    return couplings;
}

} // namespace core::rbm
