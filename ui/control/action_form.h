// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/action.h"

#include <QDialog>

namespace ui {

class ParamPanel;

// Asks for the parameters of an action, made from their descriptions. Enter does it.
class ActionForm final : public QDialog
{
    Q_OBJECT

public:
    // Begins with `values`, and the defaults where they say nothing.
    ActionForm(const core::ActionSpec& spec, const core::ParamMap& values,
               QWidget* parent = nullptr);

    const core::ParamMap& values() const;
    void accept() override;

private:
    ParamPanel* params_;
};

} // namespace ui
