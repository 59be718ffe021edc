// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/command.h"

#include <QString>

#include <array>
#include <optional>

namespace ui {

// What the pointer, a finger or the cell cursor does on the stage.
enum class Tool { pan, paintUp, paintDown, paintFieldPlus, paintFieldMinus, eraseField };

inline constexpr std::array tools{
    Tool::pan,       Tool::paintUp, Tool::paintDown, Tool::paintFieldPlus, Tool::paintFieldMinus,
    Tool::eraseField};

// Pen radii in cells; the first paints a single cell.
inline constexpr std::array penRadii{0.5, 2.0, 5.0, 12.0, 30.0};

QString nameOf(Tool tool);
QString helpOf(Tool tool);

bool paintsState(Tool tool);
bool paintsField(Tool tool);
// What the other mouse button does.
Tool oppositeOf(Tool tool);

// What the tool does to cells, without place; nothing for pan.
std::optional<core::Brush> brushOf(Tool tool, double radius);

} // namespace ui
