// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/inspector.h"

#include "ui/text/core_text.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

namespace {

QVBoxLayout* cardColumn(QFrame* card)
{
    card->setProperty("card", true);
    auto* const column = new QVBoxLayout(card);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(8);
    return column;
}

} // namespace

Inspector::Inspector(const core::Lab& lab, const core::ModelEntry& entry, QWidget* parent)
    : QWidget(parent), column_(new QVBoxLayout(this)), scroll_(new QScrollArea(this)),
      controls_(new QFrame), numbers_(new QFrame)
{
    column_->setContentsMargins({});
    column_->setSpacing(12);
    scroll_->setWidgetResizable(true);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setFocusPolicy(Qt::NoFocus);
    auto* const inside = new QWidget;
    scrolled_ = new QVBoxLayout(inside);
    scrolled_->setContentsMargins({});
    scrolled_->setSpacing(12);
    buildParams(lab, entry);
    buildNumbers(lab, entry);
    scrolled_->addWidget(controls_, 1);
    scroll_->setWidget(inside);
    column_->addWidget(scroll_, 1);
    column_->addWidget(numbers_);
}

void Inspector::setCompact(bool compact)
{
    if (compact) {
        scrolled_->addWidget(numbers_);
    } else {
        column_->addWidget(numbers_);
    }
}

void Inspector::addBelow(QWidget* widget) { numbers_->layout()->addWidget(widget); }

int Inspector::neededWidth() const
{
    int const bar = scroll_->verticalScrollBar()->sizeHint().width();
    return bar +
           std::max(controls_->minimumSizeHint().width(), numbers_->minimumSizeHint().width());
}

void Inspector::buildParams(const core::Lab& lab, const core::ModelEntry& entry)
{
    auto* const column = cardColumn(controls_);
    params_ = new ParamPanel(controls_);
    params_->setParams(entry.specs(), lab.controls);
    column->addWidget(params_);
    column->addStretch(1);
}

void Inspector::buildNumbers(const core::Lab& lab, const core::ModelEntry& entry)
{
    auto* const column = cardColumn(numbers_);
    jobs_ = new JobPanel(lab, entry, numbers_);
    column->addWidget(jobs_);
    auto* const row = new QHBoxLayout;
    auto* const heading = new QLabel(tr("Measured"), numbers_);
    heading->setProperty("role", "title");
    row->addWidget(heading);
    row->addStretch(1);
    auto* const reset = new QToolButton(numbers_);
    reset->setText(tr("Reset"));
    reset->setToolTip(tr("Forget what was measured and begin again"));
    reset->setAccessibleName(tr("Reset measurements"));
    connect(reset, &QToolButton::clicked, this, &Inspector::resetMeasurementsWanted);
    row->addWidget(reset);
    column->addLayout(row);
    measured_ = new MeasuredTable(*entry.card, lab.table, numbers_);
    column->addWidget(measured_);
    legend_ = new QLabel(
        tr("\u25cf trusted   \u25cb not yet   \u221e %1").arg(infiniteText(*entry.card)), numbers_);
    legend_->setProperty("role", "muted");
    legend_->setVisible(measured_->hasMeans());
    column->addWidget(legend_);
}

void Inspector::display(const core::Report& report)
{
    params_->setMarks(report.marks);
    measured_->display(report);
}

} // namespace ui
