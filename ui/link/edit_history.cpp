// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/link/edit_history.h"

#include <QUndoCommand>

#include <algorithm>
#include <limits>

namespace ui {

namespace {

// Long enough for a report to follow a change; after it the engine's word counts.
constexpr int trustReportAfterMs = 600;

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

// Measured points stay when a step is taken back, so an undo need not keep them.
core::Archive withoutPoints(const core::Archive& archive)
{
    auto const isState = [](const std::string& name) { return name.rfind("points", 0) != 0; };
    core::Archive state;
    for (auto const& [name, array] : archive.arrays()) {
        if (isState(name)) {
            state.put(name, array);
        }
    }
    for (auto const& [name, words] : archive.texts()) {
        if (isState(name)) {
            state.putText(name, words);
        }
    }
    return state;
}

std::size_t bytesOf(const core::Archive& archive)
{
    std::size_t bytes = 0;
    for (auto const& [name, array] : archive.arrays()) {
        bytes += array.bytes.size();
    }
    for (auto const& [name, words] : archive.texts()) {
        bytes += words.size();
    }
    return bytes;
}

} // namespace

// One step of the history: what was changed, how to do it again, and what was there before.
class EditHistory::Edit : public QUndoCommand
{
public:
    Edit(EditHistory& history, const QString& name) : QUndoCommand(name), history_(history) {}
    ~Edit() override
    {
        if (history_.open_ == this) {
            history_.open_ = nullptr;
        }
        if (history_.unconfirmed_ == this) {
            history_.unconfirmed_ = nullptr;
        }
        if (self) {
            *self = nullptr;
        }
    }

    void undo() override { history_.back(*this); }
    void redo() override
    {
        if (done_) {
            history_.forward(*this);
        }
        done_ = true;
    }

    core::ParamMap before, after;
    std::optional<std::uint64_t> seed;
    std::vector<core::ActionCall> first, then; // before and after all else
    std::vector<core::Brush> strokes;
    std::vector<core::NamedArray> arrays; // imported before all else
    std::optional<core::ActionCall> call;
    core::Payload payload;
    std::shared_ptr<Edit*> self;      // for an answer that may come when the step is gone
    std::shared_ptr<KeptState> state; // null: the state is left alone

private:
    EditHistory& history_;
    bool done_ = false; // the first redo comes from push(), when all is posted already
};

EditHistory::EditHistory(EngineLink& link, QObject* parent)
    : QObject(parent), link_(link), field_(fieldInput(link.card(), link.specs())),
      values_(link.firstParams())
{
    sinceEdit_.start();
    followLater_.setSingleShot(true);
    followLater_.setInterval(trustReportAfterMs + 50); // what stands still sends no further report
    connect(&followLater_, &QTimer::timeout, this, &EditHistory::follow);
    connect(&link, &EngineLink::pictured, this, &EditHistory::confirm);
    connect(&link, &EngineLink::pictured, this, &EditHistory::follow);
    connect(&link, &EngineLink::reported, this, &EditHistory::follow);
}

// Whoever listens may be half gone by now.
EditHistory::~EditHistory()
{
    stack_.blockSignals(true);
    stack_.clear();
}

void EditHistory::set(std::string_view id, const core::ParamValue& value, bool settled)
{
    setParams({{std::string(id), value}}, settled);
}

void EditHistory::setParams(const core::ParamMap& changes, bool settled, const QString& name)
{
    if (continues(changes)) {
        open_->after = changes;
    } else {
        auto edit = makeEdit(changes, name.isEmpty() ? nameOf(changes) : name);
        if (edit->before == changes) {
            return;
        }
        if (rebuilds(changes)) {
            edit->state = keepState();
        }
        open_ = push(std::move(edit));
    }
    unconfirmed_ = open_;
    unconfirmedAt_ = std::numeric_limits<std::uint64_t>::max();
    show(changes);
    post(core::SetParams{changes});
    if (settled) {
        open_ = nullptr;
    }
}

std::unique_ptr<EditHistory::Edit> EditHistory::makeEdit(const core::ParamMap& changes,
                                                         const QString& name)
{
    auto edit = std::make_unique<Edit>(*this, name);
    for (auto const& [id, value] : changes) {
        if (auto const* const now = core::findValue(values_, id)) {
            edit->before.emplace_back(id, *now);
        }
    }
    edit->after = changes;
    return edit;
}

void EditHistory::restart(std::uint64_t seed, const QString& name, const core::ParamMap& changes)
{
    auto edit = makeEdit(changes, name);
    edit->seed = seed;
    edit->state = keepState();
    auto const* const pushed = push(std::move(edit));
    open_ = nullptr;
    forward(*pushed);
}

void EditHistory::prepare(const core::ParamMap& changes, std::uint64_t seed,
                          std::vector<core::ActionCall> first, std::vector<core::ActionCall> then,
                          const QString& name)
{
    auto edit = makeEdit(changes, name);
    edit->seed = seed;
    edit->first = std::move(first);
    edit->then = std::move(then);
    edit->state = keepState();
    auto const* const pushed = push(std::move(edit));
    open_ = nullptr;
    forward(*pushed);
}

void EditHistory::paint(const core::Brush& brush, bool last)
{
    bool const more = open_ && !open_->strokes.empty() && stack_.index() == stack_.count();
    if (!more) {
        auto const needed = neededFor(brush);
        auto edit = makeEdit(needed, tr("painting"));
        edit->state = keepState();
        open_ = push(std::move(edit));
        if (!needed.empty()) {
            show(needed);
            post(core::SetParams{needed});
        }
    }
    open_->strokes.push_back(brush);
    post(core::Paint{brush});
    if (last) {
        open_ = nullptr;
    }
    noteDrawing();
}

void EditHistory::noteDrawing()
{
    if (!drawings_) {
        drawings_ = true;
        Q_EMIT drawingsChanged();
    }
}

void EditHistory::add(std::unique_ptr<QUndoCommand> step)
{
    open_ = nullptr;
    stack_.push(step.release());
    noteDrawing();
}

void EditHistory::act(const core::ActionCall& call, core::Payload payload, const QString& name)
{
    auto edit = makeEdit({}, name);
    edit->call = call;
    edit->payload = std::move(payload);
    edit->self = std::make_shared<Edit*>(edit.get());
    edit->state = keepState();
    auto const* const pushed = push(std::move(edit));
    open_ = nullptr;
    forward(*pushed);
}

void EditHistory::doAct(const std::shared_ptr<Edit*>& edit, const core::ActionCall& call,
                        const core::Payload& payload)
{
    inOrder([this, edit, call, payload] {
        adopting_ = true;
        // What is stored or thrown away is a person's own; a cue is not.
        bool const own =
            call.action->payload != core::PayloadKind::none || call.action->destructive;
        link_.act(call, payload, [this, edit, own](const QString& sentence) {
            if (sentence.isEmpty() && own) {
                noteDrawing();
            }
            if (sentence.isEmpty() || !*edit) {
                return; // the link tells why
            }
            (*edit)->setObsolete(true);
            if (stack_.index() > 0 && stack_.command(stack_.index() - 1) == *edit) {
                stack_.undo(); // nothing happened: the step leaves the history
            }
        });
    });
}

core::ParamMap EditHistory::neededFor(const core::Brush& brush) const
{
    auto const* const now = field_ ? core::findValue(values_, field_->id) : nullptr;
    bool const off = now && core::numberOf(*now) == static_cast<double>(field_->none);
    return brush.target == core::BrushTarget::field && off
               ? core::ParamMap{{field_->id, field_->painted}}
               : core::ParamMap{};
}

bool EditHistory::importField(core::Array grey, const QString& name)
{
    if (!field_) {
        return false;
    }
    auto edit = makeEdit({{field_->id, field_->image}}, name);
    edit->arrays.push_back({field_->id, std::move(grey)});
    edit->state = keepState();
    auto const* const pushed = push(std::move(edit));
    open_ = nullptr;
    forward(*pushed);
    noteDrawing();
    return true;
}

void EditHistory::importArrays(std::vector<core::NamedArray> arrays, const QString& name)
{
    auto edit = makeEdit({}, name);
    edit->arrays = std::move(arrays);
    edit->state = keepState();
    auto const* const pushed = push(std::move(edit));
    open_ = nullptr;
    forward(*pushed);
    noteDrawing();
}

void EditHistory::drawingsRecovered()
{
    drawings_ = true;
    Q_EMIT drawingsChanged();
}

void EditHistory::drawingsSaved()
{
    drawings_ = false;
    stack_.setClean();
    Q_EMIT drawingsChanged();
}

void EditHistory::startAfresh()
{
    stack_.clear();
    drawings_ = false;
    sinceEdit_.restart();
    Q_EMIT drawingsChanged();
}

bool EditHistory::continues(const core::ParamMap& changes) const
{
    return open_ && stack_.index() == stack_.count() && open_->strokes.empty() &&
           std::equal(changes.begin(), changes.end(), open_->after.begin(), open_->after.end(),
                      [](auto const& a, auto const& b) { return a.first == b.first; });
}

EditHistory::Edit* EditHistory::push(std::unique_ptr<Edit> edit)
{
    auto* const raw = edit.release();
    stack_.push(raw);
    return raw;
}

bool EditHistory::rebuilds(const core::ParamMap& changes) const
{
    return std::any_of(changes.begin(), changes.end(), [this](auto const& change) {
        auto const* const spec = core::findSpec(link_.specs(), change.first);
        return spec && spec->effect == core::Effect::rebuild;
    });
}

QString EditHistory::nameOf(const core::ParamMap& changes) const
{
    auto const* const spec =
        changes.empty() ? nullptr : core::findSpec(link_.specs(), changes.front().first);
    return spec ? text(spec->label) : tr("settings");
}

void EditHistory::show(const core::ParamMap& changes)
{
    for (auto const& [id, value] : changes) {
        core::setValue(values_, id, value);
    }
    sinceEdit_.restart();
    followLater_.start();
    adopting_ = false;
    Q_EMIT valuesChanged(values_);
}

std::shared_ptr<KeptState> EditHistory::keepState()
{
    auto kept = std::make_shared<KeptState>();
    kept_.push_back(kept);
    inOrder([this, kept] {
        ++pendingSaves_;
        link_.save([this, kept](const core::Archive& archive) {
            kept->archive = withoutPoints(archive);
            kept->bytes = bytesOf(*kept->archive);
            trimMemory();
            --pendingSaves_;
            while (pendingSaves_ == 0 && !waiting_.empty()) {
                auto const task = std::move(waiting_.front());
                waiting_.pop_front();
                task();
            }
        });
    });
    return kept;
}

void EditHistory::trimMemory()
{
    std::size_t total = 0;
    std::erase_if(kept_, [](auto const& weak) { return weak.expired(); });
    for (auto newest = kept_.rbegin(); newest != kept_.rend(); ++newest) {
        auto const kept = newest->lock();
        total += kept->bytes;
        if (total > memoryCap) {
            kept->archive.reset();
            kept->bytes = 0;
        }
    }
}

void EditHistory::inOrder(Task task)
{
    if (pendingSaves_ > 0) {
        waiting_.push_back(std::move(task));
    } else {
        task();
    }
}

void EditHistory::post(core::Command command)
{
    inOrder([this, command = std::move(command)]() mutable {
        unconfirmedAt_ = link_.post(std::move(command));
    });
}

void EditHistory::forward(const Edit& edit)
{
    for (auto const& each : edit.arrays) {
        inOrder([this, each] {
            link_.import(each.name, each.array, [this](const QString& sentence) {
                if (!sentence.isEmpty()) {
                    Q_EMIT noticed(sentence);
                }
            });
        });
    }
    for (auto const& call : edit.first) {
        post(core::Act{call, {}, nullptr});
    }
    if (!edit.after.empty()) {
        show(edit.after);
        post(core::SetParams{edit.after});
    }
    for (auto const& stroke : edit.strokes) {
        post(core::Paint{stroke});
    }
    if (edit.call) {
        doAct(edit.self, *edit.call, edit.payload);
    }
    if (edit.seed) {
        post(core::Restart{*edit.seed});
    }
    for (auto const& call : edit.then) {
        post(core::Act{call, {}, nullptr});
    }
    bool const onlyArrays = !edit.arrays.empty() && edit.after.empty();
    if (onlyArrays || !edit.first.empty() || !edit.then.empty()) {
        inOrder([this] { adopting_ = true; });
    }
}

void EditHistory::back(const Edit& edit)
{
    open_ = nullptr;
    if (!edit.before.empty()) {
        show(edit.before);
    }
    if (edit.isObsolete()) {
        return; // the engine refused it: nothing happened that could be taken back
    }
    inOrder([this, state = edit.state, before = edit.before] {
        if (state && state->archive) {
            link_.load(*state->archive, false);
            adopting_ = true;
            return;
        }
        if (state) {
            Q_EMIT noticed(tr("The state before this step was let go to save memory (256 MB are "
                              "kept); only the parameters went back."));
        }
        if (!before.empty()) {
            link_.post(core::SetParams{before});
        }
    });
}

void EditHistory::confirm(const core::Snapshot& snapshot)
{
    bool const wasRefused = snapshot.refusals != refusalsSeen_;
    refusalsSeen_ = snapshot.refusals;
    if (!unconfirmed_ || snapshot.commandsObeyed < unconfirmedAt_) {
        return;
    }
    auto* const edit = std::exchange(unconfirmed_, nullptr);
    if (wasRefused && stack_.index() > 0 && stack_.command(stack_.index() - 1) == edit) {
        std::string const id = edit->after.empty() ? std::string() : edit->after.front().first;
        edit->setObsolete(true);
        stack_.undo();
        Q_EMIT this->refused(id, QString::fromStdString(snapshot.refusal));
    }
}

// After an action, or a state that came back, what the model says is in force at once: a report of
// the picture's epoch knows of it.
void EditHistory::follow()
{
    auto const& report = link_.report();
    auto const& snapshot = link_.snapshot();
    bool const allDone =
        waiting_.empty() && snapshot.commandsObeyed >= link_.posted() && !unconfirmed_;
    bool const fresh = adopting_ && report.epoch == snapshot.epoch;
    if (!allDone || report.params.empty() ||
        !(fresh || sinceEdit_.elapsed() > trustReportAfterMs)) {
        return;
    }
    adopting_ = false;
    if (report.params != values_) {
        values_ = report.params;
        Q_EMIT valuesChanged(values_);
    }
}

} // namespace ui
