// SPDX-License-Identifier: GPL-3.0-or-later
// Puts one look on the whole application: Fusion, a palette, one style sheet. The colours
// themselves are in ui/text/palette.h, where plots and boards can reach them.
//
// What a widget asks for with a dynamic property:
//   card = true        a QFrame with the card's background, border and rounded corners
//   role = "title"     a QLabel heading a card            role = "muted"    a calmer label
//   role = "group"     a small heading in the lab rail    role = "warning"  a label that warns
//   primary = true     a filled QPushButton or QToolButton
//   rail = true        a QListView or QAbstractButton in the lab rail
#pragma once

#include "ui/text/palette.h"

class QApplication;
class QPalette;
class QFont;

namespace ui {

// Everything on screen changes at once and ThemeNotifier::changed is sent. `typeScale` is 1 at a
// desk; from 1.4 on (presentation mode) targets grow to 44 pixels and muted text takes the full
// text colour (contrast 7).
void applyTheme(QApplication& application, ThemeId theme, double typeScale = 1.0);

// The parts of it, for tests and previews.
QPalette applicationPalette(const Palette& colours);
QFont applicationFont(double typeScale);
QString styleSheet(const Palette& colours, double typeScale);

// The theme that the desktop seems to use, from the lightness of the palette that it gives to
// programs.
ThemeId desktopTheme();

} // namespace ui
