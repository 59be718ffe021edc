// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>

namespace core {

// Asked by a long step at every band boundary: should it return now and be called again? Copyable,
// never allocates.
class StopCheck
{
public:
    // Never: the step runs to its end.
    StopCheck() = default;
    // As soon as `flag` is set (commands are waiting, or the frame's budget is spent).
    explicit StopCheck(const std::atomic<bool>& flag) : flag_(&flag) {}
    // As soon as the clock passes `deadline` or `flag` is set.
    StopCheck(const std::atomic<bool>& flag, std::int64_t (*now)(const void*), const void* clock,
              std::int64_t deadline)
        : flag_(&flag), now_(now), clock_(clock), deadline_(deadline)
    {
    }

    // What it asks to be done at most before the next return, as a share of a step: a slow pace is
    // shown neuron by neuron. Models that change much at once, or know no shares, go on.
    StopCheck portion(double share) const
    {
        StopCheck limited = *this;
        limited.share_ = share;
        return limited;
    }
    double share() const { return share_; }

    bool operator()() const
    {
        return (flag_ && flag_->load(std::memory_order_relaxed)) ||
               (now_ && now_(clock_) >= deadline_);
    }

private:
    const std::atomic<bool>* flag_ = nullptr;
    std::int64_t (*now_)(const void*) = nullptr;
    const void* clock_ = nullptr;
    std::int64_t deadline_ = 0;
    double share_ = 1;
};

} // namespace core
