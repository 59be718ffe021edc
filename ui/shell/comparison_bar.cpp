// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/comparison_bar.h"

#include "ui/shell/transport_bar.h"
#include "ui/text/number_text.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace ui {

namespace {

constexpr double widestSpeed = 10000;

} // namespace

ComparisonBar::ComparisonBar(QWidget* parent)
    : QFrame(parent), title_(new QLabel(this)), speedName_(new QLabel(tr("Speed"), this)),
      speedLabel_(new QLabel(this)), steps_(new QLabel(this)),
      slider_(new QSlider(Qt::Horizontal, this)),
      run_(addAction("compare-run", tr("Run"), tr("Let time run for both, or halt it"),
                     Qt::Key_Space)),
      step_(addAction("compare-step", tr("Step"), tr("One step of both, then pause"),
                      Qt::Key_Period)),
      reset_(addAction("compare-reset", tr("Reset"),
                       tr("A fresh state on both sides, from the same seed and the same cue"),
                       QKeySequence(Qt::CTRL | Qt::Key_R))),
      take_(addAction("compare-take", tr("From the laboratory"),
                      tr("Take the laboratory's parameters, seed and memory again"),
                      QKeySequence(Qt::CTRL | Qt::Key_T)))
{
    setObjectName(QStringLiteral("comparison-bar"));
    setProperty("bar", true);
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(14, 8, 12, 8);
    row->setSpacing(8);
    title_->setProperty("role", "title");
    row->addWidget(title_, 2);
    row->addWidget(addButton(reset_));
    runButton_ = addButton(run_, true);
    row->addWidget(runButton_);
    row->addWidget(addButton(step_));
    row->addSpacing(10);
    speedName_->setProperty("role", "muted");
    speedName_->setBuddy(slider_);
    row->addWidget(speedName_);
    slider_->setRange(TransportBar::placeOf(1), TransportBar::placeOf(0));
    slider_->setPageStep(10);
    slider_->setMinimumWidth(80);
    slider_->setMaximumWidth(150);
    slider_->setAccessibleName(tr("Speed"));
    slider_->setToolTip(tr("From one step per second to as fast as it goes ([ and ])"));
    row->addWidget(slider_, 1);
    row->addWidget(speedLabel_);
    row->addSpacing(8);
    steps_->setObjectName(QStringLiteral("compare-steps"));
    steps_->setProperty("role", "muted");
    steps_->setToolTip(tr("Steps since the fresh state, the same for both"));
    row->addWidget(steps_);
    row->addStretch(1);
    row->addWidget(addButton(take_));
    connect(slider_, &QSlider::valueChanged, this, [this](int place) {
        speed_ = TransportBar::speedAt(place);
        speedLabel_->setText(TransportBar::speedText(speed_));
        Q_EMIT speedChosen(speed_);
    });
    setSpeed(0);
    showRunning(false);
}

QAction* ComparisonBar::addAction(const char* name, const QString& text, const QString& tip,
                                  const QKeySequence& key)
{
    auto* const action = new QAction(text, this);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcut(key);
    action->setToolTip(tr("%1 (%2)").arg(tip, key.toString(QKeySequence::NativeText)));
    QFrame::addAction(action);
    return action;
}

QToolButton* ComparisonBar::addButton(QAction* action, bool primary)
{
    auto* const button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::TabFocus);
    button->setProperty("primary", primary);
    button->setProperty("transport", true);
    button->setAccessibleName(action->text());
    return button;
}

void ComparisonBar::setTitle(const QString& title)
{
    title_->setText(title);
    fit();
}

// Nothing is ever cut: what does not fit leaves, first what can be spared.
void ComparisonBar::fit()
{
    std::array<QWidget*, 5> const spared{title_, speedName_, speedLabel_, slider_, steps_};
    int needed = layout()->minimumSize().width();
    auto const own = [this](const QWidget& part) {
        return std::max(part.minimumSizeHint().width(), part.minimumWidth()) + layout()->spacing();
    };
    for (auto const* const part : spared) {
        needed += part->isHidden() ? own(*part) : 0;
    }
    for (auto* const part : spared) {
        bool const fits = needed <= width();
        needed -= fits ? 0 : own(*part);
        if (fits == part->isHidden()) {
            part->setVisible(fits);
        }
    }
}

void ComparisonBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fit();
}

// A part wants another size.
bool ComparisonBar::event(QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest) {
        fit();
    }
    return QFrame::event(event);
}

void ComparisonBar::setSpeed(double stepsPerSecond)
{
    slider_->setValue(TransportBar::placeOf(stepsPerSecond));
    speed_ = TransportBar::speedAt(slider_->value());
    speedLabel_->setText(TransportBar::speedText(speed_));
}

void ComparisonBar::changeSpeed(int notches) { slider_->setValue(slider_->value() + 8 * notches); }

void ComparisonBar::showRunning(bool running)
{
    if (running == running_) {
        return;
    }
    running_ = running;
    run_->setText(running ? QStringLiteral("\u275a\u275a ") + tr("Pause")
                          : QStringLiteral("\u25b6 ") + tr("Run"));
    runButton_->setAccessibleName(running ? tr("Pause") : tr("Run"));
    runButton_->setMinimumWidth(
        std::max(runButton_->minimumWidth(), runButton_->sizeHint().width()));
}

void ComparisonBar::display(const core::Snapshot& snapshot)
{
    showRunning(snapshot.running);
    steps_->setText(tr("t = %1 steps").arg(countText(static_cast<qint64>(snapshot.step))));
    // The bar stands still while the digits run.
    steps_->setMinimumWidth(std::max(steps_->minimumWidth(), steps_->sizeHint().width()));
}

QString ComparisonBar::stepText() const { return steps_->text(); }

void ComparisonBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        steps_->setMinimumWidth(0);
        speedLabel_->setMinimumWidth(
            speedLabel_->fontMetrics().horizontalAdvance(TransportBar::speedText(widestSpeed)) + 4);
    }
}

} // namespace ui
