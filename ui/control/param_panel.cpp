// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/control/param_panel.h"

#include "ui/control/editor.h"
#include "ui/text/translate.h"

#include <QLabel>
#include <QVBoxLayout>

#include <utility>

namespace ui {
namespace {

// The menu bar has these.
constexpr auto takenLetters = "fevlh";

} // namespace

ParamPanel::ParamPanel(QWidget* parent) : QWidget(parent)
{
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(14);
    column->addStretch(1);
}

void ParamPanel::setParams(std::span<const core::ParamSpec> specs,
                           const std::vector<core::ControlGroup>& groups)
{
    for (const Group& group : std::exchange(groups_, {})) {
        delete group.box;
    }
    specs_ = specs;
    values_.clear();
    for (const core::ParamSpec& spec : specs) {
        core::setValue(values_, spec.id, core::fallbackOf(spec));
    }
    for (const core::ControlGroup& group : groups) {
        addGroup(group);
    }
    chooseMnemonics();
    display(core::ParamMap(values_));
}

void ParamPanel::addGroup(const core::ControlGroup& group)
{
    Group made;
    made.box = new QWidget(this);
    auto* const column = new QVBoxLayout(made.box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    if (!group.title.empty()) {
        auto* const title = new QLabel(trCore(group.title, group.title), made.box);
        title->setProperty("role", "title");
        column->addWidget(title);
    }
    for (std::string_view const id : group.params) {
        const core::ParamSpec* const spec = core::findSpec(specs_, id);
        if (!spec) {
            continue;
        }
        Editor* const editor = makeEditor(*spec, made.box);
        connect(editor, &Editor::edited, this,
                [this, editor](const core::ParamValue& value, bool settled) {
                    take(editor, value, settled);
                });
        column->addWidget(editor);
        made.editors.push_back(editor);
    }
    auto* const groups = static_cast<QVBoxLayout*>(layout());
    groups->insertWidget(groups->count() - 1, made.box); // what stretches stays last
    groups_.push_back(std::move(made));
}

// The first letter of each label that is still free.
void ParamPanel::chooseMnemonics()
{
    letters_ = QString::fromLatin1(takenLetters);
    for (const Group& group : groups_) {
        for (Editor* const editor : group.editors) {
            QString const label = editor->labelText().toLower();
            qsizetype position = 0;
            while (position < label.size() &&
                   (!label[position].isLetter() || letters_.contains(label[position]))) {
                ++position;
            }
            if (position < label.size()) {
                letters_ += label[position];
                editor->setMnemonic(position);
            }
        }
    }
}

void ParamPanel::display(const core::ParamMap& values)
{
    for (auto const& [id, value] : values) {
        core::setValue(values_, id, value);
        if (Editor* const shown = editor(fromCore(id))) {
            shown->display(value);
        }
    }
    showWhatApplies();
}

void ParamPanel::setMarks(std::span<const core::Mark> marks)
{
    for (const Group& group : groups_) {
        for (Editor* const editor : group.editors) {
            editor->setMarks(marks);
        }
    }
}

bool ParamPanel::showMessage(const QString& id, const QString& sentence)
{
    Editor* const shown = editor(id);
    if (!shown || shown->isHidden()) {
        return false;
    }
    shown->showMessage(sentence);
    return true;
}

void ParamPanel::clearMessages()
{
    for (const Group& group : groups_) {
        for (Editor* const editor : group.editors) {
            editor->showMessage({});
        }
    }
}

Editor* ParamPanel::editor(const QString& id) const
{
    for (const Group& group : groups_) {
        for (Editor* const editor : group.editors) {
            if (editor->id() == id) {
                return editor;
            }
        }
    }
    return nullptr;
}

void ParamPanel::showWhatApplies()
{
    for (const Group& group : groups_) {
        bool any = false;
        for (Editor* const editor : group.editors) {
            bool const meant = core::applies(editor->spec(), specs_, values_);
            editor->setVisible(meant);
            any = any || meant;
        }
        group.box->setVisible(any && (!brief_ || &group == &groups_.front()));
    }
}

void ParamPanel::setBrief(bool brief)
{
    brief_ = brief;
    showWhatApplies();
}

void ParamPanel::take(Editor* editor, const core::ParamValue& value, bool settled)
{
    core::setValue(values_, editor->spec().id, value);
    showWhatApplies();
    Q_EMIT edited(editor->id(), value, settled);
}

} // namespace ui
