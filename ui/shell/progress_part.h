// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/gauge.h"
#include "core/engine/snapshot.h"
#include "ui/shell/time_left.h"

#include <QElapsedTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace ui {

// How far the laboratory has come: steps, or what its model tells (an epoch of so many, with the
// time that is left), or a command that takes long, with a button to give it up. Its room does not
// change with the digits.
class ProgressPart : public QWidget
{
    Q_OBJECT

public:
    explicit ProgressPart(QWidget* parent = nullptr);

    void display(const core::Snapshot& snapshot);
    // A command takes long. It is shown until endWork().
    void showWork(const core::Gauge::Reading& reading);
    void endWork();
    bool isWorking() const { return work_.number != 0; }
    // The pace has been changed by hand.
    void forgetPace() { left_.forget(); }

    // Fewer words: without the time left, without a name.
    void setBrief(bool brief);
    // Without "t =".
    void setCompact(bool compact);
    // How wide it wants to be.
    int room(bool brief) const;

    QString text() const;

Q_SIGNALS:
    void cancelled(std::uint64_t number);
    void roomChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    // What is said, and the widest that it may become while its kind is the same.
    struct Wording
    {
        QString text, brief, widest, widestBrief;
        double share = -1; // of the bar; negative: none
    };
    Wording steps(const core::Snapshot& snapshot) const;
    Wording preparing(const core::Progress& progress) const;
    Wording progressing(const core::Progress& progress) const;
    Wording working() const;
    void say(const Wording& wording);
    void showText();
    void placeBar();

    QLabel* label_;
    QProgressBar* bar_;
    QToolButton* cancel_;
    QElapsedTimer clock_;
    TimeLeft left_;
    Wording said_;
    core::Gauge::Reading work_; // number 0: none
    bool brief_ = false, compact_ = false;
};

} // namespace ui
