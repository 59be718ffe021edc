// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/palette.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

Palette lightPalette()
{
    Palette p;
    p.window = QColor(0xf4, 0xf6, 0xfa);
    p.card = QColor(0xff, 0xff, 0xff);
    p.field = QColor(0xfb, 0xfc, 0xfe);
    p.text = QColor(0x1b, 0x24, 0x36);
    p.mutedText = QColor(0x5b, 0x64, 0x78);
    p.accent = QColor(0x1f, 0x56, 0xa8);
    p.accentText = QColor(0xff, 0xff, 0xff);
    p.accentSoft = QColor(0xe6, 0xee, 0xfb);
    p.link = QColor(0x1f, 0x56, 0xa8);
    p.border = QColor(0xd9, 0xdf, 0xe9);
    p.outline = QColor(0x7f, 0x88, 0x9b);
    p.grid = QColor(0xec, 0xef, 0xf4);
    p.axis = QColor(0x7b, 0x84, 0x97);
    p.stage = QColor(0x0f, 0x17, 0x2a);
    p.spinUp = QColor(0xf2, 0xb1, 0x34);
    p.spinDown = QColor(0x1f, 0x3a, 0x6e);
    p.warning = QColor(0x9a, 0x4b, 0x00);
    p.curves = {QColor(0x1f, 0x56, 0xa8), QColor(0xc2, 0x65, 0x0a), QColor(0x5b, 0x12, 0x50),
                QColor(0x1a, 0x96, 0x60)};
    p.theory = QColor(0x5b, 0x64, 0x78);
    p.reference = QColor(0xb2, 0x58, 0x00);
    return p;
}

Palette darkPalette()
{
    Palette p;
    p.dark = true;
    p.window = QColor(0x10, 0x15, 0x20);
    p.card = QColor(0x1a, 0x21, 0x30);
    p.field = QColor(0x21, 0x2a, 0x3b);
    p.text = QColor(0xe8, 0xec, 0xf4);
    p.mutedText = QColor(0xa3, 0xad, 0xc0);
    p.accent = QColor(0x6e, 0xa8, 0xff);
    p.accentText = QColor(0x0c, 0x14, 0x26);
    p.accentSoft = QColor(0x25, 0x36, 0x57);
    p.link = QColor(0x8a, 0xb8, 0xff);
    p.border = QColor(0x31, 0x3b, 0x4f);
    p.outline = QColor(0x75, 0x81, 0x99);
    p.grid = QColor(0x28, 0x31, 0x43);
    p.axis = QColor(0x7c, 0x88, 0x9f);
    p.stage = QColor(0x08, 0x0c, 0x16);
    p.spinUp = QColor(0xf2, 0xb1, 0x34);
    p.spinDown = QColor(0x24, 0x45, 0x82);
    p.warning = QColor(0xff, 0xb8, 0x5c);
    p.curves = {QColor(0x6e, 0xa8, 0xff), QColor(0xff, 0xc0, 0x4d), QColor(0xd0, 0x55, 0x9f),
                QColor(0x9f, 0xe8, 0xcf)};
    p.theory = QColor(0xb4, 0xbd, 0xce);
    p.reference = QColor(0xff, 0xb8, 0x5c);
    return p;
}

double linear(float channel)
{
    const double c = channel;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& c)
{
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

} // namespace

QColor Palette::curve(CurveRole role) const
{
    switch (role) {
    case CurveRole::first: return curves[0];
    case CurveRole::second: return curves[1];
    case CurveRole::third: return curves[2];
    case CurveRole::fourth: return curves[3];
    case CurveRole::theory: return theory;
    case CurveRole::reference: return reference;
    }
    return text;
}

const Palette& themePalette(ThemeId theme)
{
    static const Palette light = lightPalette();
    static const Palette dark = darkPalette();
    return theme == ThemeId::dark ? dark : light;
}

ThemeId currentTheme() { return ThemeNotifier::instance().theme(); }

const Palette& currentPalette() { return themePalette(currentTheme()); }

double currentTypeScale() { return ThemeNotifier::instance().typeScale(); }

bool presenting(double typeScale) { return typeScale >= 1.4; }

int targetSize() { return presenting(currentTypeScale()) ? 44 : 24; }

double contrastRatio(const QColor& a, const QColor& b)
{
    const double one = luminance(a);
    const double other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

ThemeNotifier& ThemeNotifier::instance()
{
    static ThemeNotifier notifier;
    return notifier;
}

void ThemeNotifier::select(ThemeId theme, double typeScale)
{
    if (theme == theme_ && typeScale == typeScale_)
        return;
    theme_ = theme;
    typeScale_ = typeScale;
    Q_EMIT changed();
}

} // namespace ui
