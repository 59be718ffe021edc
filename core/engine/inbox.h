// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/command.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <vector>

namespace core {

// Where commands wait. The only mutex between window and engine, held for a vector's push or swap.
class Inbox
{
public:
    // Returns the number of commands posted so far, this one included. A SetParams right after a
    // SetParams, and a LookAt right after a LookAt at the same picture, collapse into one.
    std::uint64_t post(Command command);
    // Swaps everything out, oldest first; returns the number of commands posted so far.
    std::uint64_t collect(std::vector<Command>& into);
    // Set while commands wait: what a long step asks at its band boundaries.
    const std::atomic<bool>& pending() const { return pending_; }
    // Waits until a command is posted, the time is over or a stop is asked for.
    void wait(const std::stop_token& stop, std::chrono::nanoseconds atMost);

private:
    std::mutex mutex_;
    std::condition_variable_any posted_;
    std::vector<Command> waiting_;
    std::uint64_t count_ = 0;
    std::atomic<bool> pending_{false};
};

} // namespace core
