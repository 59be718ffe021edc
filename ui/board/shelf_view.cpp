// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/shelf_view.h"

#include "ui/board/shelf_delegate.h"
#include "ui/text/core_text.h"
#include "ui/text/palette.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace ui {

namespace {

constexpr int scrollAir = 3; // between the rows and their scroll bar

} // namespace

ShelfView::ShelfView(const core::ShelfSpec& spec, QWidget* parent)
    : QListView(parent), model_(new ShelfModel(spec, this))
{
    setObjectName("shelf-" + fromCore(spec.id));
    setAccessibleName(coreText(spec.label));
    setAccessibleDescription(coreText(spec.help));
    setModel(model_);
    setItemDelegate(new ShelfDelegate(*model_, this));
    connect(model_, &ShelfModel::renamed, this, &ShelfView::renamed);
    setFlow(LeftToRight);
    setUniformItemSizes(true);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(EditKeyPressed);
    setFrameShape(NoFrame);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, &ShelfView::restyle);
    restyle();
}

void ShelfView::restyle()
{
    model_->setDark(currentPalette().dark);
    doItemsLayout();
    updateGeometry();
    viewport()->update();
}

QSize ShelfView::sizeHint() const
{
    QStyleOptionViewItem option;
    option.font = font();
    int const row = itemDelegate()->sizeHint(option, {}).height();
    return {400, row + scrollAir + horizontalScrollBar()->sizeHint().height() + 2};
}

QSize ShelfView::minimumSizeHint() const { return {120, sizeHint().height()}; }

void ShelfView::display(const core::Shelf& shelf)
{
    if (shelf.version == model_->version()) {
        return;
    }
    int const wanted = rowAfterReset_ >= 0 ? rowAfterReset_ : row();
    rowAfterReset_ = -1;
    int const scrolled = horizontalScrollBar()->value();
    bool const stored = isOneMore(shelf);
    model_->setShelf(shelf);
    setRow(std::min(stored ? model_->ownCount() - 1 : wanted, model_->rowCount() - 1));
    if (!stored) {
        horizontalScrollBar()->setValue(scrolled);
    }
}

// A person has just stored something: it follows those that were there.
bool ShelfView::isOneMore(const core::Shelf& shelf) const
{
    auto const before = static_cast<std::size_t>(model_->ownCount());
    if (before == 0 || shelf.rows.size() <= before || !shelf.rows[before].own ||
        (shelf.rows.size() > before + 1 && shelf.rows[before + 1].own)) {
        return false;
    }
    for (std::size_t row = 0; row < before; ++row) {
        if (shelf.rows[row].name != model_->at(static_cast<int>(row)).name) {
            return false;
        }
    }
    return true;
}

void ShelfView::editName(int row)
{
    setRow(row);
    edit(model_->index(row));
}

bool ShelfView::isNameAt(const QModelIndex& index, const QPoint& point) const
{
    QStyleOptionViewItem option;
    option.font = font();
    option.rect = visualRect(index);
    return model_->flags(index).testFlag(Qt::ItemIsEditable) &&
           static_cast<const ShelfDelegate*>(itemDelegate())->nameRect(option).contains(point);
}

void ShelfView::display(std::uint64_t version, std::span<const float> values)
{
    if (version != model_->version()) {
        return; // of other rows than these
    }
    auto const changed = model_->setValues(values);
    if (changed.first <= changed.last) {
        viewport()->update(visualRect(model_->index(changed.first))
                               .united(visualRect(model_->index(changed.last))));
    }
}

void ShelfView::setRow(int row)
{
    if (row >= 0 && row < model_->rowCount()) {
        setCurrentIndex(model_->index(row));
    }
}

void ShelfView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    rowAfterReset_ = -1; // a move that was refused is forgotten
    Q_EMIT rowChanged(current.row());
}

bool ShelfView::canMove(int row) const
{
    return !model_->spec().movesWith.empty() && row >= 0 && row < model_->rowCount() &&
           model_->at(row).own;
}

void ShelfView::moveBy(int rows)
{
    int const to = row() + rows;
    if (canMove(row()) && canMove(to)) {
        rowAfterReset_ = to;
        Q_EMIT moved(row(), to);
    }
}

void ShelfView::keyPressEvent(QKeyEvent* event)
{
    if (state() == EditingState) {
        event->accept(); // what ends the editing of a name means nothing else
        return;
    }
    int const key = event->key();
    bool const alt = event->modifiers().testFlag(Qt::AltModifier);
    if (row() >= 0 && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
        Q_EMIT used(row());
    } else if (row() >= 0 && key == Qt::Key_Delete) {
        Q_EMIT thrownAway(row());
    } else if (alt && (key == Qt::Key_Up || key == Qt::Key_Left)) {
        moveBy(-1);
    } else if (alt && (key == Qt::Key_Down || key == Qt::Key_Right)) {
        moveBy(1);
    } else {
        QListView::keyPressEvent(event);
        return;
    }
    event->accept();
}

void ShelfView::mousePressEvent(QMouseEvent* event)
{
    QListView::mousePressEvent(event);
    int const under = indexAt(event->position().toPoint()).row();
    pressedAt_ = event->position().toPoint();
    dragged_ = event->button() == Qt::LeftButton && canMove(under) ? under : -1;
    target_ = -1;
}

void ShelfView::mouseDoubleClickEvent(QMouseEvent* event)
{
    auto const index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.isValid()) {
        setCurrentIndex(index);
        if (isNameAt(index, event->position().toPoint())) {
            edit(index);
        } else {
            Q_EMIT used(index.row());
        }
    }
}

// Between the own rows, the nearest gap.
void ShelfView::mouseMoveEvent(QMouseEvent* event)
{
    QPoint const here = event->position().toPoint();
    bool const far = (here - pressedAt_).manhattanLength() >= QApplication::startDragDistance();
    if (dragged_ < 0 || (target_ < 0 && !far)) {
        return; // a list would select what it is drawn across
    }
    target_ = 0;
    while (canMove(target_) && here.x() > visualRect(model_->index(target_)).center().x()) {
        ++target_;
    }
    setCursor(Qt::ClosedHandCursor);
    viewport()->update();
}

void ShelfView::mouseReleaseEvent(QMouseEvent* event)
{
    QListView::mouseReleaseEvent(event);
    unsetCursor();
    int const from = std::exchange(dragged_, -1), before = std::exchange(target_, -1);
    viewport()->update();
    int const to = before > from ? before - 1 : before;
    if (from >= 0 && before >= 0 && to != from) {
        rowAfterReset_ = to;
        Q_EMIT moved(from, to);
    }
}

void ShelfView::contextMenuEvent(QContextMenuEvent* event)
{
    bool const mouse = event->reason() == QContextMenuEvent::Mouse;
    auto const index = mouse ? indexAt(event->pos()) : currentIndex();
    if (index.isValid()) {
        setCurrentIndex(index);
        Q_EMIT menuWanted(index.row(), mouse ? event->globalPos()
                                             : viewport()->mapToGlobal(visualRect(index).center()));
    }
}

// A wheel that turns has nothing to turn but the one line.
void ShelfView::wheelEvent(QWheelEvent* event)
{
    int const turned =
        event->angleDelta().x() != 0 ? event->angleDelta().x() : event->angleDelta().y();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - turned / 2);
    event->accept();
}

void ShelfView::paintEvent(QPaintEvent* event)
{
    QListView::paintEvent(event);
    if (model_->rowCount() > 0 && target_ < 0) {
        return;
    }
    QPainter painter(viewport());
    if (model_->rowCount() == 0) {
        painter.setPen(currentPalette().mutedText);
        painter.drawText(viewport()->rect(), Qt::AlignLeft | Qt::AlignVCenter,
                         tr("Nothing is stored yet."));
        return;
    }
    int const x = target_ == 0 ? visualRect(model_->index(0)).left()
                               : visualRect(model_->index(target_ - 1)).right() - 1;
    painter.fillRect(QRect(x, 0, 3, viewport()->height()), currentPalette().accent);
}

} // namespace ui
