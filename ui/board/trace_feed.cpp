// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/trace_feed.h"

#include "core/stats/estimate.h"
#include "ui/text/core_text.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ui {

namespace {

constexpr std::size_t drawnSlices = 256;
constexpr double palest = 0.62; // the last line, on its way from the role's colour to the card's

} // namespace

TraceFeed::TraceFeed(const PlotSource& source, const core::PlotSpec& spec, QWidget* parent)
    : PlotFeed(source, spec, parent), expected_(core::notANumber)
{
    auto const all = source.entry.card->curves;
    auto const& curve = all[static_cast<std::size_t>(spec.curve)];
    auto const theory = std::find_if(all.begin(), all.end(), [&](const core::CurveSpec& one) {
        return !curve.theory.empty() && one.id == curve.theory;
    });
    theory_ = theory == all.end() ? -1 : static_cast<int>(theory - all.begin());
    AxisSpec x, y;
    x.title = tr("step");
    x.canToggle = false;
    y.logarithmic = spec.logY;
    card_->setAxes(x, y);
    card_->setToolTip(coreText(curve.help));
    card_->setEmptyText(tr("None for these parameters.\n%1").arg(coreText(curve.help)));
}

void TraceFeed::reported(const core::Report& report)
{
    auto const valuesOf = [&report](int curve) {
        static const std::vector<core::CurvePoint> none;
        auto const index = static_cast<std::size_t>(curve);
        return std::span(curve >= 0 && index < report.curves.size() ? report.curves[index].mean
                                                                    : none);
    };
    auto const step = static_cast<double>(report.step);
    if (step < to_) {
        forget();
    }
    auto const points = valuesOf(spec_.curve);
    std::vector<double> now;
    for (std::size_t i = 0; i < points.size() && i < static_cast<std::size_t>(spec_.lines); ++i) {
        now.push_back(points[i].y);
    }
    if (now.empty() || now == last_) {
        return;
    }
    if (now.size() != last_.size()) {
        forget();
        values_.assign(now.size(), core::History(drawnSlices));
    }
    from_ = values_.front().slices().empty() ? step : from_;
    to_ = step;
    for (std::size_t i = 0; i < now.size(); ++i) {
        values_[i].add(step, now[i]);
    }
    last_ = std::move(now);
    auto const theory = valuesOf(theory_);
    expected_ = theory.empty() ? core::notANumber : theory.front().y;
    fresh_ = true;
}

void TraceFeed::forget()
{
    values_.clear();
    last_.clear();
    from_ = to_ = 0;
    card_->clear();
    fresh_ = true;
}

void TraceFeed::refresh()
{
    if (!std::exchange(fresh_, false)) {
        return;
    }
    for (std::size_t rank = values_.size(); rank-- > 0;) {
        showValue(rank);
    }
    showTheory();
}

// The first is the darkest and lies on top of the others.
void TraceFeed::showValue(std::size_t rank)
{
    auto const& curve = source_.entry.card->curves[static_cast<std::size_t>(spec_.curve)];
    LineSeries line;
    line.label = QStringLiteral("%1_%2").arg(coreText(curve.yLabel)).arg(rank + 1);
    line.id = line.label;
    line.family = tr("%1 largest").arg(values_.size());
    line.tint = palest * static_cast<double>(rank) / static_cast<double>(values_.size());
    for (auto const& slice : values_[rank].slices()) {
        line.points.emplace_back((slice.from + slice.to) / 2, slice.mean());
    }
    card_->setLine(std::move(line));
}

void TraceFeed::showTheory()
{
    CurveSeries line;
    line.id = QStringLiteral("theory");
    if (theory_ >= 0) {
        line.label = coreText(source_.entry.card->curves[static_cast<std::size_t>(theory_)].label);
        line.points = {{from_, expected_}, {to_, expected_}};
    }
    if (std::isfinite(expected_) && to_ > from_) {
        card_->setCurve(std::move(line));
    } else {
        card_->removeSeries(line.id);
    }
}

} // namespace ui
