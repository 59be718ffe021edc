// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lattice/structure_factor.h"

#include "core/base/elementary.h"

namespace core {

double structureFactor(std::span<const std::int32_t> sums)
{
    auto const L = static_cast<double>(sums.size());
    double re = 0;
    double im = 0;
    for (std::size_t x = 0; x < sums.size(); ++x) {
        auto const [cosine, sine] = turn(static_cast<int>(x), static_cast<int>(sums.size()));
        re += sums[x] * cosine;
        im += sums[x] * sine;
    }
    return (re * re + im * im) / (L * L);
}

} // namespace core
