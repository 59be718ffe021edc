// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/comparison_plot.h"

#include "ui/text/core_text.h"
#include "ui/text/symbol_delegate.h"

#include <algorithm>

namespace ui {

namespace {

constexpr std::size_t drawnSlices = 512;
constexpr double shownSeconds = 20;

QString symbolOf(const core::ObservableSpec& spec)
{
    return spec.symbol.empty() ? coreText(spec.label) : fromCore(spec.symbol);
}

} // namespace

ComparisonPlot::ComparisonPlot(const core::ModelCard& card, std::size_t sampled,
                               std::string_view first, QWidget* parent)
    : QObject(parent), card_(card), sampled_(sampled), plot_(new PlotCard({}, parent)),
      choice_(new QComboBox(plot_)),
      histories_(2 * sampled, core::History(drawnSlices, shownSeconds))
{
    plot_->setObjectName(QStringLiteral("comparison-plot"));
    for (std::size_t i = 0; i < sampled_; ++i) {
        auto const& spec = card_.observables[i];
        if (spec.kind == core::ObservableKind::internal) {
            continue;
        }
        choice_->addItem(tr("%1 against time").arg(symbolOf(spec)), fromCore(spec.id));
        choice_->setItemData(choice_->count() - 1, coreText(spec.label), Qt::ToolTipRole);
    }
    choice_->setItemDelegate(new SymbolDelegate(choice_));
    choice_->setObjectName(QStringLiteral("comparison-choice"));
    choice_->setAccessibleName(tr("Quantity in the plot"));
    choice_->setToolTip(tr("Which quantity of the two runs is drawn against time"));
    choice_->setProperty("plotTitle", true);
    choose(fromCore(first));
    plot_->setTitleWidget(choice_);
    connect(choice_, &QComboBox::currentIndexChanged, this, &ComparisonPlot::showChoice);
    plot_->setEmptyText(tr("Press Run: both begin together."));
    clock_.start();
    showChoice();
}

void ComparisonPlot::choose(const QString& observable)
{
    if (int const at = choice_->findData(observable); at >= 0) {
        choice_->setCurrentIndex(at);
    }
}

void ComparisonPlot::showChoice()
{
    int const index = core::observableIndex(card_, choice().toStdString());
    if (index < 0) {
        return;
    }
    auto const& spec = card_.observables[static_cast<std::size_t>(index)];
    AxisSpec x, y;
    x.title = tr("step");
    x.canToggle = false;
    y.name = symbolOf(spec);
    plot_->setAxes(x, y);
    plot_->setTitle(tr("%1 of both runs").arg(coreText(spec.label)));
    fresh_ = true;
    refresh();
}

void ComparisonPlot::setNames(const QString& left, const QString& right)
{
    names_[0] = left;
    names_[1] = right;
    fresh_ = true;
}

void ComparisonPlot::sampled(std::span<const core::Sample> samples)
{
    double const now = static_cast<double>(clock_.elapsed()) * 1e-3;
    for (auto const& sample : samples) {
        for (std::size_t i = 0; i < histories_.size(); ++i) {
            histories_[i].add(static_cast<double>(sample.step), sample.values.at(i), now);
        }
    }
    fresh_ = true;
}

LineSeries ComparisonPlot::line(bool right) const
{
    LineSeries line;
    line.id = right ? QStringLiteral("right") : QStringLiteral("left");
    line.label = (right ? tr("right: %1") : tr("left: %1")).arg(names_[right ? 1 : 0]);
    line.role = right ? CurveRole::second : CurveRole::first;
    line.dash = right ? Dash::dashed : Dash::solid;
    auto const index =
        static_cast<std::size_t>(core::observableIndex(card_, choice().toStdString()));
    bool averaged = false;
    for (auto const& slice : histories_[index + (right ? sampled_ : 0)].slices()) {
        line.points.emplace_back((slice.from + slice.to) / 2, slice.mean());
        line.band.push_back({slice.low, slice.high});
        averaged = averaged || slice.count > 1;
    }
    if (!averaged) {
        line.band.clear();
    }
    return line;
}

void ComparisonPlot::refresh()
{
    if (std::exchange(fresh_, false) && choice_->count() > 0) {
        plot_->setLine(line(false));
        plot_->setLine(line(true));
    }
}

} // namespace ui
