// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/control/integer_editor.h"

#include "ui/control/step_box.h"

#include <QSignalBlocker>

#include <algorithm>
#include <cmath>
#include <limits>

namespace ui {
namespace {

int toInt(double number)
{
    constexpr double most = std::numeric_limits<int>::max();
    return static_cast<int>(std::clamp(number, -most, most));
}

} // namespace

IntegerEditor::IntegerEditor(const core::ParamSpec& spec, QWidget* parent)
    : Editor(spec, parent), box_(new StepBox(this))
{
    box_->setLocale(QLocale::c());
    box_->setRange(toInt(spec.min), toInt(spec.max));
    box_->setDoubling(spec.min > 0 && spec.max / spec.min >= 256);
    box_->setSingleStep(std::max(1, toInt(spec.step)));
    box_->setKeyboardTracking(false);
    box_->setMinimumWidth(box_->fontMetrics().horizontalAdvance(QStringLiteral("0000000")) + 40);
    describe(box_);
    addHeader(box_, box_);
    connect(box_, &QSpinBox::valueChanged, this, [this](int number) {
        core::ParamValue const value = static_cast<std::int64_t>(number);
        box_->isStepping() ? change(value) : commit(value);
    });
}

void IntegerEditor::display(const core::ParamValue& value)
{
    if (isUnsettled() || box_->isTyping()) {
        return;
    }
    QSignalBlocker const quiet(box_);
    box_->setValue(toInt(core::numberOf(value)));
}

} // namespace ui
