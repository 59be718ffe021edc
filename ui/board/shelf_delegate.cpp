// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/shelf_delegate.h"

#include "ui/text/palette.h"

#include <QLineEdit>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr int margin = 5, barHeight = 6, rowWidth = 160;
constexpr double smallType = 0.85;

QFont smaller(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * smallType);
    return font;
}

} // namespace

QSize ShelfDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    int const lines = QFontMetrics(option.font).height() +
                      QFontMetrics(smaller(option.font)).height() + barHeight + 4;
    return {static_cast<int>(rowWidth * std::max(1.0, currentTypeScale())),
            std::max(targetSize(), lines + 2 * margin)};
}

// Right of the thumbnail.
QRect ShelfDelegate::wordsRect(const QRect& row) const
{
    QRect const inside = row.adjusted(margin, margin, -margin - 2, -margin);
    return inside.adjusted(inside.height() + margin + 2, 0, 0, 0);
}

QRect ShelfDelegate::nameRect(const QStyleOptionViewItem& option) const
{
    QRect const words = wordsRect(option.rect);
    return {words.topLeft(), QSize(words.width(), QFontMetrics(option.font).height())};
}

QWidget* ShelfDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&,
                                     const QModelIndex&) const
{
    auto* const line = new QLineEdit(parent);
    line->setObjectName(QStringLiteral("shelf-name"));
    line->setAccessibleName(tr("Name"));
    line->setMaxLength(60);
    return line;
}

void ShelfDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                         const QModelIndex&) const
{
    QRect box = nameRect(option);
    box.setHeight(std::max(box.height(), editor->sizeHint().height()));
    editor->setGeometry(box.adjusted(-margin, -2, margin, 2).intersected(option.rect));
}

void ShelfDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    auto const& colours = currentPalette();
    bool const chosen = option.state.testFlag(QStyle::State_Selected);
    bool const focused = option.state.testFlag(QStyle::State_HasFocus);
    painter->save();
    QRect const frame = option.rect.adjusted(1, 1, -3, -1);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(focused  ? QPen(colours.accent, 2)
                    : chosen ? QPen(colours.accent, 1)
                             : QPen(colours.border, 1));
    painter->setBrush(chosen ? colours.accentSoft : colours.card);
    painter->drawRoundedRect(frame, 5, 5);
    painter->setRenderHint(QPainter::Antialiasing, false);
    QRect const inside = frame.adjusted(margin - 1, margin - 1, 1 - margin, 1 - margin);
    QRect const picture(inside.topLeft(), QSize(inside.height(), inside.height()));
    if (auto const& image = shelf_.thumbnail(index.row()); !image.isNull()) {
        painter->drawImage(picture, image);
    }
    if (shelf_.at(index.row()).own) {
        painter->setPen(QPen(colours.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(picture);
    }
    QRect const words = wordsRect(option.rect);
    painter->setFont(option.font);
    paintText(*painter, words, index.row(), chosen);
    int const line = QFontMetrics(option.font).height();
    paintBar(*painter, QRect(words.left(), words.top() + line + 2, words.width(), barHeight),
             index.row());
    painter->restore();
}

void ShelfDelegate::paintText(QPainter& painter, const QRect& box, int row, bool chosen) const
{
    auto const& colours = currentPalette();
    QFont const plain = painter.font();
    QFont bold = plain;
    bold.setWeight(QFont::DemiBold);
    QString const& number = shelf_.valueText(row);
    int const numberWidth = QFontMetrics(plain).horizontalAdvance(number);
    int const line = QFontMetrics(plain).height();
    QRect const top(box.left(), box.top(), box.width(), line);
    painter.setPen(colours.text);
    QString const name = QString::fromStdString(shelf_.at(row).name);
    QRect const bottom = box.adjusted(0, line + barHeight + 4, 0, 0);
    // Beside the name, or where nothing is remarked below a long one.
    int const room = top.width() - numberWidth - margin;
    bool const below =
        QFontMetrics(bold).horizontalAdvance(name) > room && shelf_.remark(row).isEmpty();
    painter.drawText(below ? bottom : top, Qt::AlignRight | Qt::AlignVCenter, number);
    painter.setFont(bold);
    painter.drawText(
        top, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(bold).elidedText(name, Qt::ElideRight, below ? top.width() : room));
    QFont const small = smaller(plain);
    painter.setFont(small);
    painter.setPen(chosen ? colours.text : colours.mutedText);
    painter.drawText(
        bottom, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(small).elidedText(shelf_.remark(row), Qt::ElideRight, bottom.width()));
}

// From zero, or from the low end where the values have one sign; the strongest in colour.
void ShelfDelegate::paintBar(QPainter& painter, const QRect& box, int row) const
{
    auto const& colours = currentPalette();
    auto const& spec = shelf_.spec();
    auto const place = [&](double value) {
        double const share = (std::clamp(value, spec.low, spec.high) - spec.low) /
                             std::max(1e-300, spec.high - spec.low);
        return box.left() + share * box.width();
    };
    double const zero = place(0), here = place(shelf_.value(row));
    painter.fillRect(QRectF(box.left(), box.center().y(), box.width(), 1), colours.border);
    if (std::isfinite(here)) {
        painter.fillRect(
            QRectF(std::min(zero, here), box.top(), std::fabs(here - zero), box.height()),
            row == shelf_.strongest() ? colours.accent : colours.outline);
    }
    painter.fillRect(QRectF(zero - 0.5, box.top() - 1, 1, box.height() + 2), colours.outline);
}

} // namespace ui
