// SPDX-License-Identifier: GPL-3.0-or-later
// What is done to both runs of a pair, all or nothing, and their files.
#include "core/model/paired.h"

#include <array>

namespace core {

namespace {

constexpr std::string_view leftPrefix = "left.", rightPrefix = "right.";

void putPrefixed(std::string_view prefix, const Archive& from, Archive& to)
{
    for (auto const& [name, array] : from.arrays()) {
        to.put(std::string(prefix) + name, array);
    }
    for (auto const& [name, text] : from.texts()) {
        to.putText(std::string(prefix) + name, text);
    }
}

Archive withPrefix(std::string_view prefix, const Archive& from)
{
    Archive part;
    for (auto const& [name, array] : from.arrays()) {
        if (name.starts_with(prefix)) {
            part.put(name.substr(prefix.size()), array);
        }
    }
    for (auto const& [name, text] : from.texts()) {
        if (name.starts_with(prefix)) {
            part.putText(name.substr(prefix.size()), text);
        }
    }
    return part;
}

} // namespace

AnyModel::Assigned Paired::set(const ParamMap& values)
{
    if (!rebuilds(values)) {
        return retune(values);
    }
    Assigned result;
    std::uint64_t const same = seed();
    result.outcome = renew([&](AnyModel& side, bool right) {
        auto const assigned = side.set(valuesFor(values, right));
        result.retuned |= assigned.retuned;
        // The side that kept its state begins anew too, or the clocks would part.
        return assigned.outcome && !assigned.rebuilt ? side.restart(same) : assigned.outcome;
    });
    result.rebuilt = static_cast<bool>(result.outcome);
    return result;
}

// Live values: taken back one by one, in the middle of a step too.
AnyModel::Assigned Paired::retune(const ParamMap& values)
{
    auto const before = withoutAliases(left_->specs(), left_->params());
    Assigned result = left_->set(valuesFor(values, false));
    if (!result.outcome) {
        return result;
    }
    auto const theirs = right_->set(valuesFor(values, true));
    if (!theirs.outcome) {
        static_cast<void>(left_->set(before));
        return theirs;
    }
    result.retuned |= theirs.retuned;
    return result;
}

void Paired::finishStep()
{
    while (insideStep_ && !advance(StopCheck(), *pool_)) {}
}

template <class Change>
Outcome Paired::both(Change change)
{
    finishStep();
    Archive before;
    left_->save(before);
    if (auto outcome = change(*left_); !outcome) {
        return outcome;
    }
    auto outcome = change(*right_);
    if (!outcome) {
        static_cast<void>(left_->load(before));
    }
    return outcome;
}

template <class Change>
Outcome Paired::renew(Change change)
{
    std::unique_ptr<AnyModel> fresh[2];
    for (bool const right : {false, true}) {
        auto made = entry_.make({}, 1);
        if (!made) {
            return made.outcome();
        }
        Archive own;
        (right ? right_ : left_)->save(own);
        if (auto outcome = (*made)->load(own); !outcome) {
            return outcome;
        }
        (*made)->reportTo(gauge_);
        if (auto outcome = change(**made, right); !outcome) {
            return outcome;
        }
        fresh[right ? 1 : 0] = std::move(*made);
    }
    left_ = std::move(fresh[0]);
    right_ = std::move(fresh[1]);
    insideStep_ = leftDone_ = leftEvaluated_ = false;
    return Outcome::done();
}

Outcome Paired::restart(std::uint64_t seed)
{
    return renew([seed](AnyModel& side, bool) { return side.restart(seed); });
}

Outcome Paired::act(const ActionCall& call, const Payload& payload)
{
    return both([&](AnyModel& side) { return side.act(call, payload); });
}

Outcome Paired::importArray(std::string_view id, const Array& array)
{
    return both([&](AnyModel& side) { return side.importArray(id, array); });
}

std::string Paired::hash() const
{
    Fnv fnv;
    fnv.text(left_->hash());
    fnv.text(right_->hash());
    return fnv.hex();
}

void Paired::save(Archive& archive) const
{
    archive.putText("compared", param_);
    for (auto const& [prefix, side] :
         {std::pair{leftPrefix, left_.get()}, std::pair{rightPrefix, right_.get()}}) {
        Archive own;
        side->save(own);
        putPrefixed(prefix, own, archive);
    }
}

Outcome Paired::load(const Archive& archive)
{
    std::string param;
    if (auto outcome = archive.getText("compared", param); !outcome) {
        return outcome;
    }
    if (param != param_) {
        return Outcome::refused("The comparison in the file is by '" + param + "'; expected '" +
                                param_ + "'.");
    }
    auto const states =
        std::array{withPrefix(leftPrefix, archive), withPrefix(rightPrefix, archive)};
    std::string steps[2];
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (auto outcome = states[i].getText("steps", steps[i]); !outcome) {
            return outcome;
        }
    }
    if (steps[0] != steps[1]) {
        return Outcome::refused("The comparison in the file has " + steps[0] +
                                " steps on the left and " + steps[1] +
                                " on the right; expected the same.");
    }
    return renew([&](AnyModel& side, bool right) { return side.load(states[right ? 1 : 0]); });
}

} // namespace core
