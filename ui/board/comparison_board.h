// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labs/lab.h"
#include "core/model/paired.h"
#include "ui/board/action_runner.h"
#include "ui/board/comparison_plot.h"
#include "ui/board/comparison_stages.h"
#include "ui/board/comparison_table.h"
#include "ui/control/action_bar.h"
#include "ui/link/edit_history.h"

#include <QTimer>
#include <QWidget>

namespace ui {

// Two runs as a page: their pictures beside each other, what can be done to both, one plot and one
// table. Owns the link, and through it engine and thread.
class ComparisonBoard final : public QWidget
{
    Q_OBJECT

public:
    ComparisonBoard(const core::Lab& lab, std::unique_ptr<core::Paired> pair,
                    core::Comparison comparison, Renderer renderer, QWidget* parent = nullptr);
    ~ComparisonBoard() override;

    EngineLink& link() const { return *link_; }
    EditHistory& history() const { return *history_; }
    ActionRunner& runner() const { return *runner_; }
    ComparisonStages& stages() const { return *stages_; }
    ComparisonPlot& plot() const { return *plot_; }
    ComparisonTable& table() const { return *table_; }
    ActionBar& bar() const { return *bar_; }
    // As the person wants it now.
    const core::Comparison& comparison() const { return comparison_; }

    // Another value of the compared parameter on one side.
    void edit(bool right, const core::ParamValue& value, bool settled);
    // A fresh state on both sides from the same seed.
    void reset();

Q_SIGNALS:
    void comparisonChanged();
    void message(const QString& sentence);
    // A value was refused, in a sentence.
    void refused(bool right, const QString& sentence);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void build(const core::Lab& lab, std::size_t sampled, Renderer renderer);
    void connectAll();
    void nameSides();

    core::Comparison comparison_;
    EngineLink* link_;
    EditHistory* history_;
    ActionRunner* runner_;
    ComparisonStages* stages_ = nullptr;
    ComparisonPlot* plot_ = nullptr;
    ComparisonTable* table_ = nullptr;
    ActionBar* bar_ = nullptr;
    QTimer plotTick_;
};

} // namespace ui
