// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_describe.h"

#include "core/base/numbers.h"
#include "core/param/param_text.h"

namespace app {

namespace {

std::string_view effectText(core::Effect effect)
{
    switch (effect) {
    case core::Effect::live: return "live";
    case core::Effect::rebuild: return "fresh state";
    default: return "picture only";
    }
}

std::string describe(const core::ParamSpec& spec)
{
    std::string text = "  " + std::string(spec.id) + " = " + textOf(spec, fallbackOf(spec)) +
                       "  [" + rangeText(spec) + "; " + std::string(effectText(spec.effect)) +
                       "]  " + std::string(spec.label);
    if (!spec.aliasOf.empty()) {
        text += ", sets " + std::string(spec.aliasOf);
    }
    if (!spec.unit.empty()) {
        text += " (" + std::string(spec.unit) + ")";
    }
    text += "\n" + wrapped(spec.help, 6);
    for (const auto& choice : spec.choices) {
        if (!choice.help.empty()) {
            text += wrapped(std::string(choice.id) + ": " + std::string(choice.help), 8);
        }
    }
    return text;
}

std::string describe(const core::ActionSpec& action)
{
    std::string text = "  " + std::string(action.id) + ": " + std::string(action.label) + "\n" +
                       wrapped(action.help, 6);
    if (action.payload != core::PayloadKind::none) {
        text += wrapped("file=FILE: a picture or a NumPy array.", 8);
    }
    for (const auto& spec : action.params) {
        text += wrapped(std::string(spec.id) + "=" + textOf(spec, fallbackOf(spec)) + " [" +
                            rangeText(spec) + "]: " + std::string(spec.help),
                        8);
    }
    return text;
}

std::string describe(const core::ObservableSpec& spec)
{
    std::string text = "  " + std::string(spec.id);
    if (spec.kind != core::ObservableKind::sampled) {
        text += " (" + std::string(core::observableKindId(spec.kind)) + ")";
    }
    text += ": " + std::string(spec.label);
    if (!spec.unit.empty()) {
        text += " (" + std::string(spec.unit) + ")";
    }
    return text + "\n" + wrapped(spec.help, 6);
}

} // namespace

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width)
{
    std::string result, line;
    auto const flush = [&] {
        if (!line.empty()) {
            result += std::string(indent, ' ') + line + "\n";
            line.clear();
        }
    };
    for (std::size_t at = 0; at < text.size();) {
        std::size_t const end = std::min(text.find(' ', at), text.size());
        if (!line.empty() && indent + line.size() + 1 + (end - at) > width) {
            flush();
        }
        line += (line.empty() ? "" : " ") + std::string(text.substr(at, end - at));
        at = end + 1;
    }
    flush();
    return result;
}

std::string rangeText(const core::ParamSpec& spec)
{
    switch (spec.kind) {
    case core::ParamKind::toggle: return "true or false";
    case core::ParamKind::text: return "text";
    case core::ParamKind::choice: {
        std::string text;
        for (const auto& choice : spec.choices) {
            text += (text.empty() ? "" : ", ") + std::string(choice.id);
        }
        return text;
    }
    default: return core::numberText(spec.min) + " to " + core::numberText(spec.max);
    }
}

std::string describe(const core::ModelEntry& entry)
{
    const auto& card = *entry.card;
    std::string text =
        std::string(card.id) + ": " + std::string(card.title) + "\n" + wrapped(card.blurb, 2) +
        wrapped("A step: " + std::string(card.step) + ".", 2) + "\nParameters (--set id=value)\n";
    for (const auto& spec : entry.specs()) {
        text += describe(spec);
    }
    text += "\nObservables\n";
    for (const auto& spec : card.observables) {
        if (spec.kind != core::ObservableKind::internal) {
            text += describe(spec);
        }
    }
    if (!card.actions.empty()) {
        text += "\nActions (--do action:key=value,...)\n";
    }
    for (const auto& action : card.actions) {
        text += describe(action);
    }
    if (!card.arrays.empty() || !card.curves.empty()) {
        text += "\nArrays (--export name=FILE.npy; those marked * also --import, and "
                "together as all=FILE.npz)\n";
    }
    for (const auto& array : card.arrays) {
        text += "  " + std::string(array.id) + (array.importable ? "*: " : ": ") +
                std::string(array.label) + "\n" + wrapped(array.help, 6);
    }
    for (const auto& curve : card.curves) {
        text += "  curve:" + std::string(curve.id) + ": " + std::string(curve.label) + "\n" +
                wrapped(curve.help, 6);
    }
    for (const auto& note : card.notes) {
        text += "\n" + wrapped(note, 0);
    }
    return text;
}

} // namespace app
