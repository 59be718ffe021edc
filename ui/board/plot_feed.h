// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/snapshot.h"
#include "core/experiment/job.h"
#include "core/labs/lab.h"
#include "ui/plot/plot_card.h"

#include <span>

namespace ui {

// Everything a plot may draw from.
struct PlotSource
{
    const core::Lab& lab;
    const core::ModelEntry& entry;
};

// Keeps one plot card supplied; one kind of feed per kind of plot.
class PlotFeed : public QObject
{
    Q_OBJECT

public:
    PlotFeed(const PlotSource& source, const core::PlotSpec& spec, QWidget* parent);

    PlotCard& card() const { return *card_; }
    const core::PlotSpec& spec() const { return spec_; }
    // For a tab.
    virtual QString briefTitle() const;

    // Which of its quantities is drawn, where there is a choice; unknown ids change nothing.
    virtual QString choice() const { return {}; }
    virtual void choose(const QString& /*id*/) {}

    virtual void sampled(std::span<const core::Sample>) {}
    virtual void reported(const core::Report&) {}
    // The points of a finished or running sweep along a parameter.
    virtual void swept(const std::string& /*param*/, const core::JobReport&) {}
    virtual void forget() {}
    // Something that belongs to the plot is still being computed.
    virtual bool busy() const { return false; }
    // Hands what is new over to the card; called some twelve times a second.
    virtual void refresh() {}

Q_SIGNALS:
    // The plot is a control: the person wants these parameters; `settled` at the end of a drag.
    void wanted(const core::ParamMap& params, bool settled);

protected:
    const core::ObservableSpec* observable(std::string_view id) const;
    int indexOf(std::string_view id) const;
    static QString axisName(const core::ObservableSpec& spec);

    PlotSource source_;
    core::PlotSpec spec_;
    PlotCard* card_;
};

// The feed for a plot's kind.
std::unique_ptr<PlotFeed> makeFeed(const PlotSource& source, const core::PlotSpec& spec,
                                   QWidget* parent);

} // namespace ui
