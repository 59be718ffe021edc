// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/param/spec.h"

namespace core {

// A value as files, flags and JSON write it: shortest decimals that round-trip, choices by id,
// true/false.
std::string textOf(const ParamSpec& spec, const ParamValue& value);

// The value that `text` stands for; refused with a sentence that names the parameter, its limits or
// choices.
Result<ParamValue> parseValue(const ParamSpec& spec, std::string_view text);

// Parts between `separator`s that stand outside double quotes.
std::vector<std::string> splitOutsideQuotes(std::string_view text, char separator);
// Without the double quotes around it, if there are any.
std::string unquoted(std::string text);

// "T=2.3 L=64 ...": the parameters that differ from the defaults, in the specs' order, aliases
// left out; values with
// blanks, commas, quotes or '=' stand in double quotes.
std::string differenceFromDefaults(std::span<const ParamSpec> specs, const ParamMap& values);

// Reads what differenceFromDefaults wrote; refused with a sentence at the first thing that is
// wrong.
Result<ParamMap> parseSettings(std::span<const ParamSpec> specs, std::string_view text);

} // namespace core
