// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/inbox.h"

namespace core {

namespace {

// Does `next` make `last` pointless? Then `last` takes over what is new in it.
bool collapse(Command& last, Command& next)
{
    if (auto* const values = std::get_if<SetParams>(&next)) {
        if (auto* const before = std::get_if<SetParams>(&last)) {
            for (auto& [id, value] : values->values) {
                setValue(before->values, id, std::move(value));
            }
            return true;
        }
    }
    if (auto* const look = std::get_if<LookAt>(&next)) {
        if (auto* const before = std::get_if<LookAt>(&last);
            before && before->picture == look->picture) {
            *before = *look;
            return true;
        }
    }
    return false;
}

} // namespace

std::uint64_t Inbox::post(Command command)
{
    std::uint64_t number = 0;
    {
        std::lock_guard const lock(mutex_);
        if (waiting_.empty() || !collapse(waiting_.back(), command)) {
            waiting_.push_back(std::move(command));
        }
        number = ++count_;
        pending_.store(true, std::memory_order_release);
    }
    posted_.notify_one();
    return number;
}

std::uint64_t Inbox::collect(std::vector<Command>& into)
{
    std::lock_guard const lock(mutex_);
    into.clear();
    waiting_.swap(into);
    pending_.store(false, std::memory_order_release);
    return count_;
}

void Inbox::wait(const std::stop_token& stop, std::chrono::nanoseconds atMost)
{
    std::unique_lock lock(mutex_);
    posted_.wait_for(lock, stop, atMost, [this] { return !waiting_.empty(); });
}

} // namespace core
