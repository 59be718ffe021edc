// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/translate.h"

namespace ui {

// trCore() for texts that need no id to be told apart.
inline QString coreText(std::string_view text)
{
    return text.empty() ? QString() : trCore({}, text);
}

} // namespace ui
