// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view/tool.h"

#include <QCoreApplication>

namespace ui {
namespace {

QString translated(const char* text) { return QCoreApplication::translate("ui::Tool", text); }

} // namespace

QString nameOf(Tool tool)
{
    switch (tool) {
    case Tool::pan: return translated("Pan");
    case Tool::paintUp: return translated("Paint up");
    case Tool::paintDown: return translated("Paint down");
    case Tool::paintFieldPlus: return translated("Paint field +");
    case Tool::paintFieldMinus: return translated("Paint field −");
    case Tool::eraseField: return translated("Erase field");
    }
    return {};
}

QString helpOf(Tool tool)
{
    switch (tool) {
    case Tool::pan: return translated("Drag to move the picture; the wheel zooms.");
    case Tool::paintUp: return translated("Draw cells up; the right button draws them down.");
    case Tool::paintDown: return translated("Draw cells down; the right button draws them up.");
    case Tool::paintFieldPlus:
        return translated("Draw a field that favours up; the right button one that favours down.");
    case Tool::paintFieldMinus:
        return translated("Draw a field that favours down; the right button one that favours up.");
    case Tool::eraseField: return translated("Take the drawn field away.");
    }
    return {};
}

bool paintsState(Tool tool) { return tool == Tool::paintUp || tool == Tool::paintDown; }

bool paintsField(Tool tool) { return tool != Tool::pan && !paintsState(tool); }

Tool oppositeOf(Tool tool)
{
    switch (tool) {
    case Tool::paintUp: return Tool::paintDown;
    case Tool::paintDown: return Tool::paintUp;
    case Tool::paintFieldPlus: return Tool::paintFieldMinus;
    case Tool::paintFieldMinus: return Tool::paintFieldPlus;
    case Tool::pan:
    case Tool::eraseField: break;
    }
    return tool;
}

std::optional<core::Brush> brushOf(Tool tool, double radius)
{
    if (tool == Tool::pan) {
        return std::nullopt;
    }
    core::Brush brush;
    brush.target = paintsField(tool) ? core::BrushTarget::field : core::BrushTarget::state;
    brush.radius = radius;
    brush.value = tool == Tool::eraseField                                ? 0
                  : tool == Tool::paintUp || tool == Tool::paintFieldPlus ? 1
                                                                          : -1;
    return brush;
}

} // namespace ui
