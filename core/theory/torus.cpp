// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/torus.h"

#include "core/theory/compensated.h"
#include "core/theory/jet.h"

#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace core {

namespace {

class JetSum
{
public:
    void add(const Jet& term, double times = 1)
    {
        value_.add(times * term.value);
        first_.add(times * term.first);
        second_.add(times * term.second);
    }
    Jet total() const { return {value_.value(), first_.value(), second_.value()}; }

private:
    CompensatedSum value_;
    CompensatedSum first_;
    CompensatedSum second_;
};

// sinh 2K, cosh 2K and cosh^2 2K / sinh 2K = s + 1/s with its derivatives: all that Kaufman's
// angles ask for.
struct Hyperbolic
{
    explicit Hyperbolic(double k)
        : s(std::sinh(2 * k)), c(std::cosh(2 * k)), excess((s - 1) * (s - 1) / s),
          first(2 * c * (s - 1) * (s + 1) / (s * s)), second(4 * s + 4 / s + 8 / (s * s * s))
    {
    }
    double s;
    double c;
    double excess; // s + 1/s - 2, without cancellation near T_c
    double first;
    double second;
};

// sinh^3(g) g'' for large s, expanded by hand: the terms in s^3 of C'' sinh^2 g - C'^2 cosh g
// cancel.
double bendAtLowTemperature(const Hyperbolic& h, double cosine)
{
    double const x = 1 / h.s;
    double const q = cosine;
    double const tail = -7 * q + x * (3 + 2 * q * q + x * (x - 3 * q));
    return 4 * (h.s * (2 + q * q - q * h.s) - 5 * q + x * (6 + q * q + x * tail));
}

// Kaufman's angle of wave number `theta` > 0: cosh g = s + 1/s - cos theta.
Jet angle(const Hyperbolic& h, double theta)
{
    double const sine = std::sin(theta / 2);
    double const half = std::sqrt((h.excess + 2 * sine * sine) / 2); // sinh(g/2)
    double const sinhG = 2 * half * std::sqrt(1 + half * half);
    double const coshG = 1 + 2 * half * half;
    double const first = h.first / sinhG;
    double const second = h.s > 3
                              ? bendAtLowTemperature(h, std::cos(theta)) / (sinhG * sinhG * sinhG)
                              : (h.second - first * first * coshG) / sinhG;
    return {2 * std::asinh(half), first, second};
}

// The angle of wave number 0 keeps its sign: g_0 = 2K + ln tanh K, negative above T_c.
Jet angleZero(const Hyperbolic& h)
{
    return {2 * std::asinh((h.s - 1) / std::sqrt(2 * h.s)), 2 + 2 / h.s, -4 * h.c / (h.s * h.s)};
}

// ln 2 cosh(m g / 2) for sign = +1, ln 2 sinh(m |g| / 2) for sign = -1.
Jet logTerm(const Jet& g, double m, int sign)
{
    double const decay = std::exp(-m * std::abs(g.value));
    double const shifted = sign * decay;
    double const slope = std::copysign((1 - shifted) / (1 + shifted), g.value) * m / 2;
    double const bend = m * m * shifted / ((1 + shifted) * (1 + shifted));
    return {m * std::abs(g.value) / 2 + std::log1p(shifted), slope * g.first,
            slope * g.second + bend * g.first * g.first};
}

// ln Z1, ln Z2, ln Z3 and ln |Z4| without its factor of wave number 0, which may vanish.
struct Products
{
    Jet z1;
    Jet z2;
    Jet z3;
    Jet z4Rest;
};

// The terms r and n - r are equal: each pair is computed once.
void addPairs(JetSum& coshes, JetSum& sinhs, const Hyperbolic& h, std::int64_t n,
              std::int64_t first)
{
    auto const m = static_cast<double>(n);
    for (std::int64_t l = first; l <= n; l += 2) {
        auto const g = angle(h, std::numbers::pi * static_cast<double>(l) / m);
        double const times = l == n ? 1 : 2;
        coshes.add(logTerm(g, m, 1), times);
        sinhs.add(logTerm(g, m, -1), times);
    }
}

Products products(const Hyperbolic& h, std::int64_t n)
{
    JetSum z1;
    JetSum z2;
    JetSum z3;
    JetSum z4;
    addPairs(z1, z2, h, n, 1);
    addPairs(z3, z4, h, n, 2);
    z3.add(logTerm(angleZero(h), static_cast<double>(n), 1));
    return {z1.total(), z2.total(), z3.total(), z4.total()};
}

// exp(f - reference) and its derivatives.
Jet ratio(const Jet& f, const Jet& reference)
{
    double const value = std::exp(f.value - reference.value);
    double const slope = f.first - reference.first;
    return {value, value * slope, value * (f.second - reference.second + slope * slope)};
}

// Z4 / Z1 = rest / Z1 * 2 sinh(m g_0 / 2): the growth of the sinh goes into the exponent of the
// rest.
Jet lastRatio(const Jet& rest, const Jet& reference, const Jet& g, double m)
{
    double const grown = m * std::abs(g.value) / 2;
    auto const other = ratio({rest.value + grown, rest.first, rest.second}, reference);
    double const decay = std::exp(-2 * grown);
    double const sinh2 = std::copysign(-std::expm1(-2 * grown), g.value);
    double const cosh2 = 1 + decay;
    Jet const factor{sinh2, m / 2 * g.first * cosh2,
                     m / 2 * g.second * cosh2 + m * m / 4 * g.first * g.first * sinh2};
    return {other.value * factor.value, other.first * factor.value + other.value * factor.first,
            other.second * factor.value + 2 * other.first * factor.first +
                other.value * factor.second};
}

// ln Z of the n x n torus with its derivatives, by Kaufman's four products taken as ratios to the
// first.
Jet kaufman(std::int64_t n, double k)
{
    Hyperbolic const h(k);
    auto const m = static_cast<double>(n);
    auto const z = products(h, n);
    JetSum sum;
    sum.add({1, 0, 0});
    sum.add(ratio(z.z2, z.z1));
    sum.add(ratio(z.z3, z.z1));
    sum.add(lastRatio(z.z4Rest, z.z1, angleZero(h), m));
    auto const r = sum.total();
    double const slope = r.first / r.value;
    double const half = m * m / 2;
    return {half * std::log(2 * h.s) - std::numbers::ln2 + z.z1.value + std::log(r.value),
            half * 2 * h.c / h.s + z.z1.first + slope,
            -half * 4 / (h.s * h.s) + z.z1.second + r.second / r.value - slope * slope};
}

// ln Z by the first orders in y = exp(-4K), where the closed form cancels: droplets of 1, 2, 3
// spins and, on small tori, rows. Coefficients from the enumeration of 3 x 3 and 4 x 4 and from the
// infinite lattice.
Jet lowTemperature(std::int64_t n, double k)
{
    double const y = std::exp(-4 * k);
    double const c3 = n == 3 ? 8.0 / 3 : 2;
    double const c4 = n == 3 ? 6.5 : n == 4 ? 5.25 : 4.5;
    double const y2 = y * y;
    auto const sites = static_cast<double>(n * n);
    return {std::numbers::ln2 + sites * (2 * k + y2 * (1 + y * (c3 + c4 * y))),
            sites * (2 - 4 * y2 * (2 + y * (3 * c3 + 4 * c4 * y))),
            sites * 16 * y2 * (4 + y * (9 * c3 + 16 * c4 * y))};
}

// ln Z by the first orders in t = tanh K: closed loops of 3, 4, 5 bonds, the odd ones around the
// torus.
Jet highTemperature(std::int64_t n, double k)
{
    std::array<double, 6> loops{
        0, 0, 0, n == 3 ? 2.0 / 3 : 0, n == 4 ? 1.5 : 1.0, n == 3 ? 4.0 : (n == 5 ? 0.4 : 0.0)};
    double const t = std::tanh(k);
    double const slope = 1 - t * t;
    Jet perSite{std::numbers::ln2 + 2 * std::log(std::cosh(k)), 2 * t, 2 * slope};
    for (int j = 3; j <= 5; ++j) {
        double const coefficient = loops[static_cast<std::size_t>(j)];
        double const power = std::pow(t, j - 2);
        perSite.value += coefficient * power * t * t;
        perSite.first += coefficient * j * power * t * slope;
        perSite.second += coefficient * j * power * slope * ((j - 1) * slope - 2 * t * t);
    }
    auto const sites = static_cast<double>(n * n);
    return {sites * perSite.value, sites * perSite.first, sites * perSite.second};
}

// Z = 4 cosh 8K + 12: four sites joined by eight bonds.
Jet two(double k)
{
    double const y = std::exp(-8 * k);
    double const half = (1 + y * y) / 2;
    double const whole = half + 3 * y;
    double const sinh8 = -std::expm1(-16 * k) / 2;
    return {2 * std::numbers::ln2 + 8 * k + std::log(whole), 8 * sinh8 / whole,
            64 * y * (y + 3 * half) / (whole * whole)};
}

Jet logPartition(std::int64_t side, double k)
{
    if (side == 2) {
        return two(k);
    }
    if (k > 2.7) {
        return lowTemperature(side, k);
    }
    return k < 2e-3 ? highTemperature(side, k) : kaufman(side, k);
}

} // namespace

std::optional<TorusThermodynamics> torus(std::int64_t side, double coupling, double temperature)
{
    if (side < 2 || (coupling < 0 && side % 2 != 0)) {
        return std::nullopt;
    }
    double const scale = std::abs(coupling);
    auto const sites = static_cast<double>(side) * static_cast<double>(side);
    double const k = scale / temperature;
    if (scale == 0) {
        return TorusThermodynamics{sites * std::numbers::ln2, 0, 0};
    }
    if (temperature == 0 || !std::isfinite(k)) {
        return TorusThermodynamics{std::numeric_limits<double>::infinity(), -2 * scale, 0};
    }
    auto const lnZ = logPartition(side, k);
    // K^2 last: at T near 0 it may be huge while the derivative has vanished.
    return TorusThermodynamics{lnZ.value, -scale * lnZ.first / sites,
                               lnZ.second == 0 ? 0 : lnZ.second / sites * k * k};
}

} // namespace core
