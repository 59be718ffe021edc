// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/snapshot.h"
#include "ui/view/stage_view.h"

#include <QWidget>

class QActionGroup;
class QLabel;
class QMenu;

namespace ui {

class EditHistory;
class EngineLink;

// The same picture of two runs beside each other, with what each is and what it is doing. The card
// has `pictures` for each run, the left's first.
class ComparisonStages final : public QWidget
{
    Q_OBJECT

public:
    ComparisonStages(EngineLink& link, EditHistory& history, int picture, Renderer renderer,
                     QWidget* parent = nullptr);

    void setTitles(const QString& left, const QString& right);
    void setPalettes(bool dark);
    // Nobody looks: the engine draws nothing.
    void setWatching(bool watching);
    StageView& stage(bool right) const { return *sides_[right ? 1 : 0].stage; }
    QString status(bool right) const;

Q_SIGNALS:
    void message(const QString& sentence);

private:
    struct Side
    {
        bool right = false;
        QLabel* title = nullptr;
        QLabel* status = nullptr;
        StageView* stage = nullptr;
        core::ViewRequest request;
    };
    void build(Side& side, Renderer renderer);
    void buildMenu();
    void showPicture(int picture);
    void dress();
    void look(const Side& side, bool watched);
    void display(const core::Snapshot& snapshot);
    int pictureOf(const Side& side) const { return picture_ + (side.right ? pictures_ : 0); }

    EngineLink& link_;
    EditHistory& history_;
    int pictures_; // of a run
    int picture_;
    bool watching_ = true, dark_ = false;
    Side sides_[2];
    QMenu* menu_ = nullptr;
    std::string status_;
};

} // namespace ui
