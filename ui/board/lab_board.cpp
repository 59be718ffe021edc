// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/lab_board.h"

#include "core/base/version.h"
#include "core/param/param_text.h"
#include "ui/board/board_export.h"
#include "ui/control/action_bar.h"
#include "ui/control/path_dialog.h"
#include "ui/text/core_text.h"
#include "ui/text/number_text.h"
#include "ui/text/palette.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

namespace {

constexpr int plotTickMs = 80;
constexpr int inspectorWidth = 370, compactInspectorWidth = 340;
constexpr int gap = 12;

// What an action takes from the pads when the laboratory is opened.
core::Payload firstPayload(const core::Lab& lab, const core::AnyModel& model,
                           const core::ActionCall& call)
{
    for (auto const& pad : model.card().pads) {
        if (call.action->payload == core::PayloadKind::drawing && pad.id == call.action->pad) {
            auto drawing = core::firstDrawing(lab, pad, model.world(pad.picture));
            return {core::PayloadKind::drawing, drawing.width, drawing.height,
                    std::move(drawing.cells), std::move(drawing.name)};
        }
    }
    return {};
}

} // namespace

core::Result<std::unique_ptr<core::AnyModel>> LabBoard::makeModel(const core::Lab& lab,
                                                                  const core::ModelEntry& entry,
                                                                  const core::ParamMap& settings,
                                                                  std::uint64_t seed)
{
    using Made = core::Result<std::unique_ptr<core::AnyModel>>;
    auto start = core::parseSettings(entry.specs(), lab.settings);
    if (!start) {
        return Made::refused(start.reason());
    }
    for (auto const& [id, value] : settings) {
        core::setValue(*start, id, value);
    }
    auto made = entry.make(*start, seed);
    for (auto const text : made ? lab.actions : std::vector<std::string_view>{}) {
        auto const parsed = core::parseAction(*entry.card, text);
        auto const done = parsed
                              ? (*made)->act(parsed->call, firstPayload(lab, **made, parsed->call))
                              : parsed.outcome();
        if (!done && settings.empty()) {
            return Made::refused(done.reason());
        }
        if (!done) {
            break; // what a person asks for goes before the laboratory's own beginning
        }
    }
    return made;
}

LabBoard::LabBoard(const core::Lab& lab, const core::ModelEntry& entry,
                   std::unique_ptr<core::AnyModel> model, Renderer renderer, QWidget* parent)
    : QWidget(parent), lab_(lab), entry_(entry), link_(new EngineLink(std::move(model), this)),
      history_(new EditHistory(*link_, this)), runner_(new ActionRunner(*link_, *history_, this)),
      pads_(new PadModel(*link_, *history_, this))
{
    for (int pad = 0; pad < pads_->count(); ++pad) {
        auto const& spec = pads_->spec(pad);
        if (!spec.live.empty()) {
            pads_->setStart(pad, [this, &spec](core::WorldSize world) {
                return core::firstDrawing(lab_, spec, world);
            });
        }
        pads_->begin(pad, core::firstDrawing(lab_, spec, link_->firstWorld(spec.picture)));
    }
    build(renderer);
    connectAll();
}

LabBoard::~LabBoard()
{
    // Widgets look at the link, so they go first.
    delete split_;
    delete inspector_;
}

void LabBoard::build(Renderer renderer)
{
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(gap, gap, gap, gap);
    row->setSpacing(gap);
    split_ = new QSplitter(Qt::Vertical, this);
    split_->setChildrenCollapsible(false);
    split_->setHandleWidth(gap);
    stages_ = new StageArea(*link_, *history_, lab_.views, renderer, split_);
    std::vector<LiveNumbers::Entry> caption;
    for (auto const& number : lab_.caption) {
        int const index = core::observableIndex(*entry_.card, number.observable);
        caption.push_back({index, coreText(number.word)});
    }
    stages_->setCaption(std::move(caption));
    shelf_ = new PlotShelf(split_);
    for (auto const& plot : lab_.plots) {
        feeds_.push_back(makeFeed({lab_, entry_}, plot, shelf_));
        shelf_->add(&feeds_.back()->card(), feeds_.back()->briefTitle());
        connect(&feeds_.back()->card(), &PlotCard::message, this, &LabBoard::message);
        connect(feeds_.back().get(), &PlotFeed::wanted, history_,
                [this, title = coreText(plot.title)](const core::ParamMap& params, bool settled) {
                    history_->setParams(params, settled, title);
                });
    }
    jobPlots_ = new JobPlots(entry_, *shelf_, this);
    desk_ = new Desk(*pads_, *stages_, lab_.padViews, split_);
    if (lab_.toggle) {
        stages_->setToggle(*lab_.toggle);
    }
    stages_->setValues(history_->values());
    for (int pad = 0; pad < pads_->count(); ++pad) {
        makeLive(pad);
    }
    shelfPanel_ = new ShelfPanel(*entry_.card, *runner_, desk_);
    desk_->addStrip(shelfPanel_);
    split_->addWidget(desk_);
    runner_->setPadSource([this](std::string_view id) -> std::optional<core::Payload> {
        int const pad = pads_->find(id);
        return pad < 0 || pads_->isEmpty(pad) ? std::nullopt : std::optional(pads_->payload(pad));
    });
    split_->addWidget(shelf_);
    split_->setStretchFactor(0, 2);
    split_->setStretchFactor(1, 1);
    split_->setSizes({560, 260});
    inspector_ = new Inspector(lab_, entry_, this);
    inspector_->params().display(history_->values());
    QString letters = inspector_->params().letters();
    buildBridges(letters);
    shelfPanel_->bar().chooseMnemonics(letters);
    row->addWidget(split_, 1);
    row->addWidget(inspector_);
    arrange();
}

void LabBoard::makeLive(int pad)
{
    auto const* const action = core::findAction(*entry_.card, pads_->spec(pad).live);
    livePads_.push_back(action ? new LivePad(*link_, *history_, *pads_, pad, this) : nullptr);
    if (auto* const live = livePads_.back()) {
        auto* const panel = desk_->panel(pad);
        auto* const button = panel->addLive(*action);
        if (!lab_.padViews.empty()) {
            stages_->addToCard(lab_.padViews.front(), button);
        }
        connect(panel, &PadPanel::liveWanted, live, &LivePad::setOn);
        connect(live, &LivePad::switched, panel, &PadPanel::showLive);
    }
}

LivePad* LabBoard::livePad(int pad) const
{
    auto const index = static_cast<std::size_t>(pad);
    return pad >= 0 && index < livePads_.size() ? livePads_[index] : nullptr;
}

void LabBoard::buildBridges(QString& letters)
{
    for (auto const& bridge : lab_.bridges) {
        auto* const card = new BridgeCard(bridge, *link_, *stages_);
        card->chooseMnemonic(letters);
        inspector_->addBelow(card);
        bridges_.push_back(card);
        connect(card, &BridgeCard::wanted, this,
                [this, &bridge] { Q_EMIT crossingWanted(bridge); });
    }
}

void LabBoard::connectAll()
{
    connect(&inspector_->params(), &ParamPanel::edited, this, &LabBoard::edit);
    connect(inspector_, &Inspector::resetMeasurementsWanted, this, &LabBoard::resetMeasurements);
    connect(&inspector_->jobs(), &JobPanel::message, this, &LabBoard::message);
    connect(&inspector_->jobs(), &JobPanel::progressed, this,
            [this](const core::JobSpec& spec, const core::JobReport& job) {
                for (auto& feed : feeds_) {
                    if (spec.kind == core::JobKind::sweep) {
                        feed->swept(std::string(spec.param), job);
                    }
                }
                jobPlots_->display(spec, job);
            });
    inspector_->jobs().setStateSource([this](std::function<void(core::Archive)> then) {
        history_->afterEdits([this, then = std::move(then)] { link_->save(then); });
    });
    connect(history_, &EditHistory::valuesChanged, this, [this](const core::ParamMap& values) {
        inspector_->params().display(values);
        inspector_->jobs().setParams(values, link_->snapshot().seed);
        stages_->setValues(values);
        badge();
    });
    connect(history_, &EditHistory::noticed, this, &LabBoard::message);
    connect(history_, &EditHistory::refused, this,
            [this](const std::string& id, const QString& sentence) {
                inspector_->params().showMessage(QString::fromStdString(id), sentence);
            });
    connect(desk_, &Desk::message, this, &LabBoard::message);
    connect(stages_, &StageArea::message, this, &LabBoard::message);
    connect(runner_, &ActionRunner::message, this, &LabBoard::message);
    connect(link_, &EngineLink::pictured, shelfPanel_,
            [this](const core::Snapshot& snapshot) { shelfPanel_->display(snapshot); });
    connect(link_, &EngineLink::refused, this, &LabBoard::message);
    connect(link_, &EngineLink::reported, this, &LabBoard::report);
    connect(link_, &EngineLink::sampled, this, [this](std::span<const core::Sample> samples) {
        for (auto& feed : feeds_) {
            feed->sampled(samples);
        }
    });
    plotTick_.setInterval(plotTickMs);
    connect(&plotTick_, &QTimer::timeout, this, &LabBoard::refreshPlots);
    plotTick_.start();
    auto const recolour = [this] { stages_->setPalettes(currentPalette().dark); };
    connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, recolour);
    recolour();
}

void LabBoard::refreshPlots()
{
    for (auto& feed : feeds_) {
        feed->refresh();
    }
}

QString LabBoard::recipe() const
{
    auto const settings = core::differenceFromDefaults(entry_.specs(), link_->report().params);
    return tr("Isinglass %1 (%2), %3: %4, seed %5, step %6")
        .arg(fromCore(core::version()), fromCore(core::gitHash()), fromCore(lab_.model),
             QString::fromStdString(settings))
        .arg(link_->snapshot().seed)
        .arg(link_->report().step);
}

void LabBoard::report(const core::Report& report)
{
    for (auto& feed : feeds_) {
        feed->reported(report);
        feed->card().setManifest(recipe());
    }
    inspector_->display(report);
    shelfPanel_->display(report);
    inspector_->jobs().setParams(history_->values(), link_->snapshot().seed);
    badge();
}

// Where the system is with respect to what theory marks: "T > T_c".
void LabBoard::badge()
{
    for (auto const& mark : link_->report().marks) {
        auto const* const spec = core::findSpec(entry_.specs(), mark.param);
        auto const* const value = core::findValue(history_->values(), mark.param);
        if (!spec || !value) {
            continue;
        }
        double const here = core::numberOf(*value);
        QString const sign = here > mark.value   ? QStringLiteral(">")
                             : here < mark.value ? QStringLiteral("<")
                                                 : QStringLiteral("=");
        QString const symbol = fromCore(spec->symbol.empty() ? spec->id : spec->symbol);
        stages_->setBadge(QStringLiteral("%1 %2 %3").arg(symbol, sign, coreText(mark.label)),
                          QStringLiteral("%1 = %2").arg(symbol, numberText(here, 5)));
        return;
    }
    stages_->setBadge({}, {});
}

void LabBoard::edit(const QString& id, const core::ParamValue& value, bool settled)
{
    auto const* const path =
        missingPath(entry_.specs(), history_->values(), id.toStdString(), value);
    if (!path) {
        history_->set(id.toStdString(), value, settled);
        return;
    }
    askPath(this, *path, {}, [this, id = id.toStdString(), value, path](const QString& chosen) {
        if (chosen.isEmpty()) {
            inspector_->params().display(history_->values()); // as before the choice
        } else {
            history_->setParams({{id, value}, {std::string(path->id), chosen.toStdString()}}, true);
        }
    });
}

void LabBoard::apply(const core::Preset& preset)
{
    auto const settings = core::parseSettings(entry_.specs(), preset.settings);
    if (!settings) {
        Q_EMIT message(QString::fromStdString(settings.reason()));
        return;
    }
    QString const name = coreText(preset.title);
    bool const fresh = std::any_of(settings->begin(), settings->end(), [this](auto const& setting) {
        auto const* const spec = core::findSpec(entry_.specs(), setting.first);
        return spec && spec->effect == core::Effect::rebuild;
    });
    std::vector<core::ActionCall> calls[2];
    for (auto const* const texts : {&preset.first, &preset.then}) {
        for (auto const text : *texts) {
            if (auto parsed = core::parseAction(*entry_.card, text)) {
                calls[texts == &preset.then].push_back(std::move(parsed->call));
            }
        }
    }
    if (!calls[0].empty() || !calls[1].empty()) {
        history_->prepare(*settings, link_->snapshot().seed, std::move(calls[0]),
                          std::move(calls[1]), name);
    } else if (fresh) {
        history_->restart(link_->snapshot().seed, name, *settings);
    } else {
        history_->setParams(*settings, true, name);
    }
}

void LabBoard::reset(std::uint64_t seed)
{
    history_->restart(seed, tr("reset"));
    for (auto& feed : feeds_) {
        feed->forget();
    }
}

void LabBoard::resetMeasurements()
{
    link_->post(core::ResetMeasurements{true});
    for (auto& feed : feeds_) {
        feed->forget();
    }
    Q_EMIT message(tr("Measurements begin again."));
}

void LabBoard::forgetHistory()
{
    history_->startAfresh();
    for (auto& feed : feeds_) {
        feed->forget();
    }
}

void LabBoard::setCompact(bool compact)
{
    compact_ = compact;
    shelf_->setTabbed(compact);
    inspector_->setCompact(compact);
    arrange();
}

void LabBoard::setPresenting(bool presenting)
{
    presenting_ = presenting;
    stages_->setLarge(presenting);
    inspector_->params().setBrief(presenting);
    arrange();
}

void LabBoard::setWatching(bool watching)
{
    stages_->setWatching(watching);
    for (auto* const card : bridges_) {
        card->setWatching(watching);
    }
    if (watching) {
        plotTick_.start();
    } else {
        plotTick_.stop();
    }
}

void LabBoard::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void LabBoard::arrange()
{
    double const scale = std::max(1.0, currentTypeScale());
    int const wish = static_cast<int>((compact_ ? compactInspectorWidth : inspectorWidth) * scale);
    // Large type must leave the stage its half of a small window.
    int const most = std::max(compactInspectorWidth, static_cast<int>(0.42 * width()));
    inspector_->setFixedWidth(std::max(inspector_->neededWidth(), std::min(wish, most)));
    inspector_->jobs().setVisible(!presenting_ && !lab_.jobs.empty());
    for (auto* const card : bridges_) {
        card->setVisible(!presenting_);
    }
    shelf_->setMinimumHeight(static_cast<int>((compact_ ? 190 : 210) * (0.5 + 0.5 * scale)));
}

void LabBoard::followPads()
{
    for (auto* const live : livePads_) {
        if (live) {
            live->catchUp();
        }
    }
}

bool LabBoard::openImage(const QString& path)
{
    if (auto* const panel = desk_->panel(0)) {
        panel->openImage(path);
        return true;
    }
    return false;
}

bool LabBoard::openData(const QString& path)
{
    if (!lab_.dropped) {
        return false;
    }
    auto values = core::parseSettings(entry_.specs(), lab_.dropped->settings);
    if (values) {
        core::setValue(*values, lab_.dropped->param, path.toStdString());
        history_->setParams(*values, true, tr("Open data"));
    }
    return bool(values);
}

bool LabBoard::paste()
{
    auto* const panel = desk_->panel(0);
    auto const* const mime = QApplication::clipboard()->mimeData();
    if (panel && !(mime && panel->importFrom(*mime))) {
        Q_EMIT message(tr("There is no picture on the clipboard."));
    }
    return panel != nullptr;
}

QImage LabBoard::picture(int scale) const
{
    return stagePicture(*link_, stages_->active(), stages_->activePicture(), scale,
                        currentPalette().dark);
}

QString LabBoard::pointsCsv() const
{
    return QStringLiteral("# ") + recipe() + u'\n' + pointsTable(entry_, link_->report().points);
}

bool LabBoard::isSettledOnScreen() const
{
    return history_->isUpToDate() && std::none_of(feeds_.begin(), feeds_.end(),
                                                  [](auto const& feed) { return feed->busy(); });
}

double LabBoard::stageShare() const
{
    auto const sizes = split_->sizes();
    int const all = sizes.value(0) + sizes.value(1);
    return all > 0 ? static_cast<double>(sizes.value(0)) / all : 0;
}

void LabBoard::setStageShare(double share)
{
    constexpr int parts = 10000; // the splitter scales them to what it has
    int const stage = static_cast<int>(std::clamp(share, 0.0, 1.0) * parts);
    split_->setSizes({stage, parts - stage});
}

QByteArray LabBoard::layoutState() const { return split_->saveState(); }

void LabBoard::restoreLayout(const QByteArray& state) { split_->restoreState(state); }

} // namespace ui
