// SPDX-License-Identifier: GPL-3.0-or-later
// The pad's mouse, touch and keys.
#include "ui/view/pad_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QTouchEvent>

#include <algorithm>
#include <utility>

namespace ui {

namespace {

constexpr int farStep = 5; // cells

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

bool isDrawKey(int key) { return key == Qt::Key_Return || key == Qt::Key_Enter; }

// The letter or digit that a key types by itself.
QChar letterOf(const QKeyEvent& event)
{
    bool const commanded =
        event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    QString const text = event.text();
    return !commanded && text.size() == 1 && text[0].isLetterOrNumber() && text[0].unicode() < 128
               ? text[0]
               : QChar();
}

bool wants(const QKeyEvent& event)
{
    int const key = event.key();
    bool const ours = !directionOf(key).isNull() || isDrawKey(key) || key == Qt::Key_Space ||
                      key == Qt::Key_Backspace || key == Qt::Key_Plus || key == Qt::Key_Equal ||
                      key == Qt::Key_Minus;
    bool const alone =
        !(event.modifiers() & (Qt::AltModifier | Qt::MetaModifier | Qt::ControlModifier));
    bool const shift = event.modifiers() == Qt::ControlModifier && !directionOf(key).isNull();
    return (ours && alone) || shift || !letterOf(event).isNull();
}

} // namespace

bool PadView::event(QEvent* event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride:
        if (wants(*static_cast<QKeyEvent*>(event))) {
            event->accept();
            return true;
        }
        break;
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TouchEnd:
    case QEvent::TouchCancel: handleTouch(static_cast<QTouchEvent*>(event)); return true;
    default: break;
    }
    return QWidget::event(event);
}

void PadView::press(QPoint cell, PadTool tool)
{
    release();
    if (drawing_.cells.empty()) {
        return;
    }
    strokeTool_ = tool;
    from_ = to_ = cell;
    if (tool == PadTool::fill) {
        if (drawing_.contains(cell.x(), cell.y())) {
            bool const up = drawing_.at(cell.x(), cell.y()) == core::upCell;
            Q_EMIT fillWanted(cell, up ? core::downCell : core::upCell);
        }
        return;
    }
    along_ = true;
    if (tool != PadTool::line) {
        Q_EMIT stroked(brushTo(cell), valueOf(tool), false);
    }
    update();
}

void PadView::dragTo(QPoint cell)
{
    if (!along_ || cell == to_) {
        return;
    }
    to_ = cell;
    if (strokeTool_ != PadTool::line) {
        Q_EMIT stroked(brushTo(cell), valueOf(strokeTool_), false);
        from_ = cell;
    }
    update();
}

void PadView::release()
{
    if (std::exchange(along_, false)) {
        Q_EMIT stroked(brushTo(to_), valueOf(strokeTool_), true);
        update();
    }
}

void PadView::mousePressEvent(QMouseEvent* event)
{
    cursorShown_ = false;
    PadTool const opposite =
        tool_ == PadTool::eraser || tool_ == PadTool::unknown ? PadTool::pencil : PadTool::eraser;
    if (event->button() == Qt::LeftButton || event->button() == Qt::RightButton) {
        press(cellAt(event->position()), event->button() == Qt::LeftButton ? tool_ : opposite);
    } else {
        event->ignore();
    }
}

void PadView::mouseMoveEvent(QMouseEvent* event)
{
    QPoint const cell = cellAt(event->position());
    bool const inside = drawing_.contains(cell.x(), cell.y());
    hovered_ = inside ? std::optional(cell) : std::nullopt;
    dragTo(cell);
    update();
}

void PadView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->buttons() == Qt::NoButton && !byKey_) {
        release();
    }
}

void PadView::leaveEvent(QEvent*)
{
    hovered_.reset();
    update();
}

void PadView::handleTouch(QTouchEvent* event)
{
    event->accept();
    auto const& points = event->points();
    bool const over = event->type() == QEvent::TouchEnd || event->type() == QEvent::TouchCancel;
    if (over || points.isEmpty()) {
        release();
    } else if (event->type() == QEvent::TouchBegin) {
        cursorShown_ = false;
        press(cellAt(points[0].position()), tool_);
    } else {
        dragTo(cellAt(points[0].position()));
    }
}

void PadView::keyPressEvent(QKeyEvent* event)
{
    QPoint const direction = directionOf(event->key());
    if (!direction.isNull() && event->modifiers().testFlag(Qt::ControlModifier)) {
        Q_EMIT shiftWanted(direction);
    } else if (!direction.isNull() && !event->modifiers().testFlag(Qt::AltModifier)) {
        moveCursor(direction * (event->modifiers().testFlag(Qt::ShiftModifier) ? farStep : 1));
    } else if (!handlePaintKey(event)) {
        event->ignore();
    }
}

bool PadView::handlePaintKey(QKeyEvent* event)
{
    int const key = event->key();
    if (key == Qt::Key_Plus || key == Qt::Key_Equal) {
        setPen(pen_ + 1);
    } else if (key == Qt::Key_Minus) {
        setPen(pen_ - 1);
    } else if (key == Qt::Key_Space) {
        turnOver();
    } else if (key == Qt::Key_Backspace) {
        cursorShown_ = true;
        press(cursor_, PadTool::eraser);
        release();
    } else if (isDrawKey(key)) {
        if (!event->isAutoRepeat()) {
            cursorShown_ = true;
            use(cursor_);
        }
    } else if (auto const letter = letterOf(*event); !letter.isNull()) {
        Q_EMIT letterTyped(letter);
    } else {
        return false;
    }
    return true;
}

// The space bar: one cell, the other way.
void PadView::turnOver()
{
    if (drawing_.cells.empty() || along_) {
        return;
    }
    cursorShown_ = true;
    from_ = to_ = cursor_;
    bool const up = drawing_.at(cursor_.x(), cursor_.y()) == core::upCell;
    core::Brush brush = brushTo(cursor_);
    brush.radius = padPens.front();
    Q_EMIT stroked(brush, up ? core::downCell : core::upCell, true);
}

// The draw key: begins a stroke that lasts while it is held, or sets an end of a line.
void PadView::use(QPoint cell)
{
    if (along_ && strokeTool_ == PadTool::line) {
        to_ = cell;
        release();
        byKey_ = false;
    } else if (!along_) {
        press(cell, tool_);
        byKey_ = along_;
    }
}

void PadView::keyReleaseEvent(QKeyEvent* event)
{
    if (byKey_ && isDrawKey(event->key()) && !event->isAutoRepeat()) {
        if (strokeTool_ != PadTool::line) {
            byKey_ = false;
            release();
        }
    } else {
        event->ignore();
    }
}

void PadView::moveCursor(QPoint by)
{
    if (drawing_.cells.empty()) {
        return;
    }
    cursor_ = {std::clamp(cursor_.x() + by.x(), 0, drawing_.width - 1),
               std::clamp(cursor_.y() + by.y(), 0, drawing_.height - 1)};
    cursorShown_ = true;
    if (byKey_) {
        dragTo(cursor_);
    }
    describe();
    update();
}

void PadView::focusInEvent(QFocusEvent* event)
{
    cursorShown_ = event->reason() == Qt::TabFocusReason ||
                   event->reason() == Qt::BacktabFocusReason ||
                   event->reason() == Qt::ShortcutFocusReason;
    update();
}

void PadView::focusOutEvent(QFocusEvent*)
{
    cursorShown_ = false;
    if (std::exchange(byKey_, false) && strokeTool_ != PadTool::line) {
        release();
    }
    if (along_ && strokeTool_ == PadTool::line) {
        along_ = false; // a line that was not finished
    }
    update();
}

} // namespace ui
