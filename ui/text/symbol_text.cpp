// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/symbol_text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QRegularExpression>

#include <algorithm>

namespace ui {

namespace {

constexpr double loweredSize = 0.78;
constexpr double loweredBy = 0.22; // of the ascent
constexpr int mnemonicFlags = Qt::TextShowMnemonic | Qt::TextHideMnemonic;

QFont loweredFont(const QFont& font)
{
    QFont small = font;
    if (font.pointSizeF() > 0) {
        small.setPointSizeF(font.pointSizeF() * loweredSize);
    } else {
        small.setPixelSize(std::max(1, static_cast<int>(font.pixelSize() * loweredSize + 0.5)));
    }
    return small;
}

double widthOf(const SymbolPiece& piece, const QFont& font, int flags)
{
    QFontMetricsF const metrics(piece.lowered ? loweredFont(font) : font);
    if (!(flags & mnemonicFlags)) {
        return metrics.horizontalAdvance(piece.text);
    }
    QString shown = piece.text;
    return metrics.horizontalAdvance(shown.replace(QRegularExpression("&(.)"), "\\1"));
}

double widthOf(const std::vector<SymbolPiece>& pieces, const QFont& font, int flags)
{
    double width = 0;
    for (auto const& piece : pieces) {
        width += widthOf(piece, font, flags);
    }
    return width;
}

} // namespace

std::vector<SymbolPiece> symbolPieces(const QString& plain)
{
    static const QRegularExpression indexed(
        QStringLiteral("(?<![\\w])(\\p{L})_(?:<(\\w+)>|([^\\W_]{1,4}))(?!\\w)"),
        QRegularExpression::UseUnicodePropertiesOption);
    std::vector<SymbolPiece> pieces;
    qsizetype from = 0;
    auto matches = indexed.globalMatch(plain);
    while (matches.hasNext()) {
        auto const match = matches.next();
        pieces.push_back({plain.mid(from, match.capturedEnd(1) - from)});
        QString const pair = match.captured(2);
        pieces.push_back({pair.isEmpty() ? match.captured(3) : u'\u27e8' + pair + u'\u27e9', true});
        from = match.capturedEnd();
    }
    if (from < plain.size() || pieces.empty()) {
        pieces.push_back({plain.mid(from)});
    }
    return pieces;
}

bool hasSymbols(const QString& plain)
{
    return plain.contains(u'_') && symbolPieces(plain).size() > 1;
}

QString symbolHtml(const QString& plain)
{
    QString html;
    for (auto const& piece : symbolPieces(plain)) {
        QString const shown = piece.text.toHtmlEscaped();
        html += piece.lowered ? QStringLiteral("<sub>%1</sub>").arg(shown) : shown;
    }
    return html;
}

QString symbolTip(const QString& plain)
{
    return hasSymbols(plain)
               ? QStringLiteral("<qt>%1</qt>").arg(symbolHtml(plain).replace("\n", "<br>"))
               : plain;
}

double symbolWidth(const QString& plain, const QFont& font, int flags)
{
    return widthOf(symbolPieces(plain), font, flags);
}

void drawSymbols(QPainter& painter, const QRectF& box, int flags, const QString& plain)
{
    QFont const font = painter.font();
    QFontMetricsF const metrics(font);
    auto pieces = symbolPieces(plain);
    double width = widthOf(pieces, font, flags);
    if (width > box.width() + 0.5) {
        pieces = {{metrics.elidedText(plain, Qt::ElideRight, box.width(), flags)}};
        width = widthOf(pieces, font, flags);
    }
    double x = box.left();
    if (flags & Qt::AlignHCenter) {
        x += (box.width() - width) / 2;
    } else if (flags & Qt::AlignRight) {
        x += box.width() - width;
    }
    double top = box.top();
    if (flags & Qt::AlignVCenter) {
        top += (box.height() - metrics.height()) / 2;
    } else if (flags & Qt::AlignBottom) {
        top += box.height() - metrics.height();
    }
    double const baseline = top + metrics.ascent();
    int const kept = (flags & mnemonicFlags) | Qt::AlignLeft | Qt::AlignTop | Qt::TextDontClip |
                     Qt::TextSingleLine;
    for (auto const& piece : pieces) {
        QFont const used = piece.lowered ? loweredFont(font) : font;
        double const fall = piece.lowered ? loweredBy * metrics.ascent() : 0;
        double const across = widthOf(piece, font, flags);
        painter.setFont(used);
        QFontMetricsF const own(used);
        painter.drawText(QRectF(x, baseline + fall - own.ascent(), across + 1, own.height()), kept,
                         piece.text);
        x += across;
    }
    painter.setFont(font);
}

} // namespace ui
