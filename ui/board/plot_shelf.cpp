// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/plot_shelf.h"

#include <QHBoxLayout>
#include <QResizeEvent>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

PlotSlot::PlotSlot(QWidget* parent)
    : QWidget(parent), tabs_(new QTabBar(this)), stack_(new QStackedWidget(this))
{
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(tabs_);
    column->addWidget(stack_, 1);
    tabs_->setExpanding(false);
    tabs_->setDrawBase(false);
    tabs_->setElideMode(Qt::ElideNone);
    tabs_->setUsesScrollButtons(true);
    tabs_->setAccessibleName(tr("Plots"));
    tabs_->hide();
    connect(tabs_, &QTabBar::currentChanged, stack_, &QStackedWidget::setCurrentIndex);
}

void PlotSlot::clear()
{
    while (stack_->count() > 0) {
        QWidget* const card = stack_->widget(0);
        stack_->removeWidget(card);
        card->setParent(parentWidget()); // it outlives this slot
        card->hide();
        tabs_->removeTab(0);
    }
    tabs_->hide();
}

void PlotSlot::add(QWidget* card, const QString& title)
{
    stack_->addWidget(card);
    card->show();
    tabs_->addTab(title);
    tabs_->setVisible(tabs_->count() > 1);
}

void PlotSlot::select(QWidget* card)
{
    int const at = stack_->indexOf(card);
    if (at >= 0) {
        tabs_->setCurrentIndex(at);
    }
}

QWidget* PlotSlot::current() const { return stack_->currentWidget(); }

PlotShelf::PlotShelf(QWidget* parent) : QWidget(parent), row_(new QHBoxLayout(this))
{
    row_->setContentsMargins({});
    row_->setSpacing(12);
}

void PlotShelf::add(QWidget* card, const QString& title)
{
    card->setParent(this);
    entries_.push_back({card, title});
    arrange();
    Q_EMIT changed();
}

void PlotShelf::remove(QWidget* card)
{
    std::erase_if(entries_, [card](const Entry& entry) { return entry.card == card; });
    selected_ = selected_ == card ? nullptr : selected_;
    arrange();
    card->setParent(nullptr);
    card->deleteLater();
    Q_EMIT changed();
}

void PlotShelf::setShown(QWidget* card, bool shown)
{
    for (auto& entry : entries_) {
        if (entry.card == card) {
            entry.shown = shown;
        }
    }
    arrange();
    Q_EMIT changed();
}

bool PlotShelf::isShown(const QWidget* card) const
{
    return std::any_of(entries_.begin(), entries_.end(),
                       [card](const Entry& entry) { return entry.card == card && entry.shown; });
}

void PlotShelf::select(QWidget* card)
{
    selected_ = card;
    for (auto* const slot : slots_) {
        slot->select(card);
    }
}

QWidget* PlotShelf::front() const { return slots_.empty() ? nullptr : slots_.back()->current(); }

void PlotShelf::setTabbed(bool tabbed)
{
    if (tabbed != tabbed_) {
        tabbed_ = tabbed;
        arrange();
    }
}

void PlotShelf::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    int const columns = std::clamp(event->size().width() / columnWidth, 1, 4);
    if (columns != columns_) {
        columns_ = columns;
        arrange();
    }
}

void PlotShelf::arrange()
{
    for (auto* const slot : slots_) {
        slot->clear();
    }
    auto const shown = static_cast<std::size_t>(std::count_if(
        entries_.begin(), entries_.end(), [](const Entry& entry) { return entry.shown; }));
    std::size_t const wanted =
        std::min(std::max<std::size_t>(shown, 1), static_cast<std::size_t>(columnCount()));
    while (slots_.size() > wanted) {
        delete slots_.back();
        slots_.pop_back();
    }
    while (slots_.size() < wanted) {
        slots_.push_back(new PlotSlot(this));
        row_->addWidget(slots_.back(), 1);
    }
    std::size_t place = 0;
    for (auto const& entry : entries_) {
        if (entry.shown) {
            slots_[std::min(place++, wanted - 1)]->add(entry.card, entry.title);
        } else {
            entry.card->setParent(this);
            entry.card->hide();
        }
    }
    if (selected_) {
        select(selected_);
    }
    setVisible(shown > 0);
}

} // namespace ui
