// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli.h"
#include "app/cli_files.h"
#include "app/cli_plan.h"
#include "app/cli_report.h"

#include <iostream>
#include <nlohmann/json.hpp>

namespace app {

namespace {

// Carried points run one after the other and share the cores; independent ones take one each.
core::Result<int> sweepWorkers(const Options& options)
{
    return options.carry ? workersOf(options.threads, "--threads", allCores())
                         : workersOf(options.jobs, "--jobs", allCores());
}

nlohmann::ordered_json sweepJson(const core::SweepPlan& plan,
                                 const std::vector<core::SweepPoint>& points, int threads)
{
    auto json = nlohmann::ordered_json::array();
    for (const auto& point : points) {
        if (point.finished) {
            json.push_back(resultJson(plan.base, point.result, threads));
        }
    }
    return json;
}

int writeTable(const Options& options, const core::SweepPlan& plan, int workers)
{
    if (auto outcome = checkOutputs(options); !outcome) {
        return complain(outcome.reason(), failed);
    }
    auto created = core::CsvFile::create(*options.out);
    if (!created) {
        return complain(created.reason(), failed);
    }
    core::CsvFile file = std::move(*created);
    file.line("# " + options.line);
    file.line(sweepHead(plan));
    std::size_t written = 0;
    core::SweepControl control{&interrupted(), {}, showProgress};
    control.finished = [&](std::size_t, const core::SweepPoint& point) {
        file.line(sweepRow(plan, point));
        ++written;
    };
    core::WorkerPool pool(workers);
    auto const points = core::runSweep(plan, pool, control);
    clearProgress();
    if (auto outcome = file.close(); !outcome) {
        return complain(outcome.reason(), failed);
    }
    if (!points) {
        return complain(points.reason(), refused);
    }
    if (options.json) {
        std::cout << sweepJson(plan, *points, options.carry ? workers : 1).dump() << "\n";
    }
    if (written < points->size()) {
        return complain("Interrupted; '" + *options.out + "' has the " + std::to_string(written) +
                            " finished rows of " + std::to_string(points->size()) + ".",
                        failed);
    }
    if (!points->empty() && !points->back().result.unwritten.empty()) {
        return complain(points->back().result.unwritten, failed);
    }
    if (!options.json) {
        std::cout << written << " rows in " << *options.out << "\n";
    }
    return done;
}

} // namespace

int runTable(const Options& options)
{
    auto plan = sweepOf(options);
    if (!plan) {
        return complain(plan.reason(), refused);
    }
    for (const auto& [text, flag] :
         {std::pair{options.jobs, "--jobs"}, {options.threads, "--threads"}}) {
        if (auto const count = workersOf(text, flag, 1); !count) {
            return complain(count.reason(), refused);
        }
    }
    if (!options.out) {
        return complain("'sweep' needs --out FILE.csv for its table.", refused);
    }
    return writeTable(options, *plan, *sweepWorkers(options));
}

} // namespace app
