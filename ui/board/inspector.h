// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/board/job_panel.h"
#include "ui/board/measured_table.h"
#include "ui/control/param_panel.h"

#include <QWidget>

class QFrame;
class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace ui {

// The right-hand column: parameters by groups, and below them, always in sight, experiments and
// what is measured beside what theory says. Where the window is low, all of it scrolls.
class Inspector : public QWidget
{
    Q_OBJECT

public:
    Inspector(const core::Lab& lab, const core::ModelEntry& entry, QWidget* parent = nullptr);

    ParamPanel& params() const { return *params_; }
    JobPanel& jobs() const { return *jobs_; }
    MeasuredTable& measured() const { return *measured_; }

    // Under all else.
    void addBelow(QWidget* widget);

    void display(const core::Report& report);
    // Narrower than this something would be cut.
    int neededWidth() const;
    // The numbers scroll with the parameters.
    void setCompact(bool compact);

Q_SIGNALS:
    void resetMeasurementsWanted();

private:
    void buildParams(const core::Lab& lab, const core::ModelEntry& entry);
    void buildNumbers(const core::Lab& lab, const core::ModelEntry& entry);

    QVBoxLayout* column_;
    QScrollArea* scroll_;
    QVBoxLayout* scrolled_ = nullptr;
    QFrame* controls_;
    QFrame* numbers_;
    ParamPanel* params_ = nullptr;
    JobPanel* jobs_ = nullptr;
    MeasuredTable* measured_ = nullptr;
    QLabel* legend_ = nullptr;
};

} // namespace ui
