// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/progress_part.h"

#include <QFrame>

#include <vector>

class QAction;
class QLabel;
class QSlider;
class QToolButton;

namespace ui {

class Actions;

// Time: reset, run, step, how fast, and how far it has come. Always visible.
class TransportBar : public QFrame
{
    Q_OBJECT

public:
    explicit TransportBar(Actions& actions, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    // In steps per second; 0: unlimited.
    void setSpeed(double stepsPerSecond);
    double speed() const { return speed_; }
    void changeSpeed(int notches);
    void display(const core::Snapshot& snapshot);
    ProgressPart& progress() const { return *progress_; }
    void setPresenting(bool presenting);
    // Fewer words, closer together where the window is narrow.
    void setCompact(bool compact);
    // Shows as much as there is room for; to be called when presets come or go.
    void fit();

    // The slider's place for a speed and back: logarithmic, its last place is unlimited.
    static int placeOf(double stepsPerSecond);
    static double speedAt(int place);
    static QString speedText(double stepsPerSecond);

Q_SIGNALS:
    void speedChosen(double stepsPerSecond);

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QToolButton* addButton(QAction* action, bool primary = false);
    void showRunning(bool running);
    int neededWithout(const std::vector<QWidget*>& out, bool brief) const;

    Actions& actions_;
    QLabel* name_;
    QLabel* title_;
    QToolButton* run_ = nullptr;
    QSlider* slider_;
    QLabel* speedLabel_;
    ProgressPart* progress_;
    QToolButton *undo_ = nullptr, *redo_ = nullptr;
    QToolButton* export_ = nullptr;
    QToolButton* presets_ = nullptr;
    QLabel* speedName_ = nullptr;
    double speed_ = 0;
    bool running_ = true, presenting_ = false;
};

} // namespace ui
