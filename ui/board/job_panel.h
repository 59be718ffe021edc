// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/job.h"
#include "core/labs/lab.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>

class QGridLayout;
class QLabel;
class QProgressBar;
class QPushButton;

namespace ui {

// The experiments of a laboratory: a button each, and below them the one that is running, with its
// progress and a way to end it. Jobs work on their own copy; the live system goes on.
class JobPanel : public QWidget
{
    Q_OBJECT

public:
    JobPanel(const core::Lab& lab, const core::ModelEntry& entry, QWidget* parent = nullptr);
    ~JobPanel() override;

    // What a new job takes over.
    void setParams(const core::ParamMap& params, std::uint64_t seed);
    // Gets the live system's whole state, for experiments that need what it keeps.
    using StateSource = std::function<void(std::function<void(core::Archive)>)>;
    void setStateSource(StateSource source) { state_ = std::move(source); }
    // Asks in a dialog, then starts.
    void open(const core::JobSpec& spec);
    void start(const core::JobSpec& spec, const core::SweepJob& sweep);
    void start(const core::JobSpec& spec, const core::LoopJob& loop);
    void start(const core::JobSpec& spec, const core::QuenchJob& quench);
    void start(const core::JobSpec& spec, const core::ArgumentJob& argument);
    void cancel();
    bool isRunning() const { return job_ != nullptr; }

    const core::ParamMap& params() const { return params_; }
    std::uint64_t seed() const { return seed_; }

Q_SIGNALS:
    // New points; the last time with report.finished.
    void progressed(const core::JobSpec& spec, const core::JobReport& report);
    void message(const QString& sentence);

private:
    template <class Work>
    void begin(const core::JobSpec& spec, const Work& work);
    void place();
    void startOnCopy(const core::JobSpec& spec, core::ArgumentJob argument);
    void poll();

    const core::Lab& lab_;
    const core::ModelEntry& entry_;
    core::ParamMap params_;
    std::uint64_t seed_ = 1;
    core::JobSpec spec_;
    StateSource state_;
    std::unique_ptr<core::Job> job_;
    QTimer timer_;
    std::vector<QPushButton*> buttons_;
    QGridLayout* grid_ = nullptr;
    QWidget* running_ = nullptr;
    QLabel* name_ = nullptr;
    QProgressBar* bar_ = nullptr;
    QPushButton* cancel_ = nullptr;
};

} // namespace ui
