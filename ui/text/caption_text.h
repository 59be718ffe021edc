// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/param/spec.h"

#include <QString>

#include <string_view>

namespace ui {

// A label may go on, after a bar, with what stands only in a caption, where parameters in braces
// have their values: "Fantasy|, T = {T}" is called "Fantasy" and captioned "Fantasy, T = 0.5".
QString labelName(std::string_view label);
QString labelCaption(std::string_view label, const core::ParamMap& values);

} // namespace ui
