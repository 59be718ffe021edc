// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/view/tool.h"

#include <QWidget>

#include <vector>

class QAction;
class QBoxLayout;
class QMenu;
class QToolButton;

namespace ui {

// The buttons of a stage: pan, paint, pen, zoom in, zoom out, fit. A column in its corner, opaque,
// so that it can be read on any picture; or a slim row beside its title, where it hides nothing.
class StageControls final : public QWidget
{
    Q_OBJECT

public:
    explicit StageControls(QWidget* parent = nullptr);

    void setPaintable(bool state, bool field);
    void showTool(Tool tool);
    void showPen(int pen);
    // Null: no button for it.
    void setPicturesMenu(QMenu* menu);
    // Without those for zooming, which keys, wheel and menu do too: they would cover a small stage.
    void setSmall(bool small);
    // A row without those for zooming and for the pen, whose sizes stand in the paint menu too.
    void setInline(bool isInline);
    // A row of pictures without words, where there is little room.
    void setTight(bool tight);
    // Larger buttons for presentations.
    void setLarge(bool large);

Q_SIGNALS:
    void toolChosen(ui::Tool tool);
    void penChosen(int pen);
    void zoomStepped(int steps);
    void fitChosen();

protected:
    void changeEvent(QEvent* event) override;

private:
    QToolButton* addButton(const QString& text, const QString& help);
    void addPaintMenu();
    void addPenMenu();
    void showPenButton();
    QString sheet() const;
    void dress();

    QBoxLayout* box_;
    QToolButton *pan_ = nullptr, *paint_ = nullptr, *pen_ = nullptr, *pictures_ = nullptr;
    std::vector<QToolButton*> buttons_, zooms_;
    std::vector<std::pair<Tool, QAction*>> paintActions_;
    std::vector<QAction*> penActions_;
    Tool lastPaint_ = Tool::paintUp;
    bool large_ = false, inline_ = false, tight_ = false;
};

} // namespace ui
