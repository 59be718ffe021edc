// SPDX-License-Identifier: GPL-3.0-or-later
// Symbols with an index, as physics writes them: in every label that the program shows, `T_c` is a
// T with a lowered c, and `Σ_<ij>` a Σ over ⟨ij⟩. One letter has an index of one to four letters or
// digits; so `my_file` stays what it is.
#pragma once

#include <QString>

#include <vector>

class QFont;
class QPainter;
class QRectF;

namespace ui {

struct SymbolPiece
{
    QString text;
    bool lowered = false;
    bool operator==(const SymbolPiece&) const = default;
};

// The label in pieces, first to last; one piece that is not lowered where there is no index.
std::vector<SymbolPiece> symbolPieces(const QString& plain);
bool hasSymbols(const QString& plain);

// For a label that takes rich text; what is not an index is shown as it stands.
QString symbolHtml(const QString& plain);
// For a tooltip: rich text where there is an index, the same text otherwise.
QString symbolTip(const QString& plain);

// How wide drawSymbols() draws it, in the units of the font's metrics.
double symbolWidth(const QString& plain, const QFont& font, int flags = 0);
// Into the box with the painter's font, on one line, cut short with dots where it is too wide.
// `flags` are those of QPainter::drawText(): alignment and, for '&', Qt::TextShowMnemonic.
void drawSymbols(QPainter& painter, const QRectF& box, int flags, const QString& plain);

} // namespace ui
