// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/job.h"
#include "core/labs/lab.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QSpinBox;

namespace ui {

// Asks how an experiment is to be done. All numbers can be typed; defaults come from the lab.
class JobDialog : public QDialog
{
    Q_OBJECT

public:
    JobDialog(const core::JobSpec& spec, const core::ModelEntry& entry,
              const core::ParamMap& params, std::uint64_t seed, QWidget* parent = nullptr);

    core::SweepJob sweep() const;
    core::LoopJob loop() const;
    core::QuenchJob quench() const;
    core::ArgumentJob argument() const;

private:
    QDoubleSpinBox* addReal(const QString& label, double value, double low, double high,
                            const QString& tip);
    QSpinBox* addCount(const QString& label, int value, int low, int high, const QString& tip);
    void addRange();
    void addSweep();
    void addRepeats();
    const core::ParamSpec* axis() const;
    core::PlannedAction planned() const;
    template <class Work>
    Work common() const;

    const core::JobSpec spec_;
    const core::ModelEntry& entry_;
    core::ParamMap params_;
    std::uint64_t seed_;
    QFormLayout* form_;
    QDoubleSpinBox* from_ = nullptr;
    QDoubleSpinBox* to_ = nullptr;
    QDoubleSpinBox* rate_ = nullptr;
    QSpinBox* points_ = nullptr;
    QSpinBox* steps_ = nullptr;
    QSpinBox* warmup_ = nullptr;
    QSpinBox* repeats_ = nullptr;
    QComboBox* direction_ = nullptr;
    QCheckBox* carry_ = nullptr;
};

} // namespace ui
