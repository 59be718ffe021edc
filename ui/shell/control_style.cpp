// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/control_style.h"

#include "ui/text/palette.h"
#include "ui/text/symbol_text.h"

#include <QPainter>
#include <QStyleOption>

#include <algorithm>
#include <optional>

namespace ui {

namespace {

std::optional<double> chevronAngle(QStyle::PrimitiveElement element)
{
    switch (element) {
    case QStyle::PE_IndicatorArrowDown:
    case QStyle::PE_IndicatorSpinDown: return 0.0;
    case QStyle::PE_IndicatorArrowLeft: return 90.0;
    case QStyle::PE_IndicatorArrowUp:
    case QStyle::PE_IndicatorSpinUp: return 180.0;
    case QStyle::PE_IndicatorArrowRight: return 270.0;
    default: return std::nullopt;
    }
}

QColor markColour(const QStyleOption& option)
{
    const Palette& colours = currentPalette();
    return option.state.testFlag(QStyle::State_Enabled) ? colours.text : colours.outline;
}

void drawChevron(QPainter& painter, const QStyleOption& option, double angle)
{
    const double size = std::clamp(0.25 * std::min(option.rect.width(), option.rect.height()),
                                   3.0 * currentTypeScale(), 4.0 * currentTypeScale());
    painter.translate(QRectF(option.rect).center());
    painter.rotate(angle);
    QPen pen(markColour(option), 1.5 * currentTypeScale());
    pen.setCapStyle(Qt::RoundCap);
    pen.setJoinStyle(Qt::RoundJoin);
    painter.setPen(pen);
    painter.drawPolyline(QPolygonF{{-size, -0.5 * size}, {0.0, 0.5 * size}, {size, -0.5 * size}});
}

void drawBox(QPainter& painter, const QStyleOption& option, bool round)
{
    const Palette& colours = currentPalette();
    const bool on = option.state.testFlag(QStyle::State_On);
    const bool focus = option.state.testFlag(QStyle::State_HasFocus);
    const double side = std::min(option.rect.width(), option.rect.height()) - 2.0;
    QRectF box(0.0, 0.0, side, side);
    box.moveCenter(QRectF(option.rect).center());
    painter.setPen(QPen(focus || on ? colours.accent : colours.outline, focus ? 2.0 : 1.2));
    painter.setBrush(on ? colours.accent : colours.field);
    const double radius = round ? 0.5 * side : 0.22 * side;
    painter.drawRoundedRect(box, radius, radius);
    if (!on)
        return;
    if (round) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.accentText);
        painter.drawEllipse(box.center(), 0.22 * side, 0.22 * side);
        return;
    }
    QPen pen(colours.accentText, 0.13 * side);
    pen.setCapStyle(Qt::RoundCap);
    pen.setJoinStyle(Qt::RoundJoin);
    painter.setPen(pen);
    const auto at = [&](double x, double y) { return box.topLeft() + QPointF(x * side, y * side); };
    painter.drawPolyline(QPolygonF{at(0.24, 0.53), at(0.43, 0.71), at(0.77, 0.31)});
}

// The body of a combo box, spin box or line edit.
void drawField(QPainter& painter, const QStyleOption& option)
{
    const Palette& colours = currentPalette();
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool focus = enabled && option.state.testFlag(QStyle::State_HasFocus);
    const bool hover = enabled && option.state.testFlag(QStyle::State_MouseOver);
    const double width = focus ? 2.0 : 1.0;
    const double inset = 0.5 * width;
    painter.setPen(QPen(focus || hover ? colours.accent : colours.outline, width));
    painter.setBrush(enabled ? colours.field : colours.window);
    const double radius = 6.0 * currentTypeScale();
    painter.drawRoundedRect(QRectF(option.rect).adjusted(inset, inset, -inset, -inset), radius,
                            radius);
}

int fieldPadding() { return static_cast<int>(5.0 * currentTypeScale()); }

} // namespace

ControlStyle::ControlStyle() : QProxyStyle(QStringLiteral("fusion")) {}

void ControlStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option,
                                 QPainter* painter, const QWidget* widget) const
{
    const auto angle = chevronAngle(element);
    const bool check = element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck;
    const bool field = element == PE_PanelLineEdit;
    if (!angle && !check && !field && element != PE_IndicatorRadioButton)
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (field) {
        // Inside a spin box or combo box the line edit has no frame, and the body is drawn already.
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        if (frame && frame->lineWidth > 0)
            drawField(*painter, *option);
    } else if (angle)
        drawChevron(*painter, *option, *angle);
    else
        drawBox(*painter, *option, !check);
    painter->restore();
}

void ControlStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                      QPainter* painter, const QWidget* widget) const
{
    if (control != CC_ComboBox && control != CC_SpinBox)
        return QProxyStyle::drawComplexControl(control, option, painter, widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    drawField(*painter, *option);
    painter->restore();
    const auto mark = [&](SubControl part, PrimitiveElement arrow, bool enabled) {
        QStyleOption place(*option);
        place.rect = proxy()->subControlRect(control, option, part, widget);
        place.state.setFlag(State_Enabled, enabled && option->state.testFlag(State_Enabled));
        if (control == CC_SpinBox && option->activeSubControls.testFlag(part))
            painter->fillRect(place.rect.adjusted(0, 2, -2, -2), currentPalette().accentSoft);
        proxy()->drawPrimitive(arrow, &place, painter, widget);
    };
    if (control == CC_ComboBox)
        return mark(SC_ComboBoxArrow, PE_IndicatorArrowDown, true);
    const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
    if (!spin || spin->buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    mark(SC_SpinBoxUp, PE_IndicatorSpinUp,
         spin->stepEnabled.testFlag(QAbstractSpinBox::StepUpEnabled));
    mark(SC_SpinBoxDown, PE_IndicatorSpinDown,
         spin->stepEnabled.testFlag(QAbstractSpinBox::StepDownEnabled));
}

QRect ControlStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option,
                                   SubControl part, const QWidget* widget) const
{
    const QRect place = QProxyStyle::subControlRect(control, option, part, widget);
    const bool text = (control == CC_ComboBox && part == SC_ComboBoxEditField) ||
                      (control == CC_SpinBox && part == SC_SpinBoxEditField);
    return text ? place.adjusted(fieldPadding(), 0, 0, 0) : place;
}

QRect ControlStyle::subElementRect(SubElement element, const QStyleOption* option,
                                   const QWidget* widget) const
{
    const QRect place = QProxyStyle::subElementRect(element, option, widget);
    const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
    const bool padded = element == SE_LineEditContents && frame && frame->lineWidth > 0;
    return padded ? place.adjusted(fieldPadding(), 0, -fieldPadding(), 0) : place;
}

QSize ControlStyle::sizeFromContents(ContentsType type, const QStyleOption* option,
                                     const QSize& contents, const QWidget* widget) const
{
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
    const bool lineEdit = type == CT_LineEdit && frame && frame->lineWidth > 0;
    if (type == CT_ComboBox || type == CT_SpinBox || lineEdit)
        size = size.expandedTo(QSize(0, targetSize() + 4)) + QSize(2 * fieldPadding(), 0);
    return size;
}

void ControlStyle::drawItemText(QPainter* painter, const QRect& rect, int flags,
                                const QPalette& palette, bool enabled, const QString& text,
                                QPalette::ColorRole role) const
{
    const bool oneLine =
        !text.contains(u'\n') && symbolWidth(text, painter->font(), flags) <= rect.width() + 0.5;
    if (!hasSymbols(text) || !oneLine) {
        QProxyStyle::drawItemText(painter, rect, flags, palette, enabled, text, role);
        return;
    }
    painter->save();
    if (role != QPalette::NoRole)
        painter->setPen(QPen(palette.brush(role), painter->pen().widthF()));
    drawSymbols(*painter, rect, flags, text);
    painter->restore();
}

int ControlStyle::pixelMetric(PixelMetric metric, const QStyleOption* option,
                              const QWidget* widget) const
{
    const auto scaled = [](double pixels) {
        return static_cast<int>(pixels * currentTypeScale() + 0.5);
    };
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return scaled(18.0);
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

// A click on a groove goes there at once: the slider is a control of a running system.
int ControlStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                            QStyleHintReturn* answer) const
{
    if (hint == SH_Slider_AbsoluteSetButtons)
        return Qt::LeftButton;
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    if (hint == SH_ToolTip_WakeUpDelay)
        return 400;
    return QProxyStyle::styleHint(hint, option, widget, answer);
}

} // namespace ui
