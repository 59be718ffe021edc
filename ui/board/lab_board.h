// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/board/action_runner.h"
#include "ui/board/bridge_card.h"
#include "ui/board/desk.h"
#include "ui/board/inspector.h"
#include "ui/board/job_plots.h"
#include "ui/board/live_pad.h"
#include "ui/board/plot_feed.h"
#include "ui/board/plot_shelf.h"
#include "ui/board/shelf_panel.h"
#include "ui/board/stage_area.h"
#include "ui/link/edit_history.h"

class QSplitter;

namespace ui {

// A laboratory as a page: pictures on top, plots below, parameters and measured values at the
// right, all made from the lab's data. Owns the link, and through it engine and thread.
class LabBoard : public QWidget
{
    Q_OBJECT

public:
    // The model for a lab with these settings on top of the lab's own; refused with a sentence.
    static core::Result<std::unique_ptr<core::AnyModel>> makeModel(const core::Lab& lab,
                                                                   const core::ModelEntry& entry,
                                                                   const core::ParamMap& settings,
                                                                   std::uint64_t seed);

    LabBoard(const core::Lab& lab, const core::ModelEntry& entry,
             std::unique_ptr<core::AnyModel> model, Renderer renderer, QWidget* parent = nullptr);
    ~LabBoard() override;

    const core::Lab& lab() const { return lab_; }
    const core::ModelEntry& entry() const { return entry_; }
    EngineLink& link() const { return *link_; }
    EditHistory& history() const { return *history_; }
    PadModel& pads() const { return *pads_; }
    Desk& desk() const { return *desk_; }
    StageArea& stages() const { return *stages_; }
    PlotShelf& shelf() const { return *shelf_; }
    Inspector& inspector() const { return *inspector_; }
    ActionRunner& runner() const { return *runner_; }
    // Null where no action follows that pad.
    LivePad* livePad(int pad) const;
    ShelfPanel& shelfPanel() const { return *shelfPanel_; }
    std::span<const std::unique_ptr<PlotFeed>> feeds() const { return feeds_; }
    std::span<BridgeCard* const> bridges() const { return bridges_; }

    void apply(const core::Preset& preset);
    // Fresh state, same seed or another.
    void reset(std::uint64_t seed);
    void resetMeasurements();
    // A document's state was loaded: histories start again.
    void forgetHistory();
    // Few pixels: the plots share one place behind tabs.
    void setCompact(bool compact);
    // Stage and numbers only, large.
    void setPresenting(bool presenting);
    bool isPresenting() const { return presenting_; }
    void setWatching(bool watching);

    // What stands on the pads is sent once to the actions that follow them: the machine has not
    // seen it yet.
    void followPads();
    // A picture becomes the drawing on the first pad; false where there is no pad.
    bool openImage(const QString& path);
    bool paste();
    // A file of data for the laboratory; false where it takes none.
    bool openData(const QString& path);

    // What the stage shows, `scale` times as many pixels.
    QImage picture(int scale) const;
    // What makes these numbers again: version, parameters, seed.
    QString recipe() const;
    // Every visited point with every observable, as CSV.
    QString pointsCsv() const;
    // Theory and plots are up to date with the newest report.
    bool isSettledOnScreen() const;
    void refreshPlots();

    // What part of the height pictures have beside the plots, 0 to 1.
    double stageShare() const;
    void setStageShare(double share);
    QByteArray layoutState() const;
    void restoreLayout(const QByteArray& state);

Q_SIGNALS:
    void message(const QString& sentence);
    // What is learnt or stored here is to be taken into another laboratory.
    void crossingWanted(const core::Bridge& bridge);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build(Renderer renderer);
    void buildBridges(QString& letters);
    void connectAll();
    void makeLive(int pad);
    void edit(const QString& id, const core::ParamValue& value, bool settled);
    void report(const core::Report& report);
    void badge();
    void arrange();

    const core::Lab& lab_;
    const core::ModelEntry& entry_;
    EngineLink* link_;
    EditHistory* history_;
    ActionRunner* runner_;
    PadModel* pads_;
    StageArea* stages_ = nullptr;
    Desk* desk_ = nullptr;
    PlotShelf* shelf_ = nullptr;
    Inspector* inspector_ = nullptr;
    ShelfPanel* shelfPanel_ = nullptr;
    JobPlots* jobPlots_ = nullptr;
    std::vector<BridgeCard*> bridges_;
    QSplitter* split_ = nullptr;
    std::vector<LivePad*> livePads_; // one a pad, or null
    QTimer plotTick_;
    std::vector<std::unique_ptr<PlotFeed>> feeds_;
    bool compact_ = false, presenting_ = false;
};

} // namespace ui
