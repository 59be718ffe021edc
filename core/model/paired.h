// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/any_model.h"

#include <deque>

namespace core {

// What two runs of one model differ in.
struct Comparison
{
    std::string param; // no alias
    ParamValue left, right;
};

// Two runs of one model side by side: the same seed, the same clock, the same of everything but one
// parameter. A step is one step of the left, then one of the right, so the step counts of both
// agree between two steps; an action or an import waits for the end of a step that has begun. What
// a person does is done to both; what either refuses changes neither.
//
// Its parameters are the model's, of which the compared one is the left's, and last the right's,
// with the id rightId(param). Its card has the pictures of the left, then those of the right; the
// observables likewise, all of them where both fit into a sample of sixteen, else the first eight
// of each that are not internal. The status has a line for each side. Curves, shelf and map are
// left out.
class Paired final : public AnyModel
{
public:
    static constexpr std::size_t mostSampled = 8; // of each side

    static std::string rightId(std::string_view id);

    // From a state that a single model saved: its parameters, seed and whatever outlives a fresh
    // state; both sides begin anew from that seed. Refused with a sentence when the state is of
    // another model, the parameter cannot be compared, or a side refuses its value.
    static Result<std::unique_ptr<Paired>> make(const ModelEntry& entry, const Archive& state,
                                                const Comparison& comparison);
    // May two values of this parameter be compared?
    static bool isComparable(const ParamSpec& spec);

    const AnyModel& left() const { return *left_; }
    const AnyModel& right() const { return *right_; }
    // Index on the card of the right's picture or observable that goes with the left's `index`.
    int rightPicture(int index) const { return index + static_cast<int>(pictures_.size() / 2); }

    const ModelCard& card() const override { return card_; }
    std::span<const ParamSpec> specs() const override { return specs_; }
    ParamMap params() const override;
    std::uint64_t seed() const override { return left_->seed(); }

    Assigned set(const ParamMap& values) override;
    Outcome restart(std::uint64_t seed) override;
    void reportTo(Gauge* gauge) override { gauge_ = gauge; }

    Outcome ready() const override;
    bool advance(StopCheck stop, WorkerPool& pool) override;
    std::uint64_t steps() const override { return right_->steps(); }
    void warmedUp() override;
    bool evaluate(StopCheck stop, WorkerPool& pool) override;
    std::uint64_t ownChanges() const override { return left_->ownChanges() + right_->ownChanges(); }
    bool hasNews() const override { return left_->hasNews() || right_->hasNews(); }

    void measure(std::span<double> out) const override;
    void derive(std::span<const double> means, std::span<double> out) const override;
    void predict(Predictions& out) const override;
    void marks(std::vector<Mark>& out) const override;
    void curve(int, std::vector<CurvePoint>& out) const override { out.clear(); }

    WorldSize world(int picture) const override;
    void draw(int picture, const Tile& tile, std::span<std::uint8_t> cells) const override;

    bool paintable() const override { return left_->paintable(); }
    void paint(const Brush& brush) override;
    Outcome act(const ActionCall& call, const Payload& payload) override;

    void shelf(Shelf&) const override {}
    std::uint64_t shelfVersion() const override { return 0; }
    void shelfValues(std::vector<float>&) const override {}
    void status(std::string& out) const override;
    Progress progress() const override { return left_->progress(); }

    // Of the left; an import goes to both.
    std::optional<Array> exportArray(std::string_view id) const override;
    Outcome importArray(std::string_view id, const Array& array) override;

    std::optional<double> energyFromScratch() const override { return std::nullopt; }
    double attempts() const override { return left_->attempts() + right_->attempts(); }
    std::string_view kernel() const override { return left_->kernel(); }
    std::string_view notice() const override;

    std::string hash() const override;
    void save(Archive& archive) const override;
    Outcome load(const Archive& archive) override;

private:
    Paired(const ModelEntry& entry, std::unique_ptr<AnyModel> left, std::unique_ptr<AnyModel> right,
           std::string param);

    void describe();
    void describeObservables();
    std::string_view keep(std::string text);
    // Of these values those meant for one side, under the model's own ids.
    ParamMap valuesFor(const ParamMap& values, bool right) const;
    bool rebuilds(const ParamMap& values) const;
    Assigned retune(const ParamMap& values);
    void finishStep();
    // Does `change` to the left and to the right; where either refuses, both are as before.
    template <class Change>
    Outcome both(Change change);
    // The same for what makes a fresh state: on copies, so that no step need be finished first.
    template <class Change>
    Outcome renew(Change change);

    const ModelEntry& entry_;
    std::unique_ptr<AnyModel> left_, right_;
    std::string param_, rightParam_;
    Gauge* gauge_ = nullptr;
    WorkerPool* pool_ = nullptr; // of the step that has begun
    bool insideStep_ = false, leftDone_ = false, leftEvaluated_ = false;

    ModelCard card_;
    std::deque<std::string> texts_; // what card and specs point to
    std::vector<ParamSpec> specs_;
    std::vector<ObservableSpec> observables_;
    std::vector<PictureSpec> pictures_;
    std::vector<std::size_t> shown_; // sampled observables of a side, as indices of its own sample
    std::size_t derived_ = 0;        // of a side
    mutable std::vector<double> sample_;
    mutable std::string words_;
};

} // namespace core
