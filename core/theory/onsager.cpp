// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/onsager.h"

#include "core/theory/compensated.h"

#include <cmath>
#include <limits>
#include <numbers>

namespace core {

namespace {

using std::numbers::pi;

// The parts of the complete elliptic integrals of parameter m = kappa^2 that remain when their
// leading terms are taken off by hand: first = (2/pi) K1 - 1, second = (2/pi)(K1 - E1) - m/2.
struct EllipticRemainders
{
    double first = 0;
    double second = 0;
};

EllipticRemainders remaindersBySeries(double m)
{
    EllipticRemainders result;
    double term = 1;
    for (int n = 1; n < 60; ++n) {
        double const ratio = (2.0 * n - 1) / (2.0 * n);
        term *= ratio * ratio * m;
        result.first += term;
        result.second += n > 1 ? term * 2 * n / (2.0 * n - 1) : 0;
    }
    return result;
}

// Arithmetic-geometric mean started from the complementary modulus, so that nothing is lost where m
// is near 1.
EllipticRemainders remaindersByMeans(double m, double complementary)
{
    double a = 1;
    double b = complementary;
    double weighted = m / 2;
    for (double weight = 1; std::abs(a - b) > 1e-9 * a; weight *= 2) {
        double const c = (a - b) / 2;
        b = std::sqrt(a * b);
        a -= c;
        weighted += weight * c * c;
    }
    a = (a + b) / 2;
    return {1 / a - 1, weighted / a - m / 2};
}

// What Onsager's formulae need of K = |J| / T. `low` = 1 / cosh^2 2K vanishes at T = 0, `high` =
// tanh^2 2K at T = infinity; `modulus` = high - low is the complementary modulus with the sign of
// T_c - T.
struct Reduced
{
    double coupling;
    double low;
    double high;
    double modulus;
    double m;
    EllipticRemainders rest;
};

double signedComplementaryModulus(double k, double low, double tanh2)
{
    double const critical = std::asinh(1.0) / 2;
    if (std::abs(k - critical) > 0.2) {
        return tanh2 * tanh2 - low;
    }
    double const sinhLessOne = 2 * std::cosh(k + critical) * std::sinh(k - critical);
    return sinhLessOne / std::cosh(2 * k) * (tanh2 + std::sqrt(low));
}

Reduced reduce(double k)
{
    double const tanh2 = std::tanh(2 * k);
    double const decay = std::exp(-4 * k);
    double const low = 4 * decay / ((1 + decay) * (1 + decay));
    double const high = tanh2 * tanh2;
    double const modulus = signedComplementaryModulus(k, low, tanh2);
    double const m = 4 * low * high;
    auto const rest = m < 0.3 ? remaindersBySeries(m) : remaindersByMeans(m, std::abs(modulus));
    return {k, low, high, modulus, m, rest};
}

// e / -|J|: coth 2K [1 + (2/pi) k' K1], rearranged above T_c where the bracket vanishes.
double reducedEnergy(const Reduced& r)
{
    double const bracket = r.modulus == 0  ? 1
                           : r.modulus > 0 ? 1 + r.modulus * (1 + r.rest.first)
                                           : 2 * r.high + r.modulus * r.rest.first;
    return bracket / std::sqrt(r.high);
}

// c = (K coth 2K)^2 (2/pi) {2 K1 - 2 E1 - 2 (1 - tanh^2)[pi/2 + k' K1]}: the leading terms cancel
// on either side of T_c, what is left is a sum of remainders.
double reducedSpecificHeat(const Reduced& r)
{
    if (r.modulus == 0) {
        return std::numeric_limits<double>::infinity();
    }
    double const curly = 2 * r.rest.second - 2 * r.low * r.modulus * r.rest.first;
    return r.coupling * r.coupling / r.high * curly;
}

// (1/pi) times the integral over 0 .. pi/2 of ln[(1 + sqrt(k'^2 + m sin^2 u)) / 2], by the double
// exponential rule (Takahasi & Mori, Publ. RIMS 9, 721, 1974): its nodes crowd at u = 0, where the
// root has its kink at T_c.
double logIntegral(const Reduced& r)
{
    constexpr double step = 1.0 / 32;
    CompensatedSum sum;
    for (int i = -140; i <= 140; ++i) {
        double const t = step * i;
        double const inner = pi / 2 * std::sinh(t);
        double const u = pi / 2 / (1 + std::exp(-2 * inner));
        double const cosine = std::cosh(inner);
        double const weight = pi * pi / 8 * std::cosh(t) / (cosine * cosine);
        double const sine = std::sin(u);
        double const root = std::sqrt(r.modulus * r.modulus + r.m * sine * sine);
        sum.add(weight * std::log1p((root - 1) / 2));
    }
    return sum.value() * step / pi;
}

} // namespace

LatticeThermodynamics onsager(double coupling, double temperature)
{
    double const scale = std::abs(coupling);
    double const k = scale / temperature;
    if (scale == 0 || k == 0) {
        return {0, 0, -temperature * std::numbers::ln2, std::numbers::ln2};
    }
    if (temperature == 0 || k > 300) {
        return {-2 * scale, 0, -2 * scale, 0};
    }
    auto const r = reduce(k);
    double const aboveGround = std::log1p(std::exp(-4 * k)) + logIntegral(r);
    double const energy = reducedEnergy(r);
    return {-scale * energy, reducedSpecificHeat(r), -2 * scale - temperature * aboveGround,
            std::fmax(0, aboveGround + k * (2 - energy))};
}

double yangMagnetization(double coupling, double temperature)
{
    double const k = std::abs(coupling) / temperature;
    if (coupling == 0 || k <= std::asinh(1.0) / 2) {
        return 0;
    }
    if (temperature == 0 || k > 20) {
        return 1;
    }
    auto const r = reduce(k);
    // 1 - sinh^-4 = (sinh^2 - 1)(sinh^2 + 1) / sinh^4 = modulus / tanh^4
    return std::pow(r.modulus / (r.high * r.high), 0.125);
}

} // namespace core
