// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <limits>
#include <optional>

namespace core {

// The zero of a continuous function between a and b, to the last bits of the argument: inverse
// quadratic interpolation where it converges, bisection where it does not (Chandrupatla, Adv. Eng.
// Softw. 28, 145, 1997). None where f(a) and f(b) have the same sign or one is not a number.
template <class Function>
std::optional<double> rootBetween(double a, double b, const Function& f)
{
    struct Point
    {
        double x, f;
    };
    Point old{a, f(a)};
    Point now{b, f(b)};
    if (old.f == 0) {
        return old.x;
    }
    bool const enclosed = (old.f < 0 && now.f >= 0) || (old.f > 0 && now.f <= 0);
    if (!enclosed) {
        return std::nullopt;
    }
    double share = 0.5; // of the way from `now` to `old`
    for (int step = 0; step < 200 && now.f != 0; ++step) {
        double const x = now.x + share * (old.x - now.x);
        Point const next{x, f(x)};
        bool const sameSide = (next.f < 0) == (now.f < 0);
        Point const third = sameSide ? now : old;
        old = sameSide ? old : now;
        now = next;
        Point const best = std::abs(now.f) < std::abs(old.f) ? now : old;
        double const width = std::abs(old.x - now.x);
        double const least = 2 * std::numeric_limits<double>::epsilon() * std::abs(best.x) /
                                 (width > 0 ? width : 1) +
                             std::numeric_limits<double>::min();
        if (least >= 0.5 || width == 0) {
            return best.x;
        }
        double const xi = (now.x - old.x) / (third.x - old.x);
        double const phi = (now.f - old.f) / (third.f - old.f);
        bool const trusted = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
        double const inverse = now.f / (old.f - now.f) * third.f / (old.f - third.f) +
                               (third.x - now.x) / (old.x - now.x) * now.f / (third.f - now.f) *
                                   old.f / (third.f - old.f);
        share = std::fmin(1 - least, std::fmax(least, trusted ? inverse : 0.5));
    }
    return now.x;
}

} // namespace core
