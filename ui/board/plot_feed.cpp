// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/plot_feed.h"

#include "ui/board/map_feed.h"
#include "ui/board/parameter_feed.h"
#include "ui/board/series_feeds.h"
#include "ui/board/trace_feed.h"
#include "ui/text/core_text.h"

namespace ui {

PlotFeed::PlotFeed(const PlotSource& source, const core::PlotSpec& spec, QWidget* parent)
    : source_(source), spec_(spec), card_(new PlotCard(coreText(spec.title), parent))
{
    card_->setObjectName("plot-" + fromCore(spec.id));
}

QString PlotFeed::briefTitle() const
{
    return coreText(spec_.brief.empty() ? spec_.title : spec_.brief);
}

const core::ObservableSpec* PlotFeed::observable(std::string_view id) const
{
    int const index = indexOf(id);
    return index < 0 ? nullptr : &source_.entry.card->observables[static_cast<std::size_t>(index)];
}

int PlotFeed::indexOf(std::string_view id) const
{
    return core::observableIndex(*source_.entry.card, id);
}

QString PlotFeed::axisName(const core::ObservableSpec& spec)
{
    return spec.symbol.empty() ? coreText(spec.label) : fromCore(spec.symbol);
}

std::unique_ptr<PlotFeed> makeFeed(const PlotSource& source, const core::PlotSpec& spec,
                                   QWidget* parent)
{
    switch (spec.kind) {
    case core::PlotKind::parameter: return std::make_unique<ParameterFeed>(source, spec, parent);
    case core::PlotKind::histogram: return std::make_unique<HistogramFeed>(source, spec, parent);
    case core::PlotKind::curve: return std::make_unique<CurveFeed>(source, spec, parent);
    case core::PlotKind::map: return std::make_unique<MapFeed>(source, spec, parent);
    case core::PlotKind::trace: return std::make_unique<TraceFeed>(source, spec, parent);
    case core::PlotKind::time: break;
    }
    return std::make_unique<TimeFeed>(source, spec, parent);
}

} // namespace ui
