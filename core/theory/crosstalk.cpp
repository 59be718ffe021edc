// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/crosstalk.h"

#include <cmath>
#include <numbers>

namespace core {

namespace {

// ln n! less Stirling's (n + 1/2) ln n - n + ln sqrt(2 pi); n >= 1.
double stirlingRest(std::int64_t n)
{
    double const x = static_cast<double>(n);
    if (n < 16) {
        double factorial = 1;
        for (double i = 2; i <= x; ++i) {
            factorial *= i;
        }
        double const stirling = (x + 0.5) * std::log(x) - x + std::log(2 * std::numbers::pi) / 2;
        return std::log(factorial) - stirling;
    }
    double const y = 1 / (x * x);
    return (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y / 1680))) / x;
}

// P(B = b) of n fair coins, 0 <= b <= n, by its saddle point, so that no large logarithms cancel
// (Loader, Fast and Accurate Computation of Binomial Probabilities, 2000).
double fairBinomial(std::int64_t n, std::int64_t b)
{
    double const coins = static_cast<double>(n);
    if (b == 0 || b == n) {
        return std::exp2(-coins);
    }
    double const up = static_cast<double>(b);
    double const down = static_cast<double>(n - b);
    double const skew = static_cast<double>(2 * b - n) / coins;
    double const deviance =
        coins / 2 * ((1 + skew) * std::log1p(skew) + (1 - skew) * std::log1p(-skew));
    double const rest = stirlingRest(n) - stirlingRest(b) - stirlingRest(n - b);
    return std::exp(rest - deviance) / std::sqrt(2 * std::numbers::pi * up * down / coins);
}

// P(B <= b) of n fair coins.
double fairBinomialAtMost(std::int64_t n, std::int64_t b)
{
    if (b < 0) {
        return 0;
    }
    if (b >= n) {
        return 1;
    }
    if (2 * b >= n) {
        return 1 - fairBinomialAtMost(n, n - b - 1);
    }
    double sum = 0;
    double term = 1;
    for (std::int64_t i = b; i >= 0 && term > 1e-18 * sum; --i) {
        sum += term;
        term *= static_cast<double>(i) / static_cast<double>(n - i + 1);
    }
    return sum * fairBinomial(n, b);
}

std::int64_t floorHalf(std::int64_t x) { return (x - (x & 1)) / 2; }

} // namespace

double crosstalkError(double alpha, double overlap)
{
    if (alpha == 0) {
        return overlap > 0 ? 0 : overlap < 0 ? 1 : 0.5;
    }
    return std::erfc(overlap / std::sqrt(2 * alpha)) / 2;
}

std::optional<double> crosstalkErrorExact(std::int64_t neurons, std::int64_t patterns,
                                          std::int64_t flipped)
{
    constexpr std::int64_t most = std::int64_t{1} << 40;
    bool const sensible =
        neurons >= 1 && patterns >= 1 && flipped >= 0 && flipped <= neurons && neurons <= most;
    if (!sensible || (neurons > 1 && (patterns - 1) > most / (neurons - 1))) {
        return std::nullopt;
    }
    std::int64_t const signs = (neurons - 1) * (patterns - 1);
    // The other neurons' signal plus 2 B - signs must not be below 0 for a right neuron, and must
    // be above 0 for a flipped one.
    std::int64_t const toRight = neurons - 1 - 2 * flipped;
    std::int64_t const toFlipped = toRight + 2;
    double const share = static_cast<double>(flipped) / static_cast<double>(neurons);
    double const spoiled = fairBinomialAtMost(signs, floorHalf(signs - toRight - 1));
    double const kept = fairBinomialAtMost(signs, floorHalf(signs - toFlipped));
    return (1 - share) * spoiled + share * kept;
}

} // namespace core
