// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/map_feed.h"

#include "ui/text/core_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {

namespace {

struct Level
{
    double from; // of |value|
    const char* id;
    CurveRole role;
    MarkerShape shape;
};
constexpr std::array levels{Level{0.75, "level-3", CurveRole::first, MarkerShape::circle},
                            Level{0.5, "level-2", CurveRole::third, MarkerShape::square},
                            Level{0.25, "level-1", CurveRole::second, MarkerShape::triangle},
                            Level{0.0, "level-0", CurveRole::fourth, MarkerShape::diamond}};
constexpr std::array dashes{Dash::solid, Dash::dashed, Dash::dashDotted, Dash::dotted};

// To so many digits as a hand can place on a range: a power of ten below a thousandth of it.
double tidy(double value, double range)
{
    double const perUnit = std::pow(10.0, std::ceil(std::log10(1000 / range)));
    return std::round(value * perUnit) / perUnit;
}

QString levelLabel(const QString& symbol, std::size_t level)
{
    return level == 0 ? QStringLiteral("%1 > %2").arg(symbol).arg(levels[0].from)
                      : QStringLiteral("%1 %2–%3")
                            .arg(symbol)
                            .arg(levels[level].from)
                            .arg(levels[level - 1].from);
}

} // namespace

MapFeed::MapFeed(const PlotSource& source, const core::PlotSpec& spec, QWidget* parent)
    : PlotFeed(source, spec, parent), map_(source.entry.card->maps.front()), background_(this)
{
    card_->setAxes(axis(map_.x, map_.xLow, map_.xHigh), axis(map_.y, map_.yLow, map_.yHigh));
    card_->view()->setAccessibleDescription(
        tr("%1 Arrow keys move the point, with Shift finely.").arg(coreText(map_.help)));
    card_->setToolTip(coreText(map_.help));
    connect(card_, &PlotCard::handleMoved, this, &MapFeed::move);
}

QString MapFeed::briefTitle() const { return coreText(map_.label); }

AxisSpec MapFeed::axis(std::string_view id, double low, double high) const
{
    auto const* const spec = core::findSpec(source_.entry.specs(), id);
    AxisSpec axis;
    axis.name = spec && !spec->symbol.empty() ? fromCore(spec->symbol) : fromCore(id);
    axis.title = spec ? tr("%1 %2").arg(coreText(spec->label), axis.name) : axis.name;
    axis.canToggle = false;
    axis.fixed = Range{low, high};
    return axis;
}

void MapFeed::reported(const core::Report& report)
{
    params_ = report.params;
    auto const* const x = core::findValue(params_, map_.x);
    auto const* const y = core::findValue(params_, map_.y);
    if (x && y && !dragging_) {
        card_->setHandle(QPointF(core::numberOf(*x), core::numberOf(*y)));
    }
    askForLines();
    showPoints(report);
}

void MapFeed::askForLines()
{
    auto const specs = source_.entry.specs();
    core::ParamMap others = core::withoutAliases(specs, params_);
    std::erase_if(others, [&](auto const& param) {
        auto const* const spec = core::findSpec(specs, param.first);
        return core::sameParameter(specs, param.first, map_.x) ||
               core::sameParameter(specs, param.first, map_.y) || !spec ||
               spec->effect == core::Effect::view;
    });
    if (asked_ == others) {
        return;
    }
    asked_ = others;
    auto const data = std::make_shared<core::MapData>();
    background_.start([data, others, &entry = source_.entry](
                          const std::stop_token&) { *data = entry.map(others); },
                      [this, data] { showLines(*data); });
}

void MapFeed::showLines(const core::MapData& data)
{
    for (auto const& id : lines_) {
        card_->removeSeries(id);
    }
    lines_.clear();
    for (std::size_t k = 0; k < data.lines.size(); ++k) {
        CurveSeries curve{.id = QStringLiteral("line-%1").arg(k),
                          .label = coreText(data.lines[k].label),
                          .role = CurveRole::theory,
                          .dash = dashes[k % dashes.size()]};
        for (auto const& point : data.lines[k].points) {
            curve.points.emplace_back(point.x, point.y);
        }
        lines_.push_back(curve.id);
        card_->setCurve(std::move(curve));
    }
    std::vector<PlotText> texts;
    for (auto const& region : data.regions) {
        texts.push_back({coreText(region.label), region.x, region.y});
    }
    if (data.lines.empty() && data.regions.empty()) {
        texts.push_back({tr("no theory for these parameters"), (map_.xLow + map_.xHigh) / 2,
                         map_.yHigh - 0.06 * (map_.yHigh - map_.yLow)});
    }
    card_->setTexts(std::move(texts));
}

void MapFeed::showPoints(const core::Report& report)
{
    auto const* const shown = observable(map_.observable);
    if (!shown) {
        return;
    }
    auto const at = static_cast<std::size_t>(indexOf(map_.observable));
    std::array<PointSeries, levels.size()> series;
    for (auto const& point : report.points) {
        auto const* const x = core::findValue(point.params, map_.x);
        auto const* const y = core::findValue(point.params, map_.y);
        if (!x || !y || at >= point.estimates.size() || !std::isfinite(point.estimates[at].mean)) {
            continue;
        }
        auto const& estimate = point.estimates[at];
        auto const level = std::find_if(levels.begin(), levels.end(), [&](const Level& one) {
            return std::fabs(estimate.mean) >= one.from;
        });
        QString const note =
            QStringLiteral("%1 = %2").arg(axisName(*shown)).arg(estimate.mean, 0, 'f', 3);
        series[static_cast<std::size_t>(level - levels.begin())].points.push_back(
            {core::numberOf(*x), core::numberOf(*y), 0.0, estimate.trusted, note});
    }
    for (std::size_t k = 0; k < levels.size(); ++k) {
        series[k].id = QString::fromLatin1(levels[k].id);
        series[k].label = levelLabel(axisName(*shown), k);
        series[k].role = levels[k].role;
        series[k].shape = levels[k].shape;
        if (series[k].points.empty()) {
            card_->removeSeries(series[k].id);
        } else {
            card_->setPoints(std::move(series[k]));
        }
    }
}

void MapFeed::move(double x, double y, bool settled)
{
    dragging_ = !settled;
    auto const specs = source_.entry.specs();
    core::ParamMap wantedParams;
    for (auto const& [id, number] : {std::pair{map_.x, tidy(x, map_.xHigh - map_.xLow)},
                                     std::pair{map_.y, tidy(y, map_.yHigh - map_.yLow)}}) {
        if (auto const* const spec = core::findSpec(specs, id)) {
            wantedParams.emplace_back(std::string(id), core::valueFromNumber(*spec, number));
        }
    }
    card_->setHandle(QPointF(x, y));
    Q_EMIT wanted(wantedParams, settled);
}

} // namespace ui
