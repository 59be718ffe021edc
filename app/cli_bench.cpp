// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_bench.h"

#include "app/cli.h"
#include "app/cli_plan.h"
#include "app/cli_reference.h"
#include "core/base/cpu.h"
#include "core/experiment/bench.h"
#include "core/models/models.h"

#include <iomanip>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

namespace app {

namespace {

using Reference = double (ReferenceIsing::*)();

struct IsingCase
{
    const char* name;
    int side;
    const char* algorithm; // by its id
    double h;
    bool allCores;
    const char* unit;
    Reference reference;
};

constexpr const char* flipRate = "flips/ns";
constexpr const char* flippedTime = "ns per flipped site";
constexpr const char* siteTime = "ns per site";
constexpr double criticalTemperature = 2.269185314213022;
// Enough for the measurement after each step to cost nothing beside them.
constexpr std::int64_t clustersPerStep = 8;

const std::vector<IsingCase>& isingCases()
{
    using R = ReferenceIsing;
    static const std::vector<IsingCase> cases{
        {"ising.metropolis.L512", 512, "metropolis", 0, false, flipRate, &R::metropolis},
        {"ising.metropolis.L4096", 4096, "metropolis", 0, false, flipRate, &R::metropolis},
        {"ising.metropolis.L16384", 16384, "metropolis", 0, false, flipRate, &R::metropolis},
        {"ising.metropolis.L4096.threads", 4096, "metropolis", 0, true, flipRate, &R::metropolis},
        {"ising.heat-bath.L4096", 4096, "heat-bath", 0, false, flipRate, &R::heatBath},
        {"ising.field.L4096", 4096, "metropolis", 0.1, false, flipRate, &R::metropolis},
        {"ising.swendsen-wang.L1024", 1024, "swendsen-wang", 0, false, siteTime, &R::swendsenWang},
        {"ising.wolff.L1024", 1024, "wolff", 0, false, flippedTime, &R::wolff}};
    return cases;
}

core::ParamValue choice(const core::ModelEntry& entry, std::string_view id, std::string_view value)
{
    const auto& spec = *core::findSpec(entry.specs(), id);
    for (std::size_t i = 0; i < spec.choices.size(); ++i) {
        if (spec.choices[i].id == value) {
            return static_cast<std::int64_t>(i);
        }
    }
    return std::int64_t{0};
}

void advance(core::AnyModel& model, core::WorkerPool& pool, int steps)
{
    for (int i = 0; i < steps; ++i) {
        while (!model.advance(core::StopCheck(), pool)) {}
    }
}

// At T_c: cluster algorithms from a state that clusters have brought near equilibrium, local ones,
// whose speed does not depend on it, from a random one.
std::unique_ptr<core::AnyModel> prepare(const core::ModelEntry& entry, const IsingCase& bench,
                                        core::WorkerPool& pool)
{
    bool const clusters = bench.unit != flipRate;
    core::ParamMap values{
        {"L", std::int64_t{bench.side}},
        {"T", criticalTemperature},
        {"h", bench.h},
        {"algorithm", choice(entry, "algorithm", clusters ? "swendsen-wang" : bench.algorithm)}};
    auto model = entry.make(values, 1);
    if (!model) {
        return nullptr;
    }
    advance(**model, pool, clusters ? 100 : 3);
    (*model)->set({{"algorithm", choice(entry, "algorithm", bench.algorithm)},
                   {"clusters", clustersPerStep}});
    advance(**model, pool, 3);
    return std::move(*model);
}

// Units of work that a step has done.
double unitsOf(const core::AnyModel& model, const IsingCase& bench, std::vector<double>& sample)
{
    if (bench.unit == flippedTime) {
        model.measure(sample);
        return clustersPerStep * sample[static_cast<std::size_t>(
                                     core::observableIndex(model.card(), "cluster-size"))];
    }
    return static_cast<double>(bench.side) * bench.side;
}

core::BenchWork work(core::AnyModel& model, const IsingCase& bench, core::WorkerPool& pool)
{
    return {[&model, &bench, &pool,
             sample = std::vector<double>(core::sampledCount(model.card()))]() mutable {
                advance(model, pool, 1);
                return unitsOf(model, bench, sample);
            },
            bench.allCores ? core::BenchClock::wall : core::BenchClock::thread};
}

std::vector<std::int8_t> spinsOf(const core::AnyModel& model)
{
    return model.exportArray("spins")->values<std::int8_t>();
}

Measured measure(const IsingCase& bench)
{
    core::WorkerPool pool(bench.allCores ? allCores() : 1);
    auto const model = prepare(*core::findModel("ising"), bench, pool);
    bool const clusters = bench.unit != flipRate;
    int const side = clusters ? bench.side : std::min(bench.side, 1024);
    ReferenceIsing reference(side, criticalTemperature, 1);
    if (clusters) {
        reference.load(spinsOf(*model));
    } else {
        for (int i = 0; i < 20; ++i) {
            (reference.*bench.reference)();
        }
    }
    auto const times = core::benchTogether(
        {work(*model, bench, pool), {[&] { return (reference.*bench.reference)(); }}});
    double const ours = 1e9 * times[0].secondsPerUnit, theirs = 1e9 * times[1].secondsPerUnit;
    return {
        bench.name,    bench.unit,      clusters ? ours : 1 / ours, clusters ? theirs : 1 / theirs,
        theirs / ours, times[0].repeats};
}

void print(const std::vector<Measured>& all)
{
    for (const auto& each : all) {
        std::ostringstream line;
        line << std::left << std::setw(34) << each.name << std::right << std::fixed
             << std::setprecision(2) << std::setw(9) << each.value << " " << std::left
             << std::setw(20) << each.unit << " reference " << std::setw(8) << each.baseline
             << " ratio " << each.ratio << "\n";
        std::cout << line.str();
    }
}

void printJson(const std::vector<Measured>& all)
{
    auto json = nlohmann::ordered_json::array();
    for (const auto& each : all) {
        json.push_back({{"name", each.name},
                        {"value", each.value},
                        {"unit", each.unit},
                        {"baseline", each.baseline},
                        {"ratio", each.ratio},
                        {"repeats", each.repeats}});
    }
    std::cout << json.dump(2) << "\n";
}

std::vector<Bench> allBenches()
{
    std::vector<Bench> all;
    for (const auto& bench : isingCases()) {
        all.push_back({bench.name, [&bench] { return measure(bench); }});
    }
    for (auto more : {hopfieldBenches(), rbmBenches()}) {
        std::move(more.begin(), more.end(), std::back_inserter(all));
    }
    return all;
}

std::string names(const std::vector<Bench>& benches)
{
    std::string text;
    for (const auto& bench : benches) {
        text += (text.empty() ? "" : ", ") + bench.name;
    }
    return text;
}

} // namespace

int runBench(const Options& options)
{
    auto const benches = allBenches();
    std::vector<const Bench*> chosen;
    for (const auto& bench : benches) {
        std::string const wanted = options.name.value_or("");
        if (wanted.empty() || bench.name == wanted || bench.name.rfind(wanted + ".", 0) == 0) {
            chosen.push_back(&bench);
        }
    }
    if (chosen.empty()) {
        return complain("There is no bench '" + *options.name + "'; expected one of " +
                            names(benches) + ", or the beginning of some.",
                        refused);
    }
    std::vector<Measured> all;
    for (const auto* bench : chosen) {
        if (interrupted()) {
            return complain("Interrupted.", failed);
        }
        all.push_back(bench->measure());
        if (!options.json) {
            print({all.back()});
            std::cout.flush();
        }
    }
    if (options.json) {
        printJson(all);
    } else {
        std::cout << "kernels: " << core::isaName(core::activeIsa()) << "\n";
    }
    return done;
}

} // namespace app
