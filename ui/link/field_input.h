// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/card.h"
#include "core/param/spec.h"

#include <optional>

namespace ui {

// How a person gives a model a value per site: an array that can be imported and a choice of the
// same id, one way of which is "painted" and one "image". Found in the descriptions.
struct FieldInput
{
    std::string id;
    std::int64_t painted = 0, image = 0; // indices of the choice
    std::int64_t none = 0;
};
std::optional<FieldInput> fieldInput(const core::ModelCard& card,
                                     std::span<const core::ParamSpec> specs);

} // namespace ui
