// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/series_feeds.h"

#include "ui/text/core_text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace ui {

namespace {

constexpr std::size_t drawnSlices = 512;
constexpr std::size_t drawnPoints = 128;
constexpr double shownSeconds = 20;

CurveRole roleOf(std::size_t position)
{
    static constexpr CurveRole roles[] = {CurveRole::first, CurveRole::second, CurveRole::third,
                                          CurveRole::fourth};
    return roles[position % std::size(roles)];
}

} // namespace

TimeFeed::TimeFeed(const PlotSource& source, const core::PlotSpec& spec, QWidget* parent)
    : PlotFeed(source, spec, parent)
{
    for (auto const id : spec.observables) {
        add(id, Side::left);
    }
    for (auto const id : spec.right) {
        add(id, Side::right);
    }
    AxisSpec x;
    x.title = tr("step");
    x.canToggle = false;
    card_->setAxes(x, axis(Side::left));
    if (!spec.right.empty()) {
        card_->setRightAxis(axis(Side::right));
    }
    clock_.start();
}

void TimeFeed::add(std::string_view id, Side side)
{
    constexpr int most = core::Sample::maxValues;
    int const index = indexOf(id);
    if (index < 0 || index >= most) {
        return;
    }
    auto const* const spec = observable(id);
    int const error = spec->error.empty() ? -1 : indexOf(spec->error);
    bool const all = source_.entry.card->learns;
    core::History const history(error >= 0 ? drawnPoints : drawnSlices,
                                all ? std::numeric_limits<double>::infinity() : shownSeconds);
    curves_.push_back(
        {static_cast<std::size_t>(index), spec, history, error < most ? error : -1, history, side});
}

// Named only where there are two: a legend and a title say the rest.
AxisSpec TimeFeed::axis(Side side) const
{
    AxisSpec axis;
    axis.logarithmic = side == Side::left && spec_.logY;
    QStringList names;
    QString unit;
    const core::ObservableSpec* only = nullptr;
    for (auto const& curve : curves_) {
        if (curve.side == side) {
            names << axisName(*curve.spec);
            unit = fromCore(curve.spec->unit);
            only = curve.spec;
            axis.settles = axis.settles || curve.error >= 0;
        }
    }
    if (!spec_.right.empty()) {
        axis.title = names.join(QStringLiteral(", "));
        if (names.size() == 1) {
            axis.title = coreText(only->label);
        }
        axis.title += unit.isEmpty() ? QString() : QStringLiteral(" / ") + unit;
    }
    return axis;
}

void TimeFeed::sampled(std::span<const core::Sample> samples)
{
    double const now = static_cast<double>(clock_.elapsed()) * 1e-3;
    for (auto const& sample : samples) {
        auto const step = static_cast<double>(sample.step);
        for (auto& curve : curves_) {
            double const value = sample.values[curve.index];
            curve.history.add(step, value, now);
            if (curve.error >= 0 && std::isfinite(value)) {
                double const error = sample.values[static_cast<std::size_t>(curve.error)];
                curve.errors.add(step, std::isfinite(error) ? error : 0, now);
            }
        }
    }
    fresh_ = true;
}

void TimeFeed::forget()
{
    for (auto& curve : curves_) {
        curve.history.clear();
        curve.errors.clear();
    }
    fresh_ = true;
}

void TimeFeed::refresh()
{
    if (!std::exchange(fresh_, false)) {
        return;
    }
    for (std::size_t i = 0; i < curves_.size(); ++i) {
        if (curves_[i].error >= 0) {
            showPoints(curves_[i], roleOf(i));
        } else {
            showLine(curves_[i], roleOf(i));
        }
    }
}

void TimeFeed::showLine(const Curve& curve, CurveRole role)
{
    LineSeries line;
    line.id = fromCore(curve.spec->id);
    line.label = axisName(*curve.spec);
    line.role = role;
    line.side = curve.side;
    bool averaged = false;
    for (auto const& slice : curve.history.slices()) {
        line.points.emplace_back((slice.from + slice.to) / 2, slice.mean());
        line.band.push_back({slice.low, slice.high});
        averaged = averaged || slice.count > 1;
    }
    if (!averaged) {
        line.band.clear();
    }
    card_->setLine(std::move(line));
}

// Where several values share a slice, their mean is given the mean of their errors: they are of
// different states, and none is known better for the others.
void TimeFeed::showPoints(const Curve& curve, CurveRole role)
{
    PointSeries points;
    points.id = fromCore(curve.spec->id);
    points.label = axisName(*curve.spec);
    points.role = role;
    points.side = curve.side;
    points.joined = true;
    // Train and test often lie on top of each other: the first shows through the others.
    bool const first = &curve == &*std::find_if(curves_.begin(), curves_.end(),
                                                [](const Curve& c) { return c.error >= 0; });
    points.dash = first ? Dash::solid : Dash::dashed;
    points.shape = first ? MarkerShape::circle : MarkerShape::diamond;
    auto const values = curve.history.slices();
    auto const errors = curve.errors.slices();
    for (std::size_t i = 0; i < values.size(); ++i) {
        double const error = i < errors.size() ? errors[i].mean() : 0;
        points.points.push_back(
            {(values[i].from + values[i].to) / 2, values[i].mean(), error, true, {}});
    }
    card_->setPoints(std::move(points));
}

namespace {

constexpr std::ptrdiff_t barsShown = 100;

} // namespace

HistogramFeed::HistogramFeed(const PlotSource& source, const core::PlotSpec& spec, QWidget* parent)
    : PlotFeed(source, spec, parent)
{
    auto const* const shown = observable(source.entry.card->histogram);
    QString const name = shown ? axisName(*shown) : QString();
    AxisSpec x, y;
    x.title = name;
    x.canToggle = false;
    y.name = tr("density");
    y.logarithmic = spec.logY;
    y.includeZero = true;
    card_->setAxes(x, y);
}

void HistogramFeed::reported(const core::Report& report)
{
    auto const& counts = report.histogram;
    auto const total = std::accumulate(counts.begin(), counts.end(), 0.0);
    BarSeries bars;
    bars.id = QStringLiteral("histogram");
    if (total > 0) {
        // The engine's bins are fine; as many of them make a bar as leave some hundred where
        // anything is.
        auto const isFull = [](std::uint64_t count) { return count > 0; };
        auto const first = std::find_if(counts.begin(), counts.end(), isFull) - counts.begin();
        auto const last = counts.rend() - std::find_if(counts.rbegin(), counts.rend(), isFull);
        auto const group = std::max<std::ptrdiff_t>(1, (last - first + barsShown - 1) / barsShown);
        double const bin =
            (report.histogramHigh - report.histogramLow) / static_cast<double>(counts.size());
        bars.first = report.histogramLow + bin * static_cast<double>(first);
        bars.width = bin * static_cast<double>(group);
        for (auto from = first; from < last; from += group) {
            auto const to = std::min(from + group, last);
            double const sum = std::accumulate(counts.begin() + from, counts.begin() + to, 0.0);
            bars.heights.push_back(sum / (total * bars.width));
        }
    }
    card_->setBars(std::move(bars));
}

CurveFeed::CurveFeed(const PlotSource& source, const core::PlotSpec& spec, QWidget* parent)
    : PlotFeed(source, spec, parent)
{
    auto const& curve = source.entry.card->curves[static_cast<std::size_t>(spec.curve)];
    AxisSpec x, y;
    x.title = coreText(curve.xLabel);
    x.logarithmic = spec.logX;
    y.name = coreText(curve.yLabel);
    y.logarithmic = spec.logY;
    y.includeZero = true;
    card_->setAxes(x, y);
    card_->setToolTip(coreText(curve.help));
    if (!curve.averaged) {
        card_->setEmptyText(tr("None for these parameters.\n%1").arg(coreText(curve.help)));
    }
    auto const& all = source.entry.card->curves;
    auto const theory = std::find_if(all.begin(), all.end(), [&](const core::CurveSpec& one) {
        return !curve.theory.empty() && one.id == curve.theory;
    });
    theory_ = theory == all.end() ? -1 : static_cast<int>(theory - all.begin());
}

void CurveFeed::reported(const core::Report& report)
{
    auto const index = static_cast<std::size_t>(spec_.curve);
    auto const& curve = source_.entry.card->curves[index];
    core::AveragedCurve const none;
    auto const& here = index < report.curves.size() ? report.curves[index] : none;
    if (curve.averaged || theory_ < 0) {
        showLine(here);
    } else {
        showBars(here.mean);
    }
    if (theory_ >= 0 && static_cast<std::size_t>(theory_) < report.curves.size()) {
        showTheory(report.curves[static_cast<std::size_t>(theory_)].mean);
    }
}

void CurveFeed::showLine(const core::AveragedCurve& curve)
{
    LineSeries line;
    line.id = QStringLiteral("curve");
    for (std::size_t i = 0; i < curve.mean.size(); ++i) {
        double const y = curve.mean[i].y;
        double const error = i < curve.error.size() ? curve.error[i] : 0;
        double const known = std::isfinite(error) ? error : 0;
        line.points.emplace_back(curve.mean[i].x, y);
        line.band.push_back({y - known, y + known});
    }
    card_->setLine(std::move(line));
}

// A density at evenly spaced places: a bar around each.
void CurveFeed::showBars(const std::vector<core::CurvePoint>& points)
{
    BarSeries bars;
    bars.id = QStringLiteral("curve");
    bars.label = tr("measured");
    if (points.size() > 1) {
        bars.width = points[1].x - points[0].x;
        bars.first = points[0].x - bars.width / 2;
        for (auto const& point : points) {
            bars.heights.push_back(point.y);
        }
    }
    if (bars.heights.empty()) {
        card_->removeSeries(bars.id);
    } else {
        card_->setBars(std::move(bars));
    }
}

void CurveFeed::showTheory(const std::vector<core::CurvePoint>& points)
{
    auto const& spec = source_.entry.card->curves[static_cast<std::size_t>(theory_)];
    CurveSeries curve{.id = QStringLiteral("theory"), .label = coreText(spec.label)};
    for (auto const& point : points) {
        curve.points.emplace_back(point.x, point.y);
    }
    if (curve.points.empty()) {
        card_->removeSeries(curve.id);
    } else {
        card_->setCurve(std::move(curve));
    }
}

} // namespace ui
