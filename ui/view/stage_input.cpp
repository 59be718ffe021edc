// SPDX-License-Identifier: GPL-3.0-or-later
// The stage's mouse, touch and keys.
#include "ui/view/marker_layer.h"
#include "ui/view/stage_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QTouchEvent>

#include <cmath>
#include <utility>

namespace ui {
namespace {

constexpr double panStep = 48; // logical pixels an arrow key moves the picture
constexpr int farStep = 10;    // cells
constexpr double wheelNotch = 120;

QPoint directionOf(int key)
{
    switch (key) {
    case Qt::Key_Left: return {-1, 0};
    case Qt::Key_Right: return {1, 0};
    case Qt::Key_Up: return {0, -1};
    case Qt::Key_Down: return {0, 1};
    default: return {};
    }
}

bool isZoomKey(int key)
{
    return key == Qt::Key_Plus || key == Qt::Key_Equal || key == Qt::Key_Minus ||
           key == Qt::Key_0 || key == Qt::Key_1;
}

bool isPaintKey(int key)
{
    return key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter ||
           key == Qt::Key_Backspace;
}

} // namespace

void StageView::press(QPointF position, Gesture gesture, Tool tool)
{
    release();
    gesture_ = gesture;
    last_ = position;
    if (gesture == Gesture::pan) {
        setCursor(Qt::ClosedHandCursor);
    } else if (gesture == Gesture::paint) {
        strokeTool_ = tool;
        strokeCell_ = cellUnder(position);
        strokeTo(strokeCell_, true, false);
    }
}

void StageView::drag(QPointF position)
{
    QPointF const from = last_;
    hover(position);
    if (gesture_ == Gesture::pan) {
        viewport_.panBy(devicePixel(position - from));
        applyView();
    } else if (gesture_ == Gesture::paint && cellUnder(position) != strokeCell_) {
        strokeTo(cellUnder(position), false, false);
    }
}

void StageView::release()
{
    Gesture const ended = std::exchange(gesture_, Gesture::none);
    if (ended == Gesture::paint) {
        strokeTo(strokeCell_, false, true);
    } else if (ended == Gesture::pan) {
        setCursor(tool_ == Tool::pan ? Qt::OpenHandCursor : Qt::CrossCursor);
    }
}

// A segment from the last cell of the stroke to this one, so that a fast hand leaves no gaps.
void StageView::strokeTo(QPoint cell, bool begins, bool ends)
{
    auto brush = brushOf(strokeTool_, penRadii.at(static_cast<std::size_t>(pen_)));
    if (!brush || viewport_.world().width <= 0) {
        return;
    }
    brush->x0 = strokeCell_.x();
    brush->y0 = strokeCell_.y();
    brush->x1 = cell.x();
    brush->y1 = cell.y();
    strokeCell_ = cell;
    Q_EMIT stroked(*brush, begins, ends);
}

void StageView::hover(QPointF position)
{
    QPoint const cell = cellUnder(position);
    bool const moved = !hovered_ || cell != cellUnder(last_);
    last_ = position;
    hovered_ = true;
    if (moved) {
        Q_EMIT cellHovered(cell, viewport_.contains(cell));
    }
    markBrush();
}

void StageView::mousePressEvent(QMouseEvent* event)
{
    bool const paints = tool_ != Tool::pan;
    if (event->button() == Qt::MiddleButton ||
        (event->button() == Qt::LeftButton &&
         (!paints || event->modifiers().testFlag(Qt::ControlModifier)))) {
        press(event->position(), Gesture::pan, tool_);
    } else if (event->button() == Qt::LeftButton) {
        press(event->position(), Gesture::paint, tool_);
    } else if (event->button() == Qt::RightButton && paints) {
        press(event->position(), Gesture::paint, oppositeOf(tool_));
    } else {
        event->ignore();
        return;
    }
    cursorShown_ = false;
    markBrush();
}

void StageView::mouseMoveEvent(QMouseEvent* event) { drag(event->position()); }

void StageView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->buttons() == Qt::NoButton) {
        release();
    }
}

void StageView::leaveEvent(QEvent*)
{
    hovered_ = false;
    markBrush();
    Q_EMIT cellHovered({}, false);
}

void StageView::wheelEvent(QWheelEvent* event)
{
    int const delta = event->angleDelta().y();
    QPointF const about = devicePixel(event->position());
    if (delta % static_cast<int>(wheelNotch) == 0) {
        viewport_.zoomBySteps(delta / static_cast<int>(wheelNotch), about);
    } else {
        viewport_.zoomTo(viewport_.pixelsPerCell() * std::exp2(delta / (2 * wheelNotch)), about);
    }
    applyView();
    event->accept();
}

bool StageView::handleGesture(QNativeGestureEvent* event)
{
    if (event->gestureType() != Qt::ZoomNativeGesture) {
        return false;
    }
    viewport_.zoomTo(viewport_.pixelsPerCell() * std::max(0.1, 1 + event->value()),
                     devicePixel(event->position()));
    applyView();
    return true;
}

void StageView::handleTouch(QTouchEvent* event)
{
    event->accept();
    const QList<QEventPoint>& points = event->points();
    bool const over = event->type() == QEvent::TouchEnd || event->type() == QEvent::TouchCancel;
    if (over || points.isEmpty()) {
        release();
        hovered_ = false;
        markBrush();
    } else if (points.size() >= 2) {
        pinch(points[0].position(), points[1].position());
    } else if (gesture_ == Gesture::none && event->type() == QEvent::TouchBegin) {
        press(points[0].position(), tool_ == Tool::pan ? Gesture::pan : Gesture::paint, tool_);
    } else if (gesture_ != Gesture::pinch) {
        drag(points[0].position());
    }
}

// Two fingers keep the cells they touch under them.
void StageView::pinch(QPointF one, QPointF two)
{
    QPointF const middle = (one + two) / 2;
    double const span = std::max(1.0, std::hypot(one.x() - two.x(), one.y() - two.y()));
    if (gesture_ != Gesture::pinch) {
        release();
        gesture_ = Gesture::pinch;
    } else {
        viewport_.panBy(devicePixel(middle - pinchMiddle_));
        viewport_.zoomTo(viewport_.pixelsPerCell() * span / pinchSpan_, devicePixel(middle));
        applyView();
    }
    pinchSpan_ = span;
    pinchMiddle_ = middle;
}

bool StageView::wantsKey(int key) const
{
    return isZoomKey(key) || !directionOf(key).isNull() || (tool_ != Tool::pan && isPaintKey(key));
}

void StageView::keyPressEvent(QKeyEvent* event)
{
    QPoint const direction = directionOf(event->key());
    bool const commanded =
        event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (commanded) {
        event->ignore();
    } else if (!direction.isNull()) {
        moveBy(direction, event->modifiers().testFlag(Qt::ShiftModifier));
    } else if (!handlePaintKey(event) && !handleZoomKey(event->key())) {
        event->ignore();
    }
}

bool StageView::handleZoomKey(int key)
{
    bool const larger = key == Qt::Key_Plus || key == Qt::Key_Equal;
    if (larger || key == Qt::Key_Minus) {
        int const step = larger ? 1 : -1;
        tool_ == Tool::pan ? zoomBySteps(step) : setPen(pen_ + step);
    } else if (key == Qt::Key_0) {
        fit();
    } else if (key == Qt::Key_1) {
        showOneToOne();
    } else {
        return false;
    }
    return true;
}

bool StageView::handlePaintKey(QKeyEvent* event)
{
    if (tool_ == Tool::pan || !isPaintKey(event->key())) {
        return false;
    }
    if (!event->isAutoRepeat() && !keyStroke_) {
        keyStroke_ = true;
        cursorShown_ = true;
        markBrush();
        strokeTool_ = event->key() == Qt::Key_Backspace ? oppositeOf(tool_) : tool_;
        strokeCell_ = cursor_;
        strokeTo(cursor_, true, false);
    }
    return true;
}

void StageView::keyReleaseEvent(QKeyEvent* event)
{
    if (keyStroke_ && isPaintKey(event->key()) && !event->isAutoRepeat()) {
        keyStroke_ = false;
        strokeTo(strokeCell_, false, true);
    } else {
        event->ignore();
    }
}

// Pans, or moves the cell cursor; with the paint key held down it draws along.
void StageView::moveBy(QPoint direction, bool far)
{
    if (tool_ == Tool::pan) {
        double const pixels = panStep * devicePixelRatioF() * (far ? farStep / 2.0 : 1);
        viewport_.panBy(QPointF(-direction) * pixels);
        applyView();
        return;
    }
    QPoint const to = cursor_ + direction * (far ? farStep : 1);
    cursor_ = {qBound(0, to.x(), viewport_.world().width - 1),
               qBound(0, to.y(), viewport_.world().height - 1)};
    cursorShown_ = true;
    viewport_.reveal(cursor_);
    applyView();
    if (keyStroke_) {
        strokeTo(cursor_, false, false);
    }
    Q_EMIT cellHovered(cursor_, true);
}

void StageView::focusInEvent(QFocusEvent* event)
{
    bool const byKey = event->reason() == Qt::TabFocusReason ||
                       event->reason() == Qt::BacktabFocusReason ||
                       event->reason() == Qt::ShortcutFocusReason;
    markers_->showFocus(byKey);
    if (byKey) {
        cursorShown_ = true;
        markBrush();
    }
}

void StageView::focusOutEvent(QFocusEvent*)
{
    markers_->showFocus(false);
    cursorShown_ = false;
    if (std::exchange(keyStroke_, false)) {
        strokeTo(strokeCell_, false, true);
    }
    markBrush();
}

} // namespace ui
