// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/control/editor.h"

namespace ui {

class StepBox;

// A number to type or to step. Over a wide range of positive numbers a step goes to the next power
// of two, which is what sizes want.
class IntegerEditor final : public Editor
{
    Q_OBJECT

public:
    explicit IntegerEditor(const core::ParamSpec& spec, QWidget* parent = nullptr);
    void display(const core::ParamValue& value) override;

private:
    StepBox* box_ = nullptr;
};

} // namespace ui
