// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/card.h"
#include "ui/text/translate.h"

namespace ui {

// trCore() for texts that need no id to be told apart.
inline QString coreText(std::string_view text)
{
    return text.empty() ? QString() : trCore({}, text);
}

// "infinite lattice", "infinite network": what a prediction without a size is for.
inline QString infiniteText(const core::ModelCard& card)
{
    return coreText("infinite " + std::string(card.system));
}

} // namespace ui
