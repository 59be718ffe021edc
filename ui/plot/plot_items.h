// SPDX-License-Identifier: GPL-3.0-or-later
// What Qt Charts draws slowly or not at all, one item for a whole series: points with error bars,
// bands, bars, marker lines. All take axis coordinates and paint inside the plot only.
#pragma once

#include "ui/plot/plot_map.h"

#include <QFont>
#include <QGraphicsItem>
#include <QPen>

namespace ui {

// Common ground: knows the map and the colour, clips, covers the plot area.
class PlotItem : public QGraphicsItem
{
public:
    PlotItem(QGraphicsItem* parent, double z);
    void setMap(const PlotMap& map);
    void setColour(const QColor& colour);
    QRectF boundingRect() const final
    {
        return map_.area.adjusted(-overhang_, -overhang_, overhang_, overhang_);
    }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) final;

protected:
    virtual void paintInside(QPainter& painter) const = 0;
    // Pixels beyond the plot that may be painted on.
    void setOverhang(double pixels);
    const PlotMap& map() const { return map_; }
    const QColor& colour() const { return colour_; }

private:
    PlotMap map_;
    QColor colour_;
    double overhang_ = 1.0;
};

// Draws one marker of a shape around a place: filled, or hollow with the card showing through.
void drawMarker(QPainter& painter, QPointF at, MarkerShape shape, double radius,
                const QColor& colour, bool filled);

class PointsItem final : public PlotItem
{
public:
    struct Point
    {
        QPointF at; // axis coordinates
        double low; // ends of the error bar; equal: none
        double high;
        bool trusted;
    };
    explicit PointsItem(QGraphicsItem* parent) : PlotItem(parent, 6.0) {}
    void setPoints(std::vector<Point> points, MarkerShape shape, const std::optional<QPen>& path);

private:
    void paintInside(QPainter& painter) const override;
    void paintPath(QPainter& painter) const;
    std::vector<Point> points_;
    MarkerShape shape_ = MarkerShape::circle;
    std::optional<QPen> path_; // of a line through them
};

class BandItem final : public PlotItem
{
public:
    explicit BandItem(QGraphicsItem* parent) : PlotItem(parent, 3.5) {}
    // The outline of the band, closed.
    void setOutline(QList<QPointF> outline);

private:
    void paintInside(QPainter& painter) const override;
    QList<QPointF> outline_;
};

class BarsItem final : public PlotItem
{
public:
    struct Bar
    {
        double left;
        double right;
        double top;
    };
    explicit BarsItem(QGraphicsItem* parent) : PlotItem(parent, 3.4) {}
    void setBars(std::vector<Bar> bars);

private:
    void paintInside(QPainter& painter) const override;
    std::vector<Bar> bars_;
};

// All marker lines of a plot, labels kept apart.
class MarkersItem final : public PlotItem
{
public:
    explicit MarkersItem(QGraphicsItem* parent) : PlotItem(parent, 7.0) {}
    void setMarkers(std::vector<PlotMarker> markers, const QFont& font);

private:
    void paintInside(QPainter& painter) const override;
    std::optional<double> place(const PlotMarker& marker) const; // pixels, if visible
    void paintLine(QPainter& painter, const PlotMarker& marker, double at) const;
    void paintLabel(QPainter& painter, const PlotMarker& marker, double at, int row) const;
    std::vector<PlotMarker> markers_;
    QFont font_;
};

// Small text in the upper right corner, such as "3 points ≤ 0 not shown".
class NoteItem final : public PlotItem
{
public:
    explicit NoteItem(QGraphicsItem* parent) : PlotItem(parent, 7.5) {}
    void setNote(const QString& note, const QFont& font);
    const QString& note() const { return note_; }

private:
    void paintInside(QPainter& painter) const override;
    QString note_;
    QFont font_;
};

// A ring around the point under the mouse.
class HoverItem final : public PlotItem
{
public:
    explicit HoverItem(QGraphicsItem* parent) : PlotItem(parent, 8.0) {}
    void setPlace(std::optional<QPointF> pixel);

private:
    void paintInside(QPainter& painter) const override;
    std::optional<QPointF> place_;
};

// The lines of a series cut to the plot, for files whose format knows no clipping.
class PiecesItem final : public PlotItem
{
public:
    PiecesItem(QGraphicsItem* parent, QList<QPolygonF> pieces, const QPen& pen);

private:
    void paintInside(QPainter& painter) const override;
    QList<QPolygonF> pieces_; // pixels
    QPen pen_;
};

} // namespace ui
