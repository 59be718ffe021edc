// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

namespace core {

// thread: CPU time of the calling thread, for work on one core. wall: for work on several.
enum class BenchClock { thread, wall };

// Seconds on a clock, from an arbitrary start.
double benchSeconds(BenchClock clock);

// Time per unit of work: `work()` does a piece and returns its units; it is called in batches of
// about 0.1 s.
struct BenchWork
{
    std::function<double()> work;
    BenchClock clock = BenchClock::thread;
    std::function<void()> prepare = {}; // before each piece, not timed; may be absent
};

struct BenchResult
{
    double secondsPerUnit = 0; // median over the repeats
    int repeats = 0;
};

// Times several pieces of work side by side: after a warm-up of each, `repeats` rounds (at least
// five) in which each is timed once, so that all see the same moods of the machine.
std::vector<BenchResult> benchTogether(const std::vector<BenchWork>& works, int repeats = 5);

} // namespace core
