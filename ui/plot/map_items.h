// SPDX-License-Identifier: GPL-3.0-or-later
// What a phase diagram has beside curves and points: words inside it, and a point that is dragged.
#pragma once

#include "ui/plot/plot_items.h"

namespace ui {

// Words centred at places; left out where there is no room for them inside the plot.
class TextsItem final : public PlotItem
{
public:
    explicit TextsItem(QGraphicsItem* parent) : PlotItem(parent, 3.0) {}
    void setTexts(std::vector<PlotText> texts, const QFont& font);

private:
    void paintInside(QPainter& painter) const override;
    std::vector<PlotText> texts_;
    QFont font_;
};

// A ring on a disc, large enough for a finger; an outline while it has the keyboard.
class HandleItem final : public PlotItem
{
public:
    static constexpr double radius = 9.0;
    // Pixels around it that belong to it.
    static constexpr double reach = 22.0;

    explicit HandleItem(QGraphicsItem* parent) : PlotItem(parent, 9.0) {}
    void setPlace(std::optional<QPointF> coordinates); // axis coordinates
    void setFocused(bool focused);
    const std::optional<QPointF>& place() const { return place_; }
    bool isAt(QPointF pixel) const;

private:
    void paintInside(QPainter& painter) const override;
    QPointF pixel() const; // inside the plot, however far outside the place is
    std::optional<QPointF> place_;
    bool focused_ = false;
};

} // namespace ui
