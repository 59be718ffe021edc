// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/desk.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

namespace {

constexpr int gap = 12;

} // namespace

Desk::Desk(PadModel& pads, StageArea& stages, const std::vector<int>& padViews, QWidget* parent)
    : QWidget(parent), column_(new QVBoxLayout(this))
{
    column_->setContentsMargins({});
    column_->setSpacing(gap);
    auto* const row = new QHBoxLayout;
    row->setSpacing(gap);
    for (int pad = 0; pad < pads.count(); ++pad) {
        panels_.push_back(new PadPanel(pads, pad, this));
        if (padViews.empty()) {
            row->addWidget(panels_.back(), 1);
        } else {
            stages.setGallery(panels_.back(), padViews);
        }
        connect(panels_.back(), &PadPanel::message, this, &Desk::message);
    }
    stages.setFramed(!panels_.empty());
    row->addWidget(&stages, stages.shownCount());
    connect(&stages, &StageArea::shownChanged, this, [row, &stages] {
        row->setStretchFactor(&stages, std::max(1, stages.shownCount())); // all alike
    });
    column_->addLayout(row, 1);
}

PadPanel* Desk::panel(int pad) const
{
    auto const index = static_cast<std::size_t>(pad);
    return pad >= 0 && index < panels_.size() ? panels_[index] : nullptr;
}

void Desk::addStrip(QWidget* strip) { column_->addWidget(strip); }

} // namespace ui
