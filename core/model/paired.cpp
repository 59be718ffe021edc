// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/paired.h"

#include <algorithm>

namespace core {

std::string Paired::rightId(std::string_view id) { return std::string(id) + ".right"; }

bool Paired::isComparable(const ParamSpec& spec)
{
    return spec.effect != Effect::view && spec.aliasOf.empty() && spec.kind != ParamKind::text;
}

Result<std::unique_ptr<Paired>> Paired::make(const ModelEntry& entry, const Archive& state,
                                             const Comparison& comparison)
{
    using Made = Result<std::unique_ptr<Paired>>;
    auto const* const spec = findSpec(entry.specs(), comparison.param);
    if (!spec || !isComparable(*spec)) {
        return Made::refused("The parameter '" + comparison.param +
                             "' cannot be compared in model '" + std::string(entry.card->id) +
                             "'; expected a live one or one of the fresh state, no alias.");
    }
    std::unique_ptr<AnyModel> sides[2];
    for (auto& side : sides) {
        auto made = entry.make({}, 1);
        if (!made) {
            return Made::refused(made.reason());
        }
        side = std::move(*made);
        if (auto outcome = side->load(state); !outcome) {
            return Made::refused(outcome.reason());
        }
        auto const& value = &side == &sides[0] ? comparison.left : comparison.right;
        if (auto assigned = side->set({{comparison.param, value}}); !assigned.outcome) {
            return Made::refused(assigned.outcome.reason());
        }
        if (auto outcome = side->restart(side->seed()); !outcome) {
            return Made::refused(outcome.reason());
        }
    }
    return Made(std::unique_ptr<Paired>(
        new Paired(entry, std::move(sides[0]), std::move(sides[1]), comparison.param)));
}

Paired::Paired(const ModelEntry& entry, std::unique_ptr<AnyModel> left,
               std::unique_ptr<AnyModel> right, std::string param)
    : entry_(entry), left_(std::move(left)), right_(std::move(right)), param_(std::move(param)),
      rightParam_(rightId(param_)), card_(*entry.card)
{
    describe();
}

std::string_view Paired::keep(std::string text) { return texts_.emplace_back(std::move(text)); }

void Paired::describe()
{
    auto const own = left_->specs();
    specs_.assign(own.begin(), own.end());
    specs_.push_back(*findSpec(own, param_));
    specs_.back().id = rightParam_;
    describeObservables();
    auto const pictures = entry_.card->pictures;
    pictures_.assign(pictures.begin(), pictures.end());
    for (auto picture : pictures) {
        picture.id = keep(rightId(picture.id));
        pictures_.push_back(picture);
    }
    card_.observables = observables_;
    card_.pictures = pictures_;
    card_.curves = {};
    card_.histogram = {};
    card_.shelves = {};
    card_.maps = {};
}

void Paired::describeObservables()
{
    auto const own = entry_.card->observables;
    std::size_t const sampled = sampledCount(*entry_.card);
    bool const all = sampled <= mostSampled;
    sample_.resize(sampled);
    derived_ = all ? own.size() - sampled : 0;
    for (std::size_t i = 0; i < sampled && shown_.size() < mostSampled; ++i) {
        if (all || own[i].kind != ObservableKind::internal) {
            shown_.push_back(i);
        }
    }
    std::vector<ObservableSpec> derived;
    for (bool const right : {false, true}) {
        auto const add = [&](std::vector<ObservableSpec>& to, ObservableSpec spec) {
            spec.id = right ? keep(rightId(spec.id)) : spec.id;
            spec.error = right && !spec.error.empty() ? keep(rightId(spec.error)) : spec.error;
            to.push_back(spec);
        };
        for (auto const i : shown_) {
            add(observables_, own[i]);
        }
        for (std::size_t i = 0; i < derived_; ++i) {
            add(derived, own[sampled + i]);
        }
    }
    observables_.insert(observables_.end(), derived.begin(), derived.end());
}

ParamMap Paired::params() const
{
    ParamMap values = left_->params();
    auto const theirs = right_->params();
    values.emplace_back(rightParam_, *findValue(theirs, param_));
    return values;
}

ParamMap Paired::valuesFor(const ParamMap& values, bool right) const
{
    ParamMap own;
    for (auto const& [id, value] : values) {
        if (id == rightParam_) {
            if (right) {
                own.emplace_back(param_, value);
            }
        } else if (!right || !sameParameter(left_->specs(), id, param_)) {
            own.emplace_back(id, value);
        }
    }
    return own;
}

bool Paired::rebuilds(const ParamMap& values) const
{
    auto const now = params();
    return std::any_of(values.begin(), values.end(), [&](auto const& one) {
        auto const* const spec = findSpec(specs_, one.first);
        auto const* const value = findValue(now, one.first);
        return spec && spec->effect == Effect::rebuild && !(value && *value == one.second);
    });
}

Outcome Paired::ready() const
{
    auto outcome = left_->ready();
    return outcome ? right_->ready() : outcome;
}

bool Paired::advance(StopCheck stop, WorkerPool& pool)
{
    insideStep_ = true;
    pool_ = &pool;
    leftDone_ = leftDone_ || left_->advance(stop, pool);
    if (!leftDone_ || !right_->advance(stop, pool)) {
        return false;
    }
    leftDone_ = insideStep_ = false;
    return true;
}

void Paired::warmedUp()
{
    left_->warmedUp();
    right_->warmedUp();
}

bool Paired::evaluate(StopCheck stop, WorkerPool& pool)
{
    leftEvaluated_ = leftEvaluated_ || left_->evaluate(stop, pool);
    if (!leftEvaluated_ || !right_->evaluate(stop, pool)) {
        return false;
    }
    leftEvaluated_ = false;
    return true;
}

void Paired::measure(std::span<double> out) const
{
    std::size_t at = 0;
    for (auto const* const side : {left_.get(), right_.get()}) {
        side->measure(sample_);
        for (auto const i : shown_) {
            out[at++] = sample_[i];
        }
    }
}

void Paired::derive(std::span<const double> means, std::span<double> out) const
{
    if (derived_ > 0) { // then all that is sampled is shown
        left_->derive(means.first(shown_.size()), out.first(derived_));
        right_->derive(means.subspan(shown_.size(), shown_.size()),
                       out.subspan(derived_, derived_));
    }
}

void Paired::predict(Predictions& out) const
{
    left_->predict(out);
    Predictions theirs;
    right_->predict(theirs);
    for (auto& prediction : theirs) {
        auto const id = rightId(prediction.observable);
        if (int const index = observableIndex(card_, id); index >= 0) {
            prediction.observable = observables_[static_cast<std::size_t>(index)].id;
            out.push_back(prediction);
        }
    }
}

void Paired::marks(std::vector<Mark>& out) const
{
    left_->marks(out);
    std::vector<Mark> theirs;
    right_->marks(theirs);
    for (auto& mark : theirs) {
        if (mark.param == param_) {
            mark.param = rightParam_;
            out.push_back(mark);
        }
    }
}

WorldSize Paired::world(int picture) const
{
    int const own = static_cast<int>(pictures_.size() / 2);
    return picture < own ? left_->world(picture) : right_->world(picture - own);
}

void Paired::draw(int picture, const Tile& tile, std::span<std::uint8_t> cells) const
{
    int const own = static_cast<int>(pictures_.size() / 2);
    if (picture < own) {
        left_->draw(picture, tile, cells);
    } else {
        right_->draw(picture - own, tile, cells);
    }
}

void Paired::paint(const Brush& brush)
{
    left_->paint(brush);
    right_->paint(brush);
}

void Paired::status(std::string& out) const
{
    left_->status(out);
    right_->status(words_);
    if (!out.empty() || !words_.empty()) {
        out += '\n';
        out += words_;
    }
}

std::optional<Array> Paired::exportArray(std::string_view id) const
{
    return left_->exportArray(id);
}

std::string_view Paired::notice() const
{
    auto const words = left_->notice();
    return words.empty() ? right_->notice() : words;
}

} // namespace core
