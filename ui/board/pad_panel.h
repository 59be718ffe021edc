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

    PadView& view() const { return *view_; }
    int pad() const { return pad_; }

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

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    // Without a layout: into the row under the picture.
    QToolButton* addButton(const QString& text, const QString& help, const char* name,
                           QLayout* into = nullptr);
    void build();
    void addEffects();
    void addMore(QLayout* into);
    void addNoise();
    QMenu* addMenu(const QString& text, const QString& help, const char* name,
                   QLayout* into = nullptr);
    void show();
    void askLetter();

    PadModel& model_;
    int pad_;
    PadView* view_;
    QLayout* buttons_ = nullptr;
    QToolButton* noise_ = nullptr;
    int noisePercent_ = 20;
    Background files_;
};

} // namespace ui
