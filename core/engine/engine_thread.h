// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"

#include <functional>
#include <thread>

namespace core {

// Runs an engine, or any other loop that must not hold up the window, on its own thread until
// destroyed.
class EngineThread
{
public:
    explicit EngineThread(Engine& engine);
    // Calls `body` once with the token that asks it to stop.
    explicit EngineThread(std::function<void(const std::stop_token&)> body);
    ~EngineThread();

private:
    std::jthread thread_;
};

} // namespace core
