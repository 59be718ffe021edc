// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stats/history.h"
#include "ui/board/plot_feed.h"

#include <QElapsedTimer>

namespace ui {

// Observables against the step: what the last twenty seconds and more brought.
class TimeFeed : public PlotFeed
{
    Q_OBJECT

public:
    TimeFeed(const PlotSource& source, const core::PlotSpec& spec, QWidget* parent);
    void sampled(std::span<const core::Sample> samples) override;
    void forget() override;
    void refresh() override;

private:
    struct Curve
    {
        std::size_t index;
        const core::ObservableSpec* spec;
        core::History history;
    };
    std::vector<Curve> curves_;
    QElapsedTimer clock_;
    bool fresh_ = false;
};

// The distribution of one observable at the present parameters.
class HistogramFeed : public PlotFeed
{
    Q_OBJECT

public:
    HistogramFeed(const PlotSource& source, const core::PlotSpec& spec, QWidget* parent);
    void reported(const core::Report& report) override;
};

// A curve that the model publishes, averaged over time, with its error.
class CurveFeed : public PlotFeed
{
    Q_OBJECT

public:
    CurveFeed(const PlotSource& source, const core::PlotSpec& spec, QWidget* parent);
    void reported(const core::Report& report) override;

private:
    void showLine(const core::AveragedCurve& curve);
    void showBars(const std::vector<core::CurvePoint>& points);
    void showTheory(const std::vector<core::CurvePoint>& points);

    int theory_ = -1; // the curve that it should follow
};

} // namespace ui
