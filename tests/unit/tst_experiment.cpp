// SPDX-License-Identifier: GPL-3.0-or-later
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized" // GCC 12 on moves of a variant with a text
#endif
#include "core/base/rng.h"
#include "core/base/worker_pool.h"
#include "core/experiment/job.h"
#include "core/models/models.h"
#include "tests/support/toy_memory.h"

#include <QElapsedTimer>
#include <QTest>

#include <cmath>

using namespace core;

namespace {

const ModelEntry* ring() { return findModel("ring"); }

RunPlan smallPlan()
{
    RunPlan plan;
    plan.entry = ring();
    plan.params = {{"N", std::int64_t{16}}, {"T", 1.5}};
    plan.steps = 400;
    return plan;
}

RunResult resultOf(const RunPlan& plan, int workers = 1)
{
    WorkerPool pool(workers);
    auto result = runModel(plan, pool);
    return result ? *result : RunResult{};
}

std::string refusalOf(const RunPlan& plan)
{
    auto const result = runModel(plan, soloPool());
    return result ? "" : result.reason();
}

bool sameNumbers(const std::vector<Estimate>& a, const std::vector<Estimate>& b)
{
    auto const same = [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); };
    for (std::size_t i = 0; i < a.size() && a.size() == b.size(); ++i) {
        if (!same(a[i].mean, b[i].mean) || !same(a[i].error, b[i].error) ||
            !same(a[i].last, b[i].last) || a[i].count != b[i].count) {
            return false;
        }
    }
    return a.size() == b.size();
}

SweepPlan smallSweep()
{
    SweepPlan plan;
    plan.base = smallPlan();
    plan.axes = {*steppedAxis(*findSpec(ring()->specs(), "T"), 1, 2, 0.5),
                 {"N", {std::int64_t{8}, std::int64_t{12}}}};
    return plan;
}

template <class F>
JobReport finishedReport(Job& job, F&& each)
{
    QElapsedTimer timer;
    timer.start();
    while (!job.report().finished && timer.elapsed() < 30000) {
        if (job.refresh()) {
            each(job.report());
        }
        QTest::qWait(1);
    }
    return job.report();
}

JobReport finishedReport(Job& job)
{
    return finishedReport(job, [](const JobReport&) {});
}

} // namespace

class TestExperiment : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void equalPlansGiveEqualRuns();
    void aRunIsWarmUpAndStepsOnOneModel();
    void warmUpIsATenthUnlessGiven();
    void everyNthStepIsMeasured();
    void samplesComeInOrder();
    void repeatsScatterAndDoNotDependOnWorkers();
    void theFirstRepeatIsTheRunItself();
    void aRampLeadsAndTheHoldIsMeasured();
    void aRampWithoutHoldGivesOnlyLastValues();
    void impossiblePlansAreRefusedWithASentence();
    void aLoadedStateGoesOnBitForBit();
    void aLoadedStateRefusesRebuildingParameters();
    void cancellingEndsARun();
    void steppedAxesIncludeTheEndWithinHalfAStep_data();
    void steppedAxesIncludeTheEndWithinHalfAStep();
    void aSweepIsAProductWithTheLastAxisFastest();
    void aSweepDoesNotDependOnWorkers();
    void aSweepPointIsReproducedByARun();
    void carryingGoesOnFromThePointBefore();
    void finishedPointsComeInOrder();
    void aCancelledSweepKeepsItsFinishedPoints();
    void impossibleSweepsAreRefusedWithASentence();
    void aSweepJobDeliversItsPoints();
    void aLoopJobGoesThereAndBack();
    void aQuenchJobRecordsTime();
    void aSweepJobActsOnEachFreshModel();
    void anArgumentJobRepeatsTheActionWithEachValue();
    void aJobCanBeCancelledAndDestroyed();
    void aJobTellsWhatItRefuses();
};

void TestExperiment::equalPlansGiveEqualRuns()
{
    auto const a = resultOf(smallPlan()), b = resultOf(smallPlan());
    QCOMPARE(a.hash, b.hash);
    QVERIFY(sameNumbers(a.estimates, b.estimates));
    RunPlan other = smallPlan();
    other.seed = 2;
    QVERIFY(resultOf(other).hash != a.hash);
}

void TestExperiment::aRunIsWarmUpAndStepsOnOneModel()
{
    RunPlan plan = smallPlan();
    plan.warmup = 10;
    auto model = ring()->make(plan.params, plan.seed);
    QVERIFY(bool(model));
    double sum = 0;
    std::vector<double> sample(sampledCount(*ring()->card));
    for (int i = 0; i < 410; ++i) {
        (*model)->advance(StopCheck(), soloPool());
        (*model)->measure(sample);
        sum += i < 10 ? 0.0 : sample[0];
    }
    auto const result = resultOf(plan);
    QCOMPARE(result.hash, (*model)->hash());
    QVERIFY(std::abs(result.estimates[0].mean - sum / 400) < 1e-12);
    QCOMPARE(result.estimates[0].last, sample[0]);
    QCOMPARE(result.estimates[0].count, 400u);
}

void TestExperiment::warmUpIsATenthUnlessGiven()
{
    RunPlan plan = smallPlan();
    QCOMPARE(resultOf(plan).warmup, 40u);
    auto const hash = resultOf(plan).hash;
    plan.warmup = 40;
    QCOMPARE(resultOf(plan).hash, hash);
    plan.warmup = 0;
    QVERIFY(resultOf(plan).hash != hash);
}

void TestExperiment::everyNthStepIsMeasured()
{
    RunPlan plan = smallPlan();
    plan.every = 7;
    std::vector<std::uint64_t> steps;
    plan.sample = [&](int, std::uint64_t step, std::span<const double>) { steps.push_back(step); };
    auto const result = resultOf(plan);
    QCOMPARE(steps.size(), 57u);
    QCOMPARE(steps.front(), 7u);
    QCOMPARE(steps.back(), 399u);
    QCOMPARE(result.estimates[0].count, 57u);
    QVERIFY(result.estimates[0].tau >= 3.5); // in steps: half of seven at least
}

void TestExperiment::samplesComeInOrder()
{
    RunPlan plan = smallPlan();
    plan.repeats = 2;
    plan.steps = 5;
    std::vector<std::pair<int, std::uint64_t>> seen;
    std::size_t width = 0;
    plan.sample = [&](int repeat, std::uint64_t step, std::span<const double> values) {
        seen.emplace_back(repeat, step);
        width = values.size();
    };
    resultOf(plan, 2);
    QCOMPARE(seen.size(), 10u);
    for (std::size_t i = 0; i < 10; ++i) {
        QCOMPARE(seen[i].first, static_cast<int>(i / 5));
        QCOMPARE(seen[i].second, i % 5 + 1);
    }
    QCOMPARE(width, 5u); // internal observables are not shown
}

void TestExperiment::repeatsScatterAndDoNotDependOnWorkers()
{
    RunPlan plan = smallPlan();
    plan.repeats = 5;
    auto const one = resultOf(plan, 1), three = resultOf(plan, 3);
    QCOMPARE(one.hash, three.hash);
    QVERIFY(sameNumbers(one.estimates, three.estimates));
    std::vector<double> means;
    Fnv fnv;
    for (int r = 0; r < 5; ++r) {
        RunPlan single = smallPlan();
        single.seed = repeatSeed(plan, r);
        auto const result = resultOf(single);
        means.push_back(result.estimates[0].mean);
        fnv.text(result.hash);
    }
    QCOMPARE(one.hash, fnv.hex());
    double mean = 0, squares = 0;
    for (double const value : means) {
        mean += value / 5;
    }
    for (double const value : means) {
        squares += (value - mean) * (value - mean);
    }
    QVERIFY(std::abs(one.estimates[0].mean - mean) < 1e-12);
    QVERIFY(std::abs(one.estimates[0].error - std::sqrt(squares / 20)) < 1e-12);
    QCOMPARE(one.estimates[0].count, 5u);
    QVERIFY(std::isnan(one.estimates[0].tau));
}

void TestExperiment::theFirstRepeatIsTheRunItself()
{
    RunPlan plan = smallPlan();
    std::string hash;
    plan.finish = [&](const AnyModel& model) {
        hash = model.hash();
        return Outcome::done();
    };
    plan.repeats = 3;
    resultOf(plan, 2);
    plan.repeats = 1;
    QCOMPARE(hash, resultOf(plan).hash);
}

void TestExperiment::aRampLeadsAndTheHoldIsMeasured()
{
    Ramp const ramp{"T", 4, 1, RampShape::geometric};
    QCOMPARE(rampValue(ramp, 1, 5), 4.0);
    QVERIFY(std::abs(rampValue(ramp, 3, 5) - 2) < 1e-12);
    QCOMPARE(rampValue(ramp, 5, 5), 1.0);
    QCOMPARE(rampValue({"T", 4, 1, RampShape::linear}, 3, 5), 2.5);
    QCOMPARE(rampValue(ramp, 1, 1), 1.0);

    RunPlan plan = smallPlan();
    plan.ramp = ramp;
    plan.hold = 100;
    auto const result = resultOf(plan);
    QCOMPARE(result.estimates[0].count, 100u);
    QCOMPARE(numberOf(*findValue(result.params, "T")), 1.0);

    auto model = ring()->make(plan.params, plan.seed);
    for (std::uint64_t i = 0; i < 540; ++i) {
        std::uint64_t const step = i < 40 ? 1 : std::min<std::uint64_t>(i - 39, 400);
        (*model)->set({{"T", rampValue(ramp, step, 400)}});
        (*model)->advance(StopCheck(), soloPool());
    }
    QCOMPARE(result.hash, (*model)->hash());
}

void TestExperiment::aRampWithoutHoldGivesOnlyLastValues()
{
    RunPlan plan = smallPlan();
    plan.ramp = Ramp{"T", 4, 1, RampShape::linear};
    for (const auto& estimate : resultOf(plan).estimates) {
        QCOMPARE(estimate.count, 0u);
        QVERIFY(std::isnan(estimate.mean));
    }
    QVERIFY(std::isfinite(resultOf(plan).estimates[0].last));
}

void TestExperiment::impossiblePlansAreRefusedWithASentence()
{
    auto const refused = [](auto change) {
        RunPlan plan = smallPlan();
        change(plan);
        return refusalOf(plan);
    };
    QVERIFY(refusalOf(smallPlan()).empty());
    for (const auto& sentence :
         {refused([](RunPlan& p) { p.every = 0; }), refused([](RunPlan& p) { p.repeats = 0; }),
          refused([](RunPlan& p) {
              p.ramp = Ramp{"N", 4, 8, {}};
          }),
          refused([](RunPlan& p) {
              p.ramp = Ramp{"Q", 4, 8, {}};
          }),
          refused([](RunPlan& p) {
              p.ramp = Ramp{"T", 4, 21, {}};
          }),
          refused([](RunPlan& p) {
              p.ramp = Ramp{"T", 4, 0, RampShape::geometric};
          }),
          refused([](RunPlan& p) {
              p.params = {{"T", -1.0}};
          }),
          refused(
              [](RunPlan& p) { p.prepare = [](AnyModel&) { return Outcome::refused("No."); }; })}) {
        QVERIFY(!sentence.empty());
        QVERIFY(sentence.back() == '.');
    }
}

void TestExperiment::aLoadedStateGoesOnBitForBit()
{
    RunPlan plan = smallPlan();
    plan.warmup = 0;
    plan.steps = 100;
    auto archive = std::make_shared<Archive>();
    plan.finish = [&](const AnyModel& model) {
        model.save(*archive);
        return Outcome::done();
    };
    resultOf(plan);
    RunPlan rest = smallPlan();
    rest.params.clear();
    rest.warmup = 0;
    rest.steps = 300;
    rest.start = archive;
    plan.steps = 400;
    plan.finish = nullptr;
    QCOMPARE(resultOf(rest).hash, resultOf(plan).hash);
}

void TestExperiment::aLoadedStateRefusesRebuildingParameters()
{
    RunPlan plan = smallPlan();
    auto archive = std::make_shared<Archive>();
    plan.finish = [&](const AnyModel& model) {
        model.save(*archive);
        return Outcome::done();
    };
    resultOf(plan);
    RunPlan rest = smallPlan();
    rest.start = archive;
    rest.params = {{"N", std::int64_t{16}}, {"T", 2.5}};
    auto const result = resultOf(rest);
    QCOMPARE(numberOf(*findValue(result.params, "T")), 2.5);
    rest.params = {{"N", std::int64_t{32}}};
    QVERIFY(refusalOf(rest).find("'N'") != std::string::npos);
    rest.params.clear();
    rest.repeats = 2;
    QVERIFY(!refusalOf(rest).empty());
}

void TestExperiment::cancellingEndsARun()
{
    RunPlan plan = smallPlan();
    plan.steps = 1'000'000'000;
    std::atomic<bool> cancel{false};
    int calls = 0;
    auto const result = runModel(plan, soloPool(), {&cancel, [&](double part) {
                                                        QVERIFY(part >= 0 && part <= 1);
                                                        cancel = ++calls >= 2;
                                                    }});
    QVERIFY(bool(result));
    QVERIFY(result->interrupted);
}

void TestExperiment::steppedAxesIncludeTheEndWithinHalfAStep_data()
{
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    QTest::addColumn<double>("step");
    QTest::addColumn<int>("points");
    QTest::addColumn<double>("last");
    QTest::newRow("up") << 1.5 << 3.5 << 0.1 << 21 << 3.5;
    QTest::newRow("down") << 3.5 << 1.5 << -0.5 << 5 << 1.5;
    QTest::newRow("rounded into") << 1.0 << 2.0 << 0.3 << 4 << 1.9;
    QTest::newRow("rounded beyond") << 1.0 << 2.0 << 0.4 << 4 << 2.2;
    QTest::newRow("one point") << 2.0 << 2.0 << 1.0 << 1 << 2.0;
    QTest::newRow("up to the limit") << 0.0 << 20.0 << 0.1 << 201 << 20.0;
    QTest::newRow("away") << 1.0 << 2.0 << -0.1 << 0 << 0.0;
    QTest::newRow("no step") << 1.0 << 2.0 << 0.0 << 0 << 0.0;
    QTest::newRow("too many") << 0.0 << 20.0 << 1e-9 << 0 << 0.0;
}

void TestExperiment::steppedAxesIncludeTheEndWithinHalfAStep()
{
    QFETCH(double, from);
    QFETCH(double, to);
    QFETCH(double, step);
    QFETCH(int, points);
    QFETCH(double, last);
    auto const axis = steppedAxis(*findSpec(ring()->specs(), "T"), from, to, step);
    QCOMPARE(bool(axis), points > 0);
    if (points > 0) {
        QCOMPARE(static_cast<int>(axis->values.size()), points);
        QVERIFY(std::abs(numberOf(axis->values.back()) - last) < 1e-12);
        QCOMPARE(numberOf(axis->values.front()), from);
        QVERIFY(numberOf(axis->values.back()) <= 20);
    }
}

void TestExperiment::aSweepIsAProductWithTheLastAxisFastest()
{
    auto const points = runSweep(smallSweep(), soloPool());
    QVERIFY(bool(points));
    QCOMPARE(points->size(), 6u);
    std::vector<std::pair<double, double>> seen;
    for (const auto& point : *points) {
        seen.emplace_back(numberOf(point.values[0]), numberOf(point.values[1]));
        QCOMPARE(numberOf(*findValue(point.result.params, "T")), seen.back().first);
        QVERIFY(point.finished);
    }
    QVERIFY((seen == std::vector<std::pair<double, double>>{
                         {1, 8}, {1, 12}, {1.5, 8}, {1.5, 12}, {2, 8}, {2, 12}}));
}

void TestExperiment::aSweepDoesNotDependOnWorkers()
{
    auto const alone = runSweep(smallSweep(), soloPool());
    WorkerPool pool(4);
    auto const together = runSweep(smallSweep(), pool);
    for (std::size_t i = 0; i < alone->size(); ++i) {
        QCOMPARE((*together)[i].result.hash, (*alone)[i].result.hash);
        QVERIFY(sameNumbers((*together)[i].result.estimates, (*alone)[i].result.estimates));
    }
}

void TestExperiment::aSweepPointIsReproducedByARun()
{
    auto const points = runSweep(smallSweep(), soloPool());
    const auto& point = (*points)[3];
    RunPlan plan = smallPlan();
    plan.params = {{"N", std::int64_t{12}}, {"T", 1.5}};
    plan.seed = point.seed;
    QCOMPARE(resultOf(plan).hash, point.result.hash);
    QVERIFY((*points)[2].seed != point.seed);
}

void TestExperiment::carryingGoesOnFromThePointBefore()
{
    SweepPlan plan = smallSweep();
    plan.axes.pop_back();
    plan.carry = true;
    auto const points = runSweep(plan, soloPool());
    QVERIFY(bool(points));
    auto model = ring()->make(plan.base.params, plan.base.seed);
    for (double const T : {1.0, 1.5, 2.0}) {
        (*model)->set({{"T", T}});
        for (int i = 0; i < 440; ++i) {
            (*model)->advance(StopCheck(), soloPool());
        }
    }
    QCOMPARE(points->back().result.hash, (*model)->hash());
}

void TestExperiment::finishedPointsComeInOrder()
{
    SweepPlan plan = smallSweep();
    plan.base.steps = 50;
    plan.axes[0] = *steppedAxis(*findSpec(ring()->specs(), "T"), 1, 5, 0.01);
    std::vector<std::size_t> order;
    double progress = 0;
    SweepControl control;
    control.finished = [&](std::size_t index, const SweepPoint& point) {
        QVERIFY(point.finished);
        order.push_back(index);
    };
    control.progress = [&](double part) {
        QVERIFY(part >= progress && part <= 1);
        progress = part;
    };
    WorkerPool pool(4);
    QVERIFY(bool(runSweep(plan, pool, control)));
    QCOMPARE(order.size(), pointCount(plan));
    QVERIFY(std::is_sorted(order.begin(), order.end()));
}

void TestExperiment::aCancelledSweepKeepsItsFinishedPoints()
{
    SweepPlan plan = smallSweep();
    std::atomic<bool> cancel{false};
    int told = 0;
    SweepControl control{
        &cancel, [&](std::size_t, const SweepPoint&) { cancel = ++told == 2; }, {}};
    auto const points = runSweep(plan, soloPool(), control);
    QVERIFY(bool(points));
    QCOMPARE(points->size(), 6u);
    QVERIFY((*points)[1].finished);
    QVERIFY(!(*points)[2].finished);
    QCOMPARE(told, 2);
}

void TestExperiment::impossibleSweepsAreRefusedWithASentence()
{
    auto const refused = [](auto change) {
        SweepPlan plan = smallSweep();
        change(plan);
        auto const result = runSweep(plan, soloPool());
        return result ? std::string() : result.reason();
    };
    for (const auto& sentence :
         {refused([](SweepPlan& p) { p.carry = true; }), // N makes a fresh state
          refused([](SweepPlan& p) { p.axes[0].param = "Q"; }),
          refused([](SweepPlan& p) { p.axes[1] = p.axes[0]; }),
          refused([](SweepPlan& p) { p.axes[0].values.push_back(-1.0); }),
          refused([](SweepPlan& p) {
              p.base.ramp = Ramp{"T", 1, 2, {}};
          }),
          refused([](SweepPlan& p) { p.base.every = 0; })}) {
        QVERIFY(!sentence.empty());
        QVERIFY(sentence.back() == '.');
    }
}

void TestExperiment::aSweepJobDeliversItsPoints()
{
    SweepJob sweep;
    sweep.entry = ring();
    sweep.params = {{"N", std::int64_t{16}}};
    sweep.param = "T";
    sweep.from = 3;
    sweep.to = 1;
    sweep.points = 5;
    for (bool const carry : {false, true}) {
        sweep.carry = carry;
        Job job(sweep, 2);
        std::size_t most = 0;
        auto const report = finishedReport(job, [&](const JobReport& now) {
            QVERIFY(now.points.size() >= most);
            most = now.points.size();
        });
        QVERIFY(report.finished && !report.cancelled && report.refusal.empty());
        QCOMPARE(report.points.size(), 5u);
        QCOMPARE(report.points.front().x, 3.0);
        QCOMPARE(report.points.back().x, 1.0);
        QCOMPARE(report.points[1].x, 2.5);
        QVERIFY(report.points[0].estimates[0].mean > report.points[4].estimates[0].mean);
    }
}

void TestExperiment::aLoopJobGoesThereAndBack()
{
    LoopJob loop;
    loop.entry = ring();
    loop.params = {{"N", std::int64_t{64}}, {"T", 0.3}};
    loop.param = "h";
    loop.from = 2;
    loop.to = -2;
    loop.points = 41;
    loop.rate = 0.01;
    loop.cycles = 2;
    QCOMPARE(holdSteps(loop), 10u);
    Job job(loop);
    auto const report = finishedReport(job);
    QVERIFY(report.finished && report.refusal.empty());
    QCOMPARE(report.points.size(), 164u);
    QCOMPARE(report.points.front().x, 2.0);
    QCOMPARE(report.points[40].x, -2.0);
    QCOMPARE(report.points[41].x, -2.0);
    QCOMPARE(report.points[41].branch, 1);
    QCOMPARE(report.points.back().branch, 3);
    QVERIFY(report.points[0].estimates[1].mean > 0.9);
    QVERIFY(report.points[40].estimates[1].mean < -0.9);
    // The loop is open: going down the ring is still up at h = 0, coming back still down.
    QVERIFY(report.points[20].estimates[1].mean > report.points[61].estimates[1].mean);
}

void TestExperiment::aQuenchJobRecordsTime()
{
    QuenchJob quench;
    quench.entry = ring();
    quench.params = {{"N", std::int64_t{256}}};
    quench.param = "T";
    quench.from = 20;
    quench.to = 0.3;
    quench.steps = 500;
    quench.repeats = 4;
    Job job(quench);
    auto const report = finishedReport(job);
    QVERIFY(report.finished && report.refusal.empty());
    QCOMPARE(report.points.front().x, 1.0);
    QCOMPARE(report.points.back().x, 500.0);
    QCOMPARE(report.points[100].estimates[0].count, 4u);
    QVERIFY(report.points[100].estimates[0].error > 0);
    QVERIFY(report.points.back().estimates[0].mean < report.points.front().estimates[0].mean - 0.1);
}

void TestExperiment::aSweepJobActsOnEachFreshModel()
{
    SweepJob sweep;
    sweep.entry = &toy::entry;
    sweep.params = {{"side", std::int64_t{8}}, {"T", 2.0}};
    sweep.param = "load";
    sweep.from = 1.0 / 64;
    sweep.to = 3.0 / 64;
    sweep.points = 3;
    sweep.steps = 2;
    sweep.warmup = 0;
    sweep.actions = {{parseAction(*toy::entry.card, "cue:pattern=1,noise=0.25")->call, {}, "cue"}};
    sweep.repeats = 3;
    Job refused(sweep);
    QVERIFY(!finishedReport(refused).refusal.empty()); // it would carry
    sweep.carry = false;
    Job job(sweep);
    auto const report = finishedReport(job);
    QCOMPARE(report.refusal, std::string());
    QCOMPARE(report.points.size(), 3u);
    for (std::size_t i = 0; i < 3; ++i) {
        QCOMPARE(report.points[i].estimates[0].mean, 0.5); // frozen: a quarter of the cells is off
        QCOMPARE(report.points[i].estimates[0].count, 3u);
        QCOMPARE(numberOf(*findValue(report.points[i].params, "P")), static_cast<double>(i + 1));
    }
}

void TestExperiment::anArgumentJobRepeatsTheActionWithEachValue()
{
    auto model = toy::entry.make({{"T", 2.0}, {"P", std::int64_t{0}}}, 5);
    QVERIFY(model);
    Payload drawing{PayloadKind::drawing, 8, 8, std::vector<std::uint8_t>(64, 1), "all up"};
    QVERIFY((*model)->act(*completeAction(*toy::entry.card, "store", {}), drawing));
    auto start = std::make_shared<Archive>();
    (*model)->save(*start);
    ArgumentJob job;
    job.entry = &toy::entry;
    job.start = start;
    job.action = {parseAction(*toy::entry.card, "cue:pattern=1")->call, {}, "cue:pattern=1"};
    job.param = "noise";
    job.from = 0;
    job.to = 0.5;
    job.points = 3;
    job.repeats = 4;
    job.steps = 1;
    job.warmup = 0;
    Job working(job, 2);
    auto const report = finishedReport(working);
    QCOMPARE(report.refusal, std::string());
    QCOMPARE(report.points.size(), 3u);
    for (std::size_t i = 0; i < 3; ++i) {
        double const noise = 0.25 * static_cast<double>(i);
        QCOMPARE(report.points[i].x, noise);
        QCOMPARE(report.points[i].estimates[0].mean, 1 - 2 * noise);
        QCOMPARE(report.points[i].estimates[1].mean, 1 - noise); // the stored pattern was all up
        QCOMPARE(report.points[i].estimates[0].count, 4u);
    }
    job.param = "pattern";
    job.from = 1;
    job.to = 2; // there is only one
    job.points = 2;
    Job wrong(job);
    QCOMPARE(finishedReport(wrong).refusal, std::string("There is no such pattern."));
    job.param = "loudness";
    Job unknown(job);
    QVERIFY(finishedReport(unknown).refusal.find("loudness") != std::string::npos);
}

void TestExperiment::aJobCanBeCancelledAndDestroyed()
{
    SweepJob sweep;
    sweep.entry = ring();
    sweep.param = "T";
    sweep.steps = 1'000'000'000;
    {
        Job job(sweep);
        job.cancel();
        auto const report = finishedReport(job);
        QVERIFY(report.finished && report.cancelled);
        QVERIFY(report.points.empty());
    }
    QElapsedTimer timer;
    timer.start();
    {
        Job job(sweep, 2);
    }
    QVERIFY(timer.elapsed() < 5000);
}

void TestExperiment::aJobTellsWhatItRefuses()
{
    LoopJob loop;
    loop.entry = ring();
    loop.param = "N";
    Job job(loop);
    QVERIFY(finishedReport(job).refusal.find("'N'") != std::string::npos);
    SweepJob sweep;
    sweep.entry = ring();
    sweep.param = "T";
    sweep.points = 0;
    Job other(sweep);
    QVERIFY(!finishedReport(other).refusal.empty());
}

QTEST_APPLESS_MAIN(TestExperiment)
#include "tst_experiment.moc"
