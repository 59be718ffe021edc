// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/archive.h"
#include "core/models/rbm/params.h"

namespace core::rbm {

// How long a machine is to learn: so many epochs, counted from the first or from where it was
// switched on again; then learning ends by itself, between two updates.
class Term
{
public:
    // The epoch at which learning ends; 0: none.
    double goal(const Params& params) const
    {
        return params.epochs > 0 ? static_cast<double>(from_) + static_cast<double>(params.epochs)
                                 : 0;
    }
    // At this epoch the parameters are to become `next`. Switched on again at the goal, or with a
    // goal that lies behind, learning goes on for as many epochs from here; a goal that is moved
    // ahead lets a machine that had reached it go on.
    void tune(const Params& before, Params& next, double epoch);
    // An update is done: does learning end here?
    bool ends(const Params& params, double epoch);
    // By itself, and nothing else has been asked for since.
    bool ended() const { return ended_; }
    // A person wants it so: a goal that is moved does not begin it again.
    void keepEnded() { ended_ = false; }

    void save(Archive& archive) const;
    // A document without a term is one that counts from the beginning.
    Outcome load(const Archive& archive);

private:
    bool reached(const Params& params, double epoch) const
    {
        return params.epochs > 0 && epoch >= goal(params);
    }

    std::uint64_t from_ = 0; // epoch
    bool ended_ = false;
};

} // namespace core::rbm
