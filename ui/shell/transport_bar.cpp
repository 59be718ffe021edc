// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/transport_bar.h"

#include "ui/shell/action_table.h"
#include "ui/text/number_text.h"
#include "ui/text/palette.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr int lastPlace = 100; // unlimited
constexpr double fastest = 10000;

QString withoutMnemonic(QString text) { return text.remove(u'&'); }

} // namespace

TransportBar::TransportBar(Actions& actions, QWidget* parent)
    : QFrame(parent), actions_(actions), name_(new QLabel(QStringLiteral("Isinglass"), this)),
      title_(new QLabel(this)), slider_(new QSlider(Qt::Horizontal, this)),
      speedLabel_(new QLabel(this)), progress_(new ProgressPart(this))
{
    setObjectName(QStringLiteral("transport"));
    setProperty("bar", true);
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(14, 8, 12, 8);
    row->setSpacing(8);
    name_->setProperty("role", "wordmark");
    title_->setProperty("role", "title");
    name_->setContentsMargins(0, 0, 18, 0);
    row->addWidget(name_);
    row->addWidget(title_);
    row->addStretch(3);
    row->addWidget(addButton(actions.action("lab.reset")));
    run_ = addButton(actions.action("lab.run"), true);
    row->addWidget(run_);
    row->addWidget(addButton(actions.action("lab.step")));
    row->addSpacing(10);
    speedName_ = new QLabel(tr("Speed"), this);
    speedName_->setProperty("role", "muted");
    speedName_->setBuddy(slider_);
    row->addWidget(speedName_);
    slider_->setRange(0, lastPlace);
    slider_->setPageStep(10);
    slider_->setMinimumWidth(90);
    slider_->setMaximumWidth(150);
    slider_->setAccessibleName(tr("Speed"));
    slider_->setToolTip(tr("From one step per second to as fast as it goes ([ and ])"));
    row->addWidget(slider_, 1);
    row->addWidget(speedLabel_);
    row->addSpacing(8);
    row->addWidget(progress_);
    connect(progress_, &ProgressPart::roomChanged, this, &TransportBar::fit);
    row->addStretch(4);
    presets_ = new QToolButton(this);
    presets_->setText(tr("Presets") + QStringLiteral(" \u25be"));
    presets_->setAccessibleName(tr("Presets"));
    presets_->setToolTip(tr("Settings worth seeing"));
    presets_->setProperty("transport", true);
    presets_->setPopupMode(QToolButton::InstantPopup);
    presets_->setMenu(actions.submenu("lab.presets"));
    row->addWidget(presets_);
    undo_ = addButton(actions.action("edit.undo"));
    row->addWidget(undo_);
    redo_ = addButton(actions.action("edit.redo"));
    row->addWidget(redo_);
    row->addWidget(addButton(actions.action("view.present")));
    export_ = new QToolButton(this);
    export_->setText(tr("Export") + QStringLiteral(" \u25be"));
    export_->setProperty("transport", true);
    export_->setAccessibleName(tr("Export"));
    export_->setToolTip(tr("Pictures, tables and arrays"));
    export_->setPopupMode(QToolButton::InstantPopup);
    auto* const menu = new QMenu(export_);
    menu->addMenu(actions.submenu("file.export-picture"));
    menu->addAction(actions.action("file.copy-picture"));
    menu->addAction(actions.action("file.export-points"));
    menu->addAction(actions.action("file.export-arrays"));
    export_->setMenu(menu);
    row->addWidget(export_);
    connect(slider_, &QSlider::valueChanged, this, [this](int place) {
        speed_ = speedAt(place);
        speedLabel_->setText(speedText(speed_));
        progress_->forgetPace();
        Q_EMIT speedChosen(speed_);
    });
    setSpeed(0);
    showRunning(false);
}

QToolButton* TransportBar::addButton(QAction* action, bool primary)
{
    auto* const button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::TabFocus);
    button->setProperty("primary", primary);
    button->setProperty("transport", true);
    button->setAccessibleName(withoutMnemonic(action->text()));
    return button;
}

void TransportBar::setTitle(const QString& title) { title_->setText(title); }

int TransportBar::placeOf(double stepsPerSecond)
{
    if (stepsPerSecond <= 0 || stepsPerSecond > fastest) {
        return lastPlace;
    }
    double const share = std::log(std::max(1.0, stepsPerSecond)) / std::log(fastest);
    return static_cast<int>(std::lround(share * (lastPlace - 1)));
}

double TransportBar::speedAt(int place)
{
    if (place >= lastPlace) {
        return 0;
    }
    double const speed = std::pow(fastest, static_cast<double>(place) / (lastPlace - 1));
    double const unit = std::pow(10.0, std::floor(std::log10(speed)));
    return unit > 1 ? std::round(speed / unit * 10) / 10 * unit : std::round(speed);
}

QString TransportBar::speedText(double stepsPerSecond)
{
    return stepsPerSecond <= 0
               ? tr("unlimited")
               : tr("%1 steps/s").arg(countText(static_cast<qint64>(stepsPerSecond)));
}

void TransportBar::setSpeed(double stepsPerSecond)
{
    slider_->setValue(placeOf(stepsPerSecond));
    speed_ = speedAt(slider_->value());
    speedLabel_->setText(speedText(speed_));
}

void TransportBar::changeSpeed(int notches) { slider_->setValue(slider_->value() + 8 * notches); }

void TransportBar::showRunning(bool running)
{
    if (running == running_) {
        return;
    }
    running_ = running;
    QAction* const action = actions_.action("lab.run");
    action->setText(running ? tr("Pa&use") : tr("&Run"));
    action->setIconText(running ? QStringLiteral("\u275a\u275a ") + tr("Pause")
                                : QStringLiteral("\u25b6 ") + tr("Run"));
    run_->setAccessibleName(running ? tr("Pause") : tr("Run"));
    run_->setMinimumWidth(std::max(run_->minimumWidth(), run_->sizeHint().width()));
}

void TransportBar::display(const core::Snapshot& snapshot)
{
    showRunning(snapshot.running);
    progress_->display(snapshot);
}

void TransportBar::setPresenting(bool presenting)
{
    presenting_ = presenting;
    fit();
}

void TransportBar::setCompact(bool compact)
{
    progress_->setCompact(compact);
    layout()->setSpacing(compact ? 5 : 8);
    slider_->setMinimumWidth(compact ? 60 : 90);
    fit();
}

void TransportBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fit();
}

void TransportBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (!run_) {
        return; // still being built
    }
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        run_->setMinimumWidth(0);
        speedLabel_->setMinimumWidth(
            speedLabel_->fontMetrics().horizontalAdvance(speedText(fastest)) + 4);
    }
}

// A part wants another size: another word on it, larger type.
bool TransportBar::event(QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest && redo_) {
        fit();
    }
    return QFrame::event(event);
}

// How wide the bar must be without the parts that are left out.
int TransportBar::neededWithout(const std::vector<QWidget*>& out, bool brief) const
{
    auto const margins = layout()->contentsMargins();
    int needed = margins.left() + margins.right(), parts = 0;
    for (int i = 0; i < layout()->count(); ++i) {
        auto const* const item = layout()->itemAt(i);
        QWidget* const part = item->widget();
        if (!part) {
            needed += item->minimumSize().width();
        } else if (std::find(out.begin(), out.end(), part) == out.end()) {
            needed += part == progress_
                          ? progress_->room(brief)
                          : std::max(part->minimumSizeHint().width(), part->minimumWidth());
            ++parts;
        }
    }
    return needed + std::max(0, parts - 1) * layout()->spacing();
}

// Nothing is ever cut: what does not fit leaves, first what is elsewhere too or can be spared. What
// a long command does stays, with the button that ends it.
void TransportBar::fit()
{
    if (!export_) {
        return; // still being built
    }
    bool const presets = !presets_->menu()->isEmpty();
    std::vector<std::pair<QWidget*, bool>> const parts{{speedName_, !presenting_},
                                                       {name_, !presenting_},
                                                       {export_, !presenting_},
                                                       {title_, true},
                                                       {speedLabel_, true},
                                                       {progress_, true},
                                                       {presets_, presets},
                                                       {slider_, true},
                                                       {undo_, true},
                                                       {redo_, true}};
    std::vector<QWidget*> out;
    for (auto const& [part, wanted] : parts) {
        if (!wanted) {
            out.push_back(part);
        }
    }
    bool brief = false;
    for (auto const& [part, wanted] : parts) {
        if (part == progress_ && neededWithout(out, false) > width()) {
            brief = true;
        }
        if (neededWithout(out, brief) <= width()) {
            break;
        }
        if (part != progress_ || !progress_->isWorking()) {
            out.push_back(part);
        }
    }
    progress_->setBrief(brief);
    for (auto const& [part, wanted] : parts) {
        bool const shown = std::find(out.begin(), out.end(), part) == out.end();
        if (shown == part->isHidden()) {
            part->setVisible(shown);
        }
    }
}

} // namespace ui
