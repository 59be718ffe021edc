// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/npz.h"
#include "ui/link/engine_link.h"
#include "ui/link/field_input.h"

#include <QUndoStack>

#include <deque>
#include <optional>

namespace ui {

// A whole state kept for undo; it arrives from the engine a moment after it was asked for.
struct KeptState
{
    std::optional<core::Archive> archive;
    std::size_t bytes = 0;
};

// Everything a person changes goes through here, so that it can be undone. Live and view parameters
// leave the state alone; parameters that rebuild, a reset and a painting stroke keep the whole
// state from before, the oldest dropped when they exceed the memory cap.
class EditHistory : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t memoryCap = std::size_t{256} << 20;

    explicit EditHistory(EngineLink& link, QObject* parent = nullptr);
    ~EditHistory() override;

    QUndoStack& stack() { return stack_; }
    // What the controls should show: the parameters as the person wants them.
    const core::ParamMap& values() const { return values_; }

    // One edit of one or more parameters. While `settled` is false, further edits of the same
    // parameters belong to the same step. `name` is what Undo calls it; empty: the parameter's
    // label.
    void setParams(const core::ParamMap& changes, bool settled, const QString& name = {});
    void set(std::string_view id, const core::ParamValue& value, bool settled);
    // A fresh state from a seed, after the changes (there may be none).
    void restart(std::uint64_t seed, const QString& name, const core::ParamMap& changes = {});
    // A prepared situation as one step: actions, changes, a fresh state, and actions on it.
    void prepare(const core::ParamMap& changes, std::uint64_t seed,
                 std::vector<core::ActionCall> first, std::vector<core::ActionCall> then,
                 const QString& name);
    // One segment of a stroke; the stroke ends with `last`. Painting a field where there is none
    // turns the painted one on.
    void paint(const core::Brush& brush, bool last);
    // One of the card's actions, complete. A refusal is told and leaves no step.
    void act(const core::ActionCall& call, core::Payload payload, const QString& name);
    // A step of something else that is part of the document (a drawing on a pad).
    void add(std::unique_ptr<QUndoCommand> step);
    // A picture of the field: grey bytes, rows by columns. False where the model has no use for it.
    bool importField(core::Array grey, const QString& name);
    // Arrays of the card, imported in this order as one step. A refusal is told.
    void importArrays(std::vector<core::NamedArray> arrays, const QString& name);
    const std::optional<FieldInput>& field() const { return field_; }

    // The values are what the model says; false while it may still change them after an action.
    bool isUpToDate() const { return !adopting_; }

    // Calls `task` when everything that was asked for before it has been posted.
    void afterEdits(std::function<void()> task) { inOrder(std::move(task)); }

    // Painting or imports since the last call of drawingsSaved().
    bool hasDrawings() const { return drawings_; }
    void drawingsSaved();
    // What was recovered after a crash is in no file of the person's.
    void drawingsRecovered();
    // A document was opened: nothing before it can be undone.
    void startAfresh();

Q_SIGNALS:
    void valuesChanged(const core::ParamMap& values);
    // Something a person should know, in a sentence.
    void noticed(const QString& sentence);
    // An edit of this parameter was refused and is gone from the history.
    void refused(const std::string& id, const QString& sentence);
    void drawingsChanged();

private:
    class Edit;
    using Task = std::function<void()>;

    std::unique_ptr<Edit> makeEdit(const core::ParamMap& changes, const QString& name);
    void show(const core::ParamMap& changes);
    bool rebuilds(const core::ParamMap& changes) const;
    QString nameOf(const core::ParamMap& changes) const;
    std::shared_ptr<KeptState> keepState();
    void trimMemory();
    // Now, or after the states that were asked for have arrived.
    void inOrder(Task task);
    void post(core::Command command);
    void forward(const Edit& edit);
    void doAct(const std::shared_ptr<Edit*>& edit, const core::ActionCall& call,
               const core::Payload& payload);
    void noteDrawing();
    void back(const Edit& edit);
    Edit* push(std::unique_ptr<Edit> edit);
    core::ParamMap neededFor(const core::Brush& brush) const;
    bool continues(const core::ParamMap& changes) const;
    void confirm(const core::Snapshot& snapshot);
    void follow();

    EngineLink& link_;
    QUndoStack stack_;
    std::optional<FieldInput> field_;
    core::ParamMap values_;
    Edit* open_ = nullptr;
    Edit* unconfirmed_ = nullptr;
    std::uint64_t unconfirmedAt_ = 0, refusalsSeen_ = 0;
    QElapsedTimer sinceEdit_;
    QTimer followLater_;
    std::vector<std::weak_ptr<KeptState>> kept_;
    int pendingSaves_ = 0;
    std::deque<Task> waiting_;
    bool drawings_ = false;
    bool adopting_ = true; // the model may have changed its parameters by itself
};

} // namespace ui
