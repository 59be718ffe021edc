// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace ui {

// Lies over the picture and draws what is not part of it: the pen's outline, the cell cursor and
// the ring that shows keyboard focus. Light on dark on light, so that it is seen on any picture.
class MarkerLayer final : public QWidget
{
    Q_OBJECT

public:
    explicit MarkerLayer(QWidget* parent = nullptr);

    // In logical pixels; empty rectangles for none.
    void showPen(const QRectF& outline);
    void showCell(const QRectF& outline);
    void showFocus(bool focus);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void replace(QRectF& kept, const QRectF& outline);

    QRectF pen_, cell_;
    bool focus_ = false;
};

} // namespace ui
