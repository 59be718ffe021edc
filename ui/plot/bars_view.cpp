// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/plot_items.h"
#include "ui/plot/series_view.h"

#include <QtCharts/QChart>

#include <cmath>

namespace ui {

BarsView::BarsView(const ChartParts& parts, BarSeries series)
    : series_(std::move(series)), item_(std::make_unique<BarsItem>(parts.chart))
{
    restyle();
}

BarsView::~BarsView() = default;

void BarsView::set(BarSeries series)
{
    series_ = std::move(series);
    restyle();
}

Swatch BarsView::swatch() const
{
    return {series_.id,       series_.label, series_.role,
            SeriesKind::bars, Dash::solid,   MarkerShape::square};
}

void BarsView::growX(AxisScales scales, std::optional<Range>& x) const
{
    for (std::size_t i = 0; i <= series_.heights.size() && !series_.heights.empty(); ++i)
        if (const auto at = axisCoordinate(left(i), scales.xLog))
            include(x, *at);
}

void BarsView::growY(AxisScales scales, const Range& window, std::optional<Range>& y) const
{
    for (std::size_t i = 0; i < series_.heights.size(); ++i) {
        const auto from = axisCoordinate(left(i), scales.xLog);
        const auto to = axisCoordinate(left(i + 1), scales.xLog);
        const auto top = axisCoordinate(series_.heights[i], scales.yLog);
        if (!to || !top || *to < window.low || from.value_or(window.low) > window.high)
            continue;
        include(y, *top);
        if (!scales.yLog)
            include(y, 0.0);
    }
}

int BarsView::draw(const PlotMap& map)
{
    int notPositive = 0;
    std::vector<BarsItem::Bar> bars;
    bars.reserve(series_.heights.size());
    for (std::size_t i = 0; i < series_.heights.size(); ++i) {
        const double height = series_.heights[i];
        const auto to = axisCoordinate(left(i + 1), map.scales.xLog);
        const auto top = axisCoordinate(height, map.scales.yLog);
        const double from = axisCoordinate(left(i), map.scales.xLog).value_or(map.x.low);
        if (to && top)
            bars.push_back({from, *to, *top});
        else if (std::isfinite(height) && height != 0.0)
            ++notPositive;
    }
    item_->setMap(map);
    item_->setBars(std::move(bars));
    return notPositive;
}

void BarsView::restyle() { item_->setColour(currentPalette().curve(series_.role)); }

void BarsView::setShown(bool shown) { item_->setVisible(shown); }

std::optional<PlotHit> BarsView::nearest(QPointF pixel, const PlotMap& map, double) const
{
    const double x = map.coordinates(pixel).x();
    const double value = map.scales.xLog ? std::pow(10.0, x) : x;
    const double place = std::floor((value - series_.first) / series_.width);
    if (!(place >= 0.0) || place >= static_cast<double>(series_.heights.size()))
        return std::nullopt;
    const auto bar = static_cast<std::size_t>(place);
    const auto top = axisCoordinate(series_.heights[bar], map.scales.yLog);
    if (!top || pixel.y() < map.pixelY(*top) - 6.0)
        return std::nullopt;
    const double middle = left(bar) + 0.5 * series_.width;
    const auto at = axisCoordinate(middle, map.scales.xLog).value_or(map.x.low);
    return PlotHit{map.pixel({at, *top}), middle, series_.heights[bar], {}, {}, series_.label, {}};
}

std::vector<PlotRow> BarsView::rows() const
{
    std::vector<PlotRow> rows;
    rows.reserve(series_.heights.size());
    for (std::size_t i = 0; i < series_.heights.size(); ++i)
        rows.push_back(
            {left(i) + 0.5 * series_.width, series_.heights[i], {}, {}, {}, series_.width, {}});
    return rows;
}

} // namespace ui
