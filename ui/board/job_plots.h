// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/job.h"
#include "core/labs/lab.h"
#include "ui/board/plot_shelf.h"
#include "ui/plot/plot_card.h"

#include <map>

namespace ui {

// Cards for experiments that have a plot of their own: a loop, a quench. One per experiment of the
// lab, made when it is first done.
class JobPlots : public QObject
{
    Q_OBJECT

public:
    JobPlots(const core::ModelEntry& entry, PlotShelf& shelf, QObject* parent = nullptr);

    void display(const core::JobSpec& spec, const core::JobReport& report);
    PlotCard* card(const core::JobSpec& spec) const;

private:
    PlotCard& ensure(const core::JobSpec& spec);
    void drawLoop(PlotCard& card, const core::JobSpec& spec, const core::JobReport& report) const;
    void drawQuench(PlotCard& card, const core::JobSpec& spec, const core::JobReport& report) const;
    void drawArgument(PlotCard& card, const core::JobSpec& spec,
                      const core::JobReport& report) const;
    QString axisText(const core::JobSpec& spec) const;
    std::size_t indexOf(const core::JobSpec& spec) const;
    QString symbolOf(std::string_view observable) const;

    const core::ModelEntry& entry_;
    PlotShelf& shelf_;
    std::map<std::string, PlotCard*, std::less<>> cards_;
};

} // namespace ui
