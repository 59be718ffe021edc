// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/control/simple_editors.h"

#include "ui/control/path_dialog.h"
#include "ui/text/translate.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace ui {

ToggleEditor::ToggleEditor(const core::ParamSpec& spec, QWidget* parent)
    : Editor(spec, parent), box_(new QCheckBox(this))
{
    describe(box_);
    addHeader(box_, box_);
    connect(box_, &QCheckBox::clicked, this, [this](bool on) { commit(on); });
}

void ToggleEditor::display(const core::ParamValue& value)
{
    box_->setChecked(core::numberOf(value) != 0);
}

ChoiceEditor::ChoiceEditor(const core::ParamSpec& spec, QWidget* parent)
    : Editor(spec, parent), box_(new QComboBox(this))
{
    for (const core::Choice& choice : spec.choices) {
        box_->addItem(trCore(choice.id, choice.label));
        box_->setItemData(box_->count() - 1, trCore(choice.id, choice.help), Qt::ToolTipRole);
    }
    box_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box_->setMinimumContentsLength(14);
    box_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    describe(box_);
    addHeader(box_, box_);
    connect(box_, &QComboBox::activated, this,
            [this](int index) { commit(static_cast<std::int64_t>(index)); });
}

void ChoiceEditor::display(const core::ParamValue& value)
{
    box_->setCurrentIndex(static_cast<int>(core::numberOf(value)));
}

TextEditor::TextEditor(const core::ParamSpec& spec, QWidget* parent)
    : Editor(spec, parent), line_(new QLineEdit(this))
{
    describe(line_);
    addHeader(line_);
    addRow(line_);
    connect(line_, &QLineEdit::editingFinished, this, [this] {
        if (line_->isModified()) {
            line_->setModified(false);
            commit(line_->text().toStdString());
        }
    });
}

void TextEditor::display(const core::ParamValue& value)
{
    const auto* const text = std::get_if<std::string>(&value);
    if (text && !line_->isModified() && line_->text() != QString::fromStdString(*text)) {
        line_->setText(QString::fromStdString(*text));
    }
}

PathEditor::PathEditor(const core::ParamSpec& spec, QWidget* parent)
    : Editor(spec, parent), line_(new QLineEdit(this)), button_(new QToolButton(this))
{
    bool const folder = spec.path == core::PathKind::folder;
    line_->setPlaceholderText(folder ? tr("no folder chosen") : tr("no file chosen"));
    button_->setText(tr("Browse…"));
    button_->setToolTip(folder ? tr("Choose a folder") : tr("Choose a file"));
    button_->setAccessibleName(tr("Browse for %1").arg(labelText()));
    auto* const row = new QWidget(this);
    auto* const layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(line_, 1);
    layout->addWidget(button_);
    describe(line_);
    addHeader(line_);
    addRow(row);
    connect(line_, &QLineEdit::editingFinished, this, [this] {
        if (line_->isModified()) {
            line_->setModified(false);
            commit(line_->text().toStdString());
        }
    });
    connect(button_, &QToolButton::clicked, this, &PathEditor::browse);
}

void PathEditor::browse()
{
    askPath(this, spec(), line_->text(), [this](const QString& chosen) {
        if (!chosen.isEmpty() && chosen != line_->text()) {
            line_->setText(chosen);
            commit(chosen.toStdString());
        }
    });
}

void PathEditor::display(const core::ParamValue& value)
{
    const auto* const text = std::get_if<std::string>(&value);
    if (text && !line_->isModified() && line_->text() != QString::fromStdString(*text)) {
        line_->setText(QString::fromStdString(*text));
    }
}

} // namespace ui
