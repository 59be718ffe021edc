// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/live_pad.h"

#include <QPointer>

#include <utility>

namespace ui {

LivePad::LivePad(EngineLink& link, EditHistory& history, PadModel& pads, int pad, QObject* parent)
    : QObject(parent), link_(link), history_(history), pads_(pads), pad_(pad)
{
    connect(&pads_, &PadModel::redrawn, this, [this](int redrawn) {
        if (redrawn == pad_) {
            catchUp();
        }
    });
    connect(&link_, &EngineLink::pictured, this, &LivePad::follow);
}

void LivePad::setOn(bool on)
{
    if (on_ == on) {
        return;
    }
    on_ = on;
    Q_EMIT switched(on_);
    follow();
}

void LivePad::catchUp()
{
    due_ = true;
    follow();
}

// Not before the engine has done all that was asked for: a picture of another size may be on its
// way.
void LivePad::follow()
{
    auto const& snapshot = link_.snapshot();
    auto const& spec = pads_.spec(pad_);
    auto const picture = static_cast<std::size_t>(spec.picture);
    if (!on_ || !due_ || asking_ || snapshot.commandsObeyed < link_.posted() ||
        picture >= snapshot.pictures.size()) {
        return;
    }
    auto const& drawing = pads_.drawing(pad_);
    auto const& world = snapshot.pictures[picture].world;
    auto const call = core::completeAction(link_.card(), spec.live, {});
    if (!call || !(world == core::WorldSize{drawing.width, drawing.height})) {
        return;
    }
    due_ = false;
    asking_ = true;
    ++asked_;
    history_.afterEdits([self = QPointer<LivePad>(this), call = *call] {
        if (self) {
            self->link_.act(call, self->pads_.payload(self->pad_), [self](const QString&) {
                if (self) {
                    self->asking_ = false; // a refusal is told by the link
                    self->follow();
                }
            });
        }
    });
}

} // namespace ui
