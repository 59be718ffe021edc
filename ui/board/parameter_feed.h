// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/board/plot_feed.h"
#include "ui/board/theory_curves.h"

#include <QComboBox>

namespace ui {

// A quantity of choice against a parameter: each value that the person visits leaves a point,
// hollow until it is trusted; theory runs through them.
class ParameterFeed : public PlotFeed
{
    Q_OBJECT

public:
    ParameterFeed(const PlotSource& source, const core::PlotSpec& spec, QWidget* parent);

    void reported(const core::Report& report) override;
    void swept(const std::string& param, const core::JobReport& job) override;
    bool busy() const override { return theory_.busy(); }

    QString briefTitle() const override;
    QString choice() const override { return choice_->currentData().toString(); }
    void choose(const QString& observable) override;

private:
    void showChoice();
    void showPoints();
    void showTheory();
    void showMarks();
    QString axisText() const;
    QString emptyText() const;
    Range interest() const;
    bool sameElsewhere(const core::ParamMap& params) const;
    MeasuredPoint pointOf(double x, const core::Estimate& estimate) const;
    std::size_t index() const;

    std::string along_;
    QComboBox* choice_;
    TheoryCurves theory_;
    core::ParamMap params_;
    std::vector<core::VisitedPoint> points_;
    std::vector<core::Mark> marks_;
    QStringList marked_; // on the card
    std::vector<core::JobPoint> swept_;
};

} // namespace ui
