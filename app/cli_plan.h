// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"
#include "core/experiment/sweep.h"

#include <string_view>
#include <utility>

namespace app {

// From what was written to what is done; everything refused with a sentence that names the
// parameter or file, the limit and what was expected.

core::Result<const core::ModelEntry*> modelOf(const Options& options);

// Parameters, counts, ramp, files to load, import, export and save, actions.
core::Result<core::RunPlan> planOf(const Options& options);

// The axes of --over on top of planOf.
core::Result<core::SweepPlan> sweepOf(const Options& options);

// --threads and --jobs: the number given, or `fallback`.
core::Result<int> workersOf(const std::optional<std::string>& text, std::string_view flag,
                            int fallback);
int allCores();

// "id=value" at the first '='; double quotes around the value are taken off. Refused when there is
// no '=' or nothing before it.
core::Result<std::pair<std::string, std::string>> assignmentOf(std::string_view flag,
                                                               const std::string& text);

} // namespace app
