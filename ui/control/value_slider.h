// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSlider>

namespace ui {

// A slider over positions 0 to `top`, which leaves the meaning of its keys and wheel to the editor:
// the parameter's own steps, not the slider's.
class ValueSlider final : public QSlider
{
    Q_OBJECT

public:
    static constexpr int top = 10000;

    explicit ValueSlider(QWidget* parent = nullptr);
    // Half the handle: how far its middle stays away from the ends.
    int inset() const;

Q_SIGNALS:
    void stepped(double steps);
    void sentToEnd(bool upper);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
};

} // namespace ui
