// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/control/mark_strip.h"

#include "ui/text/palette.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace ui {
namespace {

constexpr double tick = 5;
constexpr double gap = 1;

QFont smallFont(const QFont& font)
{
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.85);
    small.setWeight(QFont::DemiBold);
    return small;
}

QFont subscriptFont(const QFont& font)
{
    QFont sub = smallFont(font);
    sub.setPointSizeF(sub.pointSizeF() * 0.78);
    return sub;
}

// "T_c = 2.2" in three pieces: T, c, " = 2.2".
struct Pieces
{
    QString base, sub, rest;
};

Pieces piecesOf(const QString& label)
{
    qsizetype const bar = label.indexOf(u'_');
    if (bar < 0) {
        return {label, {}, {}};
    }
    qsizetype const blank = label.indexOf(u' ', bar);
    qsizetype const end = blank < 0 ? label.size() : blank;
    return {label.left(bar), label.mid(bar + 1, end - bar - 1), label.mid(end)};
}

double widthOf(const Pieces& pieces, const QFont& font)
{
    QFontMetricsF const small(smallFont(font)), sub(subscriptFont(font));
    return small.horizontalAdvance(pieces.base) + sub.horizontalAdvance(pieces.sub) +
           small.horizontalAdvance(pieces.rest);
}

void drawPieces(QPainter& painter, QPointF baseline, const Pieces& pieces, const QFont& font)
{
    auto const draw = [&](const QFont& used, const QString& text, double lower) {
        painter.setFont(used);
        painter.drawText(baseline + QPointF(0, lower), text);
        baseline.rx() += QFontMetricsF(used).horizontalAdvance(text);
    };
    draw(smallFont(font), pieces.base, 0);
    draw(subscriptFont(font), pieces.sub, 2);
    draw(smallFont(font), pieces.rest, 0);
}

} // namespace

MarkStrip::MarkStrip(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this,
            qOverload<>(&QWidget::update));
    hide();
}

void MarkStrip::setEntries(std::vector<Entry> entries)
{
    if (entries == entries_) {
        return;
    }
    entries_ = std::move(entries);
    setVisible(!entries_.empty());
    update();
}

void MarkStrip::setInset(int pixels)
{
    inset_ = pixels;
    update();
}

QSize MarkStrip::sizeHint() const
{
    return {80, static_cast<int>(tick + QFontMetricsF(smallFont(font())).height() + gap + 5)};
}

double MarkStrip::xOf(const Entry& entry) const
{
    return inset_ + entry.position * (width() - 2 * inset_);
}

QRectF MarkStrip::labelRect(const Entry& entry) const
{
    double const across = widthOf(piecesOf(entry.label), font());
    double const left = std::clamp(xOf(entry) - across / 2, 0.0, std::max(0.0, width() - across));
    return {left, tick + gap, across, height() - tick - gap};
}

void MarkStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Entry& entry : entries_) {
        painter.setPen(QPen(currentPalette().reference, 2));
        painter.drawLine(QPointF(xOf(entry), 0), QPointF(xOf(entry), tick));
        QRectF const label = labelRect(entry);
        QFontMetricsF const metrics(smallFont(font()));
        drawPieces(painter, {label.left(), label.top() + metrics.ascent()}, piecesOf(entry.label),
                   font());
    }
}

const MarkStrip::Entry* MarkStrip::entryAt(QPointF position) const
{
    auto const found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
        return labelRect(entry).adjusted(-4, -tick, 4, 0).contains(position);
    });
    return found == entries_.end() ? nullptr : &*found;
}

void MarkStrip::mouseMoveEvent(QMouseEvent* event)
{
    setCursor(entryAt(event->position()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void MarkStrip::mouseReleaseEvent(QMouseEvent* event)
{
    const Entry* const entry = entryAt(event->position());
    if (entry && event->button() == Qt::LeftButton) {
        Q_EMIT chosen(entry->value);
    }
}

} // namespace ui
