// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_bench.h"
#include "app/cli_reference_hopfield.h"
#include "core/experiment/bench.h"
#include "core/models/hopfield/hebb_couplings.h"
#include "core/models/models.h"

#include <memory>
#include <tuple>

namespace app {

namespace {

constexpr double load = 0.1;
constexpr double noise = 0.15;

// Hebb's rule at alpha = 0.1 and T = 0 with pattern 1 as a cue, 15 % of it wrong.
std::unique_ptr<core::AnyModel> prepared(int side)
{
    auto model = core::findModel("hopfield")
                     ->make({{"side", std::int64_t{side}}, {"load", load}, {"T", 0.0}}, 1);
    if (!model) {
        return nullptr;
    }
    auto const cue =
        core::parseAction((*model)->card(), "cue:pattern=1,noise=" + std::to_string(noise));
    if (!cue || !(*model)->act(cue->call, {})) {
        return nullptr;
    }
    return std::move(*model);
}

std::vector<std::int8_t> arrayOf(const core::AnyModel& model, std::string_view id)
{
    return model.exportArray(id)->values<std::int8_t>();
}

// Sweeps until one changes nothing; the number of attempts.
double recall(core::AnyModel& model, std::vector<double>& sample)
{
    auto const flips = static_cast<std::size_t>(core::observableIndex(model.card(), "flips"));
    double attempts = 0;
    do {
        while (!model.advance(core::StopCheck(), core::soloPool())) {}
        attempts += model.attempts();
        model.measure(sample);
    } while (sample[flips] > 0);
    return attempts;
}

Measured measureRecall(const std::string& name, int side)
{
    auto const model = prepared(side);
    auto const cue = *model->exportArray("spins");
    auto const spins = cue.values<std::int8_t>();
    ReferenceHopfield reference(arrayOf(*model, "patterns"), side * side);
    std::vector<double> sample(core::sampledCount(model->card()));
    auto const times =
        core::benchTogether({{[&] { return recall(*model, sample); }, core::BenchClock::thread,
                              [&] { std::ignore = model->importArray("spins", cue); }},
                             {[&] { return reference.recall(); }, core::BenchClock::thread,
                              [&] { reference.load(spins); }}});
    double const ours = 1e9 * times[0].secondsPerUnit, theirs = 1e9 * times[1].secondsPerUnit;
    return {name, "ns per attempt", ours, theirs, theirs / ours, times[0].repeats};
}

// All couplings of Hebb's rule as integers, from the patterns as bits.
Measured measureTraining(const std::string& name, int side)
{
    auto const model = prepared(side);
    auto const patterns = arrayOf(*model, "patterns");
    core::hopfield::HebbTraining training(patterns, side * side);
    ReferenceHopfield reference(patterns, side * side);
    auto const times = core::benchTogether(
        {{[&] { return training.run(); }}, {[&] { return reference.train(); }}});
    double const ours = 1e3 * times[0].secondsPerUnit, theirs = 1e3 * times[1].secondsPerUnit;
    return {name, "ms", ours, theirs, theirs / ours, times[0].repeats};
}

} // namespace

std::vector<Bench> hopfieldBenches()
{
    auto const recallOf = [](const std::string& name, int side) {
        return Bench{name, [name, side] { return measureRecall(name, side); }};
    };
    std::string const train = "hopfield.train.N4096";
    return {recallOf("hopfield.recall.N4096", 64),
            recallOf("hopfield.recall.N10000", 100),
            {train, [train] { return measureTraining(train, 64); }}};
}

} // namespace app
