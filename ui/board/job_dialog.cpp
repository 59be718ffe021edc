// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/job_dialog.h"

#include "core/param/param_text.h"
#include "ui/text/core_text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace ui {

namespace {

// What the lab asks for, or the dialog's own default where it says nothing.
int number(std::uint64_t wanted, int otherwise)
{
    return wanted > 0 ? static_cast<int>(std::min<std::uint64_t>(wanted, 100000000)) : otherwise;
}

} // namespace

JobDialog::JobDialog(const core::JobSpec& spec, const core::ModelEntry& entry,
                     const core::ParamMap& params, std::uint64_t seed, QWidget* parent)
    : QDialog(parent), spec_(spec), entry_(entry), params_(params), seed_(seed),
      form_(new QFormLayout)
{
    setWindowTitle(coreText(spec.title));
    auto* const column = new QVBoxLayout(this);
    auto* const help = new QLabel(coreText(spec.help), this);
    help->setWordWrap(true);
    help->setMinimumWidth(340);
    column->addWidget(help);
    column->addLayout(form_);
    form_->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addRange();
    switch (spec.kind) {
    case core::JobKind::sweep: addSweep(); break;
    case core::JobKind::argument:
        points_ = addCount(tr("Points"), spec.points, 2, 1000, tr("Values tried, ends included"));
        addRepeats();
        warmup_ = addCount(tr("Steps before"), number(spec.warmup, 30), 0, 100000000,
                           tr("Steps after the action, before it is looked at"));
        steps_ = addCount(tr("Steps averaged"), number(spec.steps, 1), 1, 100000000,
                          tr("Steps over which each run is averaged"));
        break;
    case core::JobKind::loop:
        points_ = addCount(tr("Points of a branch"), spec.points, 3, 1000,
                           tr("Values at which the system is looked at"));
        rate_ = addReal(tr("Rate per step"), 0.001, 1e-7, 1,
                        tr("Change per step; slower loops are "
                           "narrower"));
        break;
    case core::JobKind::quench:
        steps_ = addCount(tr("Steps"), 2000, 10, 100000000, tr("Steps recorded after the quench"));
        repeats_ = addCount(tr("Repeats"), 1, 1, 1000, tr("Independent quenches averaged"));
        break;
    }
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto* const go = buttons->addButton(tr("Start"), QDialogButtonBox::AcceptRole);
    go->setProperty("primary", true);
    go->style()->polish(go); // the box has shown it to the style before
    go->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
}

void JobDialog::addSweep()
{
    points_ = addCount(tr("Points"), spec_.points, 2, 1000, tr("Values measured, ends included"));
    steps_ = addCount(tr("Steps at each"), number(spec_.steps, 2000), 1, 100000000,
                      tr("Steps that are measured"));
    warmup_ = addCount(tr("Warm-up steps"), number(spec_.warmup, 500), 0, 100000000,
                       tr("Steps left out at each point, so that the system can settle"));
    direction_ = new QComboBox(this);
    direction_->addItems({tr("From low to high"), tr("From high to low")});
    direction_->setToolTip(tr("Going down from disorder or up from order"));
    form_->addRow(tr("Direction"), direction_);
    auto const* const param = axis();
    if (!spec_.action.empty() || (param && param->effect != core::Effect::live)) {
        addRepeats(); // each point begins afresh
        return;
    }
    carry_ = new QCheckBox(tr("Each point goes on from the one before"), this);
    carry_->setChecked(true);
    carry_->setToolTip(tr("Otherwise each point is an independent run"));
    form_->addRow({}, carry_);
}

void JobDialog::addRepeats()
{
    repeats_ = addCount(tr("Repeats"), std::max(1, spec_.repeats), 1, 10000,
                        tr("Independent runs at each value; the error is their scatter"));
}

// What is swept: an argument of the action, or a parameter.
const core::ParamSpec* JobDialog::axis() const
{
    if (spec_.kind != core::JobKind::argument) {
        return core::findSpec(entry_.specs(), spec_.param);
    }
    auto const action = planned();
    return action.call.action ? core::findSpec(action.call.action->params, spec_.param) : nullptr;
}

core::PlannedAction JobDialog::planned() const
{
    auto const parsed = core::parseAction(*entry_.card, spec_.action);
    return parsed ? core::PlannedAction{parsed->call, {}, std::string(spec_.action)}
                  : core::PlannedAction{};
}

QDoubleSpinBox* JobDialog::addReal(const QString& label, double value, double low, double high,
                                   const QString& tip)
{
    auto* const box = new QDoubleSpinBox(this);
    box->setLocale(QLocale::c());
    box->setDecimals(high - low < 2 ? 6 : 4);
    box->setRange(low, high);
    box->setSingleStep((high - low) / 100);
    box->setValue(value);
    box->setToolTip(tip);
    box->setAccessibleName(label);
    form_->addRow(label, box);
    return box;
}

QSpinBox* JobDialog::addCount(const QString& label, int value, int low, int high,
                              const QString& tip)
{
    auto* const box = new QSpinBox(this);
    box->setLocale(QLocale::c());
    box->setRange(low, high);
    box->setSingleStep(std::max(1, value / 10));
    box->setValue(value);
    box->setToolTip(tip);
    box->setAccessibleName(label);
    form_->addRow(label, box);
    return box;
}

void JobDialog::addRange()
{
    auto const* const param = axis();
    double const low = param ? param->min : -1e6, high = param ? param->max : 1e6;
    QString const symbol = !param                  ? fromCore(spec_.param)
                           : param->symbol.empty() ? coreText(param->label)
                                                   : fromCore(param->symbol);
    bool const sweep = spec_.kind == core::JobKind::sweep || spec_.kind == core::JobKind::argument;
    double const first = sweep ? std::min(spec_.from, spec_.to) : spec_.from;
    double const last = sweep ? std::max(spec_.from, spec_.to) : spec_.to;
    QString const limits = tr("%1 to %2").arg(low).arg(high);
    from_ = addReal(tr("%1 from").arg(symbol), first, low, high, limits);
    to_ = addReal(tr("%1 to").arg(symbol), last, low, high, limits);
}

template <class Work>
Work JobDialog::common() const
{
    Work work;
    work.entry = &entry_;
    work.params = params_;
    work.seed = seed_;
    work.param = std::string(spec_.param);
    work.from = from_->value();
    work.to = to_->value();
    return work;
}

core::SweepJob JobDialog::sweep() const
{
    auto work = common<core::SweepJob>();
    if ((direction_->currentIndex() == 0) != (work.from <= work.to)) {
        std::swap(work.from, work.to);
    }
    auto const ordered = core::parseSettings(entry_.specs(), spec_.fromBelow);
    if (work.from < work.to && ordered) {
        for (auto const& [id, value] : *ordered) {
            core::setValue(work.params, id, value);
        }
    }
    work.points = points_->value();
    work.steps = static_cast<std::uint64_t>(steps_->value());
    work.warmup = static_cast<std::uint64_t>(warmup_->value());
    work.carry = carry_ && carry_->isChecked();
    if (!spec_.action.empty()) {
        work.actions = {planned()};
    }
    work.repeats = repeats_ ? repeats_->value() : 1;
    return work;
}

core::ArgumentJob JobDialog::argument() const
{
    auto work = common<core::ArgumentJob>();
    work.action = planned();
    work.points = points_->value();
    work.repeats = repeats_->value();
    work.steps = static_cast<std::uint64_t>(steps_->value());
    work.warmup = static_cast<std::uint64_t>(warmup_->value());
    return work;
}

core::LoopJob JobDialog::loop() const
{
    auto work = common<core::LoopJob>();
    work.points = points_->value();
    work.rate = rate_->value();
    return work;
}

core::QuenchJob JobDialog::quench() const
{
    auto work = common<core::QuenchJob>();
    work.steps = static_cast<std::uint64_t>(steps_->value());
    work.repeats = repeats_->value();
    return work;
}

} // namespace ui
