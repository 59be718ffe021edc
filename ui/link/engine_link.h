// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "core/engine/engine_thread.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <future>
#include <span>
#include <vector>

namespace ui {

// Where the engine's thread meets Qt: lives on the window's thread, owns the engine, posts commands
// to it and looks at finished pictures sixty times a second. Neither side ever waits for the other,
// except that destruction joins the engine's thread.
class EngineLink : public QObject
{
    Q_OBJECT

public:
    explicit EngineLink(std::unique_ptr<core::AnyModel> model, QObject* parent = nullptr);
    ~EngineLink() override;

    const core::ModelCard& card() const { return card_; }
    std::span<const core::ParamSpec> specs() const { return specs_; }
    // As it was made, before any command.
    const core::ParamMap& firstParams() const { return firstParams_; }
    core::WorldSize firstWorld(int picture) const
    {
        return firstWorlds_[static_cast<std::size_t>(picture)];
    }
    bool paintable() const { return paintable_; }

    // The number of commands posted so far: a snapshot whose commandsObeyed reaches it shows this
    // one.
    std::uint64_t post(core::Command command);
    std::uint64_t posted() const { return posted_; }

    // The newest picture and numbers; empty until the first have arrived.
    const core::Snapshot& snapshot() const { return engine_.pictures.front(); }
    const core::Report& report() const { return engine_.reports.front(); }

    // The whole state. `then` is called on the window's thread, unless the link is destroyed first.
    void save(std::function<void(core::Archive)> then);
    // `then` gets an empty text, or the sentence that says why nothing was changed.
    void load(core::Archive archive, bool measurements,
              std::function<void(const QString&)> then = {});
    void import(const std::string& id, core::Array array,
                std::function<void(const QString&)> then = {});
    void act(core::ActionCall call, core::Payload payload,
             std::function<void(const QString&)> then = {});

    // Gives up the long command of this number, if it is still the one that is obeyed: it is
    // refused, and nothing has changed.
    void cancelWork(std::uint64_t number) { engine_.gauge.cancel(number); }

    // Pictures that reached the window since it opened.
    std::uint64_t picturesSeen() const { return picturesSeen_; }
    // Looks at the engine at once instead of at the next tick.
    void poll();

Q_SIGNALS:
    void pictured(const core::Snapshot& snapshot);
    void sampled(std::span<const core::Sample> samples);
    void reported(const core::Report& report);
    // A command was refused, in a sentence.
    void refused(const QString& sentence);
    // A command takes longer than a moment; told again and again until worked().
    void working(const core::Gauge::Reading& reading);
    void worked();

private:
    struct Saving
    {
        std::future<core::Archive> answer;
        std::function<void(core::Archive)> then;
    };
    struct Asking
    {
        std::future<std::string> answer;
        std::function<void(const QString&)> then;
    };
    std::shared_ptr<std::promise<std::string>> ask(std::function<void(const QString&)> then);
    void answer();
    void tellRefusal(const core::Snapshot& snapshot);
    void tellWork();

    const core::ModelCard& card_;
    std::span<const core::ParamSpec> specs_;
    core::ParamMap firstParams_;
    std::vector<core::WorldSize> firstWorlds_;
    bool paintable_;
    std::uint64_t posted_ = 0, picturesSeen_ = 0, refusalsTold_ = 0;
    std::uint64_t workNumber_ = 0; // of the command that takes long; 0: none
    QElapsedTimer workSince_;
    bool workTold_ = false;
    std::vector<core::Sample> fresh_;
    std::vector<Saving> saving_;
    std::vector<Asking> asking_;
    QTimer tick_;

    // In this order, so that the thread is joined before what it works on goes.
    core::WorkerPool pool_;
    core::Engine engine_;
    core::EngineThread thread_;
};

} // namespace ui
