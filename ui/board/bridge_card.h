// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/snapshot.h"
#include "core/labs/lab.h"

#include <QElapsedTimer>
#include <QImage>
#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace ui {

class EngineLink;
class StageArea;

// A way into another laboratory: what this machine is there, in a small picture and a formula, and
// the button that goes there. The picture is asked for now and then, and the more seldom the longer
// it takes to come.
class BridgeCard : public QWidget
{
    Q_OBJECT

public:
    BridgeCard(const core::Bridge& bridge, EngineLink& link, const StageArea& stages,
               QWidget* parent = nullptr);

    const core::Bridge& bridge() const { return bridge_; }
    QPushButton& button() const { return *button_; }
    // Empty until the first has come.
    const QImage& picture() const { return image_; }
    // The button's letter, none of those that are taken, and then taken too.
    void chooseMnemonic(QString& taken);
    // Nobody looks: no picture is asked for.
    void setWatching(bool watching);

Q_SIGNALS:
    void wanted();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void build();
    bool isStale() const;
    void ask();
    void take(const core::Snapshot& snapshot);
    void showState(const core::Snapshot& snapshot);
    void render(const core::Picture& picture);

    const core::Bridge& bridge_;
    EngineLink& link_;
    const StageArea& stages_;
    QLabel* picture_ = nullptr;
    QPushButton* button_ = nullptr;
    QImage image_;
    core::Picture shown_;
    QTimer pace_;
    QElapsedTimer sinceAsked_;
    std::uint64_t askedAt_ = 0; // the command; 0: nothing is on the way
    std::uint64_t step_ = 0;    // of the state that is shown
    std::uint32_t epoch_ = 0;
};

} // namespace ui
