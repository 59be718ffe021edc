// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/job_plots.h"

#include "ui/text/core_text.h"

#include <algorithm>
#include <cmath>

namespace ui {

JobPlots::JobPlots(const core::ModelEntry& entry, PlotShelf& shelf, QObject* parent)
    : QObject(parent), entry_(entry), shelf_(shelf)
{
}

std::size_t JobPlots::indexOf(const core::JobSpec& spec) const
{
    return static_cast<std::size_t>(
        std::max(0, core::observableIndex(*entry_.card, spec.observable)));
}

QString JobPlots::symbolOf(std::string_view observable) const
{
    int const index = core::observableIndex(*entry_.card, observable);
    if (index < 0) {
        return fromCore(observable);
    }
    auto const& spec = entry_.card->observables[static_cast<std::size_t>(index)];
    return spec.symbol.empty() ? coreText(spec.label) : fromCore(spec.symbol);
}

PlotCard* JobPlots::card(const core::JobSpec& spec) const
{
    auto const found = cards_.find(spec.id);
    return found == cards_.end() ? nullptr : found->second;
}

PlotCard& JobPlots::ensure(const core::JobSpec& spec)
{
    if (auto* const known = card(spec)) {
        return *known;
    }
    bool const quench = spec.kind == core::JobKind::quench;
    QString const title = coreText(spec.title);
    auto* const made = new PlotCard(title, &shelf_);
    made->setObjectName("plot-" + fromCore(spec.id));
    AxisSpec x, y;
    x.title = quench ? tr("steps after the quench") : axisText(spec);
    x.name = quench ? tr("step") : fromCore(spec.param);
    x.logarithmic = quench;
    y.title = y.name = symbolOf(spec.observable);
    int const drawn = core::observableIndex(*entry_.card, spec.observable);
    auto const all = entry_.card->observables;
    if (drawn >= 0 && all[static_cast<std::size_t>(drawn)].low == 0 &&
        all[static_cast<std::size_t>(drawn)].high == 1) {
        y.atLeast = Range{0, 1}; // a share
    }
    made->setAxes(x, y);
    cards_.emplace(std::string(spec.id), made);
    shelf_.add(made, title);
    shelf_.select(made);
    return *made;
}

void JobPlots::display(const core::JobSpec& spec, const core::JobReport& report)
{
    if (spec.kind == core::JobKind::loop) {
        drawLoop(ensure(spec), spec, report);
    } else if (spec.kind == core::JobKind::quench) {
        drawQuench(ensure(spec), spec, report);
    } else if (spec.kind == core::JobKind::argument) {
        drawArgument(ensure(spec), spec, report);
    }
}

// The label of an action's argument, "Noise"; else the parameter's id.
QString JobPlots::axisText(const core::JobSpec& spec) const
{
    auto const action = spec.action.substr(0, spec.action.find(':'));
    auto const* const found =
        spec.kind == core::JobKind::argument ? core::findAction(*entry_.card, action) : nullptr;
    auto const* const param = found ? core::findSpec(found->params, spec.param) : nullptr;
    return param ? coreText(param->label) : fromCore(spec.param);
}

void JobPlots::drawArgument(PlotCard& card, const core::JobSpec& spec,
                            const core::JobReport& report) const
{
    PointSeries points;
    points.id = QStringLiteral("argument");
    points.label = symbolOf(spec.observable);
    std::size_t const at = indexOf(spec);
    for (auto const& point : report.points) {
        if (at < point.estimates.size() && std::isfinite(point.estimates[at].mean)) {
            auto const& estimate = point.estimates[at];
            points.points.push_back(
                {point.x, estimate.mean, estimate.error, true, tr("n = %1").arg(estimate.count)});
        }
    }
    card.setPoints(std::move(points));
}

void JobPlots::drawLoop(PlotCard& card, const core::JobSpec& spec,
                        const core::JobReport& report) const
{
    LineSeries there, back;
    there.id = QStringLiteral("there");
    there.label = tr("there");
    back.id = QStringLiteral("back");
    back.label = tr("and back");
    back.role = CurveRole::second;
    std::size_t const at = indexOf(spec);
    for (auto const& point : report.points) {
        auto& line = point.branch % 2 == 0 ? there : back;
        if (at < point.estimates.size() && std::isfinite(point.estimates[at].mean)) {
            line.points.emplace_back(point.x, point.estimates[at].mean);
        }
    }
    card.setLine(std::move(there));
    card.setLine(std::move(back));
}

void JobPlots::drawQuench(PlotCard& card, const core::JobSpec& spec,
                          const core::JobReport& report) const
{
    LineSeries line;
    line.id = QStringLiteral("quench");
    line.label = symbolOf(spec.observable);
    std::size_t const at = indexOf(spec);
    for (auto const& point : report.points) {
        if (at < point.estimates.size() && std::isfinite(point.estimates[at].mean)) {
            auto const& estimate = point.estimates[at];
            double const error = std::isfinite(estimate.error) ? estimate.error : 0;
            line.points.emplace_back(point.x, estimate.mean);
            line.band.push_back({estimate.mean - error, estimate.mean + error});
        }
    }
    card.setLine(std::move(line));
}

} // namespace ui
