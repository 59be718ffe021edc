// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

namespace core {

// One writer, one reader, the newest wins, neither waits.
template <class T>
class TripleBuffer
{
public:
    // Writer: the slot to fill, and handing it over. taken(): the reader has the last one.
    T& back() noexcept { return slots_[back_]; }
    void publish() noexcept
    {
        back_ = middle_.exchange(back_ | fresh, std::memory_order_acq_rel) & ~fresh;
    }
    bool taken() const noexcept { return !(middle_.load(std::memory_order_acquire) & fresh); }

    // Reader: true if there is a newer one, which is then the front.
    bool refresh() noexcept
    {
        if (taken()) {
            return false;
        }
        front_ = middle_.exchange(front_, std::memory_order_acq_rel) & ~fresh;
        return true;
    }
    const T& front() const noexcept { return slots_[front_]; }

private:
    static constexpr std::uint32_t fresh = 4;
    std::array<T, 3> slots_{};
    std::uint32_t back_ = 0, front_ = 1;
    std::atomic<std::uint32_t> middle_{2};
};

} // namespace core
