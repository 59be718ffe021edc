// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/snapshot.h"

#include <QFrame>

class QLabel;
class QMenu;

namespace ui {

class ActionBar;
class ActionRunner;
class ShelfView;

// Under the pictures: what can be done with the model, and what it keeps, with the live values.
class ShelfPanel final : public QFrame
{
    Q_OBJECT

public:
    ShelfPanel(const core::ModelCard& card, ActionRunner& runner, QWidget* parent = nullptr);

    // The model has something to show here.
    bool isUseful() const { return view_ || useful_; }
    ActionBar& bar() const { return *bar_; }
    // Null where the model has no shelf.
    ShelfView* view() const { return view_; }

    void display(const core::Report& report);
    void display(const core::Snapshot& snapshot);

private:
    void connectView();
    void use(int row);
    void throwAway(int row);
    void move(int from, int to);
    void rename(int row, const QString& name);
    void addMoves(QMenu& menu, int row);
    void openMenu(int row, const QPoint& at);
    void count();
    const core::ActionSpec* rowAction(bool destructive) const;

    const core::ModelCard& card_;
    ActionRunner& runner_;
    ActionBar* bar_;
    QLabel* count_;
    QLabel* more_;
    ShelfView* view_ = nullptr;
    bool useful_;
};

} // namespace ui
