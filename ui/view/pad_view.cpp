// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view/pad_view.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double gridFrom = 7; // pixels per cell
constexpr double wholeShare = 0.96;
constexpr std::uint32_t unknownColour = 0xff808890;

// Dark below, light above: seen on any picture.
template <class Draw>
void drawTwice(QPainter& painter, double width, const Draw& draw)
{
    painter.setPen(QPen(QColor(0, 0, 0, 200), width + 2));
    draw();
    painter.setPen(QPen(Qt::white, width));
    draw();
}

} // namespace

PadView::PadView(int levels, QWidget* parent)
    : QWidget(parent), levels_(levels), surround_(QColor::fromRgb(core::stageColour))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_AcceptTouchEvents);
    setCursor(Qt::CrossCursor);
    setColours(core::paletteFor("spins"));
}

void PadView::setColours(const core::Palette& palette)
{
    down_ = palette.front();
    up_ = palette.back();
    display(core::Drawing(drawing_));
}

void PadView::display(const core::Drawing& drawing)
{
    if (drawing.width != drawing_.width || drawing.height != drawing_.height) {
        cursor_ = {drawing.width / 2, drawing.height / 2};
        along_ = false;
    }
    drawing_ = drawing;
    image_ = QImage(drawing_.width, drawing_.height, QImage::Format_RGB32);
    for (int y = 0; y < drawing_.height; ++y) {
        auto* const line = reinterpret_cast<std::uint32_t*>(image_.scanLine(y));
        for (int x = 0; x < drawing_.width; ++x) {
            auto const cell = drawing_.at(x, y);
            line[x] = cell == core::upCell ? up_ : cell == core::downCell ? down_ : unknownColour;
        }
    }
    empty_ = std::all_of(drawing_.cells.begin(), drawing_.cells.end(), [&](std::uint8_t cell) {
        return cell == drawing_.cells.front() && cell != core::upCell;
    });
    describe();
    update();
}

void PadView::setSurround(const QColor& colour)
{
    surround_ = colour;
    update();
}

void PadView::setTool(PadTool tool)
{
    PadTool const chosen = tool == PadTool::unknown && levels_ < 3 ? PadTool::eraser : tool;
    along_ = along_ && chosen == tool_;
    if (chosen != tool_) {
        tool_ = chosen;
        Q_EMIT toolChanged(tool_);
    }
    update();
}

void PadView::setPen(int pen)
{
    int const chosen = std::clamp(pen, 0, static_cast<int>(padPens.size()) - 1);
    if (chosen != pen_) {
        pen_ = chosen;
        Q_EMIT penChanged(pen_);
    }
    update();
}

double PadView::radius() const { return padPens.at(static_cast<std::size_t>(pen_)); }

std::uint8_t PadView::valueOf(PadTool tool) const
{
    return tool == PadTool::eraser    ? core::downCell
           : tool == PadTool::unknown ? core::unknownCell
                                      : core::upCell;
}

// As large as it fits; whole device pixels per cell where that costs little of the size.
QRectF PadView::area() const
{
    if (drawing_.width < 1 || drawing_.height < 1) {
        return {};
    }
    double const factor = devicePixelRatioF();
    double scale = std::min(width() * factor / drawing_.width, height() * factor / drawing_.height);
    double const whole = std::floor(scale);
    scale = (whole > wholeShare * scale ? whole : scale) / factor;
    QSizeF const size(scale * drawing_.width, scale * drawing_.height);
    return {std::floor((width() - size.width()) / 2), std::floor((height() - size.height()) / 2),
            size.width(), size.height()};
}

QRectF PadView::cellRect(QPoint cell) const
{
    QRectF const all = area();
    if (all.isEmpty()) {
        return {};
    }
    double const scale = all.width() / drawing_.width;
    return {all.left() + cell.x() * scale, all.top() + cell.y() * scale, scale, scale};
}

QPoint PadView::cellAt(QPointF position) const
{
    QRectF const all = area();
    if (all.isEmpty()) {
        return {-1, -1};
    }
    double const scale = all.width() / drawing_.width;
    return {static_cast<int>(std::floor((position.x() - all.left()) / scale)),
            static_cast<int>(std::floor((position.y() - all.top()) / scale))};
}

core::Brush PadView::brushTo(QPoint cell) const
{
    core::Brush brush;
    brush.x0 = from_.x();
    brush.y0 = from_.y();
    brush.x1 = cell.x();
    brush.y1 = cell.y();
    brush.radius = radius();
    return brush;
}

// One sentence for screen readers: how much is drawn, and where the cursor is.
void PadView::describe()
{
    auto const& cells = drawing_.cells;
    auto const up = std::count(cells.begin(), cells.end(), core::upCell);
    auto const unknown = std::count(cells.begin(), cells.end(), core::unknownCell);
    QString text = tr("%1 by %2 cells, %3 up").arg(drawing_.width).arg(drawing_.height).arg(up);
    if (unknown > 0) {
        text += tr(", %1 unknown").arg(unknown);
    }
    if (drawing_.contains(cursor_.x(), cursor_.y())) {
        auto const cell = drawing_.at(cursor_.x(), cursor_.y());
        text += tr("; the cursor is in column %1, row %2, which is %3")
                    .arg(cursor_.x() + 1)
                    .arg(cursor_.y() + 1)
                    .arg(cell == core::upCell     ? tr("up")
                         : cell == core::downCell ? tr("down")
                                                  : tr("unknown"));
    }
    setAccessibleDescription(text + u'.');
}

void PadView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), surround_);
    if (!image_.isNull()) {
        painter.drawImage(area(), image_);
        paintUnknown(painter);
        paintGrid(painter);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    paintHint(painter);
    paintMarks(painter);
}

// On an empty pad: what can be done here.
void PadView::paintHint(QPainter& painter) const
{
    QRectF const all = area();
    if (!empty_ || along_ || all.isEmpty()) {
        return;
    }
    auto const flags = Qt::AlignCenter | Qt::TextWordWrap;
    QRectF const room = all.adjusted(8, 8, -8, -8);
    QString const words = tr("Draw here, or type a letter");
    if (levels_ > 2) { // on the hatching it could not be read
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor::fromRgb(core::stageColour));
        painter.drawRoundedRect(
            painter.boundingRect(room, flags, words).adjusted(-6, -4, 6, 4) & all, 4, 4);
    }
    painter.setPen(QColor(255, 255, 255, 230));
    painter.drawText(room, flags, words);
}

// Hatched: told from up and down without their colours.
void PadView::paintUnknown(QPainter& painter) const
{
    if (levels_ < 3) {
        return;
    }
    QBrush const hatch(QColor(255, 255, 255, 150), Qt::BDiagPattern);
    for (int y = 0; y < drawing_.height; ++y) {
        for (int x = 0; x < drawing_.width; ++x) {
            int const first = x;
            while (x < drawing_.width && drawing_.at(x, y) == core::unknownCell) {
                ++x;
            }
            if (x > first) {
                painter.fillRect(cellRect({first, y}).united(cellRect({x - 1, y})), hatch);
            }
        }
    }
}

void PadView::paintGrid(QPainter& painter) const
{
    QRectF const all = area();
    if (all.width() < gridFrom * drawing_.width) {
        return;
    }
    painter.setPen(QPen(QColor(255, 255, 255, 28), 1));
    for (int x = 1; x < drawing_.width; ++x) {
        double const at = cellRect({x, 0}).left();
        painter.drawLine(QPointF(at, all.top()), QPointF(at, all.bottom()));
    }
    for (int y = 1; y < drawing_.height; ++y) {
        double const at = cellRect({0, y}).top();
        painter.drawLine(QPointF(all.left(), at), QPointF(all.right(), at));
    }
}

// The line that is being drawn, the pen, the cell cursor and the ring of keyboard focus.
void PadView::paintMarks(QPainter& painter) const
{
    if (drawing_.cells.empty()) {
        return;
    }
    painter.setBrush(Qt::NoBrush);
    if (along_ && strokeTool_ == PadTool::line) {
        QPointF const a = cellRect(from_).center(), b = cellRect(to_).center();
        drawTwice(painter, 2, [&] { painter.drawLine(a, b); });
    }
    if (hovered_ && !cursorShown_) {
        double const across = std::max(6.0, 2 * radius() * cellRect({0, 0}).width());
        QRectF box(0, 0, across, across);
        box.moveCenter(cellRect(*hovered_).center());
        drawTwice(painter, 1, [&] { pen_ > 0 ? painter.drawEllipse(box) : painter.drawRect(box); });
    }
    if (cursorShown_) {
        QRectF box = cellRect(cursor_);
        double const grow = std::max(1.0, (9 - box.width()) / 2);
        box.adjust(-grow, -grow, grow, grow);
        drawTwice(painter, 2, [&] { painter.drawRect(box); });
    }
    if (hasFocus() && cursorShown_) {
        drawTwice(painter, 1.5, [&] { painter.drawRect(QRectF(rect()).adjusted(2, 2, -2, -2)); });
    }
}

} // namespace ui
