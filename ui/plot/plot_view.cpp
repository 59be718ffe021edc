// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/plot_view.h"

#include "ui/plot/map_items.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QRubberBand>
#include <QWheelEvent>
#include <QtCharts/QChart>
#include <QtCharts/QValueAxis>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double wheelStep = 1.2;
constexpr double keyStep = 1.3;
constexpr double keyMove = 24.0;
// Of the range that is seen, for one press of an arrow key.
constexpr double handleStep = 1.0 / 50.0;
constexpr double fineHandleStep = 1.0 / 500.0;
constexpr int clickSlack = 4;

bool canShow(Range range)
{
    const double size = std::max(std::abs(range.low), std::abs(range.high));
    return std::isfinite(range.low) && std::isfinite(range.high) && range.span() > 1e-10 * size &&
           range.span() > 1e-14 && size < 1e15;
}

Range scaled(Range range, double fixedPoint, double factor)
{
    return {fixedPoint + (range.low - fixedPoint) / factor,
            fixedPoint + (range.high - fixedPoint) / factor};
}

// The part of `to` that lies as `part` does in `from`.
Range carried(Range part, Range from, Range to)
{
    const double scale = to.span() / from.span();
    return {to.low + (part.low - from.low) * scale, to.low + (part.high - from.low) * scale};
}

Range moved(Range range, double by) { return {range.low + by, range.high + by}; }

QChart* bareChart()
{
    auto* chart = new QChart;
    chart->legend()->hide();
    chart->setBackgroundVisible(false);
    chart->setPlotAreaBackgroundVisible(false);
    chart->setMargins({});
    chart->setMinimumSize(10.0, 10.0);
    chart->setAnimationOptions(QChart::NoAnimation);
    return chart;
}

QValueAxis* hiddenAxis(QChart* chart, Qt::Alignment side)
{
    auto* axis = new QValueAxis;
    axis->setVisible(false);
    chart->addAxis(axis, side);
    return axis;
}

} // namespace

// QChartView makes a chart of its own when it gets none, and does not free it when another is set.
PlotView::PlotView(QWidget* parent) : QChartView(bareChart(), parent)
{
    parts_ = {chart(), hiddenAxis(chart(), Qt::AlignBottom), hiddenAxis(chart(), Qt::AlignLeft),
              hiddenAxis(chart(), Qt::AlignRight)};
    axes_ = new AxesItem(chart());
    note_ = new NoteItem(chart());
    handle_ = new HandleItem(chart());
    setRenderHint(QPainter::Antialiasing);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    setOptimizationFlag(QGraphicsView::DontAdjustForAntialiasing);
    scene()->setItemIndexMethod(QGraphicsScene::NoIndex);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setFocusPolicy(Qt::NoFocus); // clicks go on to the view, Tab stops once
    restyle();
}

void PlotView::showAxes(const AxisSpec& x, const AxisSpec& y, Range xRange, Range yRange,
                        AxisScales scales, const std::optional<RightAxis>& right)
{
    const QFont small = plotFont(font());
    map_.x = xRange;
    map_.y = yRange;
    map_.scales = scales;
    const AxesLayout layout = layOutAxes(QSizeF(size()), map_, x, y, small, right);
    if (layout.area != map_.area)
        chart()->setPlotArea(layout.area);
    map_.area = layout.area;
    rightMap_ = map_;
    if (right) {
        rightMap_.y = right->range;
        rightMap_.scales.yLog = false;
    }
    parts_.right->setRange(rightMap_.y.low, rightMap_.y.high);
    parts_.x->setRange(xRange.low, xRange.high);
    parts_.y->setRange(yRange.low, yRange.high);
    axes_->show(layout, map_, QSizeF(size()), small);
    handle_->setMap(map_);
}

void PlotView::setHandle(std::optional<QPointF> coordinates) { handle_->setPlace(coordinates); }

void PlotView::wantHandle(QPointF coordinates, bool settled)
{
    handle_->setPlace(coordinates);
    Q_EMIT handleMoved(coordinates, settled);
}

void PlotView::setNote(const QString& note)
{
    note_->setMap(map_);
    note_->setNote(note, plotFont(font()));
}

const QString& PlotView::note() const { return note_->note(); }

void PlotView::setEmptyText(const QString& text) { axes_->setEmptyText(text); }

void PlotView::restyle() { setBackgroundBrush(currentPalette().card); }

void PlotView::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    Q_EMIT resized();
}

void PlotView::choose(Range x, Range y)
{
    const Range right = carried(y, map_.y, rightMap_.y);
    if (canShow(x) && canShow(y) && canShow(right))
        Q_EMIT rangesChosen(x, y, right);
}

void PlotView::zoomAround(QPointF pixel, double factor, bool xOnly)
{
    const QPointF fixedPoint = map_.coordinates(pixel);
    choose(scaled(map_.x, fixedPoint.x(), factor),
           xOnly ? map_.y : scaled(map_.y, fixedPoint.y(), factor));
}

void PlotView::moveBy(QPointF pixels)
{
    const QPointF by = map_.coordinates(QPointF()) - map_.coordinates(pixels);
    choose(moved(map_.x, by.x()), moved(map_.y, by.y()));
}

void PlotView::wheelEvent(QWheelEvent* event)
{
    const QPoint turned = event->angleDelta();
    const int amount = turned.y() != 0 ? turned.y() : turned.x();
    const bool xOnly = event->modifiers().testFlag(Qt::ShiftModifier);
    zoomAround(event->position(), std::pow(wheelStep, amount / 120.0), xOnly);
    event->accept();
}

void PlotView::mousePressEvent(QMouseEvent* event)
{
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && shift))
        drag_ = Drag::move;
    else if (event->button() == Qt::LeftButton)
        drag_ = handle_->isAt(event->position()) ? Drag::handle : Drag::zoom;
    else
        return event->ignore();
    dragFrom_ = event->pos();
    event->accept();
}

void PlotView::mouseMoveEvent(QMouseEvent* event)
{
    if (drag_ == Drag::none) {
        viewport()->setCursor(handle_->isAt(event->position()) ? Qt::SizeAllCursor
                                                               : Qt::ArrowCursor);
        Q_EMIT pointed(event->position());
    } else if (drag_ == Drag::handle) {
        wantHandle(map_.coordinates(event->position()), false);
    } else if (drag_ == Drag::move) {
        moveBy(event->pos() - dragFrom_);
        dragFrom_ = event->pos();
    } else if ((event->pos() - dragFrom_).manhattanLength() > clickSlack) {
        if (!band_)
            band_ = new QRubberBand(QRubberBand::Rectangle, viewport());
        band_->setGeometry(QRect(dragFrom_, event->pos()).normalized() & map_.area.toAlignedRect());
        band_->show();
    }
    event->accept();
}

void PlotView::mouseReleaseEvent(QMouseEvent* event)
{
    if (drag_ == Drag::handle)
        wantHandle(map_.coordinates(event->position()), true);
    const QRectF box = band_ && band_->isVisible() ? QRectF(band_->geometry()) : QRectF();
    if (band_)
        band_->hide();
    if (drag_ == Drag::zoom && box.width() > clickSlack && box.height() > clickSlack) {
        const QPointF from = map_.coordinates(box.bottomLeft());
        const QPointF to = map_.coordinates(box.topRight());
        choose({from.x(), to.x()}, {from.y(), to.y()});
    }
    drag_ = Drag::none;
    event->accept();
}

void PlotView::mouseDoubleClickEvent(QMouseEvent* event)
{
    Q_EMIT resetWanted();
    event->accept();
}

void PlotView::keyPressEvent(QKeyEvent* event)
{
    if (moveHandle(*event))
        return;
    const QPointF middle = map_.area.center();
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: return zoomAround(middle, keyStep, false);
    case Qt::Key_Minus: return zoomAround(middle, 1.0 / keyStep, false);
    case Qt::Key_Left: return moveBy({keyMove, 0.0});
    case Qt::Key_Right: return moveBy({-keyMove, 0.0});
    case Qt::Key_Up: return moveBy({0.0, keyMove});
    case Qt::Key_Down: return moveBy({0.0, -keyMove});
    case Qt::Key_Home:
    case Qt::Key_0:
    case Qt::Key_Escape: Q_EMIT resetWanted(); return;
    default: event->ignore();
    }
}

bool PlotView::moveHandle(const QKeyEvent& event)
{
    if (!handle_->place() || event.modifiers().testFlag(Qt::ControlModifier))
        return false;
    const bool fine = event.modifiers().testFlag(Qt::ShiftModifier);
    const double step = fine ? fineHandleStep : handleStep;
    const QPointF by(map_.x.span() * step, map_.y.span() * step);
    const QPointF at = *handle_->place();
    switch (event.key()) {
    case Qt::Key_Left: wantHandle(at - QPointF(by.x(), 0.0), false); return true;
    case Qt::Key_Right: wantHandle(at + QPointF(by.x(), 0.0), false); return true;
    case Qt::Key_Up: wantHandle(at + QPointF(0.0, by.y()), false); return true;
    case Qt::Key_Down: wantHandle(at - QPointF(0.0, by.y()), false); return true;
    default: return false;
    }
}

void PlotView::keyReleaseEvent(QKeyEvent* event)
{
    const bool arrow = event->key() >= Qt::Key_Left && event->key() <= Qt::Key_Down;
    if (handle_->place() && arrow && !event->isAutoRepeat() &&
        !event->modifiers().testFlag(Qt::ControlModifier))
        wantHandle(*handle_->place(), true);
    else
        QChartView::keyReleaseEvent(event);
}

void PlotView::focusInEvent(QFocusEvent* event)
{
    handle_->setFocused(true);
    QChartView::focusInEvent(event);
}

void PlotView::focusOutEvent(QFocusEvent* event)
{
    handle_->setFocused(false);
    QChartView::focusOutEvent(event);
}

bool PlotView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Leave)
        Q_EMIT pointerLeft();
    return QChartView::viewportEvent(event);
}

} // namespace ui
