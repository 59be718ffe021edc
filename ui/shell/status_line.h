// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/snapshot.h"

#include <QStatusBar>

class QLabel;
class QToolButton;

namespace ui {

// The line at the bottom: size, kernel, speed, seed, and whether the numbers are to be trusted.
class StatusLine : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);

    // Whose state it tells of: a machine that learns has no size in cells.
    void setCard(const core::ModelCard& card);
    void display(const core::Snapshot& snapshot, double framesPerSecond);
    // Are all values of the table trusted?
    void display(const core::Report& report);
    // For some seconds, from when the bar is seen.
    void say(const QString& sentence);
    QString text() const;

Q_SIGNALS:
    void seedClicked();

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    void put(QLabel* label, const QString& text);
    void fit();

    bool sized_ = true;
    QString waiting_; // to be said when the bar is seen
    QLabel* size_;
    QLabel* kernel_;
    QLabel* rate_;
    QLabel* frames_;
    QToolButton* seed_;
    QLabel* state_;
    QLabel* trust_;
    QLabel* notice_;
};

} // namespace ui
