// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace core {

// One writer, one reader, order kept, losses counted, nothing allocated.
template <class T, std::size_t N>
class SampleRing
{
    static_assert((N & (N - 1)) == 0, "a power of two");

public:
    // Writer. False, and counted, when the ring is full.
    bool push(const T& value) noexcept
    {
        std::uint64_t const head = head_.load(std::memory_order_relaxed);
        if (head - tail_.load(std::memory_order_acquire) == N) {
            lost_.fetch_add(1, std::memory_order_relaxed);
            return false;
        }
        slots_[head & (N - 1)] = value;
        head_.store(head + 1, std::memory_order_release);
        return true;
    }

    // Reader: visits everything there is, oldest first.
    template <class F>
    void drain(F&& visit)
    {
        std::uint64_t tail = tail_.load(std::memory_order_relaxed);
        std::uint64_t const head = head_.load(std::memory_order_acquire);
        for (; tail != head; ++tail) {
            visit(slots_[tail & (N - 1)]);
        }
        tail_.store(tail, std::memory_order_release);
    }

    std::uint64_t lost() const noexcept { return lost_.load(std::memory_order_relaxed); }

private:
    std::array<T, N> slots_{};
    std::atomic<std::uint64_t> head_{0}, tail_{0}, lost_{0};
};

} // namespace core
