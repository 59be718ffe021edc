// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labs/lab.h"
#include "core/model/paired.h"

#include <QString>

#include <vector>

namespace ui {

// The parameters by which two runs may differ, in the model's order: those that mean something
// while the others have these values.
std::vector<const core::ParamSpec*> comparableParams(std::span<const core::ParamSpec> specs,
                                                     const core::ParamMap& values);

// Two values worth comparing: the laboratory's own for its parameter, else what is set and another
// value. `param` empty: the laboratory's, or the first choice, or the first number.
core::Comparison proposeComparison(const core::Lab& lab, std::span<const core::ParamSpec> specs,
                                   const core::ParamMap& values, std::string_view param = {});

// "Hebb", "2.3", "on".
QString valueName(const core::ParamSpec& spec, const core::ParamValue& value);
// "Learning rule: Hebb", "T = 2.3".
QString sideTitle(const core::ParamSpec& spec, const core::ParamValue& value);

} // namespace ui
