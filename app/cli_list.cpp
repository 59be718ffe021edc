// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli.h"
#include "app/cli_describe.h"
#include "app/cli_plan.h"
#include "app/cli_report.h"
#include "core/models/models.h"

#include <iostream>
#include <nlohmann/json.hpp>

namespace app {

using Json = nlohmann::ordered_json;

namespace {

std::string_view kindId(core::ParamKind kind)
{
    switch (kind) {
    case core::ParamKind::toggle: return "toggle";
    case core::ParamKind::integer: return "integer";
    case core::ParamKind::real: return "real";
    case core::ParamKind::choice: return "choice";
    default: return "text";
    }
}

std::string_view effectId(core::Effect effect)
{
    switch (effect) {
    case core::Effect::live: return "live";
    case core::Effect::rebuild: return "rebuild";
    default: return "view";
    }
}

Json parameterJson(const core::ParamSpec& spec)
{
    bool const integer = spec.kind == core::ParamKind::integer;
    bool const number = integer || spec.kind == core::ParamKind::real;
    auto const limit = [&](double value) {
        return !number ? Json() : integer ? Json(static_cast<std::int64_t>(value)) : Json(value);
    };
    Json json{{"id", spec.id},
              {"label", spec.label},
              {"unit", spec.unit},
              {"kind", kindId(spec.kind)},
              {"min", limit(spec.min)},
              {"max", limit(spec.max)},
              {"default", valueJson(spec, fallbackOf(spec))},
              {"choices", nullptr},
              {"effect", effectId(spec.effect)},
              {"help", spec.help}};
    for (const auto& choice : spec.choices) {
        json["choices"].push_back(choice.id);
    }
    return json;
}

Json arraysJson(const core::ModelCard& card)
{
    Json arrays = Json::array();
    for (const auto& array : card.arrays) {
        arrays.push_back({{"id", array.id},
                          {"label", array.label},
                          {"importable", array.importable},
                          {"help", array.help}});
    }
    for (const auto& curve : card.curves) {
        arrays.push_back({{"id", "curve:" + std::string(curve.id)},
                          {"label", curve.label},
                          {"importable", false},
                          {"help", curve.help}});
    }
    return arrays;
}

Json actionsJson(const core::ModelCard& card)
{
    Json actions = Json::array();
    for (const auto& action : card.actions) {
        Json parameters = Json::array();
        for (const auto& spec : action.params) {
            parameters.push_back(parameterJson(spec));
        }
        actions.push_back({{"id", action.id},
                           {"label", action.label},
                           {"takes_file", action.payload != core::PayloadKind::none},
                           {"parameters", parameters},
                           {"help", action.help}});
    }
    return actions;
}

Json modelJson(const core::ModelEntry& entry)
{
    const auto& card = *entry.card;
    Json json{{"id", card.id},
              {"title", card.title},
              {"step", card.step},
              {"parameters", Json::array()},
              {"observables", Json::array()},
              {"actions", actionsJson(card)},
              {"arrays", arraysJson(card)}};
    for (const auto& spec : entry.specs()) {
        json["parameters"].push_back(parameterJson(spec));
    }
    for (const auto& spec : card.observables) {
        if (spec.kind != core::ObservableKind::internal) {
            json["observables"].push_back({{"id", spec.id},
                                           {"label", spec.label},
                                           {"unit", spec.unit},
                                           {"kind", observableKindId(spec.kind)},
                                           {"help", spec.help}});
        }
    }
    return json;
}

} // namespace

int listModels(const Options& options)
{
    std::vector<const core::ModelEntry*> entries(core::models().begin(), core::models().end());
    if (options.name) {
        auto const entry = modelOf(options);
        if (!entry) {
            return complain(entry.reason(), refused);
        }
        entries = {*entry};
    }
    if (options.json) {
        Json json{{"models", Json::array()}};
        for (const auto* entry : entries) {
            json["models"].push_back(modelJson(*entry));
        }
        std::cout << json.dump(2) << "\n";
        return done;
    }
    for (const auto* entry : entries) {
        std::cout << (options.name
                          ? describe(*entry)
                          : std::string(entry->card->id) + ": " + std::string(entry->card->title) +
                                "\n" + wrapped(entry->card->blurb, 2));
    }
    return done;
}

} // namespace app
