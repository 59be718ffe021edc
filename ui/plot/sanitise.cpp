// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/sanitise.h"

#include <QLineF>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

bool risesInX(const QList<QPointF>& points)
{
    return std::is_sorted(points.begin(), points.end(),
                          [](const QPointF& a, const QPointF& b) { return a.x() < b.x(); });
}

// Liang and Barsky: the part of a segment inside a box.
std::optional<QLineF> clipped(const QLineF& line, const QRectF& box)
{
    double enter = 0.0;
    double leave = 1.0;
    const auto side = [&](double p, double q) {
        if (p == 0.0)
            return q >= 0.0;
        const double t = q / p;
        if (p < 0.0)
            enter = std::max(enter, t);
        else
            leave = std::min(leave, t);
        return enter <= leave;
    };
    if (!side(-line.dx(), line.x1() - box.left()) || !side(line.dx(), box.right() - line.x1()) ||
        !side(-line.dy(), line.y1() - box.top()) || !side(line.dy(), box.bottom() - line.y1()))
        return std::nullopt;
    return QLineF(line.pointAt(enter), line.pointAt(leave));
}

struct Column
{
    QPointF low;
    QPointF high;
    bool empty = true;

    void take(const QPointF& p)
    {
        if (empty || p.y() < low.y())
            low = p;
        if (empty || p.y() > high.y())
            high = p;
        empty = false;
    }

    void giveTo(QList<QPointF>& out) const
    {
        if (empty)
            return;
        const bool lowFirst = low.x() <= high.x();
        out.append(lowFirst ? low : high);
        if (low != high)
            out.append(lowFirst ? high : low);
    }
};

} // namespace

std::optional<double> axisCoordinate(double value, bool logarithmic)
{
    if (!std::isfinite(value) || (logarithmic && value <= 0.0))
        return std::nullopt;
    return logarithmic ? std::log10(value) : value;
}

CleanPoints sanitise(std::span<const QPointF> points, AxisScales scales)
{
    CleanPoints clean;
    clean.points.reserve(static_cast<qsizetype>(points.size()));
    for (const QPointF& p : points) {
        const auto x = axisCoordinate(p.x(), scales.xLog);
        const auto y = axisCoordinate(p.y(), scales.yLog);
        if (x && y)
            clean.points.append({*x, *y});
        else if (std::isfinite(p.x()) && std::isfinite(p.y()))
            ++clean.notPositive;
    }
    return clean;
}

QList<QPointF> cropped(const QList<QPointF>& points, Range x, Range y)
{
    auto first = points.begin();
    auto last = points.end();
    if (risesInX(points)) {
        const auto before = [](const QPointF& p, double v) { return p.x() < v; };
        const auto after = [](double v, const QPointF& p) { return v < p.x(); };
        first = std::lower_bound(points.begin(), points.end(), x.low, before);
        last = std::upper_bound(first, points.end(), x.high, after);
        first -= first != points.begin() ? 1 : 0;
        last += last != points.end() ? 1 : 0;
    }
    QList<QPointF> kept(first, last);
    const double reach = 100.0 * y.span();
    for (QPointF& p : kept)
        p.setY(std::clamp(p.y(), y.low - reach, y.high + reach));
    return kept;
}

QList<QPointF> minMaxDecimated(const QList<QPointF>& points, Range x, int columns)
{
    if (points.size() <= 2 * columns || columns < 1 || !(x.span() > 0.0) || !risesInX(points))
        return points;
    QList<QPointF> thinned;
    thinned.reserve(2 * columns + 4);
    Column column;
    double current = -2.0;
    for (const QPointF& p : points) {
        const double place = std::clamp(std::floor((p.x() - x.low) / x.span() * columns), -1.0,
                                        static_cast<double>(columns));
        if (place != current) {
            column.giveTo(thinned);
            column = Column();
            current = place;
        }
        column.take(p);
    }
    column.giveTo(thinned);
    return thinned;
}

QList<QPolygonF> clippedPieces(const QList<QPointF>& polyline, const QRectF& box)
{
    QList<QPolygonF> pieces;
    bool open = false;
    for (qsizetype i = 1; i < polyline.size(); ++i) {
        const QLineF segment(polyline[i - 1], polyline[i]);
        const auto inside = clipped(segment, box);
        if (!inside) {
            open = false;
            continue;
        }
        if (!open)
            pieces.append(QPolygonF{inside->p1()});
        pieces.last().append(inside->p2());
        open = inside->p2() == segment.p2();
    }
    return pieces;
}

void include(std::optional<Range>& range, double value)
{
    if (!range)
        range = Range{value, value};
    range->low = std::min(range->low, value);
    range->high = std::max(range->high, value);
}

} // namespace ui
