// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/action.h"

#include <QWidget>

#include <functional>
#include <span>
#include <vector>

class QAction;
class QHBoxLayout;
class QMenu;
class QPushButton;

namespace ui {

// What can be done, in one line: a button for each prominent action, as many as there is room for,
// in the card's order and by its groups; what throws something away stands apart at the end; and
// all others in a menu.
class ActionBar final : public QWidget
{
    Q_OBJECT

public:
    // The action that a button triggers and whose state it shows.
    using Find = std::function<QAction*(const core::ActionSpec&)>;

    // The specs must outlive the bar, as a card's do.
    ActionBar(std::span<const core::ActionSpec> specs, const Find& find, QWidget* parent = nullptr);

    // Letters after Alt that other controls have.
    void chooseMnemonics(const QString& taken);
    // Null while its action stands in the menu.
    QPushButton* button(std::string_view id) const;
    QMenu* menu() const { return menu_; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Entry
    {
        const core::ActionSpec* spec;
        QAction* action;
        QPushButton* button = nullptr; // of the prominent ones
        bool shown = false;
    };
    void addButton(Entry& entry);
    int widthOf(const Entry& entry) const;
    void fit();
    void fillMenu();

    QHBoxLayout* row_;
    QPushButton* more_;
    QMenu* menu_;
    std::vector<Entry> entries_;
    int gaps_ = 0; // between groups, together
};

} // namespace ui
