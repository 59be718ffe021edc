// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/paired.h"

#include <QFrame>

#include <vector>

class QComboBox;
class QHBoxLayout;

namespace ui {

class Editor;

// By what two runs differ: the parameter, and its value on the left and on the right.
class ComparisonRow final : public QFrame
{
    Q_OBJECT

public:
    explicit ComparisonRow(QWidget* parent = nullptr);

    // The specs must outlive the row, as a model's do.
    void setParams(const std::vector<const core::ParamSpec*>& specs);
    // Shows what is compared. Never emits.
    void display(const core::Comparison& comparison);
    Editor* left() const { return sides_[0].editor; }
    Editor* right() const { return sides_[1].editor; }
    // A refusal, under the editor of one side.
    void showMessage(bool right, const QString& sentence);

Q_SIGNALS:
    void paramChosen(const QString& id);
    void edited(bool right, const core::ParamValue& value, bool settled);

private:
    struct Side
    {
        std::string label;
        Editor* editor = nullptr;
    };
    void makeEditor(bool right);

    QComboBox* choice_;
    QHBoxLayout* row_;
    std::vector<const core::ParamSpec*> specs_;
    const core::ParamSpec* shown_ = nullptr;
    Side sides_[2];
};

} // namespace ui
