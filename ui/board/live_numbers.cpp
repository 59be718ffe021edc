// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/live_numbers.h"

#include <QStringList>

#include <cmath>

namespace ui {

namespace {

constexpr qint64 comparedEveryMs = 250;
constexpr double least = 0.003; // of a change that an arrow tells

QString shown(double value)
{
    QString text = QString::number(std::fabs(value), 'f', 2);
    bool const negative = std::lround(100 * value) < 0;
    return negative ? QChar(0x2212) + text : text;
}

} // namespace

void LiveNumbers::display(std::span<const Entry> entries, std::span<const double> values,
                          bool running)
{
    compare(values, running);
    QStringList parts;
    for (auto const& entry : entries) {
        auto const at = static_cast<std::size_t>(entry.index);
        if (entry.index < 0 || at >= values.size() || !std::isfinite(values[at])) {
            continue;
        }
        QString const arrow = trend_[at] > 0   ? QStringLiteral(" \u2191")
                              : trend_[at] < 0 ? QStringLiteral(" \u2193")
                                               : QString();
        parts << entry.word + u' ' + shown(values[at]) + arrow;
    }
    QString const text = parts.join(QStringLiteral("   "));
    if (text != this->text()) {
        setText(text);
        setAccessibleName(parts.join(QStringLiteral(", ")));
    }
}

void LiveNumbers::compare(std::span<const double> values, bool running)
{
    bool const other = before_.size() != values.size();
    if (!other && running && sinceCompared_.isValid() &&
        sinceCompared_.elapsed() < comparedEveryMs) {
        return;
    }
    trend_.assign(values.size(), 0);
    for (std::size_t i = 0; i < values.size() && !other && running; ++i) {
        double const change = values[i] - before_[i];
        trend_[i] = change > least ? 1 : change < -least ? -1 : 0;
    }
    before_.assign(values.begin(), values.end());
    sinceCompared_.start();
}

} // namespace ui
