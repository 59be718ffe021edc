// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_plan.h"

#include "app/cli_files.h"
#include "core/base/numbers.h"
#include "core/models/models.h"
#include "core/param/param_text.h"
#include "core/session/document.h"

#include <algorithm>
#include <thread>

namespace app {

using core::Outcome;
using core::Result;

namespace {

constexpr std::uint64_t maxSteps = 1'000'000'000'000'000;
constexpr std::uint64_t maxRepeats = 100'000;
constexpr std::uint64_t maxWorkers = 256;

Outcome readCount(const std::optional<std::string>& text, std::string_view flag, std::uint64_t min,
                  std::uint64_t max, std::uint64_t& into)
{
    if (!text) {
        return Outcome::done();
    }
    auto const value = core::parseUnsigned(*text);
    if (!value || *value < min || *value > max) {
        return Outcome::refused(std::string(flag) + " is '" + *text +
                                "'; expected a whole number from " + std::to_string(min) + " to " +
                                std::to_string(max) + ".");
    }
    into = *value;
    return Outcome::done();
}

std::string parameterIds(const core::ModelEntry& entry)
{
    std::string ids;
    for (const auto& spec : entry.specs()) {
        ids += (ids.empty() ? "" : ", ") + std::string(spec.id);
    }
    return ids;
}

Result<const core::ParamSpec*> specOf(const core::ModelEntry& entry, const std::string& id)
{
    if (const auto* spec = core::findSpec(entry.specs(), id)) {
        return spec;
    }
    return Result<const core::ParamSpec*>::refused("Model '" + std::string(entry.card->id) +
                                                   "' has no parameter '" + id + "'; it has " +
                                                   parameterIds(entry) + ".");
}

Outcome readParams(const Options& options, core::RunPlan& plan)
{
    for (const auto& text : options.set) {
        auto const given = assignmentOf("--set", text);
        if (!given) {
            return given.outcome();
        }
        auto const spec = specOf(*plan.entry, given->first);
        if (!spec) {
            return spec.outcome();
        }
        auto const value = core::parseValue(**spec, given->second);
        if (!value) {
            return value.outcome();
        }
        core::setValue(plan.params, given->first, *value);
    }
    return Outcome::done();
}

Outcome readCounts(const Options& options, core::RunPlan& plan)
{
    std::uint64_t repeats = 1, warmup = 0;
    Outcome outcome = readCount(options.steps, "--steps", 0, maxSteps, plan.steps);
    if (outcome) {
        outcome = readCount(options.warmup, "--warmup", 0, maxSteps, warmup);
    }
    if (outcome) {
        outcome = readCount(options.every, "--every", 1, maxSteps, plan.every);
    }
    if (outcome) {
        outcome = readCount(options.hold, "--hold", 0, maxSteps, plan.hold);
    }
    if (outcome) {
        outcome = readCount(options.repeats, "--repeats", 1, maxRepeats, repeats);
    }
    if (outcome) {
        outcome = readCount(options.seed, "--seed", 0, ~std::uint64_t{0}, plan.seed);
    }
    if (options.warmup) {
        plan.warmup = warmup;
    }
    plan.repeats = static_cast<int>(repeats);
    return outcome;
}

Outcome readRamp(const Options& options, core::RunPlan& plan)
{
    if (!options.ramp) {
        return options.hold ? Outcome::refused("--hold needs --ramp: without a ramp the steps "
                                               "themselves are measured.")
                            : Outcome::done();
    }
    auto const refusal =
        Outcome::refused("--ramp is '" + *options.ramp +
                         "'; expected id=from:to, id=from:to:linear or id=from:to:geometric.");
    auto const given = assignmentOf("--ramp", *options.ramp);
    if (!given) {
        return given.outcome();
    }
    auto const parts = core::splitOutsideQuotes(given->second, ':');
    if (parts.size() < 2 || parts.size() > 3 ||
        (parts.size() == 3 && parts[2] != "linear" && parts[2] != "geometric")) {
        return refusal;
    }
    auto const from = core::parseReal(parts[0]), to = core::parseReal(parts[1]);
    if (!from || !to) {
        return refusal;
    }
    plan.ramp = core::Ramp{given->first, *from, *to,
                           parts.size() == 3 && parts[2] == "geometric" ? core::RampShape::geometric
                                                                        : core::RampShape::linear};
    return Outcome::done();
}

Outcome readStart(const Options& options, core::RunPlan& plan)
{
    if (!options.load) {
        return Outcome::done();
    }
    auto document = core::readDocument(*options.load);
    if (!document) {
        return document.outcome();
    }
    std::string const model = core::modelOf(document->archive);
    if (model != plan.entry->card->id) {
        return Outcome::refused("'" + *options.load + "' holds a state of model '" + model +
                                "'; expected one of '" + std::string(plan.entry->card->id) + "'.");
    }
    std::string saved;
    if (options.seed && document->archive.getText("seed", saved) &&
        saved != std::to_string(plan.seed)) {
        return Outcome::refused("--seed " + *options.seed + " cannot be used with --load: '" +
                                *options.load + "' goes on with its own stream, seed " + saved +
                                ".");
    }
    plan.start = std::make_shared<core::Archive>(std::move(document->archive));
    return Outcome::done();
}

Outcome readActions(const Options& options, core::RunPlan& plan)
{
    for (const auto& text : options.actions) {
        auto parsed = core::parseAction(*plan.entry->card, text);
        if (!parsed) {
            return parsed.outcome();
        }
        core::PlannedAction action{std::move(parsed->call), {}, text};
        if (action.call.action->payload != core::PayloadKind::none) {
            auto payload = readPayload(*action.call.action, parsed->file);
            if (!payload) {
                return payload.outcome();
            }
            action.payload = std::move(*payload);
        }
        plan.actions.push_back(std::move(action));
    }
    return Outcome::done();
}

} // namespace

int allCores()
{
    return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1,
                      static_cast<int>(maxWorkers));
}

Result<int> workersOf(const std::optional<std::string>& text, std::string_view flag, int fallback)
{
    auto count = static_cast<std::uint64_t>(fallback);
    if (auto outcome = readCount(text, flag, 1, maxWorkers, count); !outcome) {
        return Result<int>::refused(outcome.reason());
    }
    return static_cast<int>(count);
}

Result<std::pair<std::string, std::string>> assignmentOf(std::string_view flag,
                                                         const std::string& text)
{
    auto const at = text.find('=');
    if (at == std::string::npos || at == 0) {
        return Result<std::pair<std::string, std::string>>::refused(
            std::string(flag) + " is '" + text + "'; expected a name, '=' and a value.");
    }
    return std::pair{text.substr(0, at), core::unquoted(text.substr(at + 1))};
}

Result<const core::ModelEntry*> modelOf(const Options& options)
{
    using R = Result<const core::ModelEntry*>;
    if (!options.name) {
        return R::refused("'" + options.command + "' needs a model; expected one of " +
                          core::modelIds() + ".");
    }
    if (const auto* entry = core::findModel(*options.name)) {
        return entry;
    }
    return R::refused("There is no model '" + *options.name + "'; expected one of " +
                      core::modelIds() + ".");
}

Result<core::RunPlan> planOf(const Options& options)
{
    core::RunPlan plan;
    auto const entry = modelOf(options);
    if (!entry) {
        return Result<core::RunPlan>::refused(entry.reason());
    }
    plan.entry = *entry;
    for (auto* const read :
         {&readCounts, &readParams, &readRamp, &readStart, &planFiles, &readActions}) {
        if (auto outcome = (*read)(options, plan); !outcome) {
            return Result<core::RunPlan>::refused(outcome.reason());
        }
    }
    if (auto outcome = core::checkPlan(plan); !outcome) {
        return Result<core::RunPlan>::refused(outcome.reason());
    }
    return plan;
}

namespace {

Result<core::SweepAxis> rangeAxis(const core::ParamSpec& spec, const std::string& text,
                                  const std::vector<std::string>& parts)
{
    std::vector<double> numbers;
    for (const auto& part : parts) {
        if (auto const number = core::parseReal(part)) {
            numbers.push_back(*number);
        }
    }
    if (numbers.size() != 3 || spec.kind == core::ParamKind::choice ||
        spec.kind == core::ParamKind::text) {
        return Result<core::SweepAxis>::refused(
            "--over is '" + text + "'; expected id=from:to:step with three numbers, or id=a,b,c.");
    }
    return core::steppedAxis(spec, numbers[0], numbers[1], numbers[2]);
}

Result<core::SweepAxis> listAxis(const core::ParamSpec& spec, const std::string& values)
{
    core::SweepAxis axis{std::string(spec.id), {}};
    for (const auto& part : core::splitOutsideQuotes(values, ',')) {
        auto value = core::parseValue(spec, core::unquoted(part));
        if (!value) {
            return Result<core::SweepAxis>::refused(value.reason());
        }
        axis.values.push_back(*value);
    }
    return axis;
}

Result<core::SweepAxis> axisOf(const core::ModelEntry& entry, const std::string& text)
{
    using R = Result<core::SweepAxis>;
    auto const at = text.find('=');
    if (at == std::string::npos || at == 0) {
        return R::refused("--over is '" + text + "'; expected id=from:to:step or id=a,b,c.");
    }
    auto const spec = specOf(entry, text.substr(0, at));
    if (!spec) {
        return R::refused(spec.reason());
    }
    std::string const values = text.substr(at + 1);
    auto const parts = core::splitOutsideQuotes(values, ':');
    return parts.size() > 1 ? rangeAxis(**spec, text, parts) : listAxis(**spec, values);
}

} // namespace

Result<core::SweepPlan> sweepOf(const Options& options)
{
    using R = Result<core::SweepPlan>;
    if (options.over.empty()) {
        return R::refused("'sweep' needs --over id=from:to:step or --over id=a,b,c.");
    }
    auto base = planOf(options);
    if (!base) {
        return R::refused(base.reason());
    }
    core::SweepPlan plan{*base, {}, options.carry};
    for (const auto& text : options.over) {
        auto axis = axisOf(*plan.base.entry, text);
        if (!axis) {
            return R::refused(axis.reason());
        }
        plan.axes.push_back(*axis);
    }
    if (auto outcome = core::checkSweep(plan); !outcome) {
        return R::refused(outcome.reason());
    }
    return plan;
}

} // namespace app
