// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/archive.h"
#include "core/model/card.h"
#include "core/param/spec.h"

#include <future>
#include <memory>
#include <variant>

namespace core {

// What the window asks of the engine. Commands take effect at the next band boundary, in the order
// they were posted.
struct Run
{
};
struct Pause
{
};
// So many whole steps, then pause.
struct Step
{
    int count = 1;
};
// A fresh state from the present parameters.
struct Restart
{
    std::uint64_t seed = 1;
};
// Unlimited when 0.
struct SetSpeed
{
    double stepsPerSecond = 0;
};
struct SetParams
{
    ParamMap values;
};
// One of the card's actions.
struct Act
{
    ActionCall call;
    Payload payload;
    std::shared_ptr<std::promise<std::string>> answer = {}; // "" when done, else the sentence
};
struct Paint
{
    Brush brush;
};
// What picture `picture` should show; a request without pixels stops drawing it.
struct LookAt
{
    int picture = 0;
    ViewRequest request;
};
struct SetPersistence
{
    bool on = true;
};
// With each picture the sampled observables of just that state.
struct ShowValues
{
    bool on = true;
};
struct ResetMeasurements
{
    bool points = true; // the visited points too, not only the present one
};
struct Import
{
    std::string id;
    Array array;
    std::shared_ptr<std::promise<std::string>> answer; // "" when done, else the sentence
};
// The whole state, with measurements and points, at the next whole step.
struct Save
{
    std::shared_ptr<std::promise<Archive>> answer;
};
// All or nothing.
struct Load
{
    Archive archive;
    bool measurements = true; // false: state only (undo of painting or reset)
    std::shared_ptr<std::promise<std::string>> answer;
};

using Command = std::variant<Run, Pause, Step, Restart, SetSpeed, SetParams, Act, Paint, LookAt,
                             SetPersistence, ShowValues, ResetMeasurements, Import, Save, Load>;

} // namespace core
