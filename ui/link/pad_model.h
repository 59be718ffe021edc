// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/picture/drawing.h"
#include "ui/link/edit_history.h"

namespace ui {

// The drawings on a model's pads. They belong to the document: each change is a step of its
// history, and they are saved and opened with it. A pad has the size of its picture; where that
// changes, the drawing is shown in the new size, and comes back as it was with the old one.
class PadModel : public QObject
{
    Q_OBJECT

public:
    PadModel(EngineLink& link, EditHistory& history, QObject* parent = nullptr);

    int count() const { return static_cast<int>(pads_.size()); }
    const core::PadSpec& spec(int pad) const { return *place(pad).spec; }
    // The pad of that id, or -1.
    int find(std::string_view id) const;

    // At the present size; empty until the first picture has come.
    const core::Drawing& drawing(int pad) const { return place(pad).shown; }
    bool isEmpty(int pad) const;

    // What stands on it before anybody draws: no step.
    void begin(int pad, core::Drawing drawing);
    // What it begins with in another size, instead of its drawing resampled.
    using Start = std::function<core::Drawing(core::WorldSize)>;
    void setStart(int pad, Start start) { place(pad).start = std::move(start); }
    // A segment of a stroke that gives cells the value; the stroke, one step, ends with `last`.
    void stroke(int pad, const core::Brush& brush, std::uint8_t value, bool last);
    // One step, of that name; nothing where nothing changes.
    void change(int pad, core::Drawing drawing, const QString& name);
    // The next seed for noise: each time another, the same ones in each session.
    std::uint64_t nextSeed() { return ++seed_; }

    // What an action takes.
    core::Payload payload(int pad) const;

    void save(core::Archive& archive) const;
    // What does not fit is left out; pads without an entry become empty.
    void load(const core::Archive& archive);

Q_SIGNALS:
    void changed(int pad);
    // By a person's hand, by undo, or because another size asked for another drawing; not because a
    // document was opened.
    void redrawn(int pad);

private:
    class Step;
    struct Place
    {
        const core::PadSpec* spec = nullptr;
        core::Drawing drawn; // as it was drawn, in the size of that time
        core::Drawing shown; // in the present size
        std::optional<core::Drawing> beforeStroke;
        Start start;
        bool opened = false; // and its picture has not been seen yet
    };
    Place& place(int pad) { return pads_[static_cast<std::size_t>(pad)]; }
    const Place& place(int pad) const { return pads_[static_cast<std::size_t>(pad)]; }
    void set(int pad, core::Drawing drawing);
    void push(int pad, core::Drawing before, const QString& name);
    void follow(const core::Snapshot& snapshot);
    void fit(Place& place, core::WorldSize world) const;

    EditHistory& history_;
    std::vector<Place> pads_;
    std::uint64_t seed_ = 0;
};

} // namespace ui
