// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/swatch.h"

#include "ui/plot/plot_items.h"

#include <QPainter>

namespace ui {

QPen curvePen(CurveRole role, Dash dash)
{
    QPen pen(currentPalette().curve(role), 1.4);
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::BevelJoin);
    switch (dash) {
    case Dash::solid: break;
    case Dash::dashed: pen.setDashPattern({5.0, 3.0}); break;
    case Dash::dotted: pen.setDashPattern({1.5, 2.5}); break;
    case Dash::dashDotted: pen.setDashPattern({6.0, 2.5, 1.5, 2.5}); break;
    }
    return pen;
}

QColor mixed(const QColor& first, const QColor& second, double share)
{
    const auto channel = [share](float a, float b) {
        return static_cast<float>((1.0 - share) * a + share * b);
    };
    return QColor::fromRgbF(channel(first.redF(), second.redF()),
                            channel(first.greenF(), second.greenF()),
                            channel(first.blueF(), second.blueF()));
}

void drawSwatch(QPainter& painter, const QRectF& box, const Swatch& swatch)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (!swatch.shown)
        painter.setOpacity(0.4);
    const QColor colour = currentPalette().curve(swatch.role);
    const QPointF middle = box.center();
    if (swatch.kind == SeriesKind::line) {
        painter.setPen(curvePen(swatch.role, swatch.dash));
        painter.drawLine(QPointF(box.left(), middle.y()), QPointF(box.right(), middle.y()));
    } else if (swatch.kind == SeriesKind::points) {
        if (swatch.joined) {
            painter.setPen(curvePen(swatch.role, swatch.dash));
            painter.drawLine(QPointF(box.left(), middle.y()), QPointF(box.right(), middle.y()));
        }
        painter.setPen(QPen(colour, 1.0));
        painter.drawLine(middle - QPointF(0.0, 7.0), middle + QPointF(0.0, 7.0));
        drawMarker(painter, middle, swatch.shape, 3.2, colour, true);
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        for (int i = 0; i < 3; ++i) {
            const double height = i == 1 ? 10.0 : 6.0;
            painter.drawRect(
                QRectF(middle.x() - 6.0 + 4.0 * i, middle.y() + 5.0 - height, 3.0, height));
        }
    }
    painter.restore();
}

} // namespace ui
