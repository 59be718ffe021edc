// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/any_model.h"
#include "core/stats/estimate.h"

#include <atomic>
#include <functional>

namespace core {

// A live parameter led from one value to another: step 1 has `from`, the last step has `to`.
enum class RampShape : std::uint8_t { linear, geometric };
struct Ramp
{
    std::string param;
    double from = 0, to = 1;
    RampShape shape = RampShape::linear;
};
// The value at step 1 ... steps; geometric needs from and to above 0.
double rampValue(const Ramp& ramp, std::uint64_t step, std::uint64_t steps);

// An action of a run: complete, with its payload read, and as it was written.
struct PlannedAction
{
    ActionCall call;
    Payload payload;
    std::string text;
};

// One run, completely. Order of events: parameters, start or load, prepare (imports), actions,
// warm-up, steps, finish (exports and files).
struct RunPlan
{
    const ModelEntry* entry = nullptr;
    ParamMap params; // those that differ from the defaults, or from the loaded state
    std::uint64_t seed = 1;
    std::uint64_t steps = 1000;
    std::optional<std::uint64_t> warmup; // none: a tenth of the steps, 0 where the model learns
    std::uint64_t every = 1;             // measure each n-th step
    int repeats = 1;                     // independent disorder, start and stream each
    // A ramp covers `steps`; then `hold` steps are measured. Without a ramp `hold` is not used.
    std::optional<Ramp> ramp;
    std::uint64_t hold = 0;
    // A saved state to start from; then `params` may change live parameters only.
    std::shared_ptr<const Archive> start;
    // Called with each fresh model; may be called from several threads at once when repeats run in
    // parallel.
    std::function<Outcome(AnyModel&)> prepare;
    // Carried out after prepare, in their order, on each fresh model.
    std::vector<PlannedAction> actions;
    // Called with the final state of the first repeat, which is the run without repeats.
    std::function<Outcome(const AnyModel&)> finish;
    // Each measured step after the warm-up, in order: repeat from 0, step from 1, the sampled
    // observables in the card's order. When set, repeats run one after the other.
    std::function<void(int repeat, std::uint64_t step, std::span<const double> sampled)> sample;
};

// How a caller watches and ends a run. progress is called now and then with 0 ... 1.
struct RunControl
{
    const std::atomic<bool>* cancel = nullptr;
    std::function<void(double)> progress;

    bool cancelled() const { return cancel && cancel->load(std::memory_order_relaxed); }
};

struct RunResult
{
    ParamMap params; // all of them, as in force at the end
    std::uint64_t seed = 1;
    std::uint64_t warmup = 0;
    // One per observable on the card, in its order. tau in steps; count 0: nothing was averaged.
    std::vector<Estimate> estimates;
    Predictions predictions;
    std::string hash;
    std::string kernel, notice;
    double seconds = 0; // of wall time
    bool interrupted = false;
    std::string unwritten; // what `finish` refused, in a sentence; empty when all was written
};

// Refused with a sentence when the plan cannot be carried out.
Outcome checkPlan(const RunPlan& plan);

// The seed of repeat r: the plan's own for r = 0, an independent stream for the others.
std::uint64_t repeatSeed(const RunPlan& plan, int repeat);

// The run. With repeats: mean and error from the scatter of the repeats' means, count their number,
// tau NaN, trusted when each of them is, hash over all final states in order. The numbers do not
// depend on the pool.
Result<RunResult> runModel(const RunPlan& plan, WorkerPool& pool, const RunControl& control = {});

// The parts of it, for experiments that go on with the same state: a model made, loaded and
// prepared; warm-up and steps on it; several results into one.
Result<std::unique_ptr<AnyModel>> startRun(const RunPlan& plan, int repeat);
RunResult continueRun(AnyModel& model, const RunPlan& plan, int repeat, WorkerPool& pool,
                      const RunControl& control);
// Warm-up and steps alone: one estimate per observable on the card; false when cancelled.
bool averageSteps(AnyModel& model, const RunPlan& plan, int repeat, WorkerPool& pool,
                  const RunControl& control, std::vector<Estimate>& estimates);
RunResult combineRepeats(std::vector<RunResult> results);

// The best prediction for an observable: of this size before infinite before approximation; null
// when there is none.
const Prediction* bestPrediction(const Predictions& predictions, std::string_view observable);

} // namespace core
