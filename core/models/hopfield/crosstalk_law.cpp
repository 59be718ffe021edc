// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/crosstalk_law.h"

#include "core/models/hopfield/overlaps.h"

#include <algorithm>
#include <cmath>

namespace core::hopfield {

namespace {

constexpr int bins = 48;

} // namespace

void crosstalkDensity(const PatternStore& patterns, std::int64_t largest,
                      std::vector<CurvePoint>& out)
{
    out.clear();
    std::int64_t const n = patterns.neurons(), p = patterns.count();
    if (p < 2) {
        return;
    }
    std::vector<std::int64_t> noise;
    Overlaps overlaps(patterns);
    for (std::int64_t mu = 0; mu < std::min(p, largest); ++mu) {
        auto const spins = unpackedSpins(patterns.bits(mu), n);
        overlaps.rebuild(spins);
        for (std::int64_t i = 0; i < n; ++i) {
            auto const spin = spins[static_cast<std::size_t>(i)];
            auto const site = static_cast<std::uint16_t>(i);
            std::int64_t sum = 0;
            overlaps.weighted(&site, 1, &sum);
            noise.push_back(spin * (sum - p * spin) - (n - 1));
        }
    }
    // N C takes every second integer; a bin is as wide as a whole number of these.
    auto const [low, high] = std::minmax_element(noise.begin(), noise.end());
    std::int64_t const width = std::max<std::int64_t>(2, 2 * ((*high - *low) / (2 * bins) + 1));
    std::int64_t const first = *low;
    std::vector<std::int64_t> counts(static_cast<std::size_t>((*high - first) / width + 1));
    for (auto const value : noise) {
        ++counts[static_cast<std::size_t>((value - first) / width)];
    }
    auto const size = static_cast<double>(n), total = static_cast<double>(noise.size());
    for (std::size_t k = 0; k < counts.size(); ++k) {
        // The values in a bin are first, first + 2, ... first + width - 2.
        double const middle = static_cast<double>(first + static_cast<std::int64_t>(k) * width) +
                              (static_cast<double>(width) - 2) / 2;
        double const density =
            static_cast<double>(counts[k]) / total * size / static_cast<double>(width);
        out.push_back({middle / size, density});
    }
}

void crosstalkGaussian(double alpha, std::vector<CurvePoint>& out)
{
    out.clear();
    if (!(alpha > 0)) {
        return;
    }
    double const sigma = std::sqrt(alpha), height = 1 / (sigma * std::sqrt(2 * 3.14159265358979));
    for (int k = -60; k <= 60; ++k) {
        double const z = k / 15.0;
        out.push_back({z * sigma, height * std::exp(-z * z / 2)});
    }
}

} // namespace core::hopfield
