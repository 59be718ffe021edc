// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/hopfield_mixture.h"

#include "core/theory/root.h"

#include <cmath>
#include <limits>

namespace core {

namespace {

// Averages over the sum z of the n signs of a neuron in the patterns of the mixture, at overlap m.
struct SignAverages
{
    double overlap = 0; // <z tanh(m z / T)> / n
    double square = 0;  // <z^2 sech^2(m z / T)> / n
    double q = 0;       // <tanh^2(m z / T)>
    double lnCosh = 0;  // T <ln 2cosh(m z / T)>
};

SignAverages signAverages(std::int64_t n, double m, double temperature)
{
    SignAverages sum;
    double weight = std::exp2(-static_cast<double>(n));
    for (std::int64_t up = 0; up <= n; ++up) {
        double const z = std::abs(static_cast<double>(2 * up - n));
        double const u = m * z;
        double const e = u > 0 ? std::exp(-2 * u / temperature) : 1;
        double const tanh = (1 - e) / (1 + e);
        sum.overlap += weight * z * tanh;
        sum.square += weight * z * z * 4 * e / ((1 + e) * (1 + e));
        sum.q += weight * tanh * tanh;
        sum.lnCosh += weight * (u + temperature * std::log1p(e));
        weight *= static_cast<double>(n - up) / static_cast<double>(up + 1);
    }
    sum.overlap /= static_cast<double>(n);
    sum.square /= static_cast<double>(n);
    return sum;
}

// Newton's rule from above on a concave function, whose greatest root is the mixture.
double mixtureOverlap(std::int64_t n, double temperature)
{
    if (temperature == 0) {
        return signAverages(n, 1, 0).overlap;
    }
    double m = 1;
    for (int step = 0; step < 100; ++step) {
        auto const mean = signAverages(n, m, temperature);
        double const fall = (m - mean.overlap) / (1 - mean.square / temperature);
        if (!(fall > 0)) {
            break;
        }
        m -= fall;
    }
    return m;
}

// The second derivatives are 1 - (1 - q)/T on the diagonal and Q/T beside it, Q = <xi_1 xi_2
// tanh^2>, n (n - 1) Q = <(z^2 - n) tanh^2>; the softest direction takes from one pattern and gives
// to another. Beyond the mixture 1 - (1 - q)/T remains.
double stiffnessOf(const SignAverages& mean, std::int64_t n, double temperature)
{
    double const diagonal = 1 - mean.q;
    if (n == 1) {
        return diagonal == 0 ? 1 : 1 - diagonal / temperature;
    }
    double const spins = static_cast<double>(n);
    // <z^2 tanh^2> = n - n square
    double const beside = (1 - mean.square - mean.q) / (spins - 1);
    double const loss = diagonal + beside;
    if (temperature > 0) {
        return 1 - std::fmax(loss, diagonal) / temperature;
    }
    return n % 2 == 0 ? -std::numeric_limits<double>::infinity() : 1;
}

} // namespace

std::optional<HopfieldMixture> hopfieldMixture(std::int64_t n, double temperature)
{
    if (n < 1 || n > 999 || !(temperature >= 0 && temperature < 1)) {
        return std::nullopt;
    }
    double const m = mixtureOverlap(n, temperature);
    auto const mean = signAverages(n, m, temperature);
    double const half = static_cast<double>(n) * m * m / 2;
    return HopfieldMixture{m, half - mean.lnCosh, -half, stiffnessOf(mean, n, temperature)};
}

std::optional<double> hopfieldMixtureTemperature(std::int64_t n)
{
    if (n < 1 || n > 999 || n % 2 == 0) {
        return std::nullopt;
    }
    if (n == 1) {
        return 1;
    }
    // It falls with n, at n = 999 to 0.04.
    return rootBetween(0.01, 0.9, [&](double t) { return hopfieldMixture(n, t)->stiffness; });
}

} // namespace core
