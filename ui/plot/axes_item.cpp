// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/axes_item.h"

#include "ui/text/number_text.h"
#include "ui/text/symbol_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double tickLength = 4.0;
constexpr double minorTickLength = 2.5;
constexpr double gap = 4.0;
constexpr double edge = 8.0;
// Of the width that two titles above the plot share, at most this much for the right one.
constexpr double rightTitleShare = 0.62;

QString titleWithPower(const QString& title, int exponent)
{
    if (exponent == 0)
        return title;
    const QString power = QStringLiteral("\u00d710") + superscript(exponent);
    return title.isEmpty() ? power : title + QStringLiteral("  (") + power + u')';
}

double widestLabel(const TickSet& set, const QFontMetricsF& metrics)
{
    double widest = 0.0;
    for (const Tick& tick : set.ticks)
        widest = std::max(widest, metrics.horizontalAdvance(tick.label));
    return widest;
}

TickSet ticksOf(Range range, bool logarithmic, int most)
{
    return logarithmic ? logTicks(range, most) : linearTicks(range, most);
}

bool labelsCollide(const TickSet& set, const QFontMetricsF& metrics, Range range, double width)
{
    double last = -1e9;
    std::vector<Tick> labelled;
    std::copy_if(set.ticks.begin(), set.ticks.end(), std::back_inserter(labelled),
                 [](const Tick& t) { return !t.label.isEmpty(); });
    std::sort(labelled.begin(), labelled.end(),
              [](const Tick& a, const Tick& b) { return a.position < b.position; });
    for (const Tick& tick : labelled) {
        const double middle = (tick.position - range.low) / range.span() * width;
        const double half = 0.5 * metrics.horizontalAdvance(tick.label);
        if (middle - half < last + 2.0 * gap)
            return true;
        last = middle + half;
    }
    return false;
}

TickSet roomyTicks(Range range, bool logarithmic, double width, const QFontMetricsF& metrics)
{
    TickSet set;
    for (int most = std::clamp(static_cast<int>(width / 40.0), 2, 9); most >= 2; --most) {
        set = ticksOf(range, logarithmic, most);
        if (!labelsCollide(set, metrics, range, width))
            break;
    }
    return set;
}

double aligned(double v) { return std::floor(v) + 0.5; }

} // namespace

QFont plotFont(const QFont& base)
{
    QFont font = base;
    font.setPointSizeF(std::max(0.85 * base.pointSizeF(), 6.0));
    return font;
}

AxesLayout layOutAxes(QSizeF view, const PlotMap& ranges, const AxisSpec& x, const AxisSpec& y,
                      const QFont& font, const std::optional<RightAxis>& rightAxis)
{
    const QFontMetricsF metrics(font);
    const double line = std::ceil(metrics.height());
    AxesLayout layout;
    const double titleHeight = x.title.isEmpty() ? 0.0 : line;
    const double bottom = view.height() - (tickLength + gap / 2.0 + line + titleHeight + 2.0);
    double top = std::ceil(0.5 * line) + 2.0;
    const auto chooseTicks = [&] {
        const int most = std::clamp(static_cast<int>((bottom - top) / (2.0 * line)) + 1, 2, 7);
        layout.y = ticksOf(ranges.y, ranges.scales.yLog, most);
        if (rightAxis)
            layout.right = ticksOf(rightAxis->range, false, most);
    };
    chooseTicks();
    layout.yTitle = titleWithPower(y.title, layout.y.exponent);
    if (rightAxis) {
        layout.rightRange = rightAxis->range;
        layout.rightTitle = titleWithPower(rightAxis->spec.title, layout.right.exponent);
    }
    if (!layout.yTitle.isEmpty() || !layout.rightTitle.isEmpty()) {
        // Titles at both sides stand above the uppermost labels, which reach half a line up.
        top = rightAxis ? std::ceil(1.5 * line) : line + gap;
        chooseTicks();
    }
    const double left = edge + std::ceil(widestLabel(layout.y, metrics)) + gap + tickLength;
    const double beyond =
        rightAxis ? edge + std::ceil(widestLabel(layout.right, metrics)) + gap + tickLength : edge;
    const double widthGuess = view.width() - left - beyond;
    layout.x = roomyTicks(ranges.x, ranges.scales.xLog, widthGuess, metrics);
    layout.xTitle = titleWithPower(x.title, layout.x.exponent);
    const double right =
        std::max({edge + gap, std::ceil(0.5 * widestLabel(layout.x, metrics)) + 2.0,
                  rightAxis ? beyond : 0.0});
    layout.area = QRectF(left, std::floor(top), std::max(view.width() - left - right, 10.0),
                         std::max(std::floor(bottom - top), 10.0));
    return layout;
}

AxesItem::AxesItem(QGraphicsItem* parent) : QGraphicsItem(parent) { setZValue(3.0); }

void AxesItem::show(const AxesLayout& layout, const PlotMap& map, const QSizeF& view,
                    const QFont& font)
{
    if (view != view_)
        prepareGeometryChange();
    layout_ = layout;
    map_ = map;
    view_ = view;
    font_ = font;
    update();
}

void AxesItem::setEmptyText(const QString& text)
{
    if (text == emptyText_)
        return;
    emptyText_ = text;
    update();
}

void AxesItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    painter->setFont(font_);
    if (!emptyText_.isEmpty()) {
        painter->setPen(currentPalette().mutedText);
        painter->drawText(boundingRect().adjusted(edge, 0, -edge, 0),
                          Qt::AlignCenter | Qt::TextWordWrap, emptyText_);
        return;
    }
    paintGrid(*painter);
    paintTicks(*painter);
    paintTitles(*painter);
}

void AxesItem::paintGrid(QPainter& painter) const
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(currentPalette().grid, 1.0));
    for (const Tick& tick : layout_.y.ticks) {
        const double at = aligned(map_.pixelY(tick.position));
        if (!tick.label.isEmpty() && at < map_.area.bottom() - 1.0)
            painter.drawLine(QPointF(map_.area.left(), at), QPointF(map_.area.right(), at));
    }
    painter.setPen(QPen(currentPalette().axis, 1.0));
    const QPointF corner(aligned(map_.area.left() - 1.0), aligned(map_.area.bottom()));
    painter.drawLine(corner, QPointF(corner.x(), map_.area.top()));
    painter.drawLine(corner, QPointF(map_.area.right(), corner.y()));
    if (layout_.rightRange) {
        const double side = aligned(map_.area.right());
        painter.drawLine(QPointF(side, corner.y()), QPointF(side, map_.area.top()));
    }
}

void AxesItem::paintTicks(QPainter& painter) const
{
    const QFontMetricsF metrics(font_);
    const QPen axis(currentPalette().axis, 1.0);
    const QPen text(currentPalette().mutedText);
    const double foot = aligned(map_.area.bottom());
    for (const Tick& tick : layout_.x.ticks) {
        const double at = aligned(map_.pixelX(tick.position) - 0.5);
        const double length = tick.label.isEmpty() ? minorTickLength : tickLength;
        painter.setPen(axis);
        painter.drawLine(QPointF(at, foot), QPointF(at, foot + length));
        const double width = metrics.horizontalAdvance(tick.label);
        painter.setPen(text);
        painter.drawText(
            QPointF(at - 0.5 * width, foot + tickLength + gap / 2.0 + metrics.ascent()),
            tick.label);
    }
    paintVerticalTicks(painter, Side::left);
    if (layout_.rightRange)
        paintVerticalTicks(painter, Side::right);
    painter.setRenderHint(QPainter::Antialiasing, true);
}

void AxesItem::paintVerticalTicks(QPainter& painter, Side side) const
{
    const QFontMetricsF metrics(font_);
    const bool left = side == Side::left;
    PlotMap map = map_;
    map.y = left ? map_.y : *layout_.rightRange;
    const double foot = left ? aligned(map.area.left() - 1.0) : aligned(map.area.right());
    const double outwards = left ? -1.0 : 1.0;
    const double middle = 0.5 * (metrics.ascent() - metrics.descent());
    for (const Tick& tick : (left ? layout_.y : layout_.right).ticks) {
        const double at = aligned(map.pixelY(tick.position));
        const double length = tick.label.isEmpty() ? minorTickLength : tickLength;
        painter.setPen(QPen(currentPalette().axis, 1.0));
        painter.drawLine(QPointF(foot + outwards * length, at), QPointF(foot, at));
        const double width = left ? metrics.horizontalAdvance(tick.label) : 0.0;
        painter.setPen(currentPalette().mutedText);
        painter.drawText(QPointF(foot + outwards * (tickLength + gap) - width, at + middle),
                         tick.label);
    }
}

// Above the plot, each at its side.
void AxesItem::paintVerticalTitles(QPainter& painter) const
{
    const double height = QFontMetricsF(font_).height();
    const double room = view_.width() - 2.0 * edge;
    double right = 0.0;
    if (!layout_.rightTitle.isEmpty()) {
        const double most = layout_.yTitle.isEmpty() ? room : rightTitleShare * room;
        right = std::min(std::ceil(symbolWidth(layout_.rightTitle, font_)) + 1.0, most);
        drawSymbols(painter, QRectF(view_.width() - edge - right, 0.0, right, height),
                    Qt::AlignRight, layout_.rightTitle);
    }
    if (!layout_.yTitle.isEmpty()) {
        const double left = right > 0.0 ? room - right - 2.0 * gap : room + edge;
        drawSymbols(painter, QRectF(edge, 0.0, left, height), Qt::AlignLeft, layout_.yTitle);
    }
}

void AxesItem::paintTitles(QPainter& painter) const
{
    const QFontMetricsF metrics(font_);
    painter.setPen(currentPalette().mutedText);
    const QRectF below(0.0, view_.height() - metrics.height() - 1.0, view_.width(),
                       metrics.height());
    if (!layout_.xTitle.isEmpty()) {
        const double width = std::min(symbolWidth(layout_.xTitle, font_), below.width());
        const double wish = map_.area.center().x() - 0.5 * width;
        const double left = std::clamp(wish, 0.0, std::max(0.0, view_.width() - width));
        drawSymbols(painter, QRectF(left, below.top(), width + 1.0, below.height()), Qt::AlignLeft,
                    layout_.xTitle);
    }
    paintVerticalTitles(painter);
}

} // namespace ui
