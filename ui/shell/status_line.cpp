// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_line.h"

#include "ui/text/core_text.h"
#include "ui/text/number_text.h"

#include <QEvent>
#include <QLabel>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <utility>

namespace ui {

namespace {

constexpr int sayMs = 8000;

QString speedOf(const core::Snapshot& snapshot)
{
    return snapshot.attemptsPerNs > 0
               ? rateText(snapshot.attemptsPerNs * 1e9, StatusLine::tr("flips"))
               : rateText(snapshot.stepsPerSecond, StatusLine::tr("steps"));
}

} // namespace

StatusLine::StatusLine(QWidget* parent)
    : QStatusBar(parent), size_(new QLabel(this)), kernel_(new QLabel(this)),
      rate_(new QLabel(this)), frames_(new QLabel(this)), seed_(new QToolButton(this)),
      state_(new QLabel(this)), trust_(new QLabel(this)), notice_(new QLabel(this))
{
    setSizeGripEnabled(false);
    size_->setToolTip(tr("Size of the system"));
    kernel_->setToolTip(tr("What does the work"));
    rate_->setToolTip(tr("Attempted changes per second, reached"));
    frames_->setToolTip(tr("Pictures drawn per second"));
    seed_->setToolTip(tr("The same seed gives the same run: see, copy or choose it"));
    seed_->setAutoRaise(true);
    trust_->setToolTip(tr("More than 50 autocorrelation times, and both halves agree"));
    for (auto* const label : {size_, kernel_, rate_, frames_}) {
        addWidget(label);
    }
    addWidget(seed_);
    state_->setToolTip(tr("What the system is doing"));
    addWidget(state_);
    addWidget(trust_);
    addWidget(notice_, 1);
    notice_->setProperty("role", "warning");
    notice_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    connect(seed_, &QToolButton::clicked, this, &StatusLine::seedClicked);
    connect(this, &QStatusBar::messageChanged, this, &StatusLine::fit);
}

void StatusLine::put(QLabel* label, const QString& text)
{
    if (label->text() != text) {
        label->setText(text);
        fit();
    }
}

// What there is room for, the most telling first. While a message is shown the bar hides its
// labels, and they stay hidden.
void StatusLine::fit()
{
    if (!currentMessage().isEmpty()) {
        return;
    }
    constexpr int gap = 16; // what the bar puts between two of them, and more
    int room = width() - gap - seed_->sizeHint().width();
    for (auto* const label : {state_, trust_, notice_, rate_, size_, frames_, kernel_}) {
        int const needed = label->sizeHint().width() + gap;
        bool const shown = !label->text().isEmpty() && (needed <= room || label == notice_);
        room -= shown ? needed : 0;
        label->setVisible(shown);
    }
}

// A label wants another size: type has grown.
bool StatusLine::event(QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest) {
        fit();
    } else if (event->type() == QEvent::Show && !waiting_.isEmpty()) {
        say(std::exchange(waiting_, {}));
    }
    return QStatusBar::event(event);
}

void StatusLine::resizeEvent(QResizeEvent* event)
{
    QStatusBar::resizeEvent(event);
    fit();
}

void StatusLine::setCard(const core::ModelCard& card)
{
    sized_ = !card.learns;
    put(size_, QString());
}

void StatusLine::display(const core::Snapshot& snapshot, double framesPerSecond)
{
    if (sized_ && !snapshot.pictures.empty()) {
        auto const& world = snapshot.pictures.front().world;
        put(size_, tr("%1 × %2").arg(world.width).arg(world.height));
    }
    put(kernel_, coreText(snapshot.kernel));
    put(rate_, snapshot.running ? speedOf(snapshot) : tr("paused"));
    put(frames_,
        framesPerSecond > 0 ? tr("%1 frames/s").arg(std::lround(framesPerSecond)) : QString());
    QString const seed = tr("seed %1").arg(snapshot.seed);
    if (seed_->text() != seed) {
        seed_->setText(seed);
        seed_->setAccessibleName(seed);
    }
    put(state_, coreText(snapshot.status));
    put(notice_, coreText(snapshot.notice));
    notice_->setToolTip(notice_->text());
}

void StatusLine::display(const core::Report& report)
{
    bool known = false, trusted = true;
    double slowest = 0;
    for (auto const& estimate : report.estimates) {
        if (std::isfinite(estimate.mean)) {
            known = true;
            trusted = trusted && estimate.trusted;
            slowest = std::isfinite(estimate.tau) ? std::max(slowest, estimate.tau) : slowest;
        }
    }
    QString const tau = slowest > 0 ? tr(", τ = %1 steps").arg(numberText(slowest, 3)) : QString();
    put(trust_, !known            ? QString()
                : report.settling ? tr("\u25cb settling")
                : !trusted        ? tr("\u25cb not yet trusted") + tau
                                  : tr("\u25cf trusted") + tau);
}

// A bar that nobody sees yet does not make room: it would write over its labels.
void StatusLine::say(const QString& sentence)
{
    if (isVisible()) {
        showMessage(sentence, sayMs);
    } else {
        waiting_ = sentence;
    }
}

QString StatusLine::text() const
{
    QStringList parts;
    for (auto const* const label : {size_, kernel_, rate_, frames_, state_, trust_, notice_}) {
        if (!label->text().isEmpty()) {
            parts << label->text();
        }
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace ui
