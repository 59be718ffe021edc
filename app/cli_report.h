// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/run.h"

#include <nlohmann/json_fwd.hpp>

namespace app {

// A result as --json prints it; numbers that do not exist are null.
nlohmann::ordered_json resultJson(const core::RunPlan& plan, const core::RunResult& result,
                                  int threads);

// The same for a reader: a table of means with errors, tau, trusted, exact values.
std::string resultTable(const core::RunPlan& plan, const core::RunResult& result);

// A parameter's value with JSON's own types; a choice by its id.
nlohmann::ordered_json valueJson(const core::ParamSpec& spec, const core::ParamValue& value);

// "-1.74559 ± 0.00012": as many digits as the error justifies.
std::string withError(double mean, double error);

} // namespace app
