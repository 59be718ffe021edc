// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/any_model.h"

#include <string>

namespace app {

// A model for a reader: title, step, parameters with ranges, choices and defaults, observables,
// arrays and notes.
std::string describe(const core::ModelEntry& entry);

// "2 to 16384", "square, triangular"; how a parameter's values are written.
std::string rangeText(const core::ParamSpec& spec);

// Lines that fit into `width` columns, each indented by `indent` blanks.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width = 100);

} // namespace app
