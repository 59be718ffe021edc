// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Elementary functions of our own, from + - * / and the bits of doubles alone: the same result on
// every processor and with every C library, so that no trajectory depends on either.
namespace core {

// exp(x), error below 0.7 units in the last place where the result is normal; 0 and infinity beyond
// the range.
double exponential(double x);

// exp(x) - 1 without cancellation, error below 1.5 units in the last place.
double exponentialMinusOne(double x);

// Natural logarithm, error below 1 unit in the last place (2 near 1); -infinity at 0, NaN below.
double logarithm(double x);

// Cosine and sine of 2 pi k / n; 0 <= k < n < 2^31. Exact at multiples of a quarter turn, and
// exactly symmetric under reflections.
struct TurnPoint
{
    double cosine = 1;
    double sine = 0;
};
TurnPoint turn(int k, int n);

} // namespace core
