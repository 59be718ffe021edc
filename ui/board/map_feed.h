// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/board/plot_feed.h"
#include "ui/link/background.h"

#include <optional>

namespace ui {

// The model's phase diagram as a control: lines and regions of theory, a point that the person
// drags, and what was measured where the person has been, sorted by the size of the map's
// observable.
class MapFeed : public PlotFeed
{
    Q_OBJECT

public:
    MapFeed(const PlotSource& source, const core::PlotSpec& spec, QWidget* parent);

    void reported(const core::Report& report) override;
    bool busy() const override { return background_.busy(); }
    QString briefTitle() const override;

private:
    void askForLines();
    void showLines(const core::MapData& data);
    void showPoints(const core::Report& report);
    void move(double x, double y, bool settled);
    AxisSpec axis(std::string_view id, double low, double high) const;

    const core::MapSpec& map_;
    Background background_;
    core::ParamMap params_;
    std::optional<core::ParamMap> asked_; // the parameters that the lines were computed for
    QStringList lines_;
    bool dragging_ = false;
};

} // namespace ui
