// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/control/editor.h"
#include "ui/control/groove.h"

class QLineEdit;

namespace ui {

class MarkStrip;
class ValueSlider;

// A slider with the value beside it, to be typed when it must be exact.
class RealEditor final : public Editor
{
    Q_OBJECT

public:
    explicit RealEditor(const core::ParamSpec& spec, QWidget* parent = nullptr);
    void display(const core::ParamValue& value) override;
    void setMarks(std::span<const core::Mark> marks) override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void show(double value);
    void place();
    void layMarks();
    void drag(int position);
    void step(double steps);
    void take();

    Groove groove_;
    std::vector<core::Mark> marks_;
    double value_ = 0;
    QLineEdit* field_ = nullptr;
    ValueSlider* slider_ = nullptr;
    MarkStrip* strip_ = nullptr;
};

} // namespace ui
