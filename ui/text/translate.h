// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>

namespace ui {

// A text of core in the language of the window. Core's texts are English and carry the id of what
// they describe; translations are found by text and, where one text needs two, by id.
QString trCore(std::string_view id, std::string_view text);

// Core's string as it is.
QString fromCore(std::string_view text);

} // namespace ui
