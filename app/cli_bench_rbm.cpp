// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_bench.h"
#include "app/cli_plan.h"
#include "app/cli_reference_rbm.h"
#include "core/base/rng.h"
#include "core/experiment/bench.h"
#include "core/models/rbm/partition.h"
#include "core/models/rbm/trainer.h"

#include <memory>

namespace app {

namespace {

using namespace core::rbm;

constexpr int visible = 784;
constexpr int hidden = 500;
constexpr int batch = 100;
constexpr int batches = 50;
constexpr double active = 0.19; // of the pixels
constexpr const char* imageRate = "images/s";

std::vector<BitMatrix> drawImages()
{
    core::Rng random(1);
    std::vector<BitMatrix> all(batches, BitMatrix(batch, visible));
    for (auto& images : all) {
        for (int r = 0; r < batch; ++r) {
            for (int i = 0; i < visible; ++i) {
                images.set(r, i, random.uniform() < active);
            }
        }
    }
    return all;
}

std::vector<std::vector<float>> asFloats(const std::vector<BitMatrix>& all)
{
    std::vector<std::vector<float>> result;
    for (const auto& images : all) {
        std::vector<float> values;
        for (int r = 0; r < batch; ++r) {
            for (int i = 0; i < visible; ++i) {
                values.push_back(images.bit(r, i) ? 1.0f : 0.0f);
            }
        }
        result.push_back(std::move(values));
    }
    return result;
}

// One epoch of the images per piece of work.
class Learner
{
public:
    Learner(Method method, int workers) : machine_(visible, hidden), pool_(workers)
    {
        machine_.drawWeights(0.01, 1);
        rule_.method = method;
        rule_.momentum = 0;
    }
    double epoch(const std::vector<BitMatrix>& all)
    {
        for (const auto& images : all) {
            trainer_.update(machine_, images, rule_, 1, number_++, pool_);
        }
        return batch * batches;
    }

private:
    Machine machine_;
    Trainer trainer_{visible, hidden};
    LearningRule rule_;
    core::WorkerPool pool_;
    std::uint64_t number_ = 0;
};

Measured rates(const std::string& name, const char* unit, const core::BenchWork& ours,
               const core::BenchWork& theirs)
{
    auto const times = core::benchTogether({ours, theirs});
    double const fast = 1 / times[0].secondsPerUnit, plain = 1 / times[1].secondsPerUnit;
    return {name, unit, fast, plain, fast / plain, times[0].repeats};
}

// Against dense products, one core each.
Measured measureLearning(const std::string& name)
{
    auto const all = drawImages();
    auto const dense = asFloats(all);
    Learner learner(Method::cd, 1);
    ReferenceRbm reference(visible, hidden, batch);
    return rates(name, imageRate, {[&] { return learner.epoch(all); }}, {[&] {
                     double images = 0;
                     for (const auto& each : dense) {
                         images += reference.learn(each);
                     }
                     return images;
                 }});
}

// Against our own contrastive divergence on one core.
Measured measureAgainstOurs(const std::string& name, Method method, int workers)
{
    auto const all = drawImages();
    auto const clock = workers > 1 ? core::BenchClock::wall : core::BenchClock::thread;
    Learner learner(method, workers), plain(Method::cd, 1);
    return rates(name, imageRate, {[&] { return learner.epoch(all); }, clock},
                 {[&] { return plain.epoch(all); }, clock});
}

// Steps of one chain to the next beta per second, against dense products.
Measured measureAnnealing(const std::string& name)
{
    Machine machine(visible, hidden);
    machine.drawWeights(0.05, 1);
    std::vector<float> const base(visible, -1.45f); // 19 % active
    for (float& bias : machine.visibleBias()) {
        bias = -1.45f;
    }
    AnnealingSchedule const schedule{batch, 20};
    ReferenceRbm reference(visible, hidden, batch);
    return rates(name, "chain steps/s", {[&] {
                     AnnealedImportance sampler(machine, base, schedule, 1);
                     sampler.advance(core::StopCheck(), core::soloPool());
                     return static_cast<double>(schedule.runs) * schedule.betas;
                 }},
                 {[&] { return reference.anneal(0.5); }});
}

} // namespace

std::vector<Bench> rbmBenches()
{
    std::string const cd = "rbm.cd1.784x500", pcd = "rbm.pcd1.784x500", ais = "rbm.ais.784x500";
    std::string const threads = cd + ".threads";
    return {{cd, [cd] { return measureLearning(cd); }},
            {pcd, [pcd] { return measureAgainstOurs(pcd, Method::pcd, 1); }},
            {threads, [threads] { return measureAgainstOurs(threads, Method::cd, allCores()); }},
            {ais, [ais] { return measureAnnealing(ais); }}};
}

} // namespace app
