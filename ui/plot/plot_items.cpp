// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/plot_items.h"

#include "ui/text/symbol_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double markerRadius = 3.2;
constexpr double capHalfWidth = 2.5;
// Markers of a path are small where there is less room than this for each.
constexpr double roomyMarker = 9.0;
constexpr double smallRadius = 1.5;

QPolygonF markerPolygon(QPointF at, MarkerShape shape, double r)
{
    switch (shape) {
    case MarkerShape::square: return QRectF(at.x() - 0.9 * r, at.y() - 0.9 * r, 1.8 * r, 1.8 * r);
    case MarkerShape::triangle:
        return {at + QPointF(0.0, -1.2 * r), at + QPointF(1.15 * r, 0.85 * r),
                at + QPointF(-1.15 * r, 0.85 * r)};
    case MarkerShape::diamond:
        return {at + QPointF(0.0, -1.3 * r), at + QPointF(1.3 * r, 0.0), at + QPointF(0.0, 1.3 * r),
                at + QPointF(-1.3 * r, 0.0)};
    case MarkerShape::circle: break;
    }
    return {};
}

} // namespace

PlotItem::PlotItem(QGraphicsItem* parent, double z) : QGraphicsItem(parent) { setZValue(z); }

void PlotItem::setMap(const PlotMap& map)
{
    if (map.area != map_.area)
        prepareGeometryChange();
    map_ = map;
    update();
}

void PlotItem::setOverhang(double pixels)
{
    if (pixels != overhang_)
        prepareGeometryChange();
    overhang_ = pixels;
}

void PlotItem::setColour(const QColor& colour)
{
    colour_ = colour;
    update();
}

void PlotItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    painter->save();
    painter->setClipRect(boundingRect(), Qt::IntersectClip);
    painter->setRenderHint(QPainter::Antialiasing);
    paintInside(*painter);
    painter->restore();
}

void drawMarker(QPainter& painter, QPointF at, MarkerShape shape, double radius,
                const QColor& colour, bool filled)
{
    painter.setPen(QPen(colour, 1.4));
    painter.setBrush(filled ? colour : currentPalette().card);
    if (shape == MarkerShape::circle)
        painter.drawEllipse(at, radius, radius);
    else
        painter.drawPolygon(markerPolygon(at, shape, radius));
}

void PointsItem::setPoints(std::vector<Point> points, MarkerShape shape,
                           const std::optional<QPen>& path)
{
    points_ = std::move(points);
    shape_ = shape;
    path_ = path;
    // The newest value, at the edge, is seen whole.
    setOverhang(path ? 2.0 * markerRadius : 1.0);
    update();
}

void PointsItem::paintPath(QPainter& painter) const
{
    QList<QPointF> pixels;
    for (const Point& p : points_)
        pixels.append(map().pixel(p.at));
    painter.setPen(*path_);
    painter.setBrush(Qt::NoBrush);
    // Cut here, since not every format of a file can.
    for (const QPolygonF& piece : clippedPieces(pixels, map().area))
        painter.drawPolyline(piece);
}

void PointsItem::paintInside(QPainter& painter) const
{
    const bool many =
        path_ && static_cast<double>(points_.size()) * roomyMarker > map().area.width();
    if (path_)
        paintPath(painter);
    QList<QLineF> bars;
    const auto cap = [&](double x, double coordinate) {
        const double y = map().pixelY(coordinate);
        if (!many && map().y.contains(coordinate))
            bars << QLineF(x - capHalfWidth, y, x + capHalfWidth, y);
    };
    for (const Point& p : points_) {
        if (!(p.high > p.low) || !map().x.contains(p.at.x()))
            continue;
        const double low = std::max(p.low, map().y.low);
        const double high = std::min(p.high, map().y.high);
        if (low > high)
            continue;
        const double x = map().pixelX(p.at.x());
        bars << QLineF(x, map().pixelY(low), x, map().pixelY(high));
        cap(x, p.low);
        cap(x, p.high);
    }
    painter.setPen(QPen(colour(), 1.0));
    painter.drawLines(bars);
    // A line of many exact values needs no markers, which would only make it thick.
    if (many && bars.isEmpty())
        return;
    for (const Point& p : points_)
        if (map().x.contains(p.at.x()) && map().y.contains(p.at.y()))
            drawMarker(painter, map().pixel(p.at), shape_, many ? smallRadius : markerRadius,
                       colour(), p.trusted);
}

void BandItem::setOutline(QList<QPointF> outline)
{
    outline_ = std::move(outline);
    update();
}

void BandItem::paintInside(QPainter& painter) const
{
    if (outline_.size() < 3)
        return;
    QPolygonF polygon;
    polygon.reserve(outline_.size());
    for (const QPointF& p : outline_)
        polygon.append(map().pixel({p.x(), std::clamp(p.y(), map().y.low, map().y.high)}));
    QColor fill = colour();
    fill.setAlphaF(0.18F);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(polygon);
}

void BarsItem::setBars(std::vector<Bar> bars)
{
    bars_ = std::move(bars);
    update();
}

void BarsItem::paintInside(QPainter& painter) const
{
    QList<QRectF> rectangles;
    for (const Bar& bar : bars_) {
        if (bar.right < map().x.low || bar.left > map().x.high || bar.top <= map().y.low)
            continue;
        const double left = std::max(map().pixelX(bar.left), map().area.left());
        const double right = std::min(map().pixelX(bar.right), map().area.right());
        const double top = std::max(map().pixelY(bar.top), map().area.top());
        const double space = right - left > 4.0 ? 1.0 : 0.0;
        rectangles << QRectF(left, top, right - left - space, map().area.bottom() - top);
    }
    const bool narrow = !rectangles.isEmpty() && rectangles.first().width() < 3.0;
    painter.setRenderHint(QPainter::Antialiasing, !narrow);
    QColor fill = colour();
    fill.setAlphaF(0.78F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRects(rectangles);
}

void MarkersItem::setMarkers(std::vector<PlotMarker> markers, const QFont& font)
{
    markers_ = std::move(markers);
    font_ = font;
    update();
}

std::optional<double> MarkersItem::place(const PlotMarker& marker) const
{
    const auto coordinate = axisCoordinate(marker.x, map().scales.xLog);
    if (!coordinate || !map().x.contains(*coordinate))
        return std::nullopt;
    return map().pixelX(*coordinate);
}

void MarkersItem::paintInside(QPainter& painter) const
{
    for (const PlotMarker& marker : markers_)
        if (const auto at = place(marker))
            paintLine(painter, marker, *at);
    int row = 0;
    for (const PlotMarker& marker : markers_)
        if (const auto at = place(marker); at && !marker.label.isEmpty())
            paintLabel(painter, marker, *at, row++);
}

void MarkersItem::paintLine(QPainter& painter, const PlotMarker& marker, double at) const
{
    const bool reference = marker.kind == MarkerKind::reference;
    const double x = std::floor(at) + 0.5;
    const QPointF foot(x, map().area.bottom() + 1.0);
    const QPointF head(x, map().area.top());
    if (reference) {
        painter.setPen(QPen(currentPalette().reference, 1.0, Qt::DashLine));
        painter.drawLine(foot, head);
        return;
    }
    QColor line = currentPalette().accent;
    painter.setPen(Qt::NoPen);
    painter.setBrush(line);
    painter.drawPolygon(
        QPolygonF{foot + QPointF(0.0, -10.0), foot + QPointF(5.5, 0.0), foot + QPointF(-5.5, 0.0)});
    line.setAlphaF(0.55F);
    painter.setPen(QPen(line, 1.0));
    painter.drawLine(foot - QPointF(0.0, 10.0), head);
}

void MarkersItem::paintLabel(QPainter& painter, const PlotMarker& marker, double at, int row) const
{
    const QFontMetricsF metrics(font_);
    const double width = std::ceil(symbolWidth(marker.label, font_));
    const bool roomOnTheRight = at + 6.0 + width < map().area.right();
    const double left = roomOnTheRight ? at + 4.0 : at - 6.0 - width;
    const QRectF box(left, map().area.top() + row * metrics.height(), width + 4.0,
                     metrics.height());
    QColor backing = currentPalette().card;
    backing.setAlphaF(0.9F);
    painter.fillRect(box, backing);
    painter.setFont(font_);
    const bool reference = marker.kind == MarkerKind::reference;
    painter.setPen(reference ? currentPalette().reference : currentPalette().link);
    drawSymbols(painter, box, Qt::AlignCenter, marker.label);
}

void NoteItem::setNote(const QString& note, const QFont& font)
{
    note_ = note;
    font_ = font;
    update();
}

void NoteItem::paintInside(QPainter& painter) const
{
    if (note_.isEmpty())
        return;
    const QFontMetricsF metrics(font_);
    const QString words = metrics.elidedText(note_, Qt::ElideRight, map().area.width() - 8.0);
    QRectF box(0.0, 0.0, metrics.horizontalAdvance(words) + 8.0, metrics.height());
    box.moveTopRight(map().area.topRight());
    QColor backing = currentPalette().card;
    backing.setAlphaF(0.9F);
    painter.fillRect(box, backing);
    painter.setFont(font_);
    painter.setPen(currentPalette().warning);
    painter.drawText(box, Qt::AlignCenter, words);
}

void HoverItem::setPlace(std::optional<QPointF> pixel)
{
    if (pixel == place_)
        return;
    place_ = pixel;
    update();
}

void HoverItem::paintInside(QPainter& painter) const
{
    if (!place_)
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(currentPalette().text, 1.4));
    painter.drawEllipse(*place_, markerRadius + 3.0, markerRadius + 3.0);
}

PiecesItem::PiecesItem(QGraphicsItem* parent, QList<QPolygonF> pieces, const QPen& pen)
    : PlotItem(parent, 4.0), pieces_(std::move(pieces)), pen_(pen)
{
}

void PiecesItem::paintInside(QPainter& painter) const
{
    painter.setPen(pen_);
    painter.setBrush(Qt::NoBrush);
    for (const QPolygonF& piece : pieces_)
        painter.drawPolyline(piece);
}

} // namespace ui
