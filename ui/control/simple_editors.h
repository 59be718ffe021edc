// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/control/editor.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QToolButton;

namespace ui {

class ToggleEditor final : public Editor
{
    Q_OBJECT

public:
    explicit ToggleEditor(const core::ParamSpec& spec, QWidget* parent = nullptr);
    void display(const core::ParamValue& value) override;

private:
    QCheckBox* box_ = nullptr;
};

// Help of each choice as its tooltip.
class ChoiceEditor final : public Editor
{
    Q_OBJECT

public:
    explicit ChoiceEditor(const core::ParamSpec& spec, QWidget* parent = nullptr);
    void display(const core::ParamValue& value) override;

private:
    QComboBox* box_ = nullptr;
};

class TextEditor final : public Editor
{
    Q_OBJECT

public:
    explicit TextEditor(const core::ParamSpec& spec, QWidget* parent = nullptr);
    void display(const core::ParamValue& value) override;

private:
    QLineEdit* line_ = nullptr;
};

// The name of a file or a folder: typed, chosen in a dialog, or dropped.
class PathEditor final : public Editor
{
    Q_OBJECT

public:
    explicit PathEditor(const core::ParamSpec& spec, QWidget* parent = nullptr);
    void display(const core::ParamValue& value) override;

private:
    void browse();

    QLineEdit* line_ = nullptr;
    QToolButton* button_ = nullptr;
};

} // namespace ui
