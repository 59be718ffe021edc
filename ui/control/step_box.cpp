// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/control/step_box.h"

#include <QLineEdit>

#include <bit>

namespace ui {

void StepBox::stepBy(int steps)
{
    stepping_ = true;
    if (doubling_) {
        auto number = static_cast<unsigned>(qMax(1, value()));
        for (; steps > 0 && number < (1U << 30); --steps) {
            number = std::bit_floor(number) * 2;
        }
        for (; steps < 0 && number > 1; ++steps) {
            number = std::bit_ceil(number) / 2;
        }
        setValue(static_cast<int>(number));
    } else {
        QSpinBox::stepBy(steps);
    }
    stepping_ = false;
}

bool StepBox::isTyping() const { return hasFocus() && lineEdit()->isModified(); }

} // namespace ui
