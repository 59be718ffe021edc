// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/history.h"

#include <algorithm>
#include <cmath>

namespace core {

namespace {

void absorb(Slice& into, const Slice& other)
{
    into.to = other.to;
    into.low = std::min(into.low, other.low);
    into.high = std::max(into.high, other.high);
    into.sum += other.sum;
    into.count += other.count;
}

} // namespace

History::History(std::size_t slices, double span)
    : capacity_(std::max<std::size_t>(slices, 8)), span_(span)
{
    slices_.reserve(capacity_);
}

void History::clear()
{
    slices_.clear();
    width_ = 0;
}

void History::add(double at, double value, double seconds)
{
    if (!std::isfinite(value)) {
        return;
    }
    if (!slices_.empty() && at < slices_.back().to) {
        clear();
    }
    Slice const fresh{at, at, value, value, value, 1, seconds};
    if (!slices_.empty()) {
        Slice& last = slices_.back();
        bool const overdue = seconds - last.seconds > span_ / static_cast<double>(capacity_);
        if (at - last.from < width_ && !overdue) {
            absorb(last, fresh);
            return;
        }
        if (overdue && at - last.from < width_ / 2) {
            width_ /= 2;
        }
    }
    if (slices_.size() == capacity_) {
        makeRoom(seconds);
    }
    slices_.push_back(fresh);
}

void History::makeRoom(double seconds)
{
    if (seconds - slices_.front().seconds < span_) {
        mergeNeighbours();
    } else {
        auto const oldest = static_cast<std::ptrdiff_t>(capacity_ / 8);
        slices_.erase(slices_.begin(), slices_.begin() + oldest);
    }
}

void History::mergeNeighbours()
{
    double widest = 0;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < slices_.size(); i += 2, ++kept) {
        Slice merged = slices_[i];
        if (i + 1 < slices_.size()) {
            absorb(merged, slices_[i + 1]);
        }
        slices_[kept] = merged;
        widest = std::max(widest, merged.to - merged.from);
    }
    slices_.resize(kept);
    width_ = std::max(2 * width_, widest + 1);
}

} // namespace core
