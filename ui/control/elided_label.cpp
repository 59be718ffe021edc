// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/control/elided_label.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

namespace ui {

namespace {

constexpr double smaller[] = {0.88, 0.78};

} // namespace

ElidedLabel::ElidedLabel(const QString& text, QWidget* parent) : QLabel(text, parent)
{
    setTextFormat(Qt::PlainText);
}

QFont ElidedLabel::shownFont() const
{
    QFont shown = font();
    for (double const share : smaller) {
        if (QFontMetrics(shown).horizontalAdvance(text()) > contentsRect().width()) {
            shown.setPointSizeF(share * font().pointSizeF());
        }
    }
    return shown;
}

QString ElidedLabel::shownText() const
{
    return QFontMetrics(shownFont()).elidedText(text(), Qt::ElideRight, contentsRect().width());
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(shownFont());
    style()->drawItemText(&painter, contentsRect(), static_cast<int>(alignment()), palette(),
                          isEnabled(), shownText(), foregroundRole());
}

bool ElidedLabel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && shownText() != text()) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text(), this);
        return true;
    }
    return QLabel::event(event);
}

} // namespace ui
