// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/sweep.h"

#include "core/base/numbers.h"
#include "core/base/rng.h"

#include <algorithm>
#include <cmath>

namespace core {

namespace {

constexpr double maxPoints = 1e6;

// Tells finished points in order, one caller at a time and without making anyone wait: a thread
// that finds another one telling leaves its point to that one.
class Announcer
{
public:
    Announcer(const std::vector<SweepPoint>& points, const SweepControl& control)
        : points_(points), control_(control), state_(points.size())
    {
    }

    void finished(std::size_t index)
    {
        state_[index] = 1;
        done_.fetch_add(1);
        do {
            if (busy_.exchange(true)) {
                return;
            }
            while (ready()) {
                if (control_.finished) {
                    control_.finished(next_, points_[next_]);
                }
                ++next_;
            }
            if (control_.progress) {
                control_.progress(static_cast<double>(done_.load()) /
                                  static_cast<double>(points_.size()));
            }
            busy_ = false;
        } while (ready());
    }

    // After the work: what a cancellation left behind a gap.
    void rest()
    {
        for (; next_ < points_.size(); ++next_) {
            if (state_[next_] && control_.finished) {
                control_.finished(next_, points_[next_]);
            }
        }
    }

private:
    bool ready() const
    {
        std::size_t const next = next_;
        return next < points_.size() && state_[next];
    }

    const std::vector<SweepPoint>& points_;
    const SweepControl& control_;
    std::vector<std::atomic<char>> state_;
    std::atomic<std::size_t> next_{0}, done_{0};
    std::atomic<bool> busy_{false};
};

std::vector<SweepPoint> emptyPoints(const SweepPlan& plan)
{
    std::vector<SweepPoint> points(pointCount(plan));
    for (std::size_t k = 0; k < points.size(); ++k) {
        points[k].seed =
            plan.carry || plan.base.start ? plan.base.seed : sweepSeed(plan.base.seed, k);
        points[k].values.resize(plan.axes.size());
        std::size_t rest = k;
        for (std::size_t a = plan.axes.size(); a-- > 0;) {
            const auto& values = plan.axes[a].values;
            points[k].values[a] = values[rest % values.size()];
            rest /= values.size();
        }
    }
    return points;
}

ParamMap valuesAt(const SweepPlan& plan, const SweepPoint& point)
{
    ParamMap values;
    for (std::size_t a = 0; a < plan.axes.size(); ++a) {
        setValue(values, plan.axes[a].param, point.values[a]);
    }
    return values;
}

RunPlan planAt(const SweepPlan& plan, const SweepPoint& point)
{
    RunPlan run = plan.base;
    run.sample = nullptr;
    run.finish = nullptr;
    run.seed = point.seed;
    for (auto& [id, value] : valuesAt(plan, point)) {
        setValue(run.params, id, value);
    }
    return run;
}

Outcome runParallel(const SweepPlan& plan, std::vector<SweepPoint>& points, WorkerPool& pool,
                    const SweepControl& control)
{
    Announcer announcer(points, control);
    std::vector<std::string> refusals(points.size());
    std::atomic<bool> refused{false};
    pool.run(static_cast<int>(points.size()), [&](int k) {
        auto const i = static_cast<std::size_t>(k);
        if (refused || (control.cancel && *control.cancel)) {
            return;
        }
        auto result = runModel(planAt(plan, points[i]), soloPool(), RunControl{control.cancel, {}});
        if (!result) {
            refusals[i] = result.reason();
            refused = true;
            return;
        }
        points[i].result = std::move(*result);
        points[i].finished = !points[i].result.interrupted;
        if (points[i].finished) {
            announcer.finished(i);
        }
    });
    announcer.rest();
    for (const auto& refusal : refusals) {
        if (!refusal.empty()) {
            return Outcome::refused(refusal);
        }
    }
    return Outcome::done();
}

// One model per repeat, each carried from point to point.
Outcome runCarried(const SweepPlan& plan, std::vector<SweepPoint>& points, WorkerPool& pool,
                   const SweepControl& control)
{
    Announcer announcer(points, control);
    std::vector<std::unique_ptr<AnyModel>> models;
    for (std::size_t k = 0; k < points.size(); ++k) {
        RunPlan const run = planAt(plan, points[k]);
        std::vector<RunResult> results;
        for (int r = 0; r < run.repeats; ++r) {
            auto const chain = static_cast<std::size_t>(r);
            if (k == 0) {
                auto model = startRun(run, r);
                if (!model) {
                    return model.outcome();
                }
                models.push_back(std::move(*model));
            } else if (auto set = models[chain]->set(valuesAt(plan, points[k])); !set.outcome) {
                return set.outcome;
            }
            results.push_back(
                continueRun(*models[chain], run, r, pool, RunControl{control.cancel, {}}));
            if (results.back().interrupted) {
                return Outcome::done();
            }
        }
        points[k].result = combineRepeats(std::move(results));
        points[k].finished = true;
        announcer.finished(k);
    }
    if (auto const done = plan.base.finish ? plan.base.finish(*models.front()) : Outcome::done();
        !done) {
        points.back().result.unwritten = done.reason();
    }
    return Outcome::done();
}

Outcome checkAxis(const SweepPlan& plan, const SweepAxis& axis)
{
    const ParamSpec* spec = findSpec(plan.base.entry->specs(), axis.param);
    if (!spec) {
        return Outcome::refused("Model '" + std::string(plan.base.entry->card->id) +
                                "' has no parameter '" + axis.param + "' to sweep.");
    }
    if (plan.carry && spec->effect == Effect::rebuild) {
        return Outcome::refused("Parameter '" + axis.param +
                                "' makes a fresh state, so the state cannot be carried; sweep it "
                                "without carrying.");
    }
    if (plan.base.ramp && plan.base.ramp->param == axis.param) {
        return Outcome::refused("Parameter '" + axis.param +
                                "' is both swept and ramped; choose one.");
    }
    for (const auto& value : axis.values) {
        if (auto outcome = check(*spec, value); !outcome) {
            return outcome;
        }
    }
    return Outcome::done();
}

} // namespace

Result<SweepAxis> steppedAxis(const ParamSpec& spec, double from, double to, double step)
{
    std::string const id(spec.id);
    double const count = (to - from) / step;
    if (step == 0 || !std::isfinite(count) || count < 0) {
        return Result<SweepAxis>::refused("The range of '" + id + "' from " + numberText(from) +
                                          " to " + numberText(to) + " in steps of " +
                                          numberText(step) +
                                          " never arrives; expected a step "
                                          "other than 0 towards the end.");
    }
    if (count >= maxPoints) {
        return Result<SweepAxis>::refused("The range of '" + id + "' has more than " +
                                          numberText(maxPoints) + " points.");
    }
    SweepAxis axis{id, {}};
    auto const points = static_cast<int>(std::floor(count + 0.5)) + 1;
    for (int k = 0; k < points; ++k) {
        double value = from + k * step;
        if ((value - to) * step > 0 && std::abs(value - to) < 1e-9 * std::abs(step)) {
            value = to; // the end itself, not its rounding beyond a limit
        }
        axis.values.push_back(spec.kind == ParamKind::real ? ParamValue(value)
                                                           : valueFromNumber(spec, value));
    }
    return axis;
}

Result<SweepAxis> evenAxis(const ParamSpec& spec, double from, double to, int points)
{
    if (points < 1 || points > static_cast<int>(maxPoints)) {
        return Result<SweepAxis>::refused("The range of '" + std::string(spec.id) +
                                          "' needs 1 to " + numberText(maxPoints) + " points.");
    }
    SweepAxis axis{std::string(spec.id), {}};
    for (int k = 0; k < points; ++k) {
        double const t = points == 1 ? 0.0 : static_cast<double>(k) / (points - 1);
        axis.values.push_back(
            valueFromNumber(spec, k == points - 1 && points > 1 ? to : from + (to - from) * t));
    }
    return axis;
}

std::uint64_t sweepSeed(std::uint64_t seed, std::size_t point)
{
    return streamSeed(seed, 0x5EEDull + point);
}

std::size_t pointCount(const SweepPlan& plan)
{
    std::size_t count = 1;
    for (const auto& axis : plan.axes) {
        count *= axis.values.size();
    }
    return count;
}

Outcome checkSweep(const SweepPlan& plan)
{
    double total = 1;
    for (std::size_t a = 0; a < plan.axes.size(); ++a) {
        if (auto outcome = checkAxis(plan, plan.axes[a]); !outcome) {
            return outcome;
        }
        auto const same = [&](const SweepAxis& other) { return other.param == plan.axes[a].param; };
        if (std::count_if(plan.axes.begin(), plan.axes.end(), same) > 1) {
            return Outcome::refused("Parameter '" + plan.axes[a].param + "' is swept twice.");
        }
        total *= static_cast<double>(plan.axes[a].values.size());
    }
    if (total > maxPoints) {
        return Outcome::refused("The sweep has more than " + numberText(maxPoints) + " points.");
    }
    if (plan.base.finish && !plan.carry) {
        return Outcome::refused("A sweep has one final state to save or export only when the "
                                "state is carried from point to point.");
    }
    return checkPlan(plan.base);
}

Result<std::vector<SweepPoint>> runSweep(const SweepPlan& plan, WorkerPool& pool,
                                         const SweepControl& control)
{
    using R = Result<std::vector<SweepPoint>>;
    if (auto outcome = checkSweep(plan); !outcome) {
        return R::refused(outcome.reason());
    }
    auto points = emptyPoints(plan);
    auto const outcome = plan.carry ? runCarried(plan, points, pool, control)
                                    : runParallel(plan, points, pool, control);
    if (!outcome) {
        return R::refused(outcome.reason());
    }
    return points;
}

} // namespace core
