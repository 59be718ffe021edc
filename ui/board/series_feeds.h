// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stats/history.h"
#include "ui/board/plot_feed.h"

#include <QElapsedTimer>

namespace ui {

// Observables against the step: what the last twenty seconds and more brought, of a model that
// learns all of it. Those with an error are points with bars.
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
        int error = -1; // of the sample; then `errors` has a slice for each of `history`
        core::History errors;
        Side side = Side::left;
    };
    void add(std::string_view id, Side side);
    AxisSpec axis(Side side) const;
    void showLine(const Curve& curve, CurveRole role);
    void showPoints(const Curve& curve, CurveRole role);
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
