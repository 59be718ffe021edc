// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/run.h"

#include "core/base/numbers.h"
#include "core/base/rng.h"
#include "core/stats/series.h"

#include <chrono>
#include <cmath>

namespace core {

namespace {

using SteadyTime = std::chrono::steady_clock;

std::uint64_t warmupOf(const RunPlan& plan)
{
    return plan.warmup.value_or(plan.entry->card->learns ? 0 : plan.steps / 10);
}

// Whole steps of one model, with progress and cancellation.
class Stepper
{
public:
    Stepper(AnyModel& model, WorkerPool& pool, const RunControl& control, std::uint64_t total)
        : model_(model), pool_(pool), control_(control), total_(total),
          stop_(control.cancel ? StopCheck(*control.cancel) : StopCheck())
    {
    }

    // False when the run was cancelled; the model may then be inside a step.
    bool step()
    {
        while (!model_.advance(stop_, pool_)) {
            if (control_.cancelled()) {
                return false;
            }
        }
        ++done_;
        if ((done_ & 63) == 0 && control_.progress) {
            tell();
        }
        return !control_.cancelled();
    }

    // What is measured now and then, for the last state. False when cancelled.
    bool evaluate()
    {
        while (!model_.evaluate(stop_, pool_)) {
            if (control_.cancelled()) {
                return false;
            }
        }
        return true;
    }

private:
    void tell()
    {
        auto const now = SteadyTime::now();
        if (now >= due_) {
            due_ = now + std::chrono::milliseconds(100);
            control_.progress(static_cast<double>(done_) / static_cast<double>(total_));
        }
    }

    AnyModel& model_;
    WorkerPool& pool_;
    const RunControl& control_;
    std::uint64_t total_;
    StopCheck stop_;
    std::uint64_t done_ = 0;
    SteadyTime::time_point due_{};
};

void setRamp(AnyModel& model, const Ramp& ramp, std::uint64_t step, std::uint64_t steps)
{
    const ParamSpec& spec = *findSpec(model.specs(), ramp.param);
    model.set({{ramp.param, valueFromNumber(spec, rampValue(ramp, step, steps))}});
}

// The phase whose steps are averaged, and the one before it that is only led along the ramp.
class Measuring
{
public:
    Measuring(AnyModel& model, const RunPlan& plan, int repeat)
        : model_(model), plan_(plan), repeat_(repeat), sample_(sampledCount(model.card())),
          series_(sample_.size())
    {
        while (visible_ < sample_.size() &&
               model.card().observables[visible_].kind != ObservableKind::internal) {
            ++visible_;
        }
    }

    void completed(bool averaged)
    {
        ++step_;
        if (step_ % plan_.every != 0 || (!averaged && !plan_.sample)) {
            return;
        }
        model_.measure(sample_);
        if (averaged) {
            series_.add(sample_);
        }
        if (plan_.sample) {
            plan_.sample(repeat_, step_, {sample_.data(), visible_});
        }
    }

    std::vector<Estimate> estimates()
    {
        model_.measure(sample_);
        std::vector<Estimate> result(sample_.size());
        for (std::size_t i = 0; i < result.size(); ++i) {
            bool const averages = series_.count() > 0 &&
                                  model_.card().observables[i].kind != ObservableKind::training;
            result[i] = averages ? series_.estimate(i) : Estimate{};
            result[i].tau *= static_cast<double>(plan_.every);
            result[i].last = sample_[i];
        }
        appendDerived(result);
        return result;
    }

private:
    void appendDerived(std::vector<Estimate>& result) const
    {
        std::size_t const count = derivedCount(model_.card());
        if (series_.count() == 0) {
            result.resize(result.size() + count);
            return;
        }
        auto const derived =
            series_.derived(count, [this](std::span<const double> means, std::span<double> out) {
                model_.derive(means, out);
            });
        for (const auto& estimate : derived) {
            result.push_back(estimate);
            result.back().last = notANumber; // a function of means has no value at one step
        }
    }

    AnyModel& model_;
    const RunPlan& plan_;
    int repeat_;
    std::vector<double> sample_;
    Series series_;
    std::size_t visible_ = 0;
    std::uint64_t step_ = 0;
};

bool runSteps(AnyModel& model, const RunPlan& plan, Stepper& stepper, Measuring& measuring)
{
    std::uint64_t const warmup = warmupOf(plan);
    if (plan.ramp) {
        setRamp(model, *plan.ramp, 1, plan.steps);
    }
    for (std::uint64_t i = 0; i < warmup; ++i) {
        if (!stepper.step()) {
            return false;
        }
    }
    model.warmedUp();
    for (std::uint64_t i = 1; i <= plan.steps; ++i) {
        if (plan.ramp) {
            setRamp(model, *plan.ramp, i, plan.steps);
        }
        if (!stepper.step()) {
            return false;
        }
        measuring.completed(!plan.ramp);
    }
    for (std::uint64_t i = 0; plan.ramp && i < plan.hold; ++i) {
        if (!stepper.step()) {
            return false;
        }
        measuring.completed(true);
    }
    return stepper.evaluate();
}

std::string nameOf(const ModelEntry& entry, std::string_view what)
{
    return "Model '" + std::string(entry.card->id) + "' " + std::string(what);
}

Outcome checkRamp(const RunPlan& plan)
{
    auto const& ramp = *plan.ramp;
    const ParamSpec* spec = findSpec(plan.entry->specs(), ramp.param);
    if (!spec) {
        return Outcome::refused(
            nameOf(*plan.entry, "has no parameter '" + ramp.param + "' to ramp."));
    }
    if (spec->effect != Effect::live ||
        (spec->kind != ParamKind::real && spec->kind != ParamKind::integer)) {
        return Outcome::refused("A ramp needs a live number; '" + ramp.param + "' is not one.");
    }
    for (double const end : {ramp.from, ramp.to}) {
        auto const value = spec->kind == ParamKind::integer
                               ? ParamValue(static_cast<std::int64_t>(std::llround(end)))
                               : ParamValue(end);
        if (auto outcome = check(*spec, value); !outcome) {
            return outcome;
        }
        if (ramp.shape == RampShape::geometric && !(end > 0)) {
            return Outcome::refused("A geometric ramp of '" + ramp.param +
                                    "' needs both ends above 0; one of them is " + numberText(end) +
                                    ".");
        }
    }
    return Outcome::done();
}

// Values given beside a loaded state may change live parameters only.
Outcome applyToLoaded(AnyModel& model, const ParamMap& values)
{
    auto const present = model.params();
    for (const auto& [id, value] : values) {
        const ParamSpec* spec = findSpec(model.specs(), id);
        const ParamValue* now = findValue(present, id);
        if (spec && now && spec->effect == Effect::rebuild && *now != value) {
            return Outcome::refused("Parameter '" + id +
                                    "' makes a fresh state; with a loaded one only live "
                                    "parameters can be set.");
        }
    }
    return model.set(values).outcome;
}

Result<std::unique_ptr<AnyModel>> loadModel(const RunPlan& plan)
{
    auto model = plan.entry->make({}, plan.seed);
    if (!model) {
        return model;
    }
    auto outcome = (*model)->load(*plan.start);
    if (outcome) {
        outcome = applyToLoaded(**model, plan.params);
    }
    if (!outcome) {
        return Result<std::unique_ptr<AnyModel>>::refused(outcome.reason());
    }
    return model;
}

// Mean and standard error of the repeats' means.
Estimate scatter(const std::vector<RunResult>& results, std::size_t observable)
{
    Estimate total;
    double sum = 0;
    total.trusted = true;
    for (const auto& result : results) {
        sum += result.estimates[observable].mean;
        total.trusted = total.trusted && result.estimates[observable].trusted;
    }
    auto const n = static_cast<double>(results.size());
    total.mean = sum / n;
    double squares = 0;
    for (const auto& result : results) {
        double const off = result.estimates[observable].mean - total.mean;
        squares += off * off;
    }
    total.error = std::sqrt(squares / (n * (n - 1)));
    total.last = results.back().estimates[observable].last;
    total.count = std::isnan(total.mean) ? 0 : results.size();
    return total;
}

std::vector<RunResult> runRepeats(const RunPlan& plan, WorkerPool& pool, const RunControl& control,
                                  Outcome& outcome)
{
    auto const count = static_cast<std::size_t>(plan.repeats);
    std::vector<RunResult> results(count);
    std::vector<std::string> refusals(count);
    auto const one = [&](std::size_t r, WorkerPool& workers, const RunControl& watched) {
        auto model = startRun(plan, static_cast<int>(r));
        if (!model) {
            refusals[r] = model.reason();
            return;
        }
        results[r] = continueRun(**model, plan, static_cast<int>(r), workers, watched);
        if (r == 0 && plan.finish && !results[r].interrupted) {
            if (auto const done = plan.finish(**model); !done) {
                results[r].unwritten = done.reason();
            }
        }
    };
    if (plan.repeats == 1 || plan.sample) {
        for (std::size_t r = 0; r < count; ++r) {
            RunControl watched{control.cancel, {}};
            if (control.progress) {
                watched.progress = [&, r](double part) {
                    control.progress((static_cast<double>(r) + part) / static_cast<double>(count));
                };
            }
            one(r, pool, watched);
        }
    } else {
        pool.run(plan.repeats, [&](int r) {
            one(static_cast<std::size_t>(r), soloPool(), RunControl{control.cancel, {}});
        });
    }
    for (const auto& refusal : refusals) {
        if (!refusal.empty()) {
            outcome = Outcome::refused(refusal);
            break;
        }
    }
    return results;
}

} // namespace

double rampValue(const Ramp& ramp, std::uint64_t step, std::uint64_t steps)
{
    if (step >= steps) {
        return ramp.to;
    }
    double const t = static_cast<double>(step - 1) / static_cast<double>(steps - 1);
    return ramp.shape == RampShape::linear ? ramp.from + (ramp.to - ramp.from) * t
                                           : ramp.from * std::pow(ramp.to / ramp.from, t);
}

Outcome checkPlan(const RunPlan& plan)
{
    if (plan.every < 1) {
        return Outcome::refused("A run measures every n-th step; n must be at least 1.");
    }
    if (plan.repeats < 1) {
        return Outcome::refused("A run needs at least 1 repeat.");
    }
    if (plan.start && plan.repeats > 1) {
        return Outcome::refused(
            "Repeats of a loaded state would all be the same run; repeat without loading.");
    }
    return plan.ramp ? checkRamp(plan) : Outcome::done();
}

std::uint64_t repeatSeed(const RunPlan& plan, int repeat)
{
    return repeat == 0 ? plan.seed : streamSeed(plan.seed, static_cast<std::uint64_t>(repeat));
}

Result<std::unique_ptr<AnyModel>> startRun(const RunPlan& plan, int repeat)
{
    auto model =
        plan.start ? loadModel(plan) : plan.entry->make(plan.params, repeatSeed(plan, repeat));
    if (!model) {
        return model;
    }
    auto outcome = plan.prepare ? plan.prepare(**model) : Outcome::done();
    for (const auto& action : plan.actions) {
        if (outcome) {
            outcome = (*model)->act(action.call, action.payload);
        }
    }
    if (outcome) {
        outcome = (*model)->ready();
    }
    return outcome ? std::move(model)
                   : Result<std::unique_ptr<AnyModel>>::refused(outcome.reason());
}

bool averageSteps(AnyModel& model, const RunPlan& plan, int repeat, WorkerPool& pool,
                  const RunControl& control, std::vector<Estimate>& estimates)
{
    Stepper stepper(model, pool, control,
                    warmupOf(plan) + plan.steps + (plan.ramp ? plan.hold : 0));
    Measuring measuring(model, plan, repeat);
    bool const complete = runSteps(model, plan, stepper, measuring);
    estimates = measuring.estimates();
    return complete;
}

RunResult continueRun(AnyModel& model, const RunPlan& plan, int repeat, WorkerPool& pool,
                      const RunControl& control)
{
    auto const began = SteadyTime::now();
    RunResult result;
    result.interrupted = !averageSteps(model, plan, repeat, pool, control, result.estimates);
    result.params = model.params();
    result.seed = model.seed();
    result.warmup = warmupOf(plan);
    model.predict(result.predictions);
    result.hash = model.hash();
    result.kernel = model.kernel();
    result.notice = model.notice();
    result.seconds = std::chrono::duration<double>(SteadyTime::now() - began).count();
    return result;
}

RunResult combineRepeats(std::vector<RunResult> results)
{
    if (results.size() == 1) {
        return std::move(results.front());
    }
    RunResult total = results.front();
    Fnv fnv;
    for (const auto& result : results) {
        fnv.text(result.hash);
        total.interrupted = total.interrupted || result.interrupted;
    }
    for (std::size_t i = 0; i < total.estimates.size(); ++i) {
        total.estimates[i] = scatter(results, i);
    }
    total.hash = fnv.hex();
    return total;
}

Result<RunResult> runModel(const RunPlan& plan, WorkerPool& pool, const RunControl& control)
{
    auto outcome = checkPlan(plan);
    if (!outcome) {
        return Result<RunResult>::refused(outcome.reason());
    }
    auto const began = SteadyTime::now();
    auto results = runRepeats(plan, pool, control, outcome);
    if (!outcome) {
        return Result<RunResult>::refused(outcome.reason());
    }
    auto total = combineRepeats(std::move(results));
    total.seconds = std::chrono::duration<double>(SteadyTime::now() - began).count();
    return total;
}

const Prediction* bestPrediction(const Predictions& predictions, std::string_view observable)
{
    const Prediction* best = nullptr;
    for (const auto& prediction : predictions) {
        if (prediction.observable == observable && std::isfinite(prediction.value) &&
            (!best || prediction.kind < best->kind)) {
            best = &prediction;
        }
    }
    return best;
}

} // namespace core
