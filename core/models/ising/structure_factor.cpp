// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/structure_factor.h"

#include "core/base/elementary.h"

namespace core::ising {

ProfileWave::ProfileWave(int n) : half_(static_cast<std::size_t>(n / 2))
{
    for (int k = 1; 4 * k < n; ++k) {
        auto const [cosine, sine] = turn(k, n);
        cosines_.push_back(cosine);
        sines_.push_back(sine);
    }
}

// Half a turn on, the sign of both waves is reversed; reflected at the quarter turn, that of the
// cosine is.
double ProfileWave::operator()(std::span<const std::int32_t> profile) const
{
    constexpr std::size_t ways = 4;
    std::size_t const n = cosines_.size();
    auto const folded = [&](std::size_t k) { return profile[k] - profile[k + half_]; };
    double cosine[ways] = {static_cast<double>(folded(0))};
    double sine[ways] = {half_ % 2 ? 0 : static_cast<double>(folded(half_ / 2))};
    for (std::size_t k = 0; k < n; ++k) {
        std::int32_t const here = folded(k + 1);
        std::int32_t const there = folded(half_ - 1 - k);
        cosine[k % ways] += (here - there) * cosines_[k];
        sine[k % ways] += (here + there) * sines_[k];
    }
    double const c = (cosine[0] + cosine[1]) + (cosine[2] + cosine[3]);
    double const s = (sine[0] + sine[1]) + (sine[2] + sine[3]);
    return c * c + s * s;
}

} // namespace core::ising
