// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/view/pad_view.h"

class QToolButton;
class QVBoxLayout;

namespace ui {

// What a hand draws with on a pad, as a column of pictures beside it: pencil, eraser, unknown,
// line, fill, and the size of the pen.
class PadTools final : public QWidget
{
    Q_OBJECT

public:
    PadTools(PadView& view, int levels, QWidget* parent = nullptr);

private:
    QToolButton* add(const QString& name, const QString& help, const char* id);
    void addTools(int levels);
    void addPen();
    void showTool(PadTool tool);
    void showPen(int pen);
    void dress();

    PadView& view_;
    QVBoxLayout* column_;
    QToolButton* pen_ = nullptr;
    std::vector<std::pair<PadTool, QToolButton*>> tools_;
};

} // namespace ui
