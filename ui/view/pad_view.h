// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/command.h"
#include "core/picture/drawing.h"
#include "core/picture/palette.h"

#include <QColor>
#include <QImage>
#include <QWidget>

#include <array>
#include <optional>

class QTouchEvent;

namespace ui {

// Pen radii in cells; the first draws a single cell.
inline constexpr std::array padPens{0.5, 1.5, 2.5, 4.5, 8.5};

// What the hand does on a pad. unknown: makes cells unknown, on pads that know a third level.
enum class PadTool { pencil, eraser, unknown, line, fill };

// A pad to draw on. Shows the drawing it is given and tells what a person wants done to it; it
// changes nothing itself.
//
// Mouse: the tool on the left button, the eraser on the right one (the pencil where the tool
// erases). Touch: one finger for the tool. Keys: the arrows move the cell cursor (Shift: five
// cells), Space turns its cell over, Enter uses the tool (held down it draws along; a line goes
// from one Enter to the next), Backspace erases, + - change the pen, Ctrl and arrows shift the
// drawing, a letter or digit asks for itself.
class PadView final : public QWidget
{
    Q_OBJECT

public:
    explicit PadView(int levels, QWidget* parent = nullptr);

    void display(const core::Drawing& drawing);
    const core::Drawing& drawing() const { return drawing_; }
    void setColours(const core::Palette& palette);
    // What lies around the cells.
    void setSurround(const QColor& colour);
    void setTool(PadTool tool);
    PadTool tool() const { return tool_; }
    void setPen(int pen); // index into padPens
    int pen() const { return pen_; }

    QPoint cursorCell() const { return cursor_; }
    // Where a cell is seen; empty before there is a drawing.
    QRectF cellRect(QPoint cell) const;

    QSize sizeHint() const override { return {320, 320}; }
    QSize minimumSizeHint() const override { return {96, 96}; }

Q_SIGNALS:
    void stroked(const core::Brush& brush, std::uint8_t value, bool ends);
    void fillWanted(QPoint cell, std::uint8_t value);
    void shiftWanted(QPoint by);
    void letterTyped(QChar letter);
    void toolChanged(ui::PadTool tool);
    void penChanged(int pen);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    QRectF area() const; // of all cells, in pixels
    QPoint cellAt(QPointF position) const;
    double radius() const;
    std::uint8_t valueOf(PadTool tool) const;
    core::Brush brushTo(QPoint cell) const;

    void press(QPoint cell, PadTool tool);
    void dragTo(QPoint cell);
    void release();
    void use(QPoint cell);
    void turnOver();
    void handleTouch(QTouchEvent* event);
    bool handlePaintKey(QKeyEvent* event);
    void moveCursor(QPoint by);
    void describe();

    void paintUnknown(QPainter& painter) const;
    void paintGrid(QPainter& painter) const;
    void paintMarks(QPainter& painter) const;
    void paintHint(QPainter& painter) const;

    int levels_;
    core::Drawing drawing_;
    QImage image_;
    std::uint32_t down_ = 0, up_ = 0;
    QColor surround_;
    bool empty_ = true;
    PadTool tool_ = PadTool::pencil;
    PadTool strokeTool_ = PadTool::pencil;
    int pen_ = 0;
    bool along_ = false; // a stroke or a line is under way
    bool byKey_ = false;
    QPoint from_, to_;
    QPoint cursor_;
    bool cursorShown_ = false;
    std::optional<QPoint> hovered_;
};

} // namespace ui
