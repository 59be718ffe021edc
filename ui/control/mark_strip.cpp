// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/control/mark_strip.h"

#include "ui/text/palette.h"
#include "ui/text/symbol_text.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

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
    double const across = std::ceil(symbolWidth(entry.label, smallFont(font())));
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
        painter.setFont(smallFont(font()));
        drawSymbols(painter, labelRect(entry), Qt::AlignLeft | Qt::AlignTop, entry.label);
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
