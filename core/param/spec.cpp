// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/param/spec.h"

#include "core/base/numbers.h"

#include <algorithm>
#include <cmath>

namespace core {

namespace {

bool isKind(ParamKind kind, const ParamValue& value)
{
    switch (kind) {
    case ParamKind::toggle: return std::holds_alternative<bool>(value);
    case ParamKind::integer:
    case ParamKind::choice: return std::holds_alternative<std::int64_t>(value);
    case ParamKind::real:
        return std::holds_alternative<double>(value) || std::holds_alternative<std::int64_t>(value);
    case ParamKind::text: break;
    }
    return std::holds_alternative<std::string>(value);
}

std::string kindName(ParamKind kind)
{
    switch (kind) {
    case ParamKind::toggle: return "true or false";
    case ParamKind::integer: return "a whole number";
    case ParamKind::real: return "a number";
    case ParamKind::choice: return "one of its choices";
    case ParamKind::text: break;
    }
    return "a text";
}

} // namespace

ParamValue fallbackOf(const ParamSpec& spec)
{
    return spec.kind == ParamKind::text ? ParamValue(std::string(spec.fallbackText))
                                        : valueFromNumber(spec, spec.fallback);
}

const ParamSpec* findSpec(std::span<const ParamSpec> specs, std::string_view id)
{
    auto const found = std::find_if(specs.begin(), specs.end(),
                                    [&](const ParamSpec& spec) { return spec.id == id; });
    return found == specs.end() ? nullptr : &*found;
}

bool sameParameter(std::span<const ParamSpec> specs, std::string_view a, std::string_view b)
{
    auto const target = [&](std::string_view id) {
        auto const* const spec = findSpec(specs, id);
        return spec && !spec->aliasOf.empty() ? spec->aliasOf : id;
    };
    return target(a) == target(b);
}

ParamMap withoutAliases(std::span<const ParamSpec> specs, const ParamMap& values)
{
    ParamMap plain;
    for (const auto& [id, value] : values) {
        auto const* const spec = findSpec(specs, id);
        if (!spec || spec->aliasOf.empty()) {
            plain.emplace_back(id, value);
        }
    }
    return plain;
}

const ParamValue* findValue(const ParamMap& values, std::string_view id)
{
    auto const found = std::find_if(values.rbegin(), values.rend(),
                                    [&](const auto& entry) { return entry.first == id; });
    return found == values.rend() ? nullptr : &found->second;
}

void setValue(ParamMap& values, std::string_view id, ParamValue value)
{
    for (auto& entry : values) {
        if (entry.first == id) {
            entry.second = std::move(value);
            return;
        }
    }
    values.emplace_back(std::string(id), std::move(value));
}

double numberOf(const ParamValue& value)
{
    if (const auto* toggle = std::get_if<bool>(&value)) {
        return *toggle ? 1 : 0;
    }
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        return static_cast<double>(*integer);
    }
    if (const auto* real = std::get_if<double>(&value)) {
        return *real;
    }
    return 0;
}

ParamValue valueFromNumber(const ParamSpec& spec, double number)
{
    double const clamped = std::clamp(std::isnan(number) ? spec.fallback : number,
                                      spec.kind == ParamKind::toggle ? 0.0 : spec.min,
                                      spec.kind == ParamKind::toggle ? 1.0 : spec.max);
    switch (spec.kind) {
    case ParamKind::toggle: return clamped >= 0.5;
    case ParamKind::integer:
    case ParamKind::choice: return static_cast<std::int64_t>(std::llround(clamped));
    case ParamKind::text: return std::string(spec.fallbackText);
    case ParamKind::real: break;
    }
    return clamped;
}

Outcome check(const ParamSpec& spec, const ParamValue& value)
{
    std::string const name = "Parameter '" + std::string(spec.id) + "'";
    if (!isKind(spec.kind, value)) {
        return Outcome::refused(name + " expects " + kindName(spec.kind) + ".");
    }
    double const number = numberOf(value);
    if (spec.kind == ParamKind::toggle || spec.kind == ParamKind::text ||
        (number >= spec.min && number <= spec.max)) {
        return Outcome::done();
    }
    return Outcome::refused(name + " is " + numberText(number) + "; expected " +
                            numberText(spec.min) + " to " + numberText(spec.max) + ".");
}

bool applies(const ParamSpec& spec, std::span<const ParamSpec> specs, const ParamMap& values)
{
    if (spec.whenId.empty()) {
        return true;
    }
    const ParamSpec* const other = findSpec(specs, spec.whenId);
    if (!other) {
        return true;
    }
    const ParamValue* const value = findValue(values, spec.whenId);
    auto const index = static_cast<unsigned>(value ? numberOf(*value) : other->fallback);
    return index < 32 && ((spec.whenMask >> index) & 1u) != 0 && applies(*other, specs, values);
}

} // namespace core
