// SPDX-License-Identifier: GPL-3.0-or-later
// Frame, grid, ticks, labels and titles of a plot, painted in one item. Qt Charts' own axes show no
// tick at all on a logarithmic range inside one decade and lay the chart out anew whenever a label
// changes its width.
#pragma once

#include "ui/plot/nice_range.h"
#include "ui/plot/plot_map.h"

#include <QFont>
#include <QGraphicsItem>

namespace ui {

struct AxesLayout
{
    QRectF area; // the plot inside the frame
    TickSet x;
    TickSet y;
    QString xTitle; // with the shared power of ten, if any
    QString yTitle;
    std::optional<Range> rightRange; // of the axis at the right, if there is one
    TickSet right;
    QString rightTitle;
};

// A vertical axis at the right, always linear, beside the one at the left.
struct RightAxis
{
    AxisSpec spec;
    Range range;
};

// Chooses ticks and margins for a view of this size; nothing painted leaves it.
AxesLayout layOutAxes(QSizeF view, const PlotMap& ranges, const AxisSpec& x, const AxisSpec& y,
                      const QFont& font, const std::optional<RightAxis>& right = std::nullopt);

class AxesItem : public QGraphicsItem
{
public:
    explicit AxesItem(QGraphicsItem* parent);

    // `map` must outlive the item.
    void show(const AxesLayout& layout, const PlotMap& map, const QSizeF& view, const QFont& font);
    // Shown in the middle instead of axes; empty text brings the axes back.
    void setEmptyText(const QString& text);

    QRectF boundingRect() const override { return QRectF(QPointF(), view_); }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

private:
    void paintGrid(QPainter& painter) const;
    void paintTicks(QPainter& painter) const;
    void paintVerticalTicks(QPainter& painter, Side side) const;
    void paintVerticalTitles(QPainter& painter) const;
    void paintTitles(QPainter& painter) const;

    AxesLayout layout_;
    PlotMap map_;
    QSizeF view_;
    QFont font_;
    QString emptyText_;
};

// The font of tick labels and legends, relative to the window's.
QFont plotFont(const QFont& base);

} // namespace ui
