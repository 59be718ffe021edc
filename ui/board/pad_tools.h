// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/view/pad_view.h"

class QToolButton;

namespace ui {

// What a hand draws with on a pad, as a column of pictures beside it: pencil, eraser, unknown,
// line, fill, and the size of the pen.
class PadTools final : public QWidget
{
    Q_OBJECT

public:
    PadTools(PadView& view, int levels, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return QSize(width(), 0); }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QSize buttonSize() const;
    void arrange();
    QToolButton* add(const QString& name, const QString& help, const char* id);
    void addTools(int levels);
    void addPen();
    void showTool(PadTool tool);
    void showPen(int pen);
    void dress();

    PadView& view_;
    std::vector<QToolButton*> buttons_;
    QToolButton* pen_ = nullptr;
    std::vector<std::pair<PadTool, QToolButton*>> tools_;
};

} // namespace ui
