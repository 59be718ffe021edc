// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/plot_items.h"
#include "ui/plot/series_view.h"

#include <QtCharts/QChart>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>

#include <cmath>

namespace ui {

namespace {

LineSeries asLine(CurveSeries curve)
{
    return {.id = std::move(curve.id),
            .label = std::move(curve.label),
            .role = curve.role,
            .dash = curve.dash,
            .points = std::move(curve.points)};
}

} // namespace

LineView::LineView(const ChartParts& parts, LineSeries series)
    : parts_(parts), line_(new QLineSeries), band_(std::make_unique<BandItem>(parts.chart))
{
    parts_.chart->addSeries(line_);
    line_->attachAxis(parts_.x);
    line_->attachAxis(parts_.vertical(series.side));
    series_.side = series.side;
    set(std::move(series));
    restyle();
}

LineView::LineView(const ChartParts& parts, CurveSeries series)
    : LineView(parts, asLine(std::move(series)))
{
}

LineView::~LineView()
{
    parts_.chart->removeSeries(line_);
    delete line_;
}

void LineView::set(LineSeries series)
{
    const bool otherStyle =
        series.role != series_.role || series.dash != series_.dash || series.tint != series_.tint;
    if (series.side != series_.side) {
        line_->detachAxis(parts_.vertical(series_.side));
        line_->attachAxis(parts_.vertical(series.side));
    }
    series_ = std::move(series);
    if (otherStyle)
        restyle();
}

void LineView::set(CurveSeries series) { set(asLine(std::move(series))); }

Swatch LineView::swatch() const
{
    return {.id = series_.id,
            .label = series_.family.isEmpty() ? series_.label : series_.family,
            .role = series_.role,
            .kind = SeriesKind::line,
            .dash = series_.dash};
}

void LineView::growX(AxisScales scales, std::optional<Range>& x) const
{
    for (const QPointF& p : series_.points)
        if (const auto at = axisCoordinate(p.x(), scales.xLog))
            include(x, *at);
}

void LineView::growY(AxisScales scales, const Range& window, std::optional<Range>& y) const
{
    const auto visible = [&](double value) {
        const auto at = axisCoordinate(value, scales.xLog);
        return at && window.contains(*at);
    };
    const auto take = [&](double value) {
        if (const auto at = axisCoordinate(value, scales.yLog))
            include(y, *at);
    };
    for (std::size_t i = 0; i < series_.points.size(); ++i) {
        if (!visible(series_.points[i].x()))
            continue;
        take(series_.points[i].y());
        if (i < series_.band.size()) {
            take(series_.band[i].low);
            take(series_.band[i].high);
        }
    }
}

int LineView::draw(const PlotMap& map)
{
    const CleanPoints clean = sanitise(series_.points, map.scales);
    drawn_ = minMaxDecimated(cropped(clean.points, map.x, map.y), map.x, map.columns());
    line_->replace(drawn_);
    drawBand(map);
    return clean.notPositive;
}

void LineView::drawBand(const PlotMap& map)
{
    QList<QPointF> low;
    QList<QPointF> outline;
    const std::size_t entries =
        series_.band.size() == series_.points.size() ? series_.band.size() : 0;
    for (std::size_t i = 0; i < entries; ++i) {
        const auto x = axisCoordinate(series_.points[i].x(), map.scales.xLog);
        const auto foot = axisCoordinate(series_.band[i].low, map.scales.yLog);
        const auto top = axisCoordinate(series_.band[i].high, map.scales.yLog);
        if (!x || !top || !map.x.contains(*x))
            continue;
        outline.append({*x, *top});
        low.append({*x, foot.value_or(map.y.low)});
    }
    std::copy(low.rbegin(), low.rend(), std::back_inserter(outline));
    band_->setMap(map);
    band_->setOutline(std::move(outline));
}

void LineView::restyle()
{
    QPen pen = curvePen(series_.role, series_.dash);
    pen.setColor(mixed(pen.color(), currentPalette().card, series_.tint));
    line_->setPen(pen);
    band_->setColour(currentPalette().curve(series_.role));
}

void LineView::setShown(bool shown)
{
    shown_ = shown;
    line_->setVisible(shown);
    band_->setVisible(shown);
}

std::optional<PlotHit> LineView::nearest(QPointF pixel, const PlotMap& map, double reach) const
{
    std::optional<PlotHit> hit;
    for (const QPointF& p : series_.points) {
        const auto x = axisCoordinate(p.x(), map.scales.xLog);
        const auto y = axisCoordinate(p.y(), map.scales.yLog);
        if (!x || !y)
            continue;
        const QPointF at = map.pixel({*x, *y});
        const double distance = std::hypot(at.x() - pixel.x(), at.y() - pixel.y());
        if (distance > reach)
            continue;
        reach = distance;
        hit = PlotHit{at, p.x(), p.y(), {}, {}, series_.label, {}, series_.side};
    }
    return hit;
}

std::vector<PlotRow> LineView::rows() const
{
    std::vector<PlotRow> rows;
    rows.reserve(series_.points.size());
    for (std::size_t i = 0; i < series_.points.size(); ++i) {
        PlotRow row{series_.points[i].x(), series_.points[i].y()};
        if (i < series_.band.size()) {
            row.low = series_.band[i].low;
            row.high = series_.band[i].high;
        }
        rows.push_back(row);
    }
    return rows;
}

void LineView::beginVectorExport(const PlotMap& map)
{
    if (!shown_)
        return;
    QList<QPointF> pixels;
    pixels.reserve(drawn_.size());
    for (const QPointF& p : drawn_)
        pixels.append(map.pixel(p));
    line_->setVisible(false);
    pieces_ =
        std::make_unique<PiecesItem>(parts_.chart, clippedPieces(pixels, map.area), line_->pen());
    pieces_->setMap(map);
}

void LineView::endVectorExport()
{
    pieces_.reset();
    line_->setVisible(shown_);
}

} // namespace ui
