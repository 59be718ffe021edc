// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/control/value_slider.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QStyle>
#include <QStyleOptionSlider>

namespace ui {
namespace {

constexpr double page = 10; // steps

} // namespace

ValueSlider::ValueSlider(QWidget* parent) : QSlider(Qt::Horizontal, parent)
{
    setRange(0, top);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

int ValueSlider::inset() const
{
    QStyleOptionSlider option;
    initStyleOption(&option);
    QRect const handle =
        style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, this);
    return handle.width() / 2;
}

void ValueSlider::keyPressEvent(QKeyEvent* event)
{
    bool const mirrored = isRightToLeft();
    switch (event->key()) {
    case Qt::Key_Left: Q_EMIT stepped(mirrored ? 1 : -1); break;
    case Qt::Key_Right: Q_EMIT stepped(mirrored ? -1 : 1); break;
    case Qt::Key_Down: Q_EMIT stepped(-1); break;
    case Qt::Key_Up: Q_EMIT stepped(1); break;
    case Qt::Key_PageDown: Q_EMIT stepped(-page); break;
    case Qt::Key_PageUp: Q_EMIT stepped(page); break;
    case Qt::Key_Home: Q_EMIT sentToEnd(false); break;
    case Qt::Key_End: Q_EMIT sentToEnd(true); break;
    default: event->ignore(); break;
    }
}

// A press beside the handle brings it there and takes hold of it.
void ValueSlider::mousePressEvent(QMouseEvent* event)
{
    QStyleOptionSlider option;
    initStyleOption(&option);
    QRect const handle =
        style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, this);
    if (event->button() == Qt::LeftButton && !handle.contains(event->pos())) {
        int const room = width() - handle.width();
        int const position = QStyle::sliderValueFromPosition(
            minimum(), maximum(), event->pos().x() - handle.width() / 2, room, option.upsideDown);
        setSliderDown(true);
        setSliderPosition(position);
    }
    QSlider::mousePressEvent(event);
}

void ValueSlider::wheelEvent(QWheelEvent* event)
{
    int const delta =
        event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    Q_EMIT stepped(delta / 120.0);
    event->accept();
}

} // namespace ui
