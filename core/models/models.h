// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/any_model.h"

namespace core {

// Every registered model, in the order of lab_models(...).
std::span<const ModelEntry* const> models();

// The model with this id, or nullptr.
const ModelEntry* findModel(std::string_view id);

// "ising, ring": for sentences that say what was expected.
std::string modelIds();

} // namespace core
