// SPDX-License-Identifier: GPL-3.0-or-later
// How a series looks in a legend.
#pragma once

#include "ui/plot/series.h"

#include <QPen>
#include <QRectF>

class QPainter;

namespace ui {

enum class SeriesKind { line, points, bars };

struct Swatch
{
    QString id;
    QString label;
    CurveRole role = CurveRole::first;
    SeriesKind kind = SeriesKind::line;
    Dash dash = Dash::solid;
    MarkerShape shape = MarkerShape::circle;
    bool joined = false; // points with a line through them
    bool shown = true;   // false: switched off, still listed
    bool operator==(const Swatch&) const = default;
};

// Pens of lines on screen, in files and in legends.
QPen curvePen(CurveRole role, Dash dash);

// `share` of the second colour in the first.
QColor mixed(const QColor& first, const QColor& second, double share);

// A sample of the series filling `box`; pale when the series is switched off.
void drawSwatch(QPainter& painter, const QRectF& box, const Swatch& swatch);

} // namespace ui
