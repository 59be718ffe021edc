// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/pad_tools.h"

#include "ui/text/palette.h"
#include "ui/view/line_icon.h"

#include <QActionGroup>
#include <QButtonGroup>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QToolButton>

#include <algorithm>

namespace ui {

namespace {

constexpr int gap = 2, mostColumns = 3;

// A stick from the upper right with a tip: what the hand holds.
void drawPencil(QPainter& painter)
{
    painter.drawPolyline(
        QPolygonF({{2.5, 13.5}, {3.5, 9.8}, {10.8, 2.5}, {13.5, 5.2}, {6.2, 12.5}}));
    painter.drawLine(QPointF(6.2, 12.5), QPointF(2.5, 13.5));
    painter.drawLine(QPointF(9, 4.3), QPointF(11.7, 7));
}

void drawEraser(QPainter& painter)
{
    painter.drawPolygon(QPolygonF({{9.6, 2.5}, {13.5, 6.4}, {7.4, 12.5}, {4.6, 12.5}, {2, 9.9}}));
    painter.drawLine(QPointF(5.8, 6.2), QPointF(9.8, 10.2));
    painter.drawLine(QPointF(4.6, 13.8), QPointF(13.5, 13.8));
}

void drawUnknown(QPainter& painter)
{
    painter.drawRect(QRectF(2.5, 2.5, 11, 11));
    QPainterPath mark(QPointF(6, 6.4));
    mark.cubicTo(6, 3.6, 10.2, 3.8, 10, 6.4);
    mark.cubicTo(9.9, 8, 8, 7.9, 8, 9.6);
    painter.drawPath(mark);
    painter.drawPoint(QPointF(8, 11.6));
}

void drawLine(QPainter& painter)
{
    painter.drawLine(QPointF(3.6, 12.4), QPointF(12.4, 3.6));
    painter.drawRect(QRectF(1.5, 11, 3.5, 3.5));
    painter.drawRect(QRectF(11, 1.5, 3.5, 3.5));
}

void drawFill(QPainter& painter)
{
    QPolygonF const bucket({{6.8, 2.6}, {12.4, 8.2}, {7.4, 13.2}, {1.8, 7.6}});
    painter.drawPolygon(bucket);
    painter.save();
    painter.setBrush(painter.pen().color());
    painter.drawPolygon(QPolygonF({{2.4, 8}, {11.8, 8}, {7.4, 12.6}, {6.6, 12.4}}));
    painter.drawEllipse(QPointF(14, 12), 1, 1.6);
    painter.restore();
}

auto drawingOf(PadTool tool)
{
    switch (tool) {
    case PadTool::pencil: return drawPencil;
    case PadTool::eraser: return drawEraser;
    case PadTool::unknown: return drawUnknown;
    case PadTool::line: return drawLine;
    case PadTool::fill: break;
    }
    return drawFill;
}

} // namespace

PadTools::PadTools(PadView& view, int levels, QWidget* parent) : QWidget(parent), view_(view)
{
    addTools(levels);
    addPen();
    connect(&view_, &PadView::toolChanged, this, &PadTools::showTool);
    connect(&view_, &PadView::penChanged, this, &PadTools::showPen);
    connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, &PadTools::dress);
    showTool(view_.tool());
    dress();
}

QToolButton* PadTools::add(const QString& name, const QString& help, const char* id)
{
    auto* const button = new QToolButton(this);
    button->setToolTip(QStringLiteral("%1: %2").arg(name, help));
    button->setAccessibleName(name);
    button->setAccessibleDescription(help);
    button->setObjectName(QLatin1String(id));
    button->setProperty("plotTool", true); // small, there are many
    button->setProperty("iconOnly", true);
    buttons_.push_back(button);
    return button;
}

void PadTools::addTools(int levels)
{
    struct Row
    {
        PadTool tool;
        QString name, help;
        const char* id;
    };
    const Row rows[] = {
        {PadTool::pencil, tr("Pencil"), tr("draw cells up; the right button erases"), "pad-pencil"},
        {PadTool::eraser, tr("Eraser"), tr("cells go down; the right button draws"), "pad-eraser"},
        {PadTool::unknown, tr("Unknown"), tr("cells become unknown: left to the network"),
         "pad-unknown"},
        {PadTool::line, tr("Line"), tr("straight from where it begins to where it ends"),
         "pad-line"},
        {PadTool::fill, tr("Fill"), tr("all cells of one kind that hang together"), "pad-fill"}};
    auto* const group = new QButtonGroup(this);
    for (auto const& row : rows) {
        if (row.tool == PadTool::unknown && levels < 3) {
            continue;
        }
        auto* const button = add(row.name, row.help, row.id);
        button->setCheckable(true);
        group->addButton(button);
        connect(button, &QToolButton::clicked, this,
                [this, tool = row.tool] { view_.setTool(tool); });
        tools_.emplace_back(row.tool, button);
    }
}

void PadTools::addPen()
{
    pen_ = add(tr("Pen"), tr("its size (+ and \u2212 while drawing)"), "pad-pen");
    pen_->setPopupMode(QToolButton::InstantPopup);
    auto* const menu = new QMenu(pen_);
    auto* const group = new QActionGroup(menu);
    for (int pen = 0; pen < static_cast<int>(padPens.size()); ++pen) {
        double const radius = padPens.at(static_cast<std::size_t>(pen));
        auto* const action =
            menu->addAction(pen == 0 ? tr("Single cell") : tr("%1 cells across").arg(2 * radius));
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, pen] { view_.setPen(pen); });
    }
    pen_->setMenu(menu);
}

void PadTools::showTool(PadTool tool)
{
    for (auto const& [kind, button] : tools_) {
        button->setChecked(kind == tool);
    }
}

// A dot as large as the pen, up to what fits.
void PadTools::showPen(int pen)
{
    double const across = 2 * padPens.at(static_cast<std::size_t>(pen));
    double const radius = std::min(6.5, 1 + across * 0.55);
    pen_->setAccessibleName(tr("Pen of %1 cells").arg(across));
    pen_->menu()->actions().at(pen)->setChecked(true);
    auto const dot = [radius](QPainter& painter) {
        painter.setBrush(painter.pen().color());
        painter.setPen(Qt::NoPen);
        painter.drawEllipse(QPointF(8, 8), radius, radius);
    };
    pen_->setIcon(lineIcon(dot, currentPalette().text, currentPalette().text));
}

void PadTools::dress()
{
    auto const& colours = currentPalette();
    int const icon = static_cast<int>(16 * std::max(1.0, currentTypeScale()));
    for (auto const& [tool, button] : tools_) {
        button->setIcon(lineIcon(drawingOf(tool), colours.text, colours.link));
    }
    for (auto* const button : buttons_) {
        button->setIconSize({icon, icon});
    }
    showPen(view_.pen());
    arrange();
}

QSize PadTools::buttonSize() const
{
    QSize size(targetSize(), targetSize());
    for (auto const* const button : buttons_) {
        button->ensurePolished();
        size = size.expandedTo(button->minimumSize());
    }
    return size;
}

QSize PadTools::sizeHint() const
{
    int const count = static_cast<int>(buttons_.size());
    return {buttonSize().width(), count * (buttonSize().height() + gap) - gap};
}

void PadTools::arrange()
{
    QSize const size = buttonSize();
    int const count = static_cast<int>(buttons_.size());
    int const fewest = (count + mostColumns - 1) / mostColumns;
    int const rows = std::clamp((height() + gap) / (size.height() + gap), fewest, count);
    int const columns = (count + rows - 1) / rows;
    setFixedWidth(columns * (size.width() + gap) - gap);
    for (int i = 0; i < count; ++i) {
        buttons_[static_cast<std::size_t>(i)]->setGeometry(
            {QPoint(i / rows * (size.width() + gap), i % rows * (size.height() + gap)), size});
    }
}

void PadTools::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace ui
