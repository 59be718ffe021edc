// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

namespace core {

// A function of one variable with its first and second derivative there; arithmetic carries them
// along.
struct Jet
{
    double value = 0;
    double first = 0;
    double second = 0;
};

inline Jet operator+(const Jet& a, const Jet& b)
{
    return {a.value + b.value, a.first + b.first, a.second + b.second};
}
inline Jet operator-(const Jet& a, const Jet& b)
{
    return {a.value - b.value, a.first - b.first, a.second - b.second};
}
inline Jet operator*(double factor, const Jet& a)
{
    return {factor * a.value, factor * a.first, factor * a.second};
}
inline Jet operator*(const Jet& a, const Jet& b)
{
    return {a.value * b.value, a.first * b.value + a.value * b.first,
            a.second * b.value + 2 * a.first * b.first + a.value * b.second};
}

// f(a) from f, f' and f'' at a.
inline Jet chain(const Jet& a, double value, double slope, double bend)
{
    return {value, slope * a.first, slope * a.second + bend * a.first * a.first};
}

inline Jet operator/(const Jet& a, const Jet& b)
{
    double const inverse = 1 / b.value;
    return a * chain(b, inverse, -inverse * inverse, 2 * inverse * inverse * inverse);
}
inline Jet sqrt(const Jet& a)
{
    double const root = std::sqrt(a.value);
    return chain(a, root, 0.5 / root, -0.25 / (root * a.value));
}
inline Jet exp(const Jet& a)
{
    double const value = std::exp(a.value);
    return chain(a, value, value, value);
}
// 1 - exp(a) without cancellation at a = 0.
inline Jet oneLessExp(const Jet& a)
{
    double const value = std::exp(a.value);
    return chain(a, -std::expm1(a.value), -value, -value);
}
inline Jet log(const Jet& a)
{
    double const slope = 1 / a.value;
    return chain(a, std::log(a.value), slope, -slope * slope);
}
inline Jet log1p(const Jet& a)
{
    double const slope = 1 / (1 + a.value);
    return chain(a, std::log1p(a.value), slope, -slope * slope);
}

} // namespace core
