// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/control/action_form.h"

#include "ui/control/param_panel.h"
#include "ui/text/translate.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int formWidth = 340;

} // namespace

ActionForm::ActionForm(const core::ActionSpec& spec, const core::ParamMap& values, QWidget* parent)
    : QDialog(parent), params_(new ParamPanel(this))
{
    QString const label = trCore(spec.id, spec.label);
    setWindowTitle(label);
    setObjectName("form-" + fromCore(spec.id));
    auto* const column = new QVBoxLayout(this);
    auto* const help = new QLabel(trCore(spec.id, spec.help), this);
    help->setWordWrap(true);
    help->setMinimumWidth(formWidth);
    column->addWidget(help);
    core::ControlGroup all;
    for (auto const& param : spec.params) {
        all.params.push_back(param.id);
    }
    params_->setParams(spec.params, {all});
    params_->display(values);
    column->addWidget(params_);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto* const go = buttons->addButton(label, QDialogButtonBox::AcceptRole);
    go->setObjectName(QStringLiteral("do"));
    go->setProperty("primary", true);
    go->style()->polish(go); // the box has shown it to the style before
    go->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &ActionForm::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
}

const core::ParamMap& ActionForm::values() const { return params_->values(); }

void ActionForm::accept()
{
    if (auto* const typing = focusWidget()) {
        typing->clearFocus(); // what stands in it counts
    }
    QDialog::accept();
}

} // namespace ui
