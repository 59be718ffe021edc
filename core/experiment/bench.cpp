// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/bench.h"

#include <algorithm>
#include <chrono>
#include <ctime>

namespace core {

namespace {

constexpr double batchSeconds = 0.1;

double timedBatch(const BenchWork& bench)
{
    double units = 0, seconds = 0;
    while (seconds < batchSeconds || units == 0) {
        if (bench.prepare) {
            bench.prepare();
        }
        double const start = benchSeconds(bench.clock);
        units += bench.work();
        seconds += benchSeconds(bench.clock) - start;
    }
    return seconds / units;
}

double medianOf(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    std::size_t const middle = values.size() / 2;
    return values.size() % 2 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
}

} // namespace

double benchSeconds(BenchClock clock)
{
    if (clock == BenchClock::wall) {
        return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
            .count();
    }
    std::timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

std::vector<BenchResult> benchTogether(const std::vector<BenchWork>& works, int repeats)
{
    int const rounds = std::max(repeats, 5);
    std::vector<std::vector<double>> times(works.size());
    for (int round = -1; round < rounds; ++round) {
        for (std::size_t i = 0; i < works.size(); ++i) {
            double const time = timedBatch(works[i]);
            if (round >= 0) {
                times[i].push_back(time);
            }
        }
    }
    std::vector<BenchResult> results;
    for (auto& each : times) {
        results.push_back({medianOf(std::move(each)), rounds});
    }
    return results;
}

} // namespace core
