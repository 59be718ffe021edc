// SPDX-License-Identifier: GPL-3.0-or-later
// What a plot card is given: plain values in the units of the axes. Anything not finite, and
// anything <= 0 on a logarithmic axis, is left out when drawn. `id` is what the caller updates and
// removes a series by, `label` is what people read in the legend (a series without a label has no
// entry there).
#pragma once

#include "ui/text/palette.h"

#include <QPointF>
#include <QString>

#include <optional>
#include <vector>

namespace ui {

struct Range
{
    double low = 0.0;
    double high = 1.0;

    double span() const { return high - low; }
    bool contains(double v) const { return v >= low && v <= high; }
    bool operator==(const Range&) const = default;
};

// The vertical axis that a series is read on.
enum class Side { left, right };

enum class Dash { solid, dashed, dotted, dashDotted };
enum class MarkerShape { circle, square, triangle, diamond };

// A line through measured values, such as energy against time, or a loop. `band` is empty or has
// one entry per point: the lowest and highest value that the point stands for. Long lines are
// thinned to two points per pixel, extremes kept. Lines of one `family` have one entry in the
// legend, of that name, and are shown and hidden together.
struct LineSeries
{
    QString id = {};
    QString label = {};
    CurveRole role = CurveRole::first;
    Dash dash = Dash::solid;
    std::vector<QPointF> points = {};
    std::vector<Range> band = {};
    Side side = Side::left;
    QString family = {};
    double tint = 0.0; // from the role's colour, 0, towards the card's, 1: an order among a family
};

// A curve from theory. Say in the label which: "exact for this size", "infinite lattice".
struct CurveSeries
{
    QString id = {};
    QString label = {};
    CurveRole role = CurveRole::theory;
    Dash dash = Dash::dashed;
    std::vector<QPointF> points = {};
};

struct MeasuredPoint
{
    double x = 0.0;
    double y = 0.0;
    double error = 0.0;   // one standard error, drawn up and down; 0 or not finite draws none
    bool trusted = false; // filled when trusted, hollow when not
    QString note = {};    // further line of the hover text, such as "n = 4 000, τ = 12 sweeps"
};

// Joined: values one after the other, such as those of a training: a line through them, small
// markers where they are many, and nothing is said of trust.
struct PointSeries
{
    QString id = {};
    QString label = {};
    CurveRole role = CurveRole::first;
    MarkerShape shape = MarkerShape::circle;
    std::vector<MeasuredPoint> points = {};
    Side side = Side::left;
    bool joined = false;
    Dash dash = Dash::solid; // of that line
};

// Bars of equal width side by side: bar i stands on first + i·width to first + (i + 1)·width.
struct BarSeries
{
    QString id = {};
    QString label = {};
    CurveRole role = CurveRole::first;
    double first = 0.0;
    double width = 1.0;
    std::vector<double> heights = {};
};

enum class MarkerKind {
    reference, // a dashed line with its label on top, such as T_c
    here       // where the system is now: a solid line on a small pointer
};

struct PlotMarker
{
    QString id = {};
    QString label = {};
    MarkerKind kind = MarkerKind::reference;
    double x = 0.0;
};

// Words inside the plot, such as the name of a region, centred at a place.
struct PlotText
{
    QString text = {};
    double x = 0.0;
    double y = 0.0;
};

struct AxisSpec
{
    QString title = {};
    QString name = {};        // how a value is called in hover text and CSV: "T"; empty: the title
    bool logarithmic = false; // at first; the person may toggle it when canToggle
    bool canToggle = true;
    bool includeZero = false;          // linear axes: always show zero
    std::optional<Range> atLeast = {}; // always in sight, beside the data
    std::optional<Range> fixed = {};   // instead of following the data; zoom still works
    // What lies in the first part of the x axis need not be seen where it would squeeze the rest.
    bool settles = false;
};

} // namespace ui
