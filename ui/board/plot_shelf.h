// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QHBoxLayout;
class QStackedWidget;
class QTabBar;
class QVBoxLayout;

namespace ui {

// One place of the shelf: a card, or several behind tabs.
class PlotSlot : public QWidget
{
    Q_OBJECT

public:
    explicit PlotSlot(QWidget* parent = nullptr);
    void clear();
    void add(QWidget* card, const QString& title);
    void select(QWidget* card);
    QWidget* current() const;

private:
    QTabBar* tabs_;
    QStackedWidget* stack_;
};

// Plot cards side by side, as many columns as the width allows; what finds no column of its own
// shares the last one, behind tabs.
class PlotShelf : public QWidget
{
    Q_OBJECT

public:
    static constexpr int columnWidth = 250;

    explicit PlotShelf(QWidget* parent = nullptr);

    struct Entry
    {
        QWidget* card;
        QString title; // on its tab
        bool shown = true;
    };

    void add(QWidget* card, const QString& title);
    void remove(QWidget* card);
    const std::vector<Entry>& entries() const { return entries_; }
    void setShown(QWidget* card, bool shown);
    bool isShown(const QWidget* card) const;
    // Brings a card to the front of its tabs.
    void select(QWidget* card);
    // All in one place, behind tabs.
    void setTabbed(bool tabbed);
    int columnCount() const { return tabbed_ ? 1 : columns_; }
    // The card that is seen where several share a place.
    QWidget* front() const;

Q_SIGNALS:
    // A card came, went, was shown or hidden.
    void changed();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();

    std::vector<Entry> entries_;
    std::vector<PlotSlot*> slots_;
    QHBoxLayout* row_;
    int columns_ = 3;
    bool tabbed_ = false;
    QWidget* selected_ = nullptr;
};

} // namespace ui
