// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/param/param_text.h"

#include "core/base/numbers.h"

#include <cctype>

namespace core {

namespace {

std::string choiceIds(const ParamSpec& spec)
{
    std::string ids;
    for (const auto& choice : spec.choices) {
        ids += (ids.empty() ? "" : ", ") + std::string(choice.id);
    }
    return ids;
}

std::string range(const ParamSpec& spec)
{
    return numberText(spec.min) + " to " + numberText(spec.max);
}

Result<ParamValue> wrong(const ParamSpec& spec, std::string_view text, const std::string& expected)
{
    return Result<ParamValue>::refused("Parameter '" + std::string(spec.id) + "' is '" +
                                       std::string(text) + "'; expected " + expected + ".");
}

Result<ParamValue> parseChoice(const ParamSpec& spec, std::string_view text)
{
    for (std::size_t i = 0; i < spec.choices.size(); ++i) {
        if (spec.choices[i].id == text) {
            return ParamValue(static_cast<std::int64_t>(i));
        }
    }
    return wrong(spec, text, "one of " + choiceIds(spec));
}

Result<ParamValue> checked(const ParamSpec& spec, ParamValue value)
{
    if (auto const outcome = check(spec, value); !outcome) {
        return Result<ParamValue>::refused(outcome.reason());
    }
    return value;
}

bool needsQuotes(std::string_view text)
{
    return text.empty() || text.find_first_of(" ,=\"\\\n\t") != std::string_view::npos;
}

std::string quoted(std::string_view text)
{
    if (!needsQuotes(text)) {
        return std::string(text);
    }
    std::string result = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\') {
            result += '\\';
        }
        result += c;
    }
    return result + '"';
}

// Takes one value, quoted or up to the next blank, off the front of `text`.
Result<std::string> takeValue(std::string_view& text)
{
    std::string value;
    if (!text.starts_with('"')) {
        auto const end = std::min(text.find(' '), text.size());
        value = text.substr(0, end);
        text.remove_prefix(end);
        return value;
    }
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '"') {
            text.remove_prefix(i + 1);
            return value;
        }
        i += text[i] == '\\' && i + 1 < text.size() ? 1 : 0;
        value += text[i];
    }
    return Result<std::string>::refused("A quoted value has no closing quote in the settings '" +
                                        std::string(text) + "'.");
}

} // namespace

std::vector<std::string> splitOutsideQuotes(std::string_view text, char separator)
{
    std::vector<std::string> parts(1);
    bool quoted = false;
    for (char const c : text) {
        quoted = quoted != (c == '"');
        if (c == separator && !quoted) {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

std::string unquoted(std::string text)
{
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
        return text.substr(1, text.size() - 2);
    }
    return text;
}

std::string textOf(const ParamSpec& spec, const ParamValue& value)
{
    switch (spec.kind) {
    case ParamKind::toggle: return numberOf(value) != 0 ? "true" : "false";
    case ParamKind::integer: return std::to_string(static_cast<std::int64_t>(numberOf(value)));
    case ParamKind::real: return numberText(numberOf(value));
    case ParamKind::choice: {
        auto const index = static_cast<std::size_t>(numberOf(value));
        return index < spec.choices.size() ? std::string(spec.choices[index].id) : std::string();
    }
    case ParamKind::text: break;
    }
    const auto* const text = std::get_if<std::string>(&value);
    return text ? *text : std::string();
}

Result<ParamValue> parseValue(const ParamSpec& spec, std::string_view text)
{
    switch (spec.kind) {
    case ParamKind::toggle:
        if (text == "true" || text == "false") {
            return ParamValue(text == "true");
        }
        return wrong(spec, text, "true or false");
    case ParamKind::integer:
        if (auto const value = parseInteger(text)) {
            return checked(spec, *value);
        }
        return wrong(spec, text, "a whole number, " + range(spec));
    case ParamKind::real:
        if (auto const value = parseReal(text)) {
            return checked(spec, *value);
        }
        return wrong(spec, text, "a number, " + range(spec));
    case ParamKind::choice: return parseChoice(spec, text);
    case ParamKind::text: break;
    }
    return ParamValue(std::string(text));
}

std::string differenceFromDefaults(std::span<const ParamSpec> specs, const ParamMap& values)
{
    std::string result;
    for (const auto& spec : specs) {
        const ParamValue* const value = findValue(values, spec.id);
        if (value && spec.aliasOf.empty() &&
            textOf(spec, *value) != textOf(spec, fallbackOf(spec))) {
            result += (result.empty() ? "" : " ") + std::string(spec.id) + "=" +
                      quoted(textOf(spec, *value));
        }
    }
    return result;
}

Result<ParamMap> parseSettings(std::span<const ParamSpec> specs, std::string_view text)
{
    ParamMap values;
    for (;;) {
        while (text.starts_with(' ')) {
            text.remove_prefix(1);
        }
        if (text.empty()) {
            return values;
        }
        auto const equals = text.find('=');
        if (equals == std::string_view::npos) {
            return Result<ParamMap>::refused("The settings have '" + std::string(text) +
                                             "'; expected id=value.");
        }
        std::string_view const id = text.substr(0, equals);
        const ParamSpec* const spec = findSpec(specs, id);
        if (!spec) {
            return Result<ParamMap>::refused("There is no parameter '" + std::string(id) + "'.");
        }
        text.remove_prefix(equals + 1);
        auto const raw = takeValue(text);
        if (!raw) {
            return Result<ParamMap>::refused(raw.reason());
        }
        auto const value = parseValue(*spec, *raw);
        if (!value) {
            return Result<ParamMap>::refused(value.reason());
        }
        setValue(values, id, *value);
    }
}

} // namespace core
