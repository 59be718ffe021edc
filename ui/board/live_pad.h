// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/link/pad_model.h"

namespace ui {

// Lets the action of a pad that may be live follow the hand: after each change of the drawing, at
// most one at a time, and of several changes the last. The drawing is the step of the history, what
// follows from it is none.
class LivePad final : public QObject
{
    Q_OBJECT

public:
    LivePad(EngineLink& link, EditHistory& history, PadModel& pads, int pad,
            QObject* parent = nullptr);

    bool isOn() const { return on_; }
    // What was drawn in the meantime is caught up with.
    void setOn(bool on);
    // Sends what is drawn now, as after a change.
    void catchUp();
    // How often the action was asked for.
    std::uint64_t asked() const { return asked_; }

Q_SIGNALS:
    void switched(bool on);

private:
    void follow();

    EngineLink& link_;
    EditHistory& history_;
    PadModel& pads_;
    int pad_;
    bool on_ = true, due_ = false, asking_ = false;
    std::uint64_t asked_ = 0;
};

} // namespace ui
