// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/theme.h"

#include <QHash>
#include <QString>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

// @name is a colour of the theme, #n a length of n pixels at type scale 1, ^n a size at least that
// of a target, %n the radius of a disc of n pixels with a border of one: a larger one draws a
// square.
constexpr const char* sheetTemplate = R"(
QMainWindow, QDialog { background: @window; }
QToolTip { background: @card; color: @text; border: 1px solid @outline; padding: #5px #7px; }

QFrame[card="true"] { background: @card; border: 1px solid @border; border-radius: #6px; }
QLabel[role="title"] { font-weight: 600; }
QLabel[role="muted"] { color: @muted; }
QLabel[role="warning"] { color: @warning; }
QLabel[role="group"] { color: @muted; font-weight: 600; font-size: $85pt; }

QPushButton, QToolButton {
    background: @card; color: @text; border: 1px solid @border; border-radius: #6px;
    padding: #4px #12px; min-height: ^18px; font-weight: 600;
}
QToolButton { padding: #2px #7px; }
QPushButton:hover, QToolButton:hover { background: @soft; border-color: @outline; }
QPushButton:pressed, QToolButton:pressed { background: @border; }
QPushButton:checked, QToolButton:checked { background: @soft; color: @link; border-color: @accent; }
QPushButton:focus, QToolButton:focus { border: 2px solid @accent; padding: #3px #11px; }
QToolButton:focus { padding: #1px #6px; }
QPushButton:disabled, QToolButton:disabled { color: @muted; background: @window; }
QPushButton[primary="true"], QToolButton[primary="true"] {
    background: @accent; color: @onaccent; border-color: @accent;
}
QPushButton[primary="true"]:disabled, QToolButton[primary="true"]:disabled {
    color: @muted; background: @window; border-color: @border;
}
QPushButton[primary="true"]:hover, QToolButton[primary="true"]:hover { background: @accenthover; }
QPushButton[primary="true"]:focus, QToolButton[primary="true"]:focus { border: 2px solid @text; }
QToolButton[plotMenu="true"] { border-color: transparent; background: transparent; padding: 0; }
QToolButton[plotMenu="true"]:hover { background: @soft; }
QToolButton[plotMenu="true"]:focus { border: 2px solid @accent; }
QToolButton[plotTool="true"] { font-size: $85pt; font-weight: 500; padding: #1px #6px; min-height: ^18px; }
QToolButton[plotTool="true"]:focus { padding: 0 #5px; }
QToolButton[plotTool="true"][popupMode="1"] { padding-right: #20px; }
QToolButton[plotTool="true"][popupMode="1"]:focus { padding-right: #19px; }
QToolButton[iconOnly="true"] { padding: 0; min-width: ^24px; min-height: ^24px; }
QToolButton[iconOnly="true"]:focus { padding: 0; }
QToolButton[popupMode="1"] { padding-right: #22px; }
QToolButton[popupMode="1"]:focus { padding-right: #21px; }
QToolButton::menu-button { border: none; width: #16px; }
QToolButton::menu-arrow { image: url(:/marks/chevron-down-@marks.png); width: #10px; }
QToolButton::menu-indicator { image: none; }
QPushButton::menu-indicator { image: none; }

QSlider:horizontal { min-height: ^24px; }
QSlider::groove:horizontal { height: #4px; border-radius: #2px; background: @groove; }
QSlider::sub-page:horizontal { background: @accent; border-radius: #2px; }
QSlider::handle:horizontal {
    width: #16px; height: #16px; margin: -#7px 0; border-radius: @handleradius;
    background: @handle; border: 1px solid @accent;
}
QSlider::handle:horizontal:hover { background: @soft; }
QSlider::handle:horizontal:focus {
    border: 2px solid @accent; width: #14px; height: #14px; border-radius: @focusradius; background: @soft;
}
QSlider::handle:horizontal:disabled, QSlider::sub-page:horizontal:disabled { background: @outline; border-color: @outline; }

QComboBox QAbstractItemView {
    background: @card; color: @text; border: 1px solid @outline; outline: none;
    selection-background-color: @soft; selection-color: @text;
}
QComboBox QAbstractItemView::item { min-height: ^24px; padding: 0 #8px; }
QAbstractSpinBox { min-height: ^26px; }
QCheckBox, QRadioButton { spacing: #8px; min-height: ^24px; }

QTabWidget::pane { border: none; }
QTabBar::tab {
    background: transparent; color: @muted; border: none; border-bottom: 2px solid transparent;
    padding: #5px #12px; min-height: ^18px; font-weight: 600;
}
QTabBar::tab:hover { color: @text; background: @soft; }
QTabBar::tab:selected { color: @link; border-bottom-color: @accent; }
QTabBar::tab:focus { color: @text; border-bottom: 3px solid @accent; }

QMenuBar { background: @card; color: @text; border-bottom: 1px solid @border; padding: #1px #6px; }
QMenuBar::item { padding: #5px #10px; border-radius: #4px; background: transparent; }
QMenuBar::item:selected { background: @soft; }
QMenu { background: @card; color: @text; border: 1px solid @outline; padding: #4px; }
QMenu::item { padding: #5px #26px #5px #26px; border-radius: #4px; min-height: ^16px; }
QMenu::item:selected { background: @soft; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @border; margin: #4px #8px; }
QMenu::indicator { width: #16px; height: #16px; left: #5px; }
QStatusBar { background: @card; color: @muted; border-top: 1px solid @border; }
QStatusBar QLabel { color: @muted; padding: 0 #4px; }
QStatusBar::item { border: none; }
QToolBar { background: @card; border: none; border-bottom: 1px solid @border; spacing: #8px; padding: #6px #10px; }

QAbstractItemView[rail="true"] { background: @card; border: none; outline: none; }
QAbstractItemView[rail="true"]::item { min-height: ^28px; padding: 0 #12px; border-radius: #6px; }
QAbstractItemView[rail="true"]::item:selected { background: @soft; color: @link; }
QAbstractButton[rail="true"] {
    background: transparent; border: 2px solid transparent; text-align: left; padding: #4px #10px;
    font-weight: 400; min-height: ^20px; border-radius: #6px;
}
QAbstractButton[rail="true"]:hover { background: @window; }
QAbstractButton[rail="true"]:checked { background: @soft; color: @link; font-weight: 600; }
QAbstractButton[rail="true"]:focus { border: 2px solid @accent; padding: #4px #10px; }

QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: #12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: #12px; margin: 0; }
QScrollBar::handle { background: @outline; border-radius: #4px; margin: #2px; min-height: #28px; min-width: #28px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: @groove; border: none; border-radius: #4px; text-align: center; min-height: ^20px; color: @text; }
QProgressBar::chunk { background: @accent; border-radius: #4px; }
QProgressBar[slim="true"] { border-radius: #2px; min-height: 0; }
QProgressBar[slim="true"]::chunk { border-radius: #2px; }
QSplitter::handle { background: transparent; }
QHeaderView::section { background: @card; color: @muted; border: none; border-bottom: 1px solid @border; padding: #4px #8px; }
QTableCornerButton::section { background: @card; border: none; border-bottom: 1px solid @border; }
QTableView { background: @card; gridline-color: @grid; border: none; }
QTableView[plain="true"] { background: transparent; selection-background-color: @soft; selection-color: @text; }
QTableView[plain="true"]::item { padding: 0 #2px; border-bottom: 1px solid @grid; }
QTableView[plain="true"] QHeaderView { background: transparent; }
QTableView[plain="true"] QHeaderView::section { background: transparent; padding: 0 #2px #2px #2px; border: none; }

QFrame[bar="true"] { background: @card; border: none; border-bottom: 1px solid @border; }
QFrame[rail="true"] { background: @card; border: none; border-right: 1px solid @border; }
QFrame[bar="true"] QLabel[role="wordmark"] { font-weight: 700; font-size: $130pt; }
QFrame[bar="true"] QLabel[role="title"] { font-size: $110pt; }
QPushButton[tight="true"] { padding: #4px #7px; }
QPushButton[tight="true"]:focus { padding: #3px #6px; }
QToolButton[transport="true"] { padding: #4px #14px; min-height: ^20px; }
QToolButton[transport="true"]:focus { padding: #3px #13px; }
QComboBox[plotTitle="true"] { border-color: transparent; background: transparent; font-weight: 600; padding: 0 #4px; }
QComboBox[plotTitle="true"]:hover { border-color: @border; }
QStatusBar QToolButton { background: transparent; border-color: transparent; color: @muted; font-weight: 400; padding: 0 #4px; }
QStatusBar QToolButton:hover { color: @text; border-color: @border; }
QStatusBar QLabel[role="warning"] { color: @warning; }
)";

// Lengths marked ^ are right for a target of this size.
constexpr double deskTarget = 24.0;
constexpr double touchTarget = 44.0;

QColor mixed(const QColor& a, const QColor& b, float share)
{
    return QColor::fromRgbF(a.redF() + (b.redF() - a.redF()) * share,
                            a.greenF() + (b.greenF() - a.greenF()) * share,
                            a.blueF() + (b.blueF() - a.blueF()) * share);
}

// A corner wider than half its box is drawn square, so this rounds down.
QString cornerOf(double inside, int border, double typeScale)
{
    return QStringLiteral("%1px").arg((std::lround(inside * typeScale) + 2 * border) / 2);
}

QHash<QString, QString> colourNames(const Palette& c, bool strong)
{
    const QColor muted = strong ? c.text : c.mutedText;
    return {{QStringLiteral("window"), c.window.name()},
            {QStringLiteral("card"), c.card.name()},
            {QStringLiteral("field"), c.field.name()},
            {QStringLiteral("text"), c.text.name()},
            {QStringLiteral("muted"), muted.name()},
            {QStringLiteral("accent"), c.accent.name()},
            {QStringLiteral("accenthover"), mixed(c.accent, c.text, 0.15F).name()},
            {QStringLiteral("onaccent"), c.accentText.name()},
            {QStringLiteral("soft"), c.accentSoft.name()},
            {QStringLiteral("link"), c.link.name()},
            {QStringLiteral("border"), c.border.name()},
            {QStringLiteral("outline"), c.outline.name()},
            {QStringLiteral("groove"), mixed(c.border, c.outline, 0.15F).name()},
            {QStringLiteral("handle"), c.dark ? c.field.name() : c.card.name()},
            {QStringLiteral("grid"), c.grid.name()},
            {QStringLiteral("marks"), c.dark ? QStringLiteral("dark") : QStringLiteral("light")},
            {QStringLiteral("warning"), c.warning.name()}};
}

QString word(const QString& source, qsizetype from)
{
    qsizetype end = from;
    while (end < source.size() && source[end].isLetterOrNumber())
        ++end;
    return source.mid(from, end - from);
}

QString digits(const QString& source, qsizetype from)
{
    qsizetype end = from;
    while (end < source.size() && source[end].isDigit())
        ++end;
    return source.mid(from, end - from);
}

} // namespace

QString styleSheet(const Palette& colours, double typeScale)
{
    const bool large = presenting(typeScale);
    QHash<QString, QString> names = colourNames(colours, large);
    names.insert(QStringLiteral("handleradius"), cornerOf(16.0, 1, typeScale));
    names.insert(QStringLiteral("focusradius"), cornerOf(14.0, 2, typeScale));
    const double growth = large ? std::max(typeScale, touchTarget / deskTarget) : typeScale;
    const QString source = QString::fromLatin1(sheetTemplate);
    QString sheet;
    sheet.reserve(source.size());
    for (qsizetype i = 0; i < source.size(); ++i) {
        const QChar c = source[i];
        if (c == u'@') {
            const QString name = word(source, i + 1);
            sheet += names.value(name);
            i += name.size();
        } else if (c == u'#' || c == u'^' || c == u'$' || c == u'%') {
            const QString size = digits(source, i + 1);
            const double value = size.toDouble();
            if (c == u'%')
                sheet += QString::number((std::lround(value * typeScale) + 2) / 2);
            else if (c == u'$')
                sheet += QString::number(value * typeScale / 10.0, 'f', 1);
            else
                sheet += QString::number(std::lround(value * (c == u'#' ? typeScale : growth)));
            i += size.size();
        } else {
            sheet += c;
        }
    }
    return sheet;
}

} // namespace ui
