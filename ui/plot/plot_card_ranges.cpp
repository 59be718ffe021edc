// SPDX-License-Identifier: GPL-3.0-or-later
// The part of a plot card that decides what its axes show.
#include "ui/plot/plot_card.h"

#include <algorithm>

namespace ui {

namespace {

// On an axis that settles this part of the x axis may be out of sight, where seeing all would take
// more than so many times the height of the rest.
constexpr double beginning = 0.15;
constexpr double squeezed = 2.0;
// So many values must there be of the rest.
constexpr std::ptrdiff_t settledValues = 4;
// Of its height, so much more is seen above and below the rest.
constexpr double lookBack = 0.35;

// Lines shall not run along the frame; a foot on zero stays there.
Range withHeadroom(Range data)
{
    const double room = 0.04 * data.span();
    return {data.low >= 0.0 ? std::max(data.low - room, 0.0) : data.low - room,
            data.high <= 0.0 ? std::min(data.high + room, 0.0) : data.high + room};
}

// All of `all` that does not squeeze `later`.
Range settled(Range all, Range later)
{
    if (!(later.span() > 0.0) || all.span() < squeezed * later.span())
        return all;
    const double more = lookBack * later.span();
    return {std::max(all.low, later.low - more), std::min(all.high, later.high + more)};
}

} // namespace

std::optional<Range> PlotCard::fixedRange(const AxisSpec& spec, bool logarithmic) const
{
    if (!spec.fixed)
        return std::nullopt;
    const auto low = axisCoordinate(spec.fixed->low, logarithmic);
    const auto high = axisCoordinate(spec.fixed->high, logarithmic);
    return low && high && *low < *high ? std::optional<Range>(Range{*low, *high}) : std::nullopt;
}

bool PlotCard::settles() const { return ySpec_.settles || (rightSpec_ && rightSpec_->settles); }

std::optional<Range> PlotCard::dataX(std::optional<Side> side) const
{
    std::optional<Range> x;
    for (const Entry& e : entries_)
        if (e.shown && (!side || e.view->side() == *side))
            e.view->growX(scales_, x);
    return x;
}

std::optional<Range> PlotCard::dataY(Side side, const Range& window) const
{
    AxisScales scales = scales_;
    scales.yLog = scales.yLog && side == Side::left;
    std::optional<Range> y;
    for (const Entry& e : entries_)
        if (e.shown && e.view->side() == side)
            e.view->growY(scales, window, y);
    return y;
}

// Does a series have enough values within the window, axis coordinates?
bool PlotCard::hasSettled(Side side, const Range& window) const
{
    return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& e) {
        if (!e.shown || e.view->side() != side)
            return false;
        const auto rows = e.view->rows();
        return std::count_if(rows.begin(), rows.end(), [&](const PlotRow& row) {
                   const auto x = axisCoordinate(row.x, scales_.xLog);
                   return x && window.contains(*x);
               }) >= settledValues;
    });
}

// What the data within the x range need, axis coordinates.
std::optional<Range> PlotCard::rangeOf(Side side) const
{
    const AxisSpec& spec = side == Side::left ? ySpec_ : *rightSpec_;
    const bool logarithmic = side == Side::left && scales_.yLog;
    std::optional<Range> y = dataY(side, x_);
    const auto x = dataX(side);
    if (y && x && spec.settles && !whole_) {
        const double from = std::max(x->low, x_.low);
        const double to = std::min(x->high, x_.high);
        const Range window{from + beginning * (to - from), to};
        const auto later = dataY(side, window);
        if (later && hasSettled(side, window))
            y = settled(*y, *later);
    }
    if (y && spec.includeZero && !logarithmic)
        include(y, 0.0);
    return y && !logarithmic ? withHeadroom(*y) : y;
}

bool PlotCard::chooseRanges()
{
    std::optional<Range> x = dataX();
    const bool anyX = x.has_value();
    for (const PlotMarker& marker : markers_)
        if (const auto at = axisCoordinate(marker.x, scales_.xLog); at && anyX)
            include(x, *at);
    if (xSpec_.includeZero && !scales_.xLog && anyX)
        include(x, 0.0);
    if (xSpec_.atLeast && anyX)
        for (const double end : {xSpec_.atLeast->low, xSpec_.atLeast->high})
            if (const auto at = axisCoordinate(end, scales_.xLog))
                include(x, *at);
    if (anyX)
        x_ = keepX_.follow(*x, scales_.xLog);
    x_ = zoom_ ? zoom_->x : fixedRange(xSpec_, scales_.xLog).value_or(x_);

    // While it is zoomed the ranges wait as they were.
    const auto y = rangeOf(Side::left);
    if (y && !zoom_)
        y_ = keepY_.follow(*y, scales_.yLog);
    y_ = zoom_ ? zoom_->y : fixedRange(ySpec_, scales_.yLog).value_or(y_);

    const auto right = rightSpec_ ? rangeOf(Side::right) : std::nullopt;
    if (right && zoom_ && zoom_->right)
        right_ = zoom_->right;
    else
        right_ = right ? std::optional(keepRight_.follow(*right, false)) : std::nullopt;
    return (anyX && (y || right_ || zoom_)) || handle_;
}

} // namespace ui
