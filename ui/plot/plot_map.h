// SPDX-License-Identifier: GPL-3.0-or-later
// Where axis coordinates lie on the screen.
#pragma once

#include "ui/plot/sanitise.h"

#include <QRectF>

namespace ui {

struct PlotMap
{
    QRectF area; // pixels, y downwards
    Range x;     // axis coordinates at the left and right edge
    Range y;     // at the lower and upper edge
    AxisScales scales;

    double pixelX(double coordinate) const
    {
        return area.left() + (coordinate - x.low) / x.span() * area.width();
    }
    double pixelY(double coordinate) const
    {
        return area.bottom() - (coordinate - y.low) / y.span() * area.height();
    }
    QPointF pixel(QPointF coordinates) const
    {
        return {pixelX(coordinates.x()), pixelY(coordinates.y())};
    }
    QPointF coordinates(QPointF pixel) const
    {
        return {x.low + (pixel.x() - area.left()) / area.width() * x.span(),
                y.low + (area.bottom() - pixel.y()) / area.height() * y.span()};
    }
    int columns() const { return static_cast<int>(area.width()); }
};

} // namespace ui
