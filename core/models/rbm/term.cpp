// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/rbm/term.h"

#include <cmath>

namespace core::rbm {

void Term::tune(const Params& before, Params& next, double epoch)
{
    if (next.learning && reached(next, epoch)) {
        from_ = static_cast<std::uint64_t>(std::llround(epoch));
    } else if (ended_ && next.epochs != before.epochs && !reached(next, epoch)) {
        next.learning = true;
    }
    ended_ = ended_ && !next.learning;
}

bool Term::ends(const Params& params, double epoch)
{
    ended_ = reached(params, epoch);
    return ended_;
}

void Term::save(Archive& archive) const
{
    archive.put("term", std::vector<std::uint64_t>{from_, ended_ ? 1u : 0u});
}

Outcome Term::load(const Archive& archive)
{
    std::vector<std::uint64_t> saved{0, 0};
    if (archive.array("term")) {
        if (auto outcome = archive.get("term", saved, 2); !outcome) {
            return outcome;
        }
    }
    from_ = saved[0];
    ended_ = saved[1] != 0;
    return Outcome::done();
}

} // namespace core::rbm
