// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view/badge.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace ui {

Badge::Badge(QWidget* parent) : QFrame(parent), title_(new QLabel(this)), detail_(new QLabel(this))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(2);
    column->addWidget(title_);
    column->addWidget(detail_);
    title_->setObjectName(QStringLiteral("title"));
    title_->setTextFormat(Qt::RichText);
    detail_->setTextFormat(Qt::PlainText);
    dress();
    hide();
}

void Badge::setLines(const QString& title, const QString& detail)
{
    if (title == title_->text() && detail == detail_->text()) {
        return;
    }
    title_->setText(title);
    detail_->setText(detail);
    title_->setVisible(!title.isEmpty());
    detail_->setVisible(!detail.isEmpty());
    setVisible(!title.isEmpty() || !detail.isEmpty());
    adjustSize();
}

void Badge::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange) {
        dress();
    }
    QFrame::changeEvent(event);
}

void Badge::dress()
{
    bool const dark = palette().color(QPalette::Base).lightness() < 128;
    QString const sheet =
        QStringLiteral("ui--Badge { background: %1; border: 1px solid %2; border-radius: 8px; }"
                       "QLabel { color: %3; background: transparent; }"
                       "QLabel#title { color: %4; font-weight: 700; }")
            .arg(palette().color(QPalette::Base).name(), palette().color(QPalette::Mid).name(),
                 palette().color(QPalette::Text).name(),
                 dark ? QStringLiteral("#f2b134") : QStringLiteral("#8a5200"));
    if (sheet != styleSheet()) {
        setStyleSheet(sheet);
    }
}

} // namespace ui
