// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/legend_bar.h"

#include "ui/plot/axes_item.h"
#include "ui/text/symbol_text.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr int swatchWidth = 20;
constexpr int inset = 5;
constexpr std::size_t madeAhead = 8;

void paintEntry(QPainter& painter, const QRectF& box, const Swatch& swatch, const QFont& base)
{
    drawSwatch(painter, QRectF(box.left() + inset, box.top(), swatchWidth, box.height()), swatch);
    QFont font = base;
    font.setStrikeOut(!swatch.shown);
    painter.setFont(font);
    painter.setPen(swatch.shown ? currentPalette().text : currentPalette().mutedText);
    const QRectF words = box.adjusted(inset + swatchWidth + inset, 0.0, -inset, 0.0);
    drawSymbols(painter, words, Qt::AlignVCenter | Qt::AlignLeft, swatch.label);
}

} // namespace

LegendEntry::LegendEntry(const Swatch& swatch, QWidget* parent) : QAbstractButton(parent)
{
    setCheckable(true);
    setChecked(true);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSwatch(swatch);
}

void LegendEntry::setSwatch(const Swatch& swatch)
{
    swatch_ = swatch;
    setChecked(swatch.shown);
    setAccessibleName(tr("Show %1").arg(swatch.label));
    QString tip = tr("Show or hide %1").arg(swatch.label);
    if (swatch.kind == SeriesKind::points && !swatch.joined)
        tip += u'\n' + tr("filled: trusted, hollow: not yet");
    setToolTip(symbolTip(tip));
    update();
}

QSize LegendEntry::sizeHint() const
{
    const QFontMetrics metrics(plotFont(font()));
    const int label = static_cast<int>(std::ceil(symbolWidth(swatch_.label, plotFont(font()))));
    const int width = 3 * inset + swatchWidth + label + 2;
    return {width, std::max(targetSize(), metrics.height() + 8)};
}

void LegendEntry::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus() || underMouse()) {
        painter.setPen(hasFocus() ? QPen(currentPalette().accent, 1.5) : QPen(Qt::NoPen));
        painter.setBrush(underMouse() ? currentPalette().accentSoft : QColor(Qt::transparent));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1.0, 1.0, -1.0, -1.0), 4.0, 4.0);
    }
    Swatch now = swatch_;
    now.shown = isChecked();
    paintEntry(painter, rect(), now, plotFont(font()));
}

LegendBar::LegendBar(QWidget* parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    for (std::size_t i = 0; i < madeAhead; ++i)
        addEntry();
}

void LegendBar::addEntry()
{
    auto* entry = new LegendEntry(Swatch(), this);
    entry->hide();
    connect(entry, &QAbstractButton::clicked, this,
            [this, entry](bool shown) { Q_EMIT toggled(entry->swatch().id, shown); });
    pool_.push_back(entry);
}

void LegendBar::setSwatches(const std::vector<Swatch>& swatches)
{
    const bool same =
        used_ == swatches.size() &&
        std::equal(swatches.begin(), swatches.end(), pool_.begin(),
                   [](const Swatch& s, const LegendEntry* e) { return s == e->swatch(); });
    if (same)
        return;
    while (pool_.size() < swatches.size())
        addEntry();
    used_ = swatches.size();
    for (std::size_t i = 0; i < pool_.size(); ++i) {
        if (i < used_)
            pool_[i]->setSwatch(swatches[i]);
        pool_[i]->setVisible(i < used_);
    }
    arrange();
    updateGeometry();
}

int LegendBar::oneRowWidth() const
{
    int width = 0;
    for (std::size_t i = 0; i < used_; ++i)
        width += pool_[i]->sizeHint().width();
    return width;
}

std::vector<QRect> LegendBar::rowsFor(int width) const
{
    std::vector<QRect> boxes;
    QPoint corner;
    for (std::size_t i = 0; i < used_; ++i) {
        const QSize size = pool_[i]->sizeHint().boundedTo(QSize(std::max(width, 1), 1000));
        if (corner.x() > 0 && corner.x() + size.width() > width)
            corner = QPoint(0, corner.y() + size.height());
        boxes.emplace_back(corner, size);
        corner.rx() += size.width();
    }
    return boxes;
}

void LegendBar::arrange()
{
    const std::vector<QRect> boxes = rowsFor(width());
    for (std::size_t i = 0; i < boxes.size(); ++i)
        pool_[i]->setGeometry(boxes[i]);
}

double LegendBar::paintAt(QPainter& painter, QPointF corner, double width) const
{
    double foot = 0.0;
    const std::vector<QRect> boxes = rowsFor(static_cast<int>(width));
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        paintEntry(painter, QRectF(boxes[i]).translated(corner), pool_[i]->swatch(),
                   plotFont(font()));
        foot = std::max(foot, boxes[i].bottom() + 1.0);
    }
    return foot;
}

int LegendBar::heightForWidth(int width) const
{
    const std::vector<QRect> boxes = rowsFor(width);
    return boxes.empty() ? 0 : boxes.back().bottom() + 1;
}

QSize LegendBar::sizeHint() const
{
    return {oneRowWidth(), used_ == 0 ? 0 : pool_.front()->sizeHint().height()};
}

QSize LegendBar::minimumSizeHint() const { return {40, sizeHint().height()}; }

void LegendBar::resizeEvent(QResizeEvent*) { arrange(); }

void LegendBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
}

} // namespace ui
