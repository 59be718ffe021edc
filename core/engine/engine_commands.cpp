// SPDX-License-Identifier: GPL-3.0-or-later
// How the engine obeys its commands.
#include "core/engine/engine.h"

#include <algorithm>

namespace core {

namespace {

// A halt comes between two steps where a step is short, so that what is seen is a state of the
// chain; a longer step stops where it is.
constexpr Nanos haltWithin = std::chrono::milliseconds(20);

// So long a fresh state is seen before it moves, however slow the pace.
constexpr Nanos glimpse = std::chrono::milliseconds(150);

} // namespace

void Engine::obey()
{
    obeyed_ = inbox.collect(commands_);
    for (auto& command : commands_) {
        std::visit([this](auto& order) { apply(order); }, command);
    }
    commands_.clear();
    pictureStale_ = true;
    pictureDue_ = clock_.now();
}

void Engine::refuse(const std::string& reason)
{
    refusal_ = reason;
    ++refusals_;
}

void Engine::touched(bool fresh)
{
    ++epoch_;
    measurements_.moveTo(*model_);
    predictionsStale_ = true;
    reportStale_ = true;
    reportDue_ = clock_.now();
    if (fresh) {
        insideStep_ = false;
        portionsDone_ = 0;
        nextStepAt_ = std::min(nextStepAt_, clock_.now() + glimpse);
        forgetPictures();
    }
}

void Engine::forgetPictures()
{
    pairLeft_ = 0;
    for (auto& looked : looked_) {
        looked.persistence.clear();
    }
}

bool Engine::mayBegin()
{
    auto const outcome = model_->ready();
    if (!outcome) {
        refuse(outcome.reason());
    }
    return static_cast<bool>(outcome);
}

void Engine::apply(Run&)
{
    if (!mayBegin()) {
        return;
    }
    running_ = true;
    nextStepAt_ = clock_.now();
}

void Engine::apply(Pause&)
{
    running_ = false;
    stepsToDo_ = 0;
    finishing_ = insideStep_ && portionsDone_ == 0;
    finishBy_ = clock_.now() + haltWithin;
    forgetPictures();
}

void Engine::apply(Step& order)
{
    running_ = false;
    if (mayBegin()) {
        stepsToDo_ += static_cast<std::uint64_t>(order.count > 0 ? order.count : 0);
    }
    forgetPictures();
}

void Engine::apply(Restart& order)
{
    measurements_.leave(*model_);
    if (auto const outcome = model_->restart(order.seed); !outcome) {
        refuse(outcome.reason());
        reportStale_ = true;
        return;
    }
    ++freshStates_;
    measurements_.forgetTraining();
    touched(true);
}

void Engine::apply(SetSpeed& order)
{
    stepsPerSecond_ = order.stepsPerSecond;
    nextStepAt_ = clock_.now();
    forgetPictures();
}

void Engine::apply(SetParams& order)
{
    measurements_.leave(*model_);
    auto const assigned = model_->set(order.values);
    if (!assigned.outcome) {
        refuse(assigned.outcome.reason());
        reportStale_ = true;
        reportDue_ = clock_.now();
    } else if (assigned.retuned || assigned.rebuilt) {
        if (assigned.rebuilt) {
            ++freshStates_;
            measurements_.forgetTraining();
        }
        touched(assigned.rebuilt);
    } else {
        forgetPictures();
        reportStale_ = true;
        reportDue_ = clock_.now();
    }
}

void Engine::apply(Act& order)
{
    measurements_.leave(*model_);
    auto const outcome = model_->act(order.call, order.payload);
    if (!outcome) {
        refuse(outcome.reason());
    } else if (!order.call.action->aside) {
        touched(true);
    }
    if (order.answer) {
        order.answer->set_value(outcome ? std::string() : outcome.reason());
    }
}

void Engine::apply(Paint& order)
{
    measurements_.leave(*model_);
    model_->paint(order.brush);
    touched(false);
}

void Engine::apply(LookAt& order)
{
    auto const index = static_cast<std::size_t>(order.picture);
    if (index < looked_.size()) {
        looked_[index].request = order.request;
        looked_[index].persistence.clear();
        pairLeft_ = 0;
    }
}

void Engine::apply(SetPersistence& order)
{
    persistent_ = order.on;
    forgetPictures();
}

void Engine::apply(ShowValues& order) { showsValues_ = order.on; }

void Engine::apply(ResetMeasurements& order)
{
    measurements_.clear(order.points);
    ++epoch_;
    reportStale_ = true;
    reportDue_ = clock_.now();
}

void Engine::apply(Import& order)
{
    measurements_.leave(*model_);
    auto const outcome = model_->importArray(order.id, order.array);
    if (!outcome) {
        refuse(outcome.reason());
    } else {
        measurements_.forgetTraining();
        touched(true);
    }
    if (order.answer) {
        order.answer->set_value(outcome ? std::string() : outcome.reason());
    }
}

void Engine::apply(Save& order) { saves_.push_back(std::move(order)); }

void Engine::apply(Load& order)
{
    measurements_.leave(*model_);
    auto outcome = Outcome::done();
    if (order.measurements && order.archive.array("points")) {
        // Both or neither: the measurements are read into a copy before the state is touched.
        Measurements loaded(*model_);
        outcome = loaded.load(order.archive, *model_);
        if (outcome) {
            outcome = model_->load(order.archive);
        }
        if (outcome) {
            measurements_ = std::move(loaded);
        }
    } else {
        outcome = model_->load(order.archive);
        if (outcome) {
            measurements_.forgetTraining();
        }
    }
    if (!outcome) {
        refuse(outcome.reason());
    } else {
        ++freshStates_;
        touched(true);
    }
    if (order.answer) {
        order.answer->set_value(outcome ? std::string() : outcome.reason());
    }
}

} // namespace core
