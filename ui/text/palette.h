// SPDX-License-Identifier: GPL-3.0-or-later
// The colours of the window, one set per theme. They live below the shell so that plots and boards
// can follow the theme without knowing the shell; ui/shell/theme.h puts them on the application.
#pragma once

#include <QColor>
#include <QObject>

#include <array>

namespace ui {

enum class ThemeId { light, dark };

// Which colour a series takes. The four numbered roles differ by at least 20 (CIE 1976) for normal,
// protan, deutan and tritan eyes; `theory` is the calm colour of exact curves, `reference` that of
// marks such as T_c.
enum class CurveRole { first, second, third, fourth, theory, reference };

struct Palette
{
    bool dark = false;
    QColor window;     // behind the cards
    QColor card;       // behind text, plots and controls
    QColor field;      // behind text that can be edited
    QColor text;       // on window, card and field: contrast at least 4.5
    QColor mutedText;  // the same demand, calmer
    QColor accent;     // filled buttons, sliders, the focus ring: at least 3 on card and window
    QColor accentText; // on accent, at least 4.5
    QColor accentSoft; // a selected row; text and link keep 4.5 on it
    QColor link;       // accent as text
    QColor border;     // cards and quiet separations
    QColor outline;    // edges that say "this is a control": at least 3 on card
    QColor grid;       // lines inside a plot
    QColor axis;       // its frame and ticks, at least 3 on card
    QColor stage;      // behind the lattice
    QColor spinUp;
    QColor spinDown; // at least 3 in luminance from spinUp
    QColor warning;  // as text, at least 4.5
    std::array<QColor, 4> curves;
    QColor theory;
    QColor reference;

    QColor curve(CurveRole role) const;
};

const Palette& themePalette(ThemeId theme);

// The theme that is on now, and the palette of it.
ThemeId currentTheme();
const Palette& currentPalette();
// Factor on all type and metrics: 1 at a desk, larger in presentation mode.
double currentTypeScale();
// Type this large is read from the back row and touched on a board.
bool presenting(double typeScale);
// The least width and height in pixels of anything to click: 24, or 44 when presenting.
int targetSize();

// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21.
double contrastRatio(const QColor& a, const QColor& b);

// Tells everybody who paints by hand that the theme or the type scale changed. applyTheme() calls
// select().
class ThemeNotifier : public QObject
{
    Q_OBJECT

public:
    static ThemeNotifier& instance();
    void select(ThemeId theme, double typeScale);
    ThemeId theme() const { return theme_; }
    double typeScale() const { return typeScale_; }

Q_SIGNALS:
    void changed();

private:
    ThemeId theme_ = ThemeId::light;
    double typeScale_ = 1.0;
};

} // namespace ui
