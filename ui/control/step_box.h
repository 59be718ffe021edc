// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSpinBox>

namespace ui {

// A spin box that can step through the powers of two, and that tells stepping from typing.
class StepBox final : public QSpinBox
{
    Q_OBJECT

public:
    using QSpinBox::QSpinBox;
    void setDoubling(bool on) { doubling_ = on; }
    void stepBy(int steps) override;
    bool isStepping() const { return stepping_; }
    // Has a person typed what is not yet taken?
    bool isTyping() const;

private:
    bool doubling_ = false, stepping_ = false;
};

} // namespace ui
