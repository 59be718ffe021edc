// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

#include <functional>

class QPainter;

namespace ui {

// An icon of 16 x 16 units, sharp at any scale: `draw` is called with a painter whose pen and brush
// have the colour; another colour while it is switched on.
QIcon lineIcon(const std::function<void(QPainter&)>& draw, const QColor& off, const QColor& on);

} // namespace ui
