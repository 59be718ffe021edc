// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli.h"
#include "app/cli_files.h"
#include "app/cli_plan.h"
#include "app/cli_report.h"

#include <iostream>
#include <nlohmann/json.hpp>

namespace app {

namespace {

// Where the measured steps go; an empty one when nobody asked.
core::Outcome openSeries(const Options& options, core::RunPlan& plan,
                         std::optional<core::CsvFile>& file)
{
    if (!options.out) {
        return core::Outcome::done();
    }
    auto created = core::CsvFile::create(*options.out);
    if (!created) {
        return created.outcome();
    }
    file = std::move(*created);
    bool const repeats = plan.repeats > 1;
    file->line("# " + options.line);
    file->line(seriesHead(*plan.entry->card, repeats));
    plan.sample = [&file, repeats](int repeat, std::uint64_t step,
                                   std::span<const double> sampled) {
        file->line(seriesRow(repeats ? std::optional(repeat) : std::nullopt, step, sampled));
    };
    return core::Outcome::done();
}

} // namespace

int runOnce(const Options& options)
{
    auto plan = planOf(options);
    if (!plan) {
        return complain(plan.reason(), refused);
    }
    auto const threads = workersOf(options.threads, "--threads", allCores());
    if (!threads) {
        return complain(threads.reason(), refused);
    }
    std::optional<core::CsvFile> series;
    for (auto outcome : {checkOutputs(options), openSeries(options, *plan, series)}) {
        if (!outcome) {
            return complain(outcome.reason(), failed);
        }
    }
    core::WorkerPool pool(*threads);
    auto const result = core::runModel(*plan, pool, {&interrupted(), showProgress});
    clearProgress();
    if (series) {
        if (auto outcome = series->close(); !outcome) {
            return complain(outcome.reason(), failed);
        }
    }
    if (!result) {
        return complain(result.reason(), refused);
    }
    if (result->interrupted) {
        return complain(options.out
                            ? "Interrupted; '" + *options.out + "' has the steps measured so far."
                            : std::string("Interrupted before the run was complete."),
                        failed);
    }
    if (!result->unwritten.empty()) {
        return complain(result->unwritten, failed);
    }
    if (options.json) {
        std::cout << resultJson(*plan, *result, *threads).dump() << "\n";
    } else {
        std::cout << resultTable(*plan, *result);
    }
    return done;
}

} // namespace app
