// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/map_items.h"

#include "ui/text/symbol_text.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

void TextsItem::setTexts(std::vector<PlotText> texts, const QFont& font)
{
    texts_ = std::move(texts);
    font_ = font;
    update();
}

void TextsItem::paintInside(QPainter& painter) const
{
    QFont bold = font_;
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    const QFontMetricsF metrics(bold);
    for (const PlotText& text : texts_) {
        const auto x = axisCoordinate(text.x, map().scales.xLog);
        const auto y = axisCoordinate(text.y, map().scales.yLog);
        if (!x || !y)
            continue;
        const double width = symbolWidth(text.text, bold) + 4.0;
        QRectF box(0.0, 0.0, width, metrics.height());
        box.moveCenter(map().pixel({*x, *y}));
        if (!map().area.contains(box))
            continue;
        painter.setPen(currentPalette().mutedText);
        drawSymbols(painter, box, Qt::AlignCenter, text.text);
    }
}

void HandleItem::setPlace(std::optional<QPointF> coordinates)
{
    if (place_ == coordinates)
        return;
    place_ = coordinates;
    update();
}

void HandleItem::setFocused(bool focused)
{
    focused_ = focused;
    update();
}

QPointF HandleItem::pixel() const
{
    const QPointF at = map().pixel(*place_);
    const QRectF inner = map().area.adjusted(radius, radius, -radius, -radius);
    return {std::clamp(at.x(), inner.left(), std::max(inner.left(), inner.right())),
            std::clamp(at.y(), inner.top(), std::max(inner.top(), inner.bottom()))};
}

bool HandleItem::isAt(QPointF at) const
{
    if (!place_)
        return false;
    const QPointF off = pixel() - at;
    return std::hypot(off.x(), off.y()) <= reach;
}

void HandleItem::paintInside(QPainter& painter) const
{
    if (!place_)
        return;
    const QPointF at = pixel();
    painter.setPen(QPen(currentPalette().text, 1.8));
    painter.setBrush(currentPalette().card);
    painter.drawEllipse(at, radius, radius);
    painter.setPen(Qt::NoPen);
    painter.setBrush(currentPalette().accent);
    painter.drawEllipse(at, radius - 4.0, radius - 4.0);
    if (focused_) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(currentPalette().accent, 2.0));
        painter.drawEllipse(at, radius + 3.5, radius + 3.5);
    }
}

} // namespace ui
