// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/board/shelf_model.h"

#include <QStyledItemDelegate>

namespace ui {

// Draws one row of a shelf: thumbnail, name and number, the bar from zero, and the remark.
class ShelfDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    ShelfDelegate(const ShelfModel& shelf, QObject* parent)
        : QStyledItemDelegate(parent), shelf_(shelf)
    {
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    // Where a row's name stands, and is edited in place.
    QRect nameRect(const QStyleOptionViewItem& option) const;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const override;

private:
    QRect wordsRect(const QRect& row) const;
    void paintText(QPainter& painter, const QRect& box, int row, bool chosen) const;
    void paintBar(QPainter& painter, const QRect& box, int row) const;

    const ShelfModel& shelf_;
};

} // namespace ui
