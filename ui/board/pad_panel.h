// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/link/background.h"
#include "ui/link/pad_model.h"
#include "ui/view/pad_view.h"

#include <QFrame>

class QMenu;
class QMimeData;
class QToolButton;

namespace ui {

// A pad with its tools around it: what to draw with, and what is done to the whole drawing.
class PadPanel : public QFrame
{
    Q_OBJECT

public:
    PadPanel(PadModel& model, int pad, QWidget* parent = nullptr);

    // A switch that lets an action follow what is drawn, on at first; it stands under the pad until
    // it is put elsewhere.
    QToolButton* addLive(const core::ActionSpec& action);
    void showLive(bool on);

    PadView& view() const { return *view_; }
    int pad() const { return pad_; }

    // Lines of buttons take from the pad, not from what stands above and below.
    bool hasHeightForWidth() const override { return false; }

    // One step of undo each.
    void clear();
    void invertAll();
    void noise(double share);
    void hide(core::Half half);
    void shift(QPoint by);
    void letter(QChar letter);

    // Asks how, then draws it. An empty path opens a file dialog.
    void openImage(const QString& path);
    void importImage(const QImage& image, const QString& name);
    // A picture, or a file of one, from the clipboard or a drop; false when there is none.
    bool importFrom(const QMimeData& mime);

Q_SIGNALS:
    void message(const QString& sentence);
    void liveWanted(bool on);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    // Without a layout: into the row under the picture.
    QToolButton* addButton(const QString& text, const QString& help, const char* name,
                           QLayout* into = nullptr);
    std::uint8_t cleared() const;
    void build();
    void addEffects();
    void addMore(QLayout* into);
    void addNoise();
    QMenu* addMenu(const QString& text, const QString& help, const char* name,
                   QLayout* into = nullptr);
    void show();
    void takeVisiblePen();
    void fold();
    void askLetter();

    PadModel& model_;
    int pad_;
    PadView* view_;
    QWidget* row_ = nullptr;
    QLayout* buttons_ = nullptr;                             // in the row
    std::vector<std::pair<QToolButton*, QAction*>> effects_; // on the row, or in the menu
    QToolButton *noise_ = nullptr, *live_ = nullptr;
    int noisePercent_ = 20;
    int penFor_ = 0; // the width of the drawing that the pen was chosen for
    Background files_;
};

} // namespace ui
