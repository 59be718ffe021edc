// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/labs/crossing.h"

#include "core/models/models.h"
#include "core/param/param_text.h"

#include <algorithm>
#include <array>

namespace core {

namespace {

using Made = Result<std::unique_ptr<AnyModel>>;

constexpr std::array<std::string_view, 3> axes{"{count}", "{height}", "{width}"};

// The text with the shape in it.
std::string filledIn(std::string_view text, const std::vector<std::size_t>& shape)
{
    std::string result(text);
    for (std::size_t axis = 0; axis < std::min(axes.size(), shape.size()); ++axis) {
        for (auto at = result.find(axes[axis]); at != std::string::npos;
             at = result.find(axes[axis], at)) {
            result.replace(at, axes[axis].size(), std::to_string(shape[axis]));
        }
    }
    return result;
}

std::vector<std::string_view> parts(std::string_view text, char separator)
{
    std::vector<std::string_view> found;
    while (!text.empty()) {
        auto const end = std::min(text.find(separator), text.size());
        if (end > 0) {
            found.push_back(text.substr(0, end));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return found;
}

// The settings of the laboratory, and on top of them those of the text.
Result<ParamMap> settingsOf(const Lab& lab, const ModelEntry& entry, const std::string& text)
{
    auto settings = parseSettings(entry.specs(), lab.settings);
    auto const own = settings ? parseSettings(entry.specs(), text) : settings;
    if (!own) {
        return own;
    }
    for (auto const& [id, value] : *own) {
        setValue(*settings, id, value);
    }
    return settings;
}

Made carry(const Crossing& to, const Bridge& bridge, const Array& array, const std::string& text,
           std::uint64_t seed)
{
    std::string plain;
    std::vector<std::string_view> actions;
    for (auto const word : parts(text, ' ')) {
        if (word.find(':') < word.find('=')) {
            actions.push_back(word);
        } else {
            plain += std::string(word) + " ";
        }
    }
    auto const settings = settingsOf(*to.lab, *to.entry, plain);
    if (!settings) {
        return Made::refused(settings.reason());
    }
    auto made = to.entry->make(*settings, seed);
    auto outcome = made ? (*made)->importArray(bridge.take, array) : made.outcome();
    for (auto const action : actions) {
        if (outcome) {
            auto const parsed = parseAction(*to.entry->card, action);
            outcome = parsed ? (*made)->act(parsed->call, {}) : parsed.outcome();
        }
    }
    if (outcome) {
        outcome = (*made)->ready();
    }
    return outcome ? std::move(made) : Made::refused(outcome.reason());
}

} // namespace

Result<Crossing> cross(const Bridge& bridge, const AnyModel& from, std::uint64_t seed)
{
    using Crossed = Result<Crossing>;
    Crossing to;
    to.lab = findLab(bridge.lab);
    to.entry = to.lab ? findModel(to.lab->model) : nullptr;
    if (!to.entry) {
        return Crossed::refused("There is no laboratory '" + std::string(bridge.lab) + "'.");
    }
    auto const array = from.exportArray(bridge.give);
    if (!array || array->size() == 0) {
        return Crossed::refused("There is nothing to take into the laboratory '" +
                                std::string(to.lab->title) + "': the array '" +
                                std::string(bridge.give) + "' is " +
                                (array ? "empty." : "none that can be written."));
    }
    std::string reason;
    for (auto const text : parts(bridge.settings, '|')) {
        auto made = carry(to, bridge, *array, filledIn(text, array->shape), seed);
        if (made) {
            to.model = std::move(*made);
            return Crossed(std::move(to));
        }
        reason = made.reason();
    }
    return Crossed::refused(reason);
}

} // namespace core
