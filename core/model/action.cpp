// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/action.h"

#include "core/model/card.h"
#include "core/param/param_text.h"

#include <algorithm>

namespace core {

namespace {

std::string idsOf(const ModelCard& card)
{
    std::string ids;
    for (const auto& action : card.actions) {
        ids += (ids.empty() ? "" : ", ") + std::string(action.id);
    }
    return ids.empty() ? "none" : ids;
}

std::string paramIds(const ActionSpec& action)
{
    std::string ids;
    for (const auto& spec : action.params) {
        ids += (ids.empty() ? "" : ", ") + std::string(spec.id);
    }
    if (action.payload != PayloadKind::none) {
        ids += (ids.empty() ? "" : ", ") + std::string("file");
    }
    return ids.empty() ? "none" : ids;
}

template <class T>
Result<T> noAction(const ModelCard& card, std::string_view id)
{
    return Result<T>::refused("Model '" + std::string(card.id) + "' has no action '" +
                              std::string(id) + "'; it has " + idsOf(card) + ".");
}

template <class T>
Result<T> noParam(const ActionSpec& action, std::string_view id)
{
    return Result<T>::refused("Action '" + std::string(action.id) + "' has no parameter '" +
                              std::string(id) + "'; it has " + paramIds(action) + ".");
}

} // namespace

const ActionSpec* findAction(const ModelCard& card, std::string_view id)
{
    auto const found = std::find_if(card.actions.begin(), card.actions.end(),
                                    [&](const ActionSpec& action) { return action.id == id; });
    return found == card.actions.end() ? nullptr : &*found;
}

Result<ActionCall> completeAction(const ModelCard& card, std::string_view id,
                                  const ParamMap& values)
{
    const ActionSpec* const action = findAction(card, id);
    if (!action) {
        return noAction<ActionCall>(card, id);
    }
    ActionCall call{action, {}};
    for (const auto& spec : action->params) {
        const ParamValue* const given = findValue(values, spec.id);
        call.values.emplace_back(std::string(spec.id), given ? *given : fallbackOf(spec));
    }
    for (const auto& [name, value] : values) {
        const ParamSpec* const spec = findSpec(action->params, name);
        if (!spec) {
            return noParam<ActionCall>(*action, name);
        }
        if (auto const outcome = check(*spec, value); !outcome) {
            return Result<ActionCall>::refused("Action '" + std::string(id) +
                                               "': " + outcome.reason());
        }
    }
    return call;
}

Result<ParsedAction> parseAction(const ModelCard& card, std::string_view text)
{
    using R = Result<ParsedAction>;
    auto const colon = std::min(text.find(':'), text.size());
    auto const id = text.substr(0, colon);
    const ActionSpec* const action = findAction(card, id);
    if (!action) {
        return noAction<ParsedAction>(card, id);
    }
    ParsedAction parsed;
    ParamMap values;
    auto const rest = text.substr(std::min(colon + 1, text.size()));
    for (const auto& part :
         rest.empty() ? std::vector<std::string>{} : splitOutsideQuotes(rest, ',')) {
        auto const equals = part.find('=');
        if (equals == std::string::npos || equals == 0) {
            return R::refused("Action '" + std::string(text) + "' has '" + part +
                              "'; expected a name, '=' and a value.");
        }
        auto const name = part.substr(0, equals), value = unquoted(part.substr(equals + 1));
        if (name == "file" && action->payload != PayloadKind::none) {
            parsed.file = value;
            continue;
        }
        const ParamSpec* const spec = findSpec(action->params, name);
        if (!spec) {
            return noParam<ParsedAction>(*action, name);
        }
        auto read = parseValue(*spec, value);
        if (!read) {
            return R::refused("Action '" + std::string(id) + "': " + read.reason());
        }
        setValue(values, name, *read);
    }
    auto call = completeAction(card, id, values);
    if (!call) {
        return R::refused(call.reason());
    }
    parsed.call = *call;
    return parsed;
}

} // namespace core
