// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/theme.h"

#include "ui/shell/control_style.h"

#include <QApplication>
#include <QFont>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPalette>

#include <algorithm>

namespace ui {

namespace {

constexpr double basePointSize = 10.0;

void setForAllStates(QPalette& palette, QPalette::ColorRole role, const QColor& colour)
{
    for (const auto group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled})
        palette.setColor(group, role, colour);
}

} // namespace

QPalette applicationPalette(const Palette& c)
{
    QPalette palette;
    setForAllStates(palette, QPalette::Window, c.window);
    setForAllStates(palette, QPalette::WindowText, c.text);
    setForAllStates(palette, QPalette::Base, c.field);
    setForAllStates(palette, QPalette::AlternateBase, c.window);
    setForAllStates(palette, QPalette::Text, c.text);
    setForAllStates(palette, QPalette::Button, c.card);
    setForAllStates(palette, QPalette::ButtonText, c.text);
    setForAllStates(palette, QPalette::BrightText, c.warning);
    setForAllStates(palette, QPalette::Highlight, c.accent);
    setForAllStates(palette, QPalette::HighlightedText, c.accentText);
    setForAllStates(palette, QPalette::Link, c.link);
    setForAllStates(palette, QPalette::LinkVisited, c.link);
    setForAllStates(palette, QPalette::ToolTipBase, c.card);
    setForAllStates(palette, QPalette::ToolTipText, c.text);
    setForAllStates(palette, QPalette::PlaceholderText, c.mutedText);
    setForAllStates(palette, QPalette::Light, c.card);
    setForAllStates(palette, QPalette::Midlight, c.border);
    setForAllStates(palette, QPalette::Mid, c.border);
    setForAllStates(palette, QPalette::Dark, c.outline);
    setForAllStates(palette, QPalette::Shadow, c.outline);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c.mutedText);
    return palette;
}

QFont applicationFont(double typeScale)
{
    static const QString family =
        QFontDatabase::families().contains(QStringLiteral("Inter"))
            ? QStringLiteral("Inter")
            : QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
    QFont font(family);
    font.setPointSizeF(basePointSize * typeScale);
    return font;
}

ThemeId desktopTheme()
{
    // The desktop's own shows only where the application has set none.
    const QPalette ours = QApplication::palette();
    const bool covered = ours.resolveMask() != 0;
    if (covered)
        QApplication::setPalette(QPalette());
    const int lightness = QApplication::palette().color(QPalette::Window).lightness();
    if (covered)
        QApplication::setPalette(ours);
    return lightness < 128 ? ThemeId::dark : ThemeId::light;
}

void applyTheme(QApplication& application, ThemeId theme, double typeScale)
{
    static ControlStyle* style = nullptr;
    if (!style) {
        style = new ControlStyle;
        QApplication::setStyle(style); // takes it
    }
    const double scale = std::clamp(typeScale, 0.5, 4.0);
    const Palette& colours = themePalette(theme);
    ThemeNotifier::instance().select(theme, scale);
    QApplication::setFont(applicationFont(scale));
    QApplication::setPalette(applicationPalette(colours));
    application.setStyleSheet(styleSheet(colours, scale));
}

} // namespace ui
