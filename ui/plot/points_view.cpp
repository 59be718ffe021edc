// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/plot_items.h"
#include "ui/plot/series_view.h"

#include <QtCharts/QChart>

#include <cmath>

namespace ui {

namespace {

bool hasError(const MeasuredPoint& p) { return std::isfinite(p.error) && p.error > 0.0; }

} // namespace

PointsView::PointsView(const ChartParts& parts, PointSeries series)
    : series_(std::move(series)), item_(std::make_unique<PointsItem>(parts.chart))
{
    restyle();
}

PointsView::~PointsView() = default;

void PointsView::set(PointSeries series)
{
    series_ = std::move(series);
    restyle();
}

Swatch PointsView::swatch() const
{
    return {.id = series_.id,
            .label = series_.label,
            .role = series_.role,
            .kind = SeriesKind::points,
            .dash = series_.dash,
            .shape = series_.shape,
            .joined = series_.joined};
}

void PointsView::growX(AxisScales scales, std::optional<Range>& x) const
{
    for (const MeasuredPoint& p : series_.points)
        if (const auto at = axisCoordinate(p.x, scales.xLog))
            include(x, *at);
}

void PointsView::growY(AxisScales scales, const Range& window, std::optional<Range>& y) const
{
    for (const MeasuredPoint& p : series_.points) {
        const auto x = axisCoordinate(p.x, scales.xLog);
        const auto at = axisCoordinate(p.y, scales.yLog);
        if (!x || !at || !window.contains(*x))
            continue;
        include(y, *at);
        // An error that is itself uncertain must not squeeze everything else.
        if (!p.trusted || !hasError(p))
            continue;
        for (const double end : {p.y - p.error, p.y + p.error})
            if (const auto edge = axisCoordinate(end, scales.yLog))
                include(y, *edge);
    }
}

int PointsView::draw(const PlotMap& map)
{
    int notPositive = 0;
    std::vector<PointsItem::Point> points;
    points.reserve(series_.points.size());
    for (const MeasuredPoint& p : series_.points) {
        const auto x = axisCoordinate(p.x, map.scales.xLog);
        const auto y = axisCoordinate(p.y, map.scales.yLog);
        if (!x || !y) {
            notPositive += std::isfinite(p.x) && std::isfinite(p.y) ? 1 : 0;
            continue;
        }
        const double error = hasError(p) ? p.error : 0.0;
        const double low =
            axisCoordinate(p.y - error, map.scales.yLog).value_or(map.y.low - map.y.span());
        const double high = axisCoordinate(p.y + error, map.scales.yLog).value_or(*y);
        points.push_back({{*x, *y}, low, high, p.trusted});
    }
    item_->setMap(map);
    item_->setPoints(std::move(points), series_.shape,
                     series_.joined ? std::optional(curvePen(series_.role, series_.dash))
                                    : std::nullopt);
    return notPositive;
}

void PointsView::restyle() { item_->setColour(currentPalette().curve(series_.role)); }

void PointsView::setShown(bool shown) { item_->setVisible(shown); }

std::optional<PlotHit> PointsView::nearest(QPointF pixel, const PlotMap& map, double reach) const
{
    std::optional<PlotHit> hit;
    for (const MeasuredPoint& p : series_.points) {
        const auto x = axisCoordinate(p.x, map.scales.xLog);
        const auto y = axisCoordinate(p.y, map.scales.yLog);
        if (!x || !y)
            continue;
        const QPointF at = map.pixel({*x, *y});
        const double distance = std::hypot(at.x() - pixel.x(), at.y() - pixel.y());
        if (distance > reach)
            continue;
        reach = distance;
        hit = PlotHit{at, p.x, p.y, p.error, p.trusted, series_.label, p.note, series_.side};
        if (series_.joined) {
            hit->trusted.reset();
            hit->error = hasError(p) ? hit->error : std::nullopt;
        }
    }
    return hit;
}

std::vector<PlotRow> PointsView::rows() const
{
    std::vector<PlotRow> rows;
    rows.reserve(series_.points.size());
    for (const MeasuredPoint& p : series_.points)
        rows.push_back({p.x,
                        p.y,
                        p.error,
                        {},
                        {},
                        {},
                        series_.joined ? std::nullopt : std::optional(p.trusted)});
    return rows;
}

} // namespace ui
