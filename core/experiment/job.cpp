// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/job.h"

#include "core/base/rng.h"

#include <chrono>
#include <cmath>

namespace core {

// The job's side of the reports: keeps the whole one and hands out copies, thirty times a second at
// most.
class Job::Writer
{
public:
    Writer(TripleBuffer<JobReport>& reports, const std::atomic<bool>& cancel)
        : cancel_(cancel), reports_(reports)
    {
    }

    JobReport report;

    bool cancelled() const { return cancel_.load(std::memory_order_relaxed); }
    RunControl control() const { return {&cancel_, {}}; }
    const std::atomic<bool>& cancelFlag() const { return cancel_; }

    void tell(double progress)
    {
        report.progress = progress;
        auto const now = std::chrono::steady_clock::now();
        if (now >= due_) {
            due_ = now + std::chrono::milliseconds(33);
            publish();
        }
    }
    void refuse(std::string reason) { report.refusal = std::move(reason); }
    void end()
    {
        report.finished = true;
        report.cancelled = cancelled();
        publish();
    }

private:
    void publish()
    {
        reports_.back() = report;
        reports_.publish();
    }

    const std::atomic<bool>& cancel_;
    TripleBuffer<JobReport>& reports_;
    std::chrono::steady_clock::time_point due_{};
};

namespace {

RunPlan basePlan(const ModelEntry* entry, const ParamMap& params, std::uint64_t seed,
                 const std::shared_ptr<const Archive>& start)
{
    RunPlan plan;
    plan.entry = entry;
    plan.seed = seed;
    plan.start = start;
    // A saved state has its own parameters.
    plan.params = start ? ParamMap{} : withoutAliases(entry->specs(), params);
    return plan;
}

Outcome checkLive(const ModelEntry& entry, const std::string& id, double from, double to)
{
    const ParamSpec* spec = findSpec(entry.specs(), id);
    if (!spec || spec->effect != Effect::live) {
        return Outcome::refused("'" + id + "' is not a live parameter of model '" +
                                std::string(entry.card->id) + "'.");
    }
    for (double const end : {from, to}) {
        if (auto outcome =
                check(*spec, spec->kind == ParamKind::real ? ParamValue(end)
                                                           : valueFromNumber(*spec, end));
            !outcome) {
            return outcome;
        }
    }
    return Outcome::done();
}

ParamMap one(const ModelEntry& entry, const std::string& id, double value)
{
    return {{id, valueFromNumber(*findSpec(entry.specs(), id), value)}};
}

template <class Writer>
void work(const SweepJob& job, WorkerPool& pool, Writer& writer)
{
    auto const* spec = findSpec(job.entry->specs(), job.param);
    if (!spec) {
        return writer.refuse("There is no parameter '" + job.param + "' to sweep.");
    }
    auto axis = evenAxis(*spec, job.from, job.to, job.points);
    if (!axis) {
        return writer.refuse(axis.reason());
    }
    SweepPlan plan;
    if (job.carry && (job.repeats > 1 || !job.actions.empty())) {
        return writer.refuse("Points that go on from the one before have no repeats and no "
                             "actions; let each point be an independent run.");
    }
    plan.base = basePlan(job.entry, job.params, job.seed, job.carry ? job.start : nullptr);
    plan.base.steps = job.steps;
    plan.base.warmup = job.warmup;
    plan.base.actions = job.actions;
    plan.base.repeats = job.repeats;
    plan.axes = {*axis};
    plan.carry = job.carry;
    SweepControl control;
    control.cancel = &writer.cancelFlag();
    control.finished = [&](std::size_t, const SweepPoint& point) {
        writer.report.points.push_back(
            {numberOf(point.values.front()), 0, point.result.estimates, point.result.params});
    };
    control.progress = [&](double part) { writer.tell(part); };
    if (auto const done = runSweep(plan, pool, control); !done) {
        writer.refuse(done.reason());
    }
}

template <class Writer>
Outcome loop(const LoopJob& job, WorkerPool& pool, Writer& writer)
{
    if (auto outcome = checkLive(*job.entry, job.param, job.from, job.to); !outcome) {
        return outcome;
    }
    RunPlan plan = basePlan(job.entry, job.params, job.seed, job.start);
    auto started = startRun(plan, 0);
    if (!started) {
        return started.outcome();
    }
    AnyModel& model = **started;
    std::vector<Estimate> estimates;
    auto const run = [&](double value, std::uint64_t warmup, std::uint64_t steps) {
        plan.warmup = warmup;
        plan.steps = steps;
        model.set(one(*job.entry, job.param, value));
        return averageSteps(model, plan, 0, pool, writer.control(), estimates);
    };
    auto const values = branchValues(job.from, job.to, job.points);
    std::uint64_t const hold = holdSteps(job);
    int const branches = 2 * job.cycles;
    double const total = static_cast<double>(values.size()) * branches;
    if (!run(values.front(), job.warmup, 0)) {
        return Outcome::done();
    }
    for (int branch = 0; branch < branches; ++branch) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            double const x = branch % 2 == 0 ? values[i] : values[values.size() - 1 - i];
            if (!run(x, hold / 2, hold - hold / 2)) {
                return Outcome::done();
            }
            writer.report.points.push_back({x, branch, estimates, {}});
            writer.tell(static_cast<double>(writer.report.points.size()) / total);
        }
    }
    return Outcome::done();
}

template <class Writer>
void work(const LoopJob& job, WorkerPool& pool, Writer& writer)
{
    if (auto outcome = loop(job, pool, writer); !outcome) {
        writer.refuse(outcome.reason());
    }
}

// Early times each, later ones half a percent apart: even on a logarithmic axis, and never many.
bool isRecorded(std::uint64_t time, std::uint64_t last, std::uint64_t end)
{
    return time <= 200 || time == end || time - last >= time / 200;
}

// Mean over the quenches at one time.
void addSample(JobPoint& point, std::span<const double> sample, std::size_t observables)
{
    point.estimates.resize(observables);
    for (std::size_t i = 0; i < sample.size(); ++i) {
        auto& estimate = point.estimates[i];
        auto const before = static_cast<double>(estimate.count++);
        double const mean = before > 0 ? estimate.mean : 0.0;
        double const squares =
            before > 1 ? estimate.error * estimate.error * before * (before - 1) : 0.0;
        double const off = sample[i] - mean;
        double const n = before + 1;
        estimate.mean = mean + off / n;
        estimate.error =
            before > 0 ? std::sqrt((squares + off * (sample[i] - estimate.mean)) / (n * before))
                       : notANumber;
        estimate.last = sample[i];
    }
}

template <class Writer>
bool quenchOnce(const QuenchJob& job, const RunPlan& plan, AnyModel& model, int repeat,
                WorkerPool& pool, Writer& writer)
{
    std::vector<Estimate> ignored;
    if (!job.start && !averageSteps(model, plan, 0, pool, writer.control(), ignored)) {
        return false;
    }
    model.set(one(*job.entry, job.param, job.to));
    StopCheck const stop(writer.cancelFlag());
    std::vector<double> sample(sampledCount(model.card()));
    auto& points = writer.report.points;
    std::size_t at = 0;
    std::uint64_t last = 0;
    for (std::uint64_t time = 1; time <= job.steps; ++time) {
        while (!model.advance(stop, pool)) {
            if (writer.cancelled()) {
                return false;
            }
        }
        if (writer.cancelled()) {
            return false;
        }
        if (isRecorded(time, last, job.steps)) {
            last = time;
            model.measure(sample);
            if (at == points.size()) {
                points.push_back({static_cast<double>(time), 0, {}, {}});
            }
            addSample(points[at++], sample, model.card().observables.size());
            writer.tell((repeat + static_cast<double>(time) / static_cast<double>(job.steps)) /
                        job.repeats);
        }
    }
    return true;
}

template <class Writer>
void work(const QuenchJob& job, WorkerPool& pool, Writer& writer)
{
    if (auto outcome = checkLive(*job.entry, job.param, job.from, job.to); !outcome) {
        return writer.refuse(outcome.reason());
    }
    RunPlan plan = basePlan(job.entry, job.params, job.seed, job.start);
    plan.warmup = job.prepare;
    plan.steps = 0;
    if (!job.start) {
        setValue(plan.params, job.param, one(*job.entry, job.param, job.from).front().second);
    }
    int const repeats = job.start ? 1 : job.repeats;
    for (int repeat = 0; repeat < repeats; ++repeat) {
        auto model = startRun(plan, repeat);
        if (!model) {
            return writer.refuse(model.reason());
        }
        if (!quenchOnce(job, plan, **model, repeat, pool, writer)) {
            return;
        }
    }
}

// One run of an argument job: a fresh state, the action, warm-up and steps.
Result<RunResult> argumentRun(const ArgumentJob& job, const PlannedAction& action,
                              std::uint64_t seed, const RunControl& control)
{
    RunPlan plan = basePlan(job.entry, job.params, seed, job.start);
    plan.warmup = job.warmup;
    plan.steps = job.steps;
    plan.actions = {action};
    if (job.start) {
        plan.prepare = [seed](AnyModel& model) { return model.restart(seed); };
    }
    return runModel(plan, soloPool(), control);
}

template <class Writer>
void work(const ArgumentJob& job, WorkerPool& pool, Writer& writer)
{
    auto const* const action = job.action.call.action;
    auto const* const spec = action ? findSpec(action->params, job.param) : nullptr;
    if (!spec || job.repeats < 1) {
        return writer.refuse("There is no argument '" + job.param +
                             "' to change, or there are no repeats.");
    }
    auto const axis = evenAxis(*spec, job.from, job.to, job.points);
    if (!axis) {
        return writer.refuse(axis.reason());
    }
    for (std::size_t k = 0; k < axis->values.size(); ++k) {
        auto planned = job.action;
        setValue(planned.call.values, job.param, axis->values[k]);
        std::vector<Result<RunResult>> results(static_cast<std::size_t>(job.repeats),
                                               Result<RunResult>::refused({}));
        pool.run(job.repeats, [&](int repeat) {
            // Each value meets the same systems, so that neighbouring points differ by it alone.
            auto const seed = streamSeed(job.seed, static_cast<std::uint64_t>(repeat) + 1);
            results[static_cast<std::size_t>(repeat)] =
                argumentRun(job, planned, seed, writer.control());
        });
        if (writer.cancelled()) {
            return;
        }
        std::vector<RunResult> runs;
        for (auto& result : results) {
            if (!result) {
                return writer.refuse(result.reason());
            }
            runs.push_back(std::move(*result));
        }
        auto const all = job.repeats > 1 ? combineRepeats(std::move(runs)) : std::move(runs[0]);
        writer.report.points.push_back({numberOf(axis->values[k]), 0, all.estimates, all.params});
        writer.tell(static_cast<double>(k + 1) / static_cast<double>(axis->values.size()));
    }
}

} // namespace

template <class Work>
void Job::begin(Work job, int workers)
{
    thread_.emplace([this, job = std::move(job), workers](const std::stop_token&) {
        WorkerPool pool(workers);
        Writer writer(reports_, cancel_);
        work(job, pool, writer);
        writer.end();
    });
}

Job::Job(SweepJob sweep, int workers) { begin(std::move(sweep), workers); }

Job::Job(LoopJob loop, int workers) { begin(std::move(loop), workers); }

Job::Job(QuenchJob quench, int workers) { begin(std::move(quench), workers); }

Job::Job(ArgumentJob argument, int workers) { begin(std::move(argument), workers); }

Job::~Job() { cancel(); }

void Job::cancel() { cancel_ = true; }

bool Job::refresh() { return reports_.refresh(); }

const JobReport& Job::report() const { return reports_.front(); }

std::vector<double> branchValues(double from, double to, int points)
{
    std::vector<double> values(static_cast<std::size_t>(std::max(points, 2)));
    for (std::size_t i = 0; i < values.size(); ++i) {
        double const t = static_cast<double>(i) / static_cast<double>(values.size() - 1);
        values[i] = i + 1 == values.size() ? to : from + (to - from) * t;
    }
    return values;
}

std::uint64_t holdSteps(const LoopJob& loop)
{
    double const move = std::abs(loop.to - loop.from) / (std::max(loop.points, 2) - 1);
    double const steps = loop.rate > 0 ? move / loop.rate : 1;
    return static_cast<std::uint64_t>(std::min(std::max(std::round(steps), 1.0), 1e12));
}

} // namespace core
