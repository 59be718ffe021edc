// SPDX-License-Identifier: GPL-3.0-or-later
// Cleans what is about to be drawn. Qt Charts loses a whole series to one value <= 0 on a
// logarithmic axis, and its cost grows with every point, so nothing reaches it that has not been
// through here. Logarithms are taken here too: the chart itself only ever has linear axes.
#pragma once

#include "ui/plot/series.h"

#include <QList>
#include <QPolygonF>
#include <QRectF>

#include <span>
#include <vector>

namespace ui {

struct AxisScales
{
    bool xLog = false;
    bool yLog = false;
    bool operator==(const AxisScales&) const = default;
};

// The axis coordinate of a value, or nothing for one that cannot be drawn.
std::optional<double> axisCoordinate(double value, bool logarithmic);

struct CleanPoints
{
    QList<QPointF> points; // axis coordinates
    int notPositive = 0;   // finite, left out because <= 0 on a logarithmic axis
};

// Drops what cannot be drawn and converts to axis coordinates.
CleanPoints sanitise(std::span<const QPointF> points, AxisScales scales);

// Keeps the points inside `x` and one neighbour on either side, so that lines still leave the plot;
// heights are held within a hundred times the height of `y`. Points must be clean; a loop (x not
// rising) is kept whole.
QList<QPointF> cropped(const QList<QPointF>& points, Range x, Range y);

// At most two points per column of `columns` equal ones, its lowest and highest in their order.
// Shorter lists and loops come back as they are.
QList<QPointF> minMaxDecimated(const QList<QPointF>& points, Range x, int columns);

// The pieces of a polyline inside `box`: what a file without clipping may contain.
QList<QPolygonF> clippedPieces(const QList<QPointF>& polyline, const QRectF& box);

// Grows `range` to hold `value`.
void include(std::optional<Range>& range, double value);

} // namespace ui
