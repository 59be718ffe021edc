// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/naming.h"

#include <algorithm>
#include <cmath>

namespace core::hopfield {

namespace {

// A pattern is recalled when its overlap stands alone and is large (heat lowers it), or is nearly
// one, whatever the pattern's likeness to others.
constexpr double recalledCold = 0.8, recalledWarm = 0.4, recalledFully = 0.95;
// Members of a mixture: large, and within this factor of the largest.
constexpr double smallestMember = 0.25, memberShare = 0.7;

std::size_t members(std::span<const Ranked> largest)
{
    std::size_t count = 0;
    double const least = std::max(smallestMember, memberShare * std::fabs(largest.front().overlap));
    while (count < largest.size() && std::fabs(largest[count].overlap) >= least) {
        ++count;
    }
    return count;
}

} // namespace

void rankOverlaps(std::span<const double> overlaps, std::size_t count, std::vector<Ranked>& out)
{
    out.clear();
    for (std::size_t k = 0; k < overlaps.size(); ++k) {
        double const size = std::fabs(overlaps[k]);
        if (out.size() == count && size <= std::fabs(out.back().overlap)) {
            continue;
        }
        auto const place = std::find_if(out.begin(), out.end(), [size](const Ranked& other) {
            return size > std::fabs(other.overlap);
        });
        out.insert(place, Ranked{static_cast<int>(k), overlaps[k]});
        if (out.size() > count) {
            out.pop_back();
        }
    }
}

void nameState(const Situation& situation, const std::function<const std::string&(int)>& name,
               std::string& out)
{
    out.clear();
    auto const& largest = situation.largest;
    if (situation.twoCycle) {
        out = "cycle of two states";
        return;
    }
    if (situation.moving) {
        out = "thinking …";
        return;
    }
    std::size_t const count = largest.empty() ? 0 : members(largest);
    double const recalled = situation.T > 0 ? recalledWarm : recalledCold;
    double const first = largest.empty() ? 0 : std::fabs(largest[0].overlap);
    if (first >= recalledFully || (count == 1 && first >= recalled)) {
        out += largest[0].overlap < 0 ? "reverse of " : "";
        out += name(largest[0].pattern);
        return;
    }
    if (count >= 2 && count < largest.size() + (largest.size() < 6 ? 1 : 0)) {
        out = "mixture of ";
        for (std::size_t i = 0; i < count; ++i) {
            bool const minus = largest[i].overlap < 0;
            out += i == 0 ? (minus ? "-" : "") : (minus ? " - " : " + ");
            out += name(largest[i].pattern);
        }
        return;
    }
    if (largest.empty()) {
        out = "nothing stored";
    } else if (situation.T > 1 + std::sqrt(situation.load)) {
        out = "paramagnet (too hot to remember)";
    } else {
        out = "spin glass (no memory)";
    }
}

} // namespace core::hopfield
