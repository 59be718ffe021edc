// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/symbol_delegate.h"

#include "ui/text/symbol_text.h"

#include <QApplication>
#include <QPainter>

#include <utility>

namespace ui {

void SymbolDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const
{
    QStyleOptionViewItem shown = option;
    initStyleOption(&shown, index);
    if (!hasSymbols(shown.text)) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    const QStyle* const style = shown.widget ? shown.widget->style() : QApplication::style();
    QRect const box = style->subElementRect(QStyle::SE_ItemViewItemText, &shown, shown.widget);
    QString const text = std::exchange(shown.text, QString());
    style->drawControl(QStyle::CE_ItemViewItem, &shown, painter, shown.widget);
    bool const chosen = shown.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setFont(shown.font);
    painter->setPen(shown.palette.color(chosen ? QPalette::HighlightedText : QPalette::Text));
    drawSymbols(*painter, box.adjusted(2, 0, -2, 0), static_cast<int>(shown.displayAlignment),
                text);
    painter->restore();
}

} // namespace ui
