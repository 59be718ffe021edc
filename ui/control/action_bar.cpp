// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/control/action_bar.h"

#include "ui/text/translate.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>

#include <algorithm>

namespace ui {

namespace {

constexpr int gap = 6, groupGap = 14;

QString withMnemonic(const QString& label, QString& taken)
{
    for (qsizetype at = 0; at < label.size(); ++at) {
        QChar const letter = label[at].toLower();
        if (letter.isLetter() && !taken.contains(letter)) {
            taken += letter;
            return QString(label).insert(at, u'&');
        }
    }
    return label;
}

} // namespace

ActionBar::ActionBar(std::span<const core::ActionSpec> specs, const Find& find, QWidget* parent)
    : QWidget(parent), row_(new QHBoxLayout(this)), more_(new QPushButton(tr("More"), this)),
      menu_(new QMenu(this))
{
    row_->setContentsMargins({});
    row_->setSpacing(gap);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    for (auto const& spec : specs) {
        entries_.push_back({&spec, find(spec)});
    }
    std::string_view group;
    for (auto& entry : entries_) {
        if (entry.spec->prominent && !entry.spec->destructive) {
            if (row_->count() > 0 && entry.spec->group != group) {
                row_->addSpacing(groupGap - gap);
                gaps_ += groupGap - gap;
            }
            group = entry.spec->group;
            addButton(entry);
        }
    }
    more_->setObjectName(QStringLiteral("more-actions"));
    more_->setToolTip(tr("All else that can be done"));
    more_->setAccessibleName(tr("More actions"));
    more_->setProperty("tight", true);
    more_->setMenu(menu_);
    menu_->setToolTipsVisible(true);
    row_->addWidget(more_);
    row_->addStretch(1);
    for (auto& entry : entries_) {
        if (entry.spec->prominent && entry.spec->destructive) {
            addButton(entry);
        }
    }
    fit();
    setVisible(!entries_.empty());
}

void ActionBar::addButton(Entry& entry)
{
    auto* const button = new QPushButton(entry.action->text(), this);
    auto* const action = entry.action;
    button->setObjectName("action-" + fromCore(entry.spec->id));
    button->setAccessibleName(trCore(entry.spec->id, entry.spec->label));
    button->setProperty("tight", true);
    auto const follow = [button, action] {
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
        button->setAccessibleDescription(action->toolTip());
    };
    follow();
    connect(action, &QAction::changed, button, follow);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    row_->addWidget(button);
    entry.button = button;
}

void ActionBar::chooseMnemonics(const QString& taken)
{
    QString used = taken;
    for (auto const& entry : entries_) {
        if (entry.button) {
            entry.button->setText(withMnemonic(entry.action->text(), used));
        }
    }
    more_->setText(withMnemonic(tr("More"), used) + QStringLiteral(" \u25be"));
    fit();
}

QPushButton* ActionBar::button(std::string_view id) const
{
    for (auto const& entry : entries_) {
        if (entry.spec->id == id && entry.shown) {
            return entry.button;
        }
    }
    return nullptr;
}

int ActionBar::widthOf(const Entry& entry) const { return entry.button->sizeHint().width() + gap; }

// From the front of the card; what is destructive comes last of all.
void ActionBar::fit()
{
    int room = width() - more_->sizeHint().width() - gaps_;
    for (bool const destructive : {false, true}) {
        for (auto& entry : entries_) {
            if (entry.button && entry.spec->destructive == destructive) {
                int const needed = widthOf(entry);
                entry.shown = needed <= room;
                // Nothing later on the card jumps the queue of what had no room.
                room = entry.shown ? room - needed : 0;
                entry.button->setVisible(entry.shown);
            }
        }
    }
    fillMenu();
}

void ActionBar::fillMenu()
{
    menu_->clear();
    std::string_view group;
    for (auto const& entry : entries_) {
        if (entry.shown) {
            continue;
        }
        if (!menu_->isEmpty() && entry.spec->group != group) {
            menu_->addSeparator();
        }
        group = entry.spec->group;
        menu_->addAction(entry.action);
    }
    more_->setVisible(!menu_->isEmpty());
}

QSize ActionBar::sizeHint() const
{
    int width = more_->sizeHint().width() + gaps_;
    for (auto const& entry : entries_) {
        width += entry.button ? widthOf(entry) : 0;
    }
    return {width, more_->sizeHint().height()};
}

QSize ActionBar::minimumSizeHint() const { return more_->sizeHint(); }

void ActionBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

// Type has grown.
void ActionBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        fit();
    }
}

} // namespace ui
