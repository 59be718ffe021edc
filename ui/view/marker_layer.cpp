// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view/marker_layer.h"

#include <QPainter>

namespace ui {
namespace {

constexpr double reach = 3; // of the strokes beyond an outline

// Dark below, light above.
template <class Draw>
void drawTwice(QPainter& painter, const Draw& draw)
{
    painter.setPen(QPen(QColor(0, 0, 0, 200), 3.5));
    draw();
    painter.setPen(QPen(Qt::white, 1.5));
    draw();
}

} // namespace

MarkerLayer::MarkerLayer(QWidget* parent) : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
}

void MarkerLayer::replace(QRectF& kept, const QRectF& outline)
{
    if (kept == outline) {
        return;
    }
    for (const QRectF& changed : {kept, outline}) {
        if (!changed.isEmpty()) {
            update(changed.adjusted(-reach, -reach, reach, reach).toAlignedRect());
        }
    }
    kept = outline;
}

void MarkerLayer::showPen(const QRectF& outline) { replace(pen_, outline); }

void MarkerLayer::showCell(const QRectF& outline) { replace(cell_, outline); }

void MarkerLayer::showFocus(bool focus)
{
    if (focus != focus_) {
        focus_ = focus;
        update();
    }
}

void MarkerLayer::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!pen_.isEmpty()) {
        drawTwice(painter, [&] { painter.drawEllipse(pen_); });
    }
    if (!cell_.isEmpty()) {
        drawTwice(painter, [&] { painter.drawRect(cell_); });
    }
    if (focus_) {
        drawTwice(painter, [&] { painter.drawRect(QRectF(rect()).adjusted(2, 2, -2, -2)); });
    }
}

} // namespace ui
