// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/acceptance.h"

#include "core/base/elementary.h"

#include <cmath>

namespace core::ising {

double acceptance(Rule rule, double dE, double T)
{
    if (T == 0) {
        bool const even = dE == 0;
        return rule == Rule::heatBath ? (even ? 0.5 : dE < 0 ? 1.0 : 0.0) : (dE <= 0 ? 1.0 : 0.0);
    }
    if (rule == Rule::metropolis) {
        return dE <= 0 ? 1.0 : exponential(-dE / T);
    }
    return 1 / (1 + exponential(dE / T));
}

double bondProbability(double J, double T)
{
    if (J == 0) {
        return 0;
    }
    return T == 0 ? 1.0 : -exponentialMinusOne(-2 * std::fabs(J) / T);
}

std::uint64_t threshold64(double probability)
{
    if (!(probability > 0)) {
        return 0;
    }
    double const scaled = std::nearbyint(std::ldexp(probability, 64));
    return scaled >= 0x1.0p64 ? ~std::uint64_t{0} : static_cast<std::uint64_t>(scaled);
}

double realised(std::uint64_t threshold, int digits)
{
    if (digits < 64) {
        std::uint64_t const half = std::uint64_t{1} << (63 - digits);
        std::uint64_t const rounded =
            threshold > ~std::uint64_t{0} - half ? ~std::uint64_t{0} : threshold + half;
        threshold = rounded >> (64 - digits) << (64 - digits);
        if (rounded == ~std::uint64_t{0}) {
            return 1;
        }
    }
    return threshold == ~std::uint64_t{0} ? 1.0 : std::ldexp(static_cast<double>(threshold), -64);
}

} // namespace core::ising
