// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QHash>
#include <QObject>

#include <span>

class QMenu;
class QMenuBar;

namespace ui {

enum class MenuId { file, edit, view, lab, help };

// Everything that can be chosen from a menu, in the menus' order. Menus, tooltips, the sheet of
// shortcuts and the tests are made from this table.
struct ActionRow
{
    const char* id;
    MenuId menu;
    const char* text;          // with its mnemonic; translated in the context "ui::Actions"
    const char* shortcut = ""; // portable text, several parted by "; "
    const char* tip = "";
    const char* icon = ""; // name of a theme icon
    bool checkable = false;
    bool newGroup = false; // a separator goes before it
    bool submenu = false;  // filled while the program runs
};
std::span<const ActionRow> actionRows();
QString menuTitle(MenuId menu);

// The actions of one window.
class Actions : public QObject
{
    Q_OBJECT

public:
    explicit Actions(QWidget* window);

    QAction* action(const char* id) const;
    QMenu* submenu(const char* id) const;
    QMenu* menu(MenuId id) const { return menus_.value(static_cast<int>(id)); }
    void fill(QMenuBar& bar);

private:
    QWidget* window_;
    QHash<QString, QAction*> actions_;
    QHash<QString, QMenu*> submenus_;
    QHash<int, QMenu*> menus_;
};

} // namespace ui
