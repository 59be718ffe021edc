// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/link/field_input.h"

#include <algorithm>

namespace ui {

namespace {

std::int64_t indexOf(const core::ParamSpec& spec, std::string_view choice)
{
    auto const found = std::find_if(spec.choices.begin(), spec.choices.end(),
                                    [choice](const core::Choice& one) { return one.id == choice; });
    return found == spec.choices.end() ? -1 : found - spec.choices.begin();
}

} // namespace

std::optional<FieldInput> fieldInput(const core::ModelCard& card,
                                     std::span<const core::ParamSpec> specs)
{
    for (auto const& array : card.arrays) {
        auto const* const spec = core::findSpec(specs, array.id);
        if (!array.importable || !spec) {
            continue;
        }
        FieldInput const input{std::string(array.id), indexOf(*spec, "painted"),
                               indexOf(*spec, "image"), indexOf(*spec, "none")};
        if (input.painted >= 0 && input.image >= 0) {
            return input;
        }
    }
    return std::nullopt;
}

} // namespace ui
