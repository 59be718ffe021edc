// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/limits.h"

#include "core/models/hopfield/learner.h"

namespace core::hopfield {

namespace {

constexpr std::int64_t mostBits = std::int64_t{1} << 32;    // 512 MiB
constexpr std::int64_t mostEntries = std::int64_t{1} << 27; // 512 MiB of integers
constexpr std::int64_t mostProjected = 4096;

Outcome tooMany(const Params& p, std::int64_t most, const std::string& because)
{
    return Outcome::refused("Parameter 'P' is " + std::to_string(p.P) + "; " + because +
                            " expected at most " + std::to_string(most) + ".");
}

Outcome tooLarge(const Params& p, const std::string& rule)
{
    return Outcome::refused("Parameter 'side' is " + std::to_string(p.side) + "; the " + rule +
                            " rule needs at most 4096 neurons, a side of 64.");
}

} // namespace

Outcome checkLimits(const Params& p)
{
    std::int64_t const n = p.neurons();
    if (p.P > 2 * n) {
        return tooMany(p, 2 * n, "with " + std::to_string(n) + " neurons");
    }
    if (p.P > mostBits / n) {
        return tooMany(p, mostBits / n, "512 MiB of pattern bits are the limit;");
    }
    if (p.rule == RuleChoice::storkey && n > largestMatrix) {
        return tooLarge(p, "Storkey");
    }
    if (p.rule == RuleChoice::pseudoInverse) {
        std::int64_t const most = std::min(n, mostProjected);
        if (p.P > most) {
            return tooMany(p, most, "for the pseudo-inverse rule");
        }
        if (p.P > mostEntries / n) {
            return tooMany(p, mostEntries / n,
                           "for the pseudo-inverse rule on " + std::to_string(n) + " neurons");
        }
    }
    return Outcome::done();
}

} // namespace core::hopfield
