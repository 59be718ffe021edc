// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/gaussian_average.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace core {

namespace {

struct Node
{
    double x, weight;
};

// Smooth fields, width <= 2 T: the trapezoidal rule in z. The poles of tanh are at least pi / 4 off
// the real axis, its error is exp(-2 pi^2 / (4 step)) = 7e-18.
constexpr double zStep = 1.0 / 8;
constexpr int zReach = 69; // |z| <= 8.6

// Sharp fields, width > 2 T: the step functions tanh -> sign are integrated by hand; the rest,
// which decays as exp(-2v) in v = |u| / T, by the double exponential rule for the half line
// (Takahasi & Mori, Publ. RIMS 9, 721, 1974), v = exp(t - exp(-t)): machine precision with these
// nodes.
constexpr double tStep = 1.0 / 8;
constexpr int tFirst = -32;
constexpr int tLast = 26;

double gaussian(double z)
{
    return std::exp(-z * z / 2) * (std::numbers::inv_sqrtpi / std::numbers::sqrt2);
}

const auto& smoothNodes()
{
    static const auto nodes = [] {
        std::array<Node, 2 * zReach + 1> result;
        for (int i = -zReach; i <= zReach; ++i) {
            result[static_cast<std::size_t>(i + zReach)] = {zStep * i, zStep * gaussian(zStep * i)};
        }
        return result;
    }();
    return nodes;
}

struct SharpNode
{
    double v, tanhRest, sech2, lnCoshRest; // with their weights, densities of v
};

const auto& sharpNodes()
{
    static const auto nodes = [] {
        std::array<SharpNode, tLast - tFirst + 1> result;
        for (int i = tFirst; i <= tLast; ++i) {
            double const decay = std::exp(-tStep * i);
            double const v = std::exp(tStep * i - decay);
            double const weight = tStep * v * (1 + decay);
            double const e = std::exp(-2 * v);
            result[static_cast<std::size_t>(i - tFirst)] = {v, weight * -2 * e / (1 + e),
                                                            weight * 4 * e / ((1 + e) * (1 + e)),
                                                            weight * std::log1p(e)};
        }
        return result;
    }();
    return nodes;
}

GaussianAverages smooth(double mean, double width, double temperature)
{
    GaussianAverages sum;
    for (auto const& [z, weight] : smoothNodes()) {
        double const u = mean + width * z;
        double const e = std::exp(-2 * std::abs(u) / temperature);
        double const tanh = std::copysign((1 - e) / (1 + e), u);
        double const slope = weight * 4 * e / ((1 + e) * (1 + e));
        sum.tanh += weight * tanh;
        sum.tanh2 += weight * tanh * tanh;
        sum.slope += slope;
        sum.slopeZ += z * slope;
        sum.slopeHermite += (z * z - 1) * slope;
    }
    sum.slope /= temperature;
    sum.slopeZ /= temperature;
    sum.slopeHermite /= temperature;
    return sum;
}

GaussianAverages sharp(double mean, double width, double temperature)
{
    double const x = mean / width;
    double const ratio = temperature / width;
    GaussianAverages sum;
    for (auto const& node : sharpNodes()) {
        double const zUp = ratio * node.v - x; // u = +v T
        double const zDown = -ratio * node.v - x;
        double const up = gaussian(zUp);
        double const down = gaussian(zDown);
        sum.tanh += ratio * node.tanhRest * (up - down);
        sum.slope += node.sech2 * (up + down);
        sum.slopeZ += node.sech2 * (zUp * up + zDown * down);
        sum.slopeHermite += node.sech2 * ((zUp * zUp - 1) * up + (zDown * zDown - 1) * down);
    }
    sum.tanh += std::erf(x / std::numbers::sqrt2);
    sum.slope /= width;
    sum.slopeZ /= width;
    sum.slopeHermite /= width;
    sum.tanh2 = 1 - temperature * sum.slope;
    return sum;
}

} // namespace

GaussianAverages gaussianAverages(double mean, double width, double temperature)
{
    return width > 2 * temperature ? sharp(mean, width, temperature)
                                   : smooth(mean, width, temperature);
}

double gaussianLnCosh(double mean, double width, double temperature)
{
    double sum = 0;
    if (width > 2 * temperature) {
        double const x = mean / width;
        double const ratio = temperature / width;
        for (auto const& node : sharpNodes()) {
            sum += node.lnCoshRest * (gaussian(ratio * node.v - x) + gaussian(ratio * node.v + x));
        }
        return mean * std::erf(x / std::numbers::sqrt2) + 2 * width * gaussian(x) +
               temperature * ratio * sum;
    }
    for (auto const& [z, weight] : smoothNodes()) {
        double const u = std::abs(mean + width * z);
        sum += weight * (u + temperature * std::log1p(std::exp(-2 * u / temperature)));
    }
    return sum;
}

} // namespace core
