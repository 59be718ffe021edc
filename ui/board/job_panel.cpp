// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/job_panel.h"

#include "ui/board/job_dialog.h"
#include "ui/text/core_text.h"
#include "ui/text/palette.h"

#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>
#include <thread>

namespace ui {

namespace {

// The window and the live system keep a core between them.
int jobWorkers() { return std::max(1, static_cast<int>(std::thread::hardware_concurrency()) - 1); }

} // namespace

JobPanel::JobPanel(const core::Lab& lab, const core::ModelEntry& entry, QWidget* parent)
    : QWidget(parent), lab_(lab), entry_(entry)
{
    grid_ = new QGridLayout(this);
    grid_->setContentsMargins({});
    grid_->setSpacing(8);
    for (auto const& spec : lab.jobs) {
        auto* const button = new QPushButton(tr("%1\u2026").arg(coreText(spec.title)), this);
        button->setToolTip(coreText(spec.help));
        button->setProperty("primary", buttons_.empty());
        button->setProperty("tight", true);
        button->setObjectName("job-" + fromCore(spec.id));
        connect(button, &QPushButton::clicked, this, [this, &spec] { open(spec); });
        buttons_.push_back(button);
    }
    running_ = new QWidget(this);
    auto* const row = new QGridLayout(running_);
    row->setContentsMargins({});
    row->setSpacing(6);
    name_ = new QLabel(running_);
    bar_ = new QProgressBar(running_);
    bar_->setRange(0, 1000);
    bar_->setTextVisible(false);
    bar_->setAccessibleName(tr("Progress of the experiment"));
    cancel_ = new QPushButton(tr("Cancel"), running_);
    cancel_->setToolTip(tr("End the experiment; what it has measured stays"));
    row->addWidget(name_, 0, 0);
    row->addWidget(bar_, 1, 0);
    row->addWidget(cancel_, 0, 1, 2, 1);
    row->setColumnStretch(0, 1);
    running_->hide();
    place();
    connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, &JobPanel::place);
    connect(cancel_, &QPushButton::clicked, this, &JobPanel::cancel);
    timer_.setInterval(100);
    connect(&timer_, &QTimer::timeout, this, &JobPanel::poll);
    setVisible(!lab.jobs.empty());
}

JobPanel::~JobPanel() = default;

// Fewer in a row where type is large or titles are long.
void JobPanel::place()
{
    constexpr int columnWidth = 330; // of the inspector at type size 1
    int widest = 1;
    for (auto* const button : buttons_) {
        widest = std::max(widest, button->sizeHint().width() + grid_->spacing());
    }
    int const fits = static_cast<int>(columnWidth * std::max(1.0, currentTypeScale())) / widest;
    int const perRow = std::clamp(fits, 1, presenting(currentTypeScale()) ? 2 : 3);
    int at = 0;
    for (auto* const button : buttons_) {
        grid_->addWidget(button, at / perRow, at % perRow);
        ++at;
    }
    grid_->addWidget(running_, (at - 1) / perRow + 1, 0, 1, perRow);
}

void JobPanel::setParams(const core::ParamMap& params, std::uint64_t seed)
{
    params_ = params;
    seed_ = seed;
}

void JobPanel::open(const core::JobSpec& spec)
{
    auto* const dialog = new JobDialog(spec, entry_, params_, seed_, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, spec] {
        switch (spec.kind) {
        case core::JobKind::sweep: start(spec, dialog->sweep()); break;
        case core::JobKind::loop: start(spec, dialog->loop()); break;
        case core::JobKind::quench: start(spec, dialog->quench()); break;
        case core::JobKind::argument: startOnCopy(spec, dialog->argument()); break;
        }
    });
    dialog->open();
}

template <class Work>
void JobPanel::begin(const core::JobSpec& spec, const Work& work)
{
    spec_ = spec;
    job_ = std::make_unique<core::Job>(work, jobWorkers());
    name_->setText(coreText(spec.title));
    bar_->setValue(0);
    running_->show();
    cancel_->setEnabled(true);
    for (auto* const button : buttons_) {
        button->setEnabled(false);
    }
    timer_.start();
}

void JobPanel::start(const core::JobSpec& spec, const core::SweepJob& sweep) { begin(spec, sweep); }

void JobPanel::start(const core::JobSpec& spec, const core::LoopJob& loop) { begin(spec, loop); }

void JobPanel::start(const core::JobSpec& spec, const core::QuenchJob& quench)
{
    begin(spec, quench);
}

void JobPanel::start(const core::JobSpec& spec, const core::ArgumentJob& argument)
{
    begin(spec, argument);
}

// The action works on what the live system keeps, so its state is asked for first.
void JobPanel::startOnCopy(const core::JobSpec& spec, core::ArgumentJob argument)
{
    if (!state_) {
        begin(spec, argument);
        return;
    }
    state_([this, spec, argument = std::move(argument)](core::Archive archive) mutable {
        argument.start = std::make_shared<const core::Archive>(std::move(archive));
        if (!isRunning()) {
            begin(spec, argument);
        }
    });
}

void JobPanel::cancel()
{
    if (job_) {
        job_->cancel();
        cancel_->setEnabled(false);
    }
}

void JobPanel::poll()
{
    if (!job_ || !job_->refresh()) {
        return;
    }
    core::JobReport const& report = job_->report();
    bar_->setValue(static_cast<int>(1000 * report.progress));
    name_->setText(
        tr("%1: %2 %").arg(coreText(spec_.title)).arg(static_cast<int>(100 * report.progress)));
    Q_EMIT progressed(spec_, report);
    if (!report.finished) {
        return;
    }
    timer_.stop();
    QString const title = coreText(spec_.title);
    if (!report.refusal.empty()) {
        Q_EMIT message(QString::fromStdString(report.refusal));
    } else {
        Q_EMIT message(report.cancelled ? tr("%1 was ended; what it measured stays.").arg(title)
                                        : tr("%1 is finished.").arg(title));
    }
    job_.reset();
    running_->hide();
    for (auto* const button : buttons_) {
        button->setEnabled(true);
    }
}

} // namespace ui
