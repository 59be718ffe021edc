// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/snapshot.h"

#include <QFrame>

class QAction;
class QLabel;
class QSlider;
class QToolButton;

namespace ui {

// The one clock of two runs: reset, run, step, how fast, and how far they have come.
class ComparisonBar final : public QFrame
{
    Q_OBJECT

public:
    explicit ComparisonBar(QWidget* parent = nullptr);

    QAction* runAction() const { return run_; }
    QAction* stepAction() const { return step_; }
    QAction* resetAction() const { return reset_; }
    QAction* takeAction() const { return take_; }
    void setTitle(const QString& title);
    // In steps per second; 0: unlimited.
    void setSpeed(double stepsPerSecond);
    double speed() const { return speed_; }
    void changeSpeed(int notches);
    void display(const core::Snapshot& snapshot);
    QString stepText() const;

Q_SIGNALS:
    void speedChosen(double stepsPerSecond);

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QAction* addAction(const char* name, const QString& text, const QString& tip,
                       const QKeySequence& key);
    QToolButton* addButton(QAction* action, bool primary = false);
    void showRunning(bool running);
    void fit();

    QLabel *title_, *speedName_, *speedLabel_, *steps_;
    QSlider* slider_;
    QAction *run_, *step_, *reset_, *take_;
    QToolButton* runButton_;
    double speed_ = 0;
    bool running_ = true;
};

} // namespace ui
