// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/parameter_feed.h"

#include "ui/text/core_text.h"
#include "ui/text/number_text.h"
#include "ui/text/symbol_delegate.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ui {

namespace {

// A point that a drag only passed through says nothing: it must be worth so many independent
// samples.
constexpr double worthDrawing = 10;

PointSeries pointSeries(const char* id, const QString& label, CurveRole role,
                        MarkerShape shape = MarkerShape::circle)
{
    PointSeries series;
    series.id = QString::fromLatin1(id);
    series.label = label;
    series.role = role;
    series.shape = shape;
    return series;
}

QString curveLabel(const TheoryCurve& curve, const core::ModelCard& card)
{
    switch (curve.kind) {
    case core::ExactKind::thisSize: return PlotFeed::tr("exact, this size");
    case core::ExactKind::infinite: return infiniteText(card);
    case core::ExactKind::approximation: break;
    }
    return PlotFeed::tr("approximation");
}

} // namespace

ParameterFeed::ParameterFeed(const PlotSource& source, const core::PlotSpec& spec, QWidget* parent)
    : PlotFeed(source, spec, parent), along_(spec.along), choice_(new QComboBox(card_)),
      theory_(source.entry, along_, this)
{
    QString const axisSymbol = axisText();
    card_->setEmptyText(emptyText());
    for (auto const id : spec.observables) {
        if (auto const* const one = observable(id)) {
            choice_->addItem(tr("%1 against %2").arg(axisName(*one), axisSymbol), fromCore(id));
            choice_->setItemData(choice_->count() - 1, coreText(one->label), Qt::ToolTipRole);
        }
    }
    choice_->setItemDelegate(new SymbolDelegate(choice_));
    choice_->setAccessibleName(tr("Quantity in the plot"));
    choice_->setToolTip(tr("Which quantity is drawn against %1").arg(axisSymbol));
    choice_->setObjectName(QStringLiteral("plot-choice"));
    choice_->setProperty("plotTitle", true);
    card_->setTitleWidget(choice_);
    connect(choice_, &QComboBox::currentIndexChanged, this, &ParameterFeed::showChoice);
    connect(&theory_, &TheoryCurves::computed, this, &ParameterFeed::showTheory);
    showChoice();
}

// What will come, and which experiment draws all of it.
QString ParameterFeed::emptyText() const
{
    QString text = tr("A point comes here once this %1 has been measured.").arg(axisText());
    for (auto const& job : source_.lab.jobs) {
        if (job.kind == core::JobKind::sweep && job.param == along_) {
            text += tr("\n\u201c%1\u201d draws the whole curve.").arg(coreText(job.title));
        }
    }
    return text;
}

QString ParameterFeed::axisText() const
{
    auto const* const axis = core::findSpec(source_.entry.specs(), along_);
    return !axis ? fromCore(along_)
                 : (axis->symbol.empty() ? coreText(axis->label) : fromCore(axis->symbol));
}

QString ParameterFeed::briefTitle() const { return tr("vs %1").arg(axisText()); }

void ParameterFeed::choose(const QString& id)
{
    int const at = choice_->findData(id);
    if (at >= 0) {
        choice_->setCurrentIndex(at);
    }
}

std::size_t ParameterFeed::index() const
{
    return static_cast<std::size_t>(std::max(0, indexOf(choice().toStdString())));
}

void ParameterFeed::showChoice()
{
    card_->setTitle(choice_->currentText());
    auto const* const shown = observable(choice().toStdString());
    if (!shown) {
        return;
    }
    card_->clear();
    AxisSpec x, y;
    x.title = axisText();
    x.logarithmic = spec_.logX;
    x.atLeast = interest();
    y.name = axisName(*shown);
    y.logarithmic = spec_.logY;
    card_->setAxes(x, y);
    showPoints();
    showTheory();
    showMarks();
}

// What the axis should show: the range of the lab's sweep, and wherever the person has been.
Range ParameterFeed::interest() const
{
    auto const* const axis = core::findSpec(source_.entry.specs(), along_);
    Range range{axis ? axis->min : 0, axis ? axis->max : 1};
    for (auto const& job : source_.lab.jobs) {
        if (job.kind == core::JobKind::sweep && job.param == along_) {
            range = {std::min(job.from, job.to), std::max(job.from, job.to)};
        }
    }
    auto const widen = [&range](double x) {
        range.low = std::min(range.low, x);
        range.high = std::max(range.high, x);
    };
    for (auto const& point : points_) {
        auto const* const value = core::findValue(point.params, along_);
        if (value && sameElsewhere(point.params)) {
            widen(core::numberOf(*value));
        }
    }
    if (auto const* const here = core::findValue(params_, along_)) {
        widen(core::numberOf(*here));
    }
    return range;
}

bool ParameterFeed::sameElsewhere(const core::ParamMap& params) const
{
    auto const specs = source_.entry.specs();
    return std::all_of(specs.begin(), specs.end(), [&](const core::ParamSpec& spec) {
        if (core::sameParameter(specs, spec.id, along_) || spec.effect == core::Effect::view) {
            return true;
        }
        auto const* const there = core::findValue(params, spec.id);
        auto const* const here = core::findValue(params_, spec.id);
        return there && here && *there == *here;
    });
}

MeasuredPoint ParameterFeed::pointOf(double x, const core::Estimate& estimate) const
{
    QString note = tr("n = %1").arg(countText(static_cast<qint64>(estimate.count)));
    if (std::isfinite(estimate.tau)) {
        note += tr(", τ = %1 steps").arg(numberText(estimate.tau, 3));
    }
    return {x, estimate.mean, estimate.error, estimate.trusted, note};
}

void ParameterFeed::reported(const core::Report& report)
{
    params_ = report.params;
    points_ = report.points;
    marks_ = report.marks;
    std::vector<double> fine;
    for (auto const& mark : marks_) {
        if (mark.param == along_) {
            fine.push_back(mark.value);
        }
    }
    Range const range = interest();
    theory_.want(params_, range.low, range.high, std::move(fine));
    showPoints();
    showMarks();
}

void ParameterFeed::swept(const std::string& param, const core::JobReport& job)
{
    // The points of the sweep before stay until this one has its first.
    if (param == along_ && !job.points.empty()) {
        swept_ = job.points;
        showPoints();
    }
}

void ParameterFeed::showPoints()
{
    PointSeries here = pointSeries("visited", tr("measured"), CurveRole::first);
    PointSeries elsewhere =
        pointSeries("elsewhere", tr("other settings"), CurveRole::fourth, MarkerShape::diamond);
    PointSeries sweep = pointSeries("sweep", tr("sweep"), CurveRole::third, MarkerShape::square);
    std::size_t const at = index();
    for (auto const& point : points_) {
        auto const* const x = core::findValue(point.params, along_);
        if (!x || at >= point.estimates.size()) {
            continue;
        }
        auto const& estimate = point.estimates[at];
        bool const worth =
            estimate.trusted || point.current ||
            static_cast<double>(estimate.count) > worthDrawing * std::max(1.0, 2 * estimate.tau);
        if (worth && std::isfinite(estimate.mean)) {
            (sameElsewhere(point.params) ? here : elsewhere)
                .points.push_back(pointOf(core::numberOf(*x), estimate));
        }
    }
    for (auto const& point : swept_) {
        if (at < point.estimates.size() && std::isfinite(point.estimates[at].mean)) {
            sweep.points.push_back(pointOf(point.x, point.estimates[at]));
        }
    }
    for (auto* const series : {&sweep, &elsewhere, &here}) {
        if (series->points.empty()) {
            card_->removeSeries(series->id);
        } else {
            card_->setPoints(std::move(*series));
        }
    }
}

void ParameterFeed::showTheory()
{
    static const QString ids[] = {QStringLiteral("theory-this-size"),
                                  QStringLiteral("theory-infinite"),
                                  QStringLiteral("theory-approximation")};
    for (auto const& id : ids) {
        card_->removeSeries(id);
    }
    for (auto const& curve : theory_.curves(choice().toStdString())) {
        bool const dotted = curve.kind != core::ExactKind::thisSize;
        card_->setCurve({.id = ids[static_cast<int>(curve.kind)],
                         .label = curveLabel(curve, *source_.entry.card),
                         .dash = dotted ? Dash::dotted : Dash::dashed,
                         .points = curve.points});
    }
}

void ParameterFeed::showMarks()
{
    for (auto const& id : std::exchange(marked_, {})) {
        card_->removeMarker(id);
    }
    for (auto const& mark : marks_) {
        if (mark.param == along_) {
            marked_ << fromCore(mark.label);
            card_->setMarker(
                {fromCore(mark.label), coreText(mark.label), MarkerKind::reference, mark.value});
        }
    }
    if (auto const* const here = core::findValue(params_, along_)) {
        card_->setMarker({QStringLiteral("here"), {}, MarkerKind::here, core::numberOf(*here)});
    }
}

} // namespace ui
