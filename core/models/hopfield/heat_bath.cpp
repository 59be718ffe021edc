// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/heat_bath.h"

#include "core/base/elementary.h"
#include "core/models/ising/acceptance.h"

#include <vector>

namespace core::hopfield {

double upProbability(double lambda, double T) { return 1 / (1 + exponential(-2 * lambda / T)); }

const HeatBath::Bound* HeatBath::table()
{
    static const auto bounds = [] {
        std::vector<Bound> all;
        for (int bin = 0; bin < bins; ++bin) {
            // A little wider than the bin: 2 lambda / T is rounded in two ways.
            double const from = static_cast<double>(bin) / binsPerUnit - reach;
            double const margin = 1.0 / (1 << 20);
            all.push_back(
                {ising::threshold64(upProbability(0.5 * (from - margin), 1)),
                 ising::threshold64(upProbability(0.5 * (from + 1.0 / binsPerUnit + margin), 1))});
        }
        return all;
    }();
    return bounds.data();
}

bool HeatBath::exactly(double lambda, std::uint64_t digits) const
{
    return digits < ising::threshold64(upProbability(lambda, T_));
}

} // namespace core::hopfield
