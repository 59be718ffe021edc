// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/board/pad_panel.h"
#include "ui/board/stage_area.h"

class QVBoxLayout;

namespace ui {

// The upper part of a board: the pads left of the stages or among them, and under them what belongs
// to both.
class Desk : public QWidget
{
    Q_OBJECT

public:
    // Takes the stages in.
    // padViews: pictures that stand beside the pads.
    Desk(PadModel& pads, StageArea& stages, const std::vector<int>& padViews,
         QWidget* parent = nullptr);

    // Null where the model has no such pad.
    PadPanel* panel(int pad) const;
    void addStrip(QWidget* strip);

Q_SIGNALS:
    void message(const QString& sentence);

private:
    QVBoxLayout* column_;
    std::vector<PadPanel*> panels_;
};

} // namespace ui
