// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/outcome.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace core {

enum class ParamKind : std::uint8_t { toggle, integer, real, choice, text };
// What a text names.
enum class PathKind : std::uint8_t { none, file, folder };
enum class Scale : std::uint8_t { linear, logarithmic };
// live: between two bands of a step. rebuild: a fresh state. view: changes the picture, never the
// trajectory.
enum class Effect : std::uint8_t { live, rebuild, view };

// A choice travels as its index (int64).
using ParamValue = std::variant<bool, std::int64_t, double, std::string>;

struct Choice
{
    std::string_view id, label, help = {};
};

// Everything that is known of one parameter: forms, files, flags, help and tests are made from it.
struct ParamSpec
{
    std::string_view id = {};     // for ever: files, flags, undo
    std::string_view label = {};  // "Temperature"
    std::string_view symbol = {}; // "T", may be empty
    std::string_view unit = {};   // "J/k_B", may be empty
    std::string_view help = {};   // a sentence or two
    double min = 0, max = 1;
    double step = 0; // of the editor's arrows; 0: chosen from the range
    Scale scale = Scale::linear;
    Effect effect = Effect::live;
    std::span<const Choice> choices = {};
    // The parameter means something only while parameter `whenId` has one of the choices in the bit
    // mask `whenMask`.
    std::string_view whenId = {};
    std::uint32_t whenMask = 0;
    // Another way to say parameter `aliasOf` (the load P/N for P): assigned after the plain ones,
    // never kept in files.
    std::string_view aliasOf = {};
    PathKind path = PathKind::none;

    // Filled in from the struct by specsOf(), never typed twice.
    ParamKind kind = ParamKind::real;
    double fallback = 0;
    std::string_view fallbackText = {};
};

ParamValue fallbackOf(const ParamSpec& spec);

// Parameter ids with values, in the order they were given; later entries win.
using ParamMap = std::vector<std::pair<std::string, ParamValue>>;

// Do two ids name one degree of freedom: the same parameter, or one an alias of the other?
bool sameParameter(std::span<const ParamSpec> specs, std::string_view a, std::string_view b);

const ParamSpec* findSpec(std::span<const ParamSpec> specs, std::string_view id);
const ParamValue* findValue(const ParamMap& values, std::string_view id);
// Sets or appends.
void setValue(ParamMap& values, std::string_view id, ParamValue value);

// All but the aliases: what may be assigned together with a further value of its own.
ParamMap withoutAliases(std::span<const ParamSpec> specs, const ParamMap& values);

// The number behind a toggle (0, 1), an integer, a real or a choice's index; 0 for a text.
double numberOf(const ParamValue& value);

// A value of the spec's kind from a number, rounded to integers where needed and clamped to the
// range.
ParamValue valueFromNumber(const ParamSpec& spec, double number);

// Refused with a sentence naming the parameter, the limits and the value when out of range or of
// another kind.
Outcome check(const ParamSpec& spec, const ParamValue& value);

// Is the parameter meaningful while the others have these values?
bool applies(const ParamSpec& spec, std::span<const ParamSpec> specs, const ParamMap& values);

} // namespace core
