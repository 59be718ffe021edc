// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/run.h"

namespace core {

// One swept parameter with its values, in order.
struct SweepAxis
{
    std::string param;
    std::vector<ParamValue> values;
};

// from, from + step, ... up to `to`, which is included within half a step; point k is
// from + k * step. Refused with a sentence when the step is 0, points away from `to`, or gives more
// than a million points. `spec` decides the values' kind and limits.
Result<SweepAxis> steppedAxis(const ParamSpec& spec, double from, double to, double step);
// `points` values from `from` to `to`, both included.
Result<SweepAxis> evenAxis(const ParamSpec& spec, double from, double to, int points);

// The product of the axes, the last fastest; each point is a run of `base` with these values.
struct SweepPlan
{
    RunPlan base; // its `sample` is not used; `finish` only with carry, at the last point
    std::vector<SweepAxis> axes;
    // Each point starts from the state of the one before; swept parameters must be live. Otherwise
    // points are independent: point k has seed sweepSeed(base.seed, k).
    bool carry = false;
};

struct SweepPoint
{
    std::vector<ParamValue> values; // one per axis
    std::uint64_t seed = 1;         // reproduces the point with a run, unless carried
    RunResult result;
    bool finished = false; // false: the sweep was cancelled before
};

std::uint64_t sweepSeed(std::uint64_t seed, std::size_t point);
std::size_t pointCount(const SweepPlan& plan);
Outcome checkSweep(const SweepPlan& plan);

struct SweepControl
{
    const std::atomic<bool>* cancel = nullptr;
    // Called for each finished point, from whichever thread finished it, but never twice at once,
    // and in the order of the points; after a cancellation the gaps are skipped.
    std::function<void(std::size_t index, const SweepPoint& point)> finished;
    // Called now and then, never twice at once: share of the work that is done.
    std::function<void(double)> progress;
};

// All points, in order; independent points run in parallel, one per worker of the pool. Order and
// values do not depend on the pool. With carry one after the other, each with the whole pool.
Result<std::vector<SweepPoint>> runSweep(const SweepPlan& plan, WorkerPool& pool,
                                         const SweepControl& control = {});

} // namespace core
