// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_report.h"

#include "core/base/numbers.h"
#include "core/base/version.h"
#include "core/param/param_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

namespace app {

using Json = nlohmann::ordered_json;

namespace {

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(); }

Json estimateJson(const core::Estimate& estimate, const core::Prediction* exact)
{
    bool const averaged = estimate.count > 0 && std::isfinite(estimate.mean);
    Json json;
    json["mean"] = number(estimate.mean);
    json["error"] = number(estimate.error);
    json["tau"] = number(estimate.tau);
    json["n"] = averaged ? estimate.count : 0;
    json["last"] = number(estimate.last);
    json["trusted"] = averaged ? Json(estimate.trusted) : Json();
    json["exact"] = exact ? number(exact->value) : Json();
    json["exact_kind"] = exact ? Json(core::exactKindId(exact->kind)) : Json();
    json["source"] = exact ? Json(exact->source) : Json();
    return json;
}

std::string fixed(double value, int digits)
{
    std::array<char, 400> buffer;
    auto const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   std::chars_format::fixed, digits);
    return {buffer.data(), end.ptr};
}

std::string significant(double value, int digits)
{
    if (!std::isfinite(value)) {
        return "";
    }
    std::array<char, 400> buffer;
    auto const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   std::chars_format::general, digits);
    return {buffer.data(), end.ptr};
}

// Counts what is seen, not bytes: the sign of the error is one character.
std::size_t visibleLength(const std::string& text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

using TableRow = std::array<std::string, 5>;

std::string aligned(const std::vector<TableRow>& rows)
{
    std::array<std::size_t, 5> widths{};
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], visibleLength(row[i]));
        }
    }
    std::string text;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += row[i] + std::string(widths[i] - visibleLength(row[i]) + 2, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

std::string trustedText(const core::Estimate& estimate)
{
    return estimate.count == 0 || !std::isfinite(estimate.mean) ? ""
           : estimate.trusted                                   ? "yes"
                                                                : "not yet";
}

TableRow rowOf(const core::ObservableSpec& spec, const core::Estimate& estimate,
               const core::Prediction* exact)
{
    bool const averaged = estimate.count > 0;
    return {std::string(spec.id),
            averaged || !std::isfinite(estimate.last) ? withError(estimate.mean, estimate.error)
                                                      : "last " + significant(estimate.last, 8),
            significant(estimate.tau, 3), trustedText(estimate),
            exact ? significant(exact->value, 8) + " (" +
                        std::string(core::exactKindId(exact->kind)) + ", " +
                        std::string(exact->source) + ")"
                  : ""};
}

} // namespace

std::string withError(double mean, double error)
{
    if (!std::isfinite(mean)) {
        return "";
    }
    if (!std::isfinite(error) || !(error > 0)) {
        return significant(mean, 8);
    }
    int const digits = std::clamp(1 - static_cast<int>(std::floor(std::log10(error))), 0, 15);
    return fixed(mean, digits) + " ± " + fixed(error, digits);
}

Json valueJson(const core::ParamSpec& spec, const core::ParamValue& value)
{
    if (spec.kind == core::ParamKind::choice) {
        return textOf(spec, value);
    }
    return std::visit([](const auto& held) { return Json(held); }, value);
}

Json resultJson(const core::RunPlan& plan, const core::RunResult& result, int threads)
{
    const auto& card = *plan.entry->card;
    Json json;
    json["program"] = "isinglass";
    json["version"] = core::version();
    json["model"] = card.id;
    Json& parameters = json["parameters"] = Json::object();
    for (const auto& spec : plan.entry->specs()) {
        if (const auto* value = core::findValue(result.params, spec.id)) {
            parameters[std::string(spec.id)] = valueJson(spec, *value);
        }
    }
    Json& actions = json["actions"] = Json::array();
    for (const auto& action : plan.actions) {
        actions.push_back(action.text);
    }
    json["seed"] = result.seed;
    json["threads"] = threads;
    json["steps"] = plan.steps;
    json["warmup"] = result.warmup;
    json["every"] = plan.every;
    json["repeats"] = plan.repeats;
    json["hash"] = result.hash;
    json["seconds"] = result.seconds;
    Json& observables = json["observables"] = Json::object();
    for (std::size_t i = 0; i < card.observables.size(); ++i) {
        const auto& spec = card.observables[i];
        if (spec.kind != core::ObservableKind::internal) {
            observables[std::string(spec.id)] = estimateJson(
                result.estimates[i], core::bestPrediction(result.predictions, spec.id));
        }
    }
    return json;
}

std::string resultTable(const core::RunPlan& plan, const core::RunResult& result)
{
    const auto& card = *plan.entry->card;
    std::vector<TableRow> rows{{"observable", "mean ± error", "tau", "trusted", "exact"}};
    for (std::size_t i = 0; i < card.observables.size(); ++i) {
        const auto& spec = card.observables[i];
        if (spec.kind != core::ObservableKind::internal) {
            rows.push_back(rowOf(spec, result.estimates[i],
                                 core::bestPrediction(result.predictions, spec.id)));
        }
    }
    std::string const settings = core::differenceFromDefaults(plan.entry->specs(), result.params);
    std::string text = std::string(card.title) + (settings.empty() ? "" : ": " + settings) + "\n" +
                       std::to_string(plan.steps) + " steps of " + std::string(card.step) +
                       ", warm-up " + std::to_string(result.warmup) + ", seed " +
                       std::to_string(result.seed) + "\n\n" + aligned(rows) + "\n";
    if (!result.notice.empty()) {
        text += "Note: " + result.notice + "\n";
    }
    return text + "hash " + result.hash + ", " + significant(result.seconds, 3) + " s" +
           (result.kernel.empty() ? "" : ", " + result.kernel) + "\n";
}

} // namespace app
