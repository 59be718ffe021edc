// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace core {

// What lies between two steps of a series: its extremes and its mean.
struct Slice
{
    double from = 0, to = 0; // first and last step
    double low = 0, high = 0;
    double sum = 0;
    std::uint64_t count = 0;
    double seconds = 0; // when its first value came

    double mean() const { return sum / static_cast<double>(count); }
};

// A series against time in fixed memory, for drawing. When it is full, neighbours merge and slices
// get twice as long; once it reaches back further than `span` seconds, the oldest eighth goes
// instead. Slices become shorter again when the steps slow down.
class History
{
public:
    explicit History(std::size_t slices, double span = std::numeric_limits<double>::infinity());

    // The value at step `at`, which came at `seconds` of any clock that never goes back. A value
    // that is not finite is left out; a step before the last one starts afresh.
    void add(double at, double value, double seconds = 0);
    void clear();
    // Oldest first; the last one may still grow.
    std::span<const Slice> slices() const { return slices_; }

private:
    void makeRoom(double seconds);
    void mergeNeighbours();

    std::size_t capacity_;
    double span_;
    double width_ = 0; // a slice ends when it is longer than this many steps
    std::vector<Slice> slices_;
};

} // namespace core
