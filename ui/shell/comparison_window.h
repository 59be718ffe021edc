// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/board/comparison_board.h"
#include "ui/board/lab_board.h"
#include "ui/link/background.h"

#include <QMainWindow>
#include <QPointer>

#include <optional>

class QLabel;
class QStackedWidget;

namespace ui {

class ComparisonBar;
class ComparisonRow;

// Two runs of the laboratory side by side, in a window of their own: the same seed and clock, one
// parameter apart. They begin from a copy of the live state; the laboratory itself goes on
// undisturbed.
class ComparisonWindow final : public QMainWindow
{
    Q_OBJECT

public:
    // `live` may go before this window does; then nothing can be taken from it any more.
    ComparisonWindow(LabBoard& live, Renderer renderer, double stepsPerSecond,
                     QWidget* parent = nullptr);
    ~ComparisonWindow() override;

    // Takes the live state anew and compares by this; none: as the laboratory proposes, or as now.
    void take(std::optional<core::Comparison> comparison = {});
    // By another parameter, from the state that was taken.
    void compareBy(const QString& param);

    // Null until both runs stand.
    ComparisonBoard* board() const { return board_; }
    ComparisonBar& bar() const { return *bar_; }
    ComparisonRow& row() const { return *row_; }
    // The sentence at the bottom; empty where there is nothing to say.
    QString said() const;

Q_SIGNALS:
    void compared();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void build();
    void connectBar();
    void addKey(const QKeySequence& key, std::function<void()> what);
    void begin(const core::Comparison& comparison);
    void install(std::unique_ptr<core::Paired> pair, const core::Comparison& comparison);
    void connectBoard();
    void toggleRun();
    void say(const QString& sentence);

    QPointer<LabBoard> live_;
    const core::Lab& lab_;
    const core::ModelEntry& entry_;
    Renderer renderer_;
    ComparisonBar* bar_ = nullptr;
    ComparisonRow* row_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    QLabel *waiting_ = nullptr, *said_ = nullptr;
    ComparisonBoard* board_ = nullptr;
    core::Archive state_; // of the live system, as it was taken
    core::ParamMap values_;
    Background making_;
    bool focused_ = false;
};

} // namespace ui
