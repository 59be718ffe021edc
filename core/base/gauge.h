// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace core {

// Tells a watcher on another thread how far a long piece of work has come, and the worker whether
// it is still wanted. One works, one watches; neither waits.
class Gauge
{
public:
    struct Reading
    {
        std::uint64_t number = 0; // of the piece of work
        std::string_view what;    // "reading"
        std::string subject;      // "train-images.gz"; may be empty
        double share = 0;         // done, 0 to 1
    };

    // The worker. `what` is a literal; of `subject` 63 bytes are kept.
    void begin(const char* what, std::string_view subject);
    // False: give up, nobody wants it any more.
    bool reach(double share);
    void end();

    // The watcher. None while no work is done.
    std::optional<Reading> read() const;
    // Of another piece of work than the one that is being done: nothing happens.
    void cancel(std::uint64_t number) { unwanted_.store(number, std::memory_order_release); }
    // No work is wanted from now on.
    void close() { closed_.store(true, std::memory_order_release); }

private:
    static constexpr std::size_t room = 64;

    // Odd while work is done. What is read between two equal numbers belongs together.
    std::atomic<std::uint64_t> number_{0};
    std::atomic<const char*> what_{""};
    std::array<std::atomic<char>, room> subject_{};
    std::atomic<double> share_{0};
    std::atomic<std::uint64_t> unwanted_{0};
    std::atomic<bool> closed_{false};
};

// One piece of work, from here to the end of the scope; without a gauge it is always wanted.
class GaugedWork
{
public:
    GaugedWork(Gauge* gauge, const char* what, std::string_view subject) : gauge_(gauge)
    {
        if (gauge_) {
            gauge_->begin(what, subject);
        }
    }
    ~GaugedWork()
    {
        if (gauge_) {
            gauge_->end();
        }
    }
    GaugedWork(const GaugedWork&) = delete;
    GaugedWork& operator=(const GaugedWork&) = delete;

    bool reach(double share) const { return !gauge_ || gauge_->reach(share); }

private:
    Gauge* gauge_;
};

} // namespace core
