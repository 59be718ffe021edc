// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/elementary.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>

namespace core {

namespace {

constexpr double ln2High = 0x1.62e42feep-1; // 32 digits, so that k ln2High is exact
constexpr double ln2Low = 0x1.a39ef35793c76p-33;
constexpr double quarterPi = 0x1.921fb54442d18p-1;

// 1/n!
constexpr auto inverseFactorials = [] {
    std::array<double, 20> values{};
    double factorial = 1;
    for (std::size_t n = 0; n < values.size(); ++n) {
        factorial *= n ? static_cast<double>(n) : 1;
        values[n] = 1 / factorial; // factorials up to 18! are exact
    }
    return values;
}();

// Sum of x^n / n! from n = 2: |x| <= 0.35.
double exponentialTail(double x)
{
    double sum = inverseFactorials[14];
    for (std::size_t n = 13; n >= 2; --n) {
        sum = sum * x + inverseFactorials[n];
    }
    return sum * x * x;
}

double powerOfTwo(int k)
{
    return std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52);
}

// x = k ln 2 + high + low with |high| <= 0.35.
struct Reduced
{
    int k;
    double high, low;
};

Reduced reduce(double x)
{
    double const scaled = x * 0x1.71547652b82fep+0;
    int const k = static_cast<int>(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    double const exact = x - k * ln2High;
    double const low = k * ln2Low;
    double const high = exact - low;
    return {k, high, (exact - high) - low};
}

} // namespace

double exponential(double x)
{
    if (x != x) {
        return x;
    }
    if (x > 709.79) {
        return std::numeric_limits<double>::infinity();
    }
    if (x < -745.2) {
        return 0;
    }
    auto const [k, high, low] = reduce(x);
    double const leading = 1 + high;
    double const lost = high - (leading - 1);
    double const value = leading + (lost + (low + exponentialTail(high)));
    return value * powerOfTwo(k / 2) *
           powerOfTwo(k - k / 2); // in two steps for the ends of the range
}

double exponentialMinusOne(double x)
{
    if (!(x > -1 && x < 1)) {
        return exponential(x) - 1;
    }
    // |k| <= 1 here, so that 2^k - 1 is exact and nothing cancels.
    auto const [k, high, low] = reduce(x);
    double const scale = powerOfTwo(k);
    return (scale - 1) + scale * (high + (low + exponentialTail(high)));
}

double logarithm(double x)
{
    if (!(x > 0) || x == std::numeric_limits<double>::infinity()) {
        return x == 0  ? -std::numeric_limits<double>::infinity()
               : x > 0 ? x
                       : std::numeric_limits<double>::quiet_NaN();
    }
    int k = 0;
    if (x < 0x1p-1022) {
        x *= 0x1p54;
        k = -54;
    }
    auto const bits = std::bit_cast<std::uint64_t>(x);
    // The exponent that leaves a mantissa in [sqrt(1/2), sqrt(2)).
    auto const shifted = static_cast<std::int64_t>(bits - 0x3FE6A09E667F3BCDull) >> 52;
    k += static_cast<int>(shifted);
    double const m = std::bit_cast<double>(bits - (static_cast<std::uint64_t>(shifted) << 52));
    // With f = m - 1 and s = f / (2 + f): log m = 2 artanh s = f - s (f - 2 s^2/3 - 2 s^4/5 - ...).
    double const f = m - 1;
    double const s = f / (2 + f);
    double const square = s * s;
    double sum = 0;
    for (int n = 23; n >= 3; n -= 2) {
        sum = (sum + 2.0 / n) * square;
    }
    return k * ln2High + (f - (s * (f - sum) - k * ln2Low));
}

TurnPoint turn(int k, int n)
{
    std::int64_t const eighths = std::int64_t{8} * k;
    int const octant = static_cast<int>(eighths / n);
    std::int64_t const rest = eighths % n;
    bool const mirrored = octant % 2 != 0;
    double const t = quarterPi * (static_cast<double>(mirrored ? n - rest : rest) / n);
    double const square = t * t;
    double cosine = 0;
    double sine = 0;
    for (std::size_t i = 18; i >= 2; i -= 2) {
        double const sign = i % 4 ? -1 : 1;
        cosine = (cosine + sign * inverseFactorials[i]) * square;
        sine = (sine + sign * inverseFactorials[i + 1]) * square;
    }
    cosine = 1 + cosine;
    sine = t + t * sine;
    if (octant % 4 == 1 || octant % 4 == 2) {
        std::swap(cosine, sine);
    }
    return {octant >= 2 && octant < 6 ? -cosine : cosine, octant >= 4 ? -sine : sine};
}

} // namespace core
