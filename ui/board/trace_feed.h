// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stats/history.h"
#include "ui/board/plot_feed.h"

namespace ui {

// The first values of a curve that the model publishes, each a line against the step, with what
// theory says of the curve, the same at every step, as a dashed line. A point for each time the
// curve changed, in fixed memory.
class TraceFeed : public PlotFeed
{
    Q_OBJECT

public:
    TraceFeed(const PlotSource& source, const core::PlotSpec& spec, QWidget* parent);
    void reported(const core::Report& report) override;
    void forget() override;
    void refresh() override;

private:
    void showValue(std::size_t rank);
    void showTheory();

    int theory_ = -1; // the card's curve that it should follow
    std::vector<core::History> values_;
    std::vector<double> last_; // of the curve that was taken last
    double from_ = 0, to_ = 0; // the steps that are shown
    double expected_ = 0;      // by theory; NaN: it says nothing here
    bool fresh_ = false;
};

} // namespace ui
