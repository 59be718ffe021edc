// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace core {

// The project's version ("0.1.0") and the git hash of what was built ("unknown" outside a clone).
std::string_view version();
std::string_view gitHash();

} // namespace core
