// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/hopfield.h"

#include "core/theory/gaussian_average.h"
#include "core/theory/root.h"

#include <cmath>
#include <numbers>

namespace core {

namespace {

// The theory in the width sigma = sqrt(alpha r) of the crosstalk: at given sigma and T the overlap
// solves m = <tanh((m + sigma z)/T)>, whose right-hand side is concave, so that m > 0 is unique,
// and alpha = sigma^2 (1 - C)^2 / q follows, with C = (1 - q)/T < 1.
struct Phase
{
    double width;
    double overlap;
    GaussianAverages mean;

    double rootAlpha() const { return width * (1 - mean.slope) / std::sqrt(mean.tanh2); }
    double alpha() const { return rootAlpha() * rootAlpha(); }
};

// The most that sigma C can be, reached at m = T = 0.
double const widthAtZero = std::sqrt(2 / std::numbers::pi);

// Overlaps exist below this width, where <sech^2(sigma z/T)>/T falls below 1; T < 1.
double widthWithoutMemory(double temperature)
{
    if (temperature == 0) {
        return widthAtZero;
    }
    auto const slope = [&](double width) {
        return gaussianAverages(0, width, temperature).slope - 1;
    };
    return rootBetween(0.0, widthAtZero * (1 + 1e-9), slope).value_or(0);
}

// Newton's rule from above: on a concave function it can only fall towards the greatest root.
Phase memoryOfWidth(double width, double temperature)
{
    Phase phase{width, 1, gaussianAverages(1, width, temperature)};
    for (int step = 0; step < 100; ++step) {
        double const fall = (phase.overlap - phase.mean.tanh) / (1 - phase.mean.slope);
        if (!(fall > 0)) {
            break;
        }
        phase.overlap -= fall;
        phase.mean = gaussianAverages(phase.overlap, width, temperature);
        if (fall < 1e-9 * phase.overlap) { // the next would be below the last bit
            break;
        }
    }
    return phase;
}

// sigma d ln(alpha) / d sigma along the branch of memories: 2 at sigma = 0, 0 at the spinodal.
double growth(const Phase& phase, double temperature)
{
    auto const& mean = phase.mean;
    double const overlapSlope = mean.slopeZ / (1 - mean.slope);
    double const slope = mean.slopeZ * overlapSlope + mean.slopeHermite; // sigma dC / d sigma
    return 2 - slope * (2 / (1 - mean.slope) - temperature / mean.tanh2);
}

// Where memories vanish; T < 1. The share of the width without memory is 0.57 at T = 0 and 0.64 as
// T -> 1.
Phase spinodal(double temperature)
{
    double const limit = widthWithoutMemory(temperature);
    auto const slope = [&](double width) {
        return growth(memoryOfWidth(width, temperature), temperature);
    };
    double const width = rootBetween(0.3 * limit, 0.95 * limit, slope).value_or(0.6 * limit);
    return memoryOfWidth(width, temperature);
}

// alpha / (1 - C) and alpha r (1 - C) are written with the width, which stays finite as alpha -> 0.
HopfieldState stateOf(const Phase& phase, double alpha, double temperature)
{
    double const c = phase.mean.slope;
    double const q = phase.mean.tanh2;
    double const w2 = phase.width * phase.width;
    double const m = phase.overlap;
    double const spread = alpha > 0 ? alpha * temperature / 2 * std::log1p(-c) : 0;
    double const common = alpha / 2 + m * m / 2;
    double const freeEnergy = common + spread - w2 * (1 - c) / 2 + w2 * c / 2 -
                              gaussianLnCosh(m, phase.width, temperature);
    double const energy = alpha / 2 - m * m / 2 - w2 * ((1 - c) / q + c) / 2;
    return {m, q, q / ((1 - c) * (1 - c)), freeEnergy, energy};
}

bool isCold(double temperature) { return temperature >= 0 && temperature < 1; }

std::optional<Phase> spinGlassPhase(double alpha, double temperature)
{
    if (!(alpha > 0 && temperature >= 0 && temperature < hopfieldGlassTemperature(alpha))) {
        return std::nullopt;
    }
    double const rootAlpha = std::sqrt(alpha);
    auto const balance = [&](double width) {
        auto const mean = gaussianAverages(0, width, temperature);
        return 1 - mean.slope - rootAlpha * std::sqrt(mean.tanh2) / width;
    };
    // sigma = sigma C + sqrt(alpha q)
    double const most = (rootAlpha + widthAtZero) * (1 + 1e-9);
    auto const width = rootBetween(1e-8 * most, most, balance);
    if (!width) {
        return std::nullopt;
    }
    return Phase{*width, 0, gaussianAverages(0, *width, temperature)};
}

// How far the free energy of a memory lies above that of the spin glass at the same alpha and T.
double excess(const Phase& memory, double temperature)
{
    double const alpha = memory.alpha();
    auto const glass = spinGlassPhase(alpha, temperature);
    return glass ? stateOf(memory, alpha, temperature).freeEnergy -
                       stateOf(*glass, alpha, temperature).freeEnergy
                 : -1;
}

// Where on the branch of memories that ends at `last` the two free energies meet.
std::optional<double> stableCapacity(const Phase& last, double temperature)
{
    auto const above = [&](double width) {
        return excess(memoryOfWidth(width, temperature), temperature);
    };
    auto const width = rootBetween(0.2 * last.width, last.width, above);
    if (!width) {
        return std::nullopt;
    }
    return memoryOfWidth(*width, temperature).alpha();
}

// The temperature of the greatest load on a boundary load(T), by golden section.
template <class Load>
double temperatureOfMost(const Load& load)
{
    constexpr double golden = std::numbers::phi - 1;
    double low = 0;
    double high = 0.3;
    double lower = high - golden * (high - low);
    double upper = low + golden * (high - low);
    double atLower = load(lower);
    double atUpper = load(upper);
    while (high - low > 1e-7) {
        if (atLower > atUpper) {
            high = upper;
            upper = lower;
            atUpper = atLower;
            lower = high - golden * (high - low);
            atLower = load(lower);
        } else {
            low = lower;
            lower = upper;
            atLower = atUpper;
            upper = low + golden * (high - low);
            atUpper = load(upper);
        }
    }
    return (low + high) / 2;
}

// The highest temperature at which a boundary load(T), which falls beyond its maximum at `from` to
// 0 at T = 1, is alpha.
template <class Load>
std::optional<double> highestTemperature(double alpha, double from, const Load& load)
{
    if (!(alpha >= 0)) {
        return std::nullopt;
    }
    return rootBetween(from, 1.0, [&](double t) { return load(t).value_or(0) - alpha; });
}

} // namespace

std::optional<HopfieldState> hopfieldRetrieval(double alpha, double temperature)
{
    if (!(alpha >= 0 && isCold(temperature))) {
        return std::nullopt;
    }
    if (alpha == 0) {
        return temperature == 0 ? HopfieldState{1, 1, 1, -0.5, -0.5}
                                : stateOf(memoryOfWidth(0, temperature), 0, temperature);
    }
    auto const last = spinodal(temperature);
    if (alpha > last.alpha()) {
        return std::nullopt;
    }
    double const rootAlpha = std::sqrt(alpha);
    auto const surplus = [&](double width) {
        return memoryOfWidth(width, temperature).rootAlpha() - rootAlpha;
    };
    // q = 1 - T C >= (1 - C)^2, therefore alpha <= sigma^2.
    auto const width = rootBetween(rootAlpha * (1 - 1e-9), last.width, surplus);
    return stateOf(memoryOfWidth(width.value_or(last.width), temperature), alpha, temperature);
}

std::optional<HopfieldState> hopfieldSpinGlass(double alpha, double temperature)
{
    auto const phase = spinGlassPhase(alpha, temperature);
    if (!phase) {
        return std::nullopt;
    }
    return stateOf(*phase, alpha, temperature);
}

double hopfieldGlassTemperature(double alpha) { return 1 + std::sqrt(alpha); }

std::optional<double> hopfieldCapacity(double temperature)
{
    if (!isCold(temperature)) {
        return std::nullopt;
    }
    return spinodal(temperature).alpha();
}

std::optional<double> hopfieldSpinodal(double alpha)
{
    static double const from =
        temperatureOfMost([](double t) { return hopfieldCapacity(t).value_or(0); });
    return highestTemperature(alpha, from, hopfieldCapacity);
}

std::optional<double> hopfieldStableCapacity(double temperature)
{
    if (!isCold(temperature)) {
        return std::nullopt;
    }
    return stableCapacity(spinodal(temperature), temperature);
}

std::optional<double> hopfieldStableTemperature(double alpha)
{
    static double const from =
        temperatureOfMost([](double t) { return hopfieldStableCapacity(t).value_or(0); });
    return highestTemperature(alpha, from, hopfieldStableCapacity);
}

HopfieldDiagram hopfieldDiagram(std::size_t points, double maxAlpha)
{
    HopfieldDiagram diagram;
    for (std::size_t i = 0; i < points; ++i) {
        double const share = static_cast<double>(i) / static_cast<double>(points - 1);
        // T_g is a parabola in T - 1
        double const root = share * std::sqrt(maxAlpha);
        diagram.glass.push_back({root * root, 1 + root});
        if (i + 1 == points) {
            diagram.retrieval.push_back({0, 1});
            diagram.stable.push_back({0, 1});
            break;
        }
        auto const last = spinodal(share);
        diagram.retrieval.push_back({last.alpha(), share});
        if (auto const alpha = stableCapacity(last, share)) {
            diagram.stable.push_back({*alpha, share});
        }
    }
    return diagram;
}

} // namespace core
