// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labs/lab.h"
#include "core/param/spec.h"

#include <QWidget>

#include <span>
#include <vector>

class QLabel;

namespace ui {

class Editor;

// A form: titled groups of editors. Parameters that mean nothing while the others have their values
// are hidden, and so is a group without any left.
class ParamPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ParamPanel(QWidget* parent = nullptr);

    // Ids that no spec has are left out. The specs must outlive the panel, as a model's do.
    void setParams(std::span<const core::ParamSpec> specs,
                   const std::vector<core::ControlGroup>& groups);
    // Values not in the map stay as they are shown. Never emits.
    void display(const core::ParamMap& values);
    void setMarks(std::span<const core::Mark> marks);
    // A refusal, under the editor it is about; false when there is no such editor.
    bool showMessage(const QString& id, const QString& sentence);
    void clearMessages();

    // The first group only: what is turned while presenting.
    void setBrief(bool brief);

    Editor* editor(const QString& id) const;
    // The letters that Alt reaches something by, those of the menu bar included.
    const QString& letters() const { return letters_; }
    const core::ParamMap& values() const { return values_; }

Q_SIGNALS:
    void edited(const QString& id, const core::ParamValue& value, bool settled);

private:
    struct Group
    {
        QWidget* box = nullptr;
        std::vector<Editor*> editors;
    };

    void addGroup(const core::ControlGroup& group);
    void chooseMnemonics();
    void showWhatApplies();
    void take(Editor* editor, const core::ParamValue& value, bool settled);

    std::span<const core::ParamSpec> specs_;
    core::ParamMap values_;
    std::vector<Group> groups_;
    bool brief_ = false;
    QString letters_;
};

} // namespace ui
