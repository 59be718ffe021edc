// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/snapshot.h"
#include "core/model/any_model.h"
#include "core/stats/history.h"
#include "ui/plot/plot_card.h"

#include <QComboBox>
#include <QElapsedTimer>

#include <span>

namespace ui {

// One quantity of two runs against the step: the left as a solid line, the right dashed.
class ComparisonPlot final : public QObject
{
    Q_OBJECT

public:
    // The card of a pair: `sampled` observables of the left, then as many of the right.
    ComparisonPlot(const core::ModelCard& card, std::size_t sampled, std::string_view first,
                   QWidget* parent);

    PlotCard& card() const { return *plot_; }
    void setNames(const QString& left, const QString& right);
    void sampled(std::span<const core::Sample> samples);
    // Hands what is new over to the card.
    void refresh();
    QString choice() const { return choice_->currentData().toString(); }
    void choose(const QString& observable);

private:
    LineSeries line(bool right) const;
    void showChoice();

    const core::ModelCard& card_;
    std::size_t sampled_;
    PlotCard* plot_;
    QComboBox* choice_;
    std::vector<core::History> histories_; // of the left's, then of the right's
    QString names_[2];
    QElapsedTimer clock_;
    bool fresh_ = false;
};

} // namespace ui
