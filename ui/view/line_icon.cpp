// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view/line_icon.h"

#include <QPainter>

namespace ui {

namespace {

constexpr int units = 16, finest = 4; // pixels per unit

} // namespace

QIcon lineIcon(const std::function<void(QPainter&)>& draw, const QColor& off, const QColor& on)
{
    QIcon icon;
    for (auto const state : {QIcon::Off, QIcon::On}) {
        QPixmap pixmap(units * finest, units * finest);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(finest, finest);
        QColor const& colour = state == QIcon::On ? on : off;
        painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        draw(painter);
        painter.end();
        icon.addPixmap(pixmap, QIcon::Normal, state);
    }
    return icon;
}

} // namespace ui
