// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"
#include "core/experiment/sweep.h"
#include "core/io/csv.h"

namespace app {

// Reads what --import names into plan.prepare, and makes plan.finish write --export and --save.
// Refused with a sentence when a file cannot be read or a name is not one of the model's arrays.
core::Outcome planFiles(const Options& options, core::RunPlan& plan);

// What an action's `file` holds: a picture, or a NumPy array of rows and columns. In a drawing
// bright pixels and positive numbers are up. Refused with a sentence that names the action and the
// file.
core::Result<core::Payload> readPayload(const core::ActionSpec& action, const std::string& file);

// Can --export and --save be written? Asked before a long run; nothing is left behind.
core::Outcome checkOutputs(const Options& options);

// The head of a series: the command, then the columns; and one of its rows.
std::string seriesHead(const core::ModelCard& card, bool repeats);
core::CsvRow seriesRow(std::optional<int> repeat, std::uint64_t step,
                       std::span<const double> sampled);

// The head of a sweep's table, and one of its rows.
std::string sweepHead(const core::SweepPlan& plan);
core::CsvRow sweepRow(const core::SweepPlan& plan, const core::SweepPoint& point);

} // namespace app
