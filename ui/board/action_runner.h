// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/image.h"
#include "ui/link/background.h"
#include "ui/link/edit_history.h"

#include <map>

class QAction;
class QMenu;
class QWidget;

namespace ui {

// Carries out a model's actions for buttons, menus and rows of the shelf: asks for what they need,
// their parameters, a drawing, a picture file, and makes each a step of the history. What was asked
// for is remembered while the laboratory is open.
class ActionRunner : public QObject
{
    Q_OBJECT

public:
    // The drawing on a pad, or nothing where there is none to be had.
    using PadSource = std::function<std::optional<core::Payload>(std::string_view pad)>;

    // Dialogs belong to `window`.
    ActionRunner(EngineLink& link, EditHistory& history, QWidget* window);

    std::span<const core::ActionSpec> specs() const;
    // For menus and buttons; disabled, and says why, while it cannot be done.
    QAction* action(const core::ActionSpec& spec) const;
    // All of them, by groups.
    void fill(QMenu& menu) const;

    void setPadSource(PadSource source);
    // The number, from 1, that actions on a row begin with.
    void setRow(int number) { row_ = number; }

    // Asks for parameters that are not given, if it has any and is not done at once.
    void ask(const core::ActionSpec& spec, const core::ParamMap& given = {});
    // At once, with what was asked for last.
    void run(const core::ActionSpec& spec, const core::ParamMap& given = {});
    // With this picture file, after its preview; parameters that are not given have their defaults.
    void runWith(const core::ActionSpec& spec, const QString& path,
                 const core::ParamMap& given = {});

Q_SIGNALS:
    void message(const QString& sentence);

private:
    core::ParamMap begun(const core::ActionSpec& spec, const core::ParamMap& given) const;
    void askFor(const core::ActionSpec& spec, const core::ParamMap& given);
    void preview(const core::ActionSpec& spec, core::GreyImage image, const QString& name,
                 const core::ParamMap& given);
    void choosePicture(const core::ActionSpec& spec, const core::ParamMap& given);
    void carryOut(const core::ActionSpec& spec, const core::ParamMap& values,
                  core::Payload payload);
    void showWhatCanBeDone();

    EngineLink& link_;
    EditHistory& history_;
    QWidget* window_;
    PadSource pads_;
    Background pictures_;
    int row_ = 1;
    std::map<std::string, core::ParamMap, std::less<>> remembered_;
    std::vector<QAction*> actions_; // one per spec
};

} // namespace ui
