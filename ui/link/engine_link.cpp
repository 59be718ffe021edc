// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/link/engine_link.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace ui {

namespace {

constexpr qint64 momentMs = 100;

// One core is left to the window.
int simulationWorkers()
{
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()) - 1);
}

template <class T>
bool isReady(const std::future<T>& future)
{
    return future.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

// Takes out of `waiting` what has been answered.
template <class T>
std::vector<T> answered(std::vector<T>& waiting)
{
    auto const split = std::stable_partition(waiting.begin(), waiting.end(),
                                             [](const T& one) { return !isReady(one.answer); });
    std::vector<T> done(std::make_move_iterator(split), std::make_move_iterator(waiting.end()));
    waiting.erase(split, waiting.end());
    return done;
}

std::vector<core::WorldSize> worldsOf(const core::AnyModel& model)
{
    std::vector<core::WorldSize> worlds;
    for (int picture = 0; picture < static_cast<int>(model.card().pictures.size()); ++picture) {
        worlds.push_back(model.world(picture));
    }
    return worlds;
}

} // namespace

EngineLink::EngineLink(std::unique_ptr<core::AnyModel> model, QObject* parent)
    : QObject(parent), card_(model->card()), specs_(model->specs()), firstParams_(model->params()),
      firstWorlds_(worldsOf(*model)), paintable_(model->paintable()), pool_(simulationWorkers()),
      engine_(std::move(model), core::steadyClock(), pool_), thread_(engine_)
{
    fresh_.reserve(8192);
    tick_.setTimerType(Qt::PreciseTimer);
    // Twice as often as pictures come, so that none waits long to be seen.
    tick_.setInterval(8);
    connect(&tick_, &QTimer::timeout, this, &EngineLink::poll);
    tick_.start();
}

// Nobody waits for a file that is still being read.
EngineLink::~EngineLink() { engine_.gauge.close(); }

std::uint64_t EngineLink::post(core::Command command)
{
    posted_ = engine_.inbox.post(std::move(command));
    return posted_;
}

void EngineLink::save(std::function<void(core::Archive)> then)
{
    auto promise = std::make_shared<std::promise<core::Archive>>();
    saving_.push_back({promise->get_future(), std::move(then)});
    post(core::Save{std::move(promise)});
}

std::shared_ptr<std::promise<std::string>> EngineLink::ask(std::function<void(const QString&)> then)
{
    auto promise = std::make_shared<std::promise<std::string>>();
    asking_.push_back({promise->get_future(), std::move(then)});
    return promise;
}

void EngineLink::load(core::Archive archive, bool measurements,
                      std::function<void(const QString&)> then)
{
    post(core::Load{std::move(archive), measurements, ask(std::move(then))});
}

void EngineLink::import(const std::string& id, core::Array array,
                        std::function<void(const QString&)> then)
{
    post(core::Import{id, std::move(array), ask(std::move(then))});
}

void EngineLink::act(core::ActionCall call, core::Payload payload,
                     std::function<void(const QString&)> then)
{
    post(core::Act{std::move(call), std::move(payload), ask(std::move(then))});
}

void EngineLink::poll()
{
    answer();
    tellWork();
    fresh_.clear();
    engine_.samples.drain([this](const core::Sample& sample) { fresh_.push_back(sample); });
    if (!fresh_.empty()) {
        Q_EMIT sampled(fresh_);
    }
    if (engine_.reports.refresh()) {
        Q_EMIT reported(report());
    }
    if (engine_.pictures.refresh()) {
        ++picturesSeen_;
        Q_EMIT pictured(snapshot());
        tellRefusal(snapshot());
    }
}

void EngineLink::tellRefusal(const core::Snapshot& snapshot)
{
    if (snapshot.refusals != refusalsTold_) {
        refusalsTold_ = snapshot.refusals;
        Q_EMIT refused(QString::fromStdString(snapshot.refusal));
    }
}

void EngineLink::tellWork()
{
    auto const reading = engine_.gauge.read();
    if (reading && reading->number != workNumber_) {
        workNumber_ = reading->number;
        workSince_.start();
    }
    if (reading && workSince_.elapsed() >= momentMs) {
        workTold_ = true;
        Q_EMIT working(*reading);
    } else if (!reading && std::exchange(workTold_, false)) {
        Q_EMIT worked();
    }
}

void EngineLink::answer()
{
    for (auto& one : answered(saving_)) {
        one.then(one.answer.get());
    }
    for (auto& one : answered(asking_)) {
        auto const sentence = QString::fromStdString(one.answer.get());
        if (one.then) {
            one.then(sentence);
        }
    }
}

} // namespace ui
