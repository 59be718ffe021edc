// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine_thread.h"
#include "core/engine/triple_buffer.h"
#include "core/experiment/sweep.h"

namespace core {

// Long work beside the live system, on its own copy of the state. The window starts a job, asks
// refresh() on its timer, draws report(), and cancels or destroys it; it never waits for the work
// itself.

// A sweep of one parameter: `points` values from `from` to `to` (from > to sweeps downwards).
struct SweepJob
{
    const ModelEntry* entry = nullptr;
    ParamMap params; // all others, as on screen
    std::uint64_t seed = 1;
    std::string param;
    double from = 1, to = 3;
    int points = 21;
    std::uint64_t steps = 2000, warmup = 500; // at each point
    // Each point starts from the state of the one before (the parameter must be live), the first
    // from `start` if there is one; otherwise points are independent runs in parallel.
    bool carry = true;
    std::shared_ptr<const Archive> start; // only with carry
    // Done to each fresh model before its warm-up; only without carry.
    std::vector<PlannedAction> actions = {};
    int repeats = 1; // independent runs at each point; only without carry
};

// One argument of an action against what becomes of it (recalled or not against the noise of a
// cue): for each value, `repeats` independent runs, each a fresh state of the present system, the
// action, warm-up and steps. With `start` the fresh states keep what that state keeps (stored
// patterns).
struct ArgumentJob
{
    const ModelEntry* entry = nullptr;
    ParamMap params; // not used with `start`
    std::uint64_t seed = 1;
    PlannedAction action;
    std::string param; // of the action
    double from = 0, to = 1;
    int points = 21, repeats = 20;
    std::uint64_t steps = 1, warmup = 30;
    std::shared_ptr<const Archive> start;
};

// A closed loop, such as hysteresis: the parameter goes from `from` to `to` in equal moves and back
// again. `rate` is its change per step of the model; each of the `points` values of a branch is
// held for |to - from| / (points - 1) / rate steps (at least one) and the observables are averaged
// over the second half of these.
struct LoopJob
{
    const ModelEntry* entry = nullptr;
    ParamMap params;
    std::uint64_t seed = 1;
    std::string param;
    double from = 1, to = -1;
    int points = 101; // of each branch
    double rate = 0.001;
    std::uint64_t warmup = 200; // steps at `from` before the loop
    int cycles = 1;
    std::shared_ptr<const Archive> start; // a live copy to start from
};

// A quench: a prepared state, then parameter `param` jumps to `to`, and the observables are
// recorded against time.
struct QuenchJob
{
    const ModelEntry* entry = nullptr;
    ParamMap params;
    std::uint64_t seed = 1;
    std::string param;
    double from = 10, to = 1;
    std::uint64_t prepare = 100; // steps at `from`; not used with `start`
    std::uint64_t steps = 2000;
    int repeats = 1; // averaged over so many independent quenches
    std::shared_ptr<const Archive> start;
};

// One measured point. x: the parameter (sweep, loop), the argument, or the time in steps (quench).
struct JobPoint
{
    double x = 0;
    int branch = 0; // loop: 0 from -> to, 1 back, 2 and 3 the next cycle ...
    // One per observable on the card. Quench, argument: mean over the repeats and its error; loop:
    // mean and error within the hold.
    std::vector<Estimate> estimates;
    ParamMap params; // sweep: all parameters at this point
};

struct JobReport
{
    std::vector<JobPoint> points; // in order, as far as they have come
    double progress = 0;          // 0 ... 1
    bool finished = false;        // no more will come
    bool cancelled = false;
    std::string refusal; // a sentence when it could not be carried out
};

class Job
{
public:
    // Starts at once on a thread of its own, with a pool of `workers` (the window leaves a core for
    // itself). What cannot be carried out is told by report().refusal.
    explicit Job(SweepJob sweep, int workers = 1);
    explicit Job(LoopJob loop, int workers = 1);
    explicit Job(QuenchJob quench, int workers = 1);
    explicit Job(ArgumentJob argument, int workers = 1);
    // Cancels, and waits for the thread: milliseconds, a band of a step.
    ~Job();

    // Asks it to end; points that are complete stay. Returns at once.
    void cancel();
    // From one thread, the window's: true if there is news, which report() then shows.
    bool refresh();
    const JobReport& report() const;

private:
    class Writer;
    template <class Work>
    void begin(Work work, int workers);

    std::atomic<bool> cancel_{false};
    TripleBuffer<JobReport> reports_;
    std::optional<EngineThread> thread_; // last: joins before the rest goes
};

// The values of a loop's branches and the steps that each is held.
std::vector<double> branchValues(double from, double to, int points);
std::uint64_t holdSteps(const LoopJob& loop);

} // namespace core
