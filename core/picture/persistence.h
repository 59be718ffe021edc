// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/picture/picture.h"

#include <array>

namespace core {

// Averages the pictures of the last steps, always an even number of them (up to 8), so that what
// alternates between two steps looks grey and still instead of flashing (WCAG 2.3.1). Allocates
// only when the tile grows.
class Persistence
{
public:
    static constexpr int depth = 4; // pairs

    // Forget everything: another view, another state.
    void clear();
    // The picture of one step; two calls make a pair. Another tile than before clears first.
    void add(const Tile& tile, std::span<const std::uint8_t> cells);
    // Are whole pairs there to be averaged?
    bool ready() const { return filled_ > 0; }
    // The mean over the whole pairs, rounded, into out (as many bytes as the tile).
    void average(std::span<std::uint8_t> out) const;

private:
    void begin(const Tile& tile, std::size_t cells);
    void closePair(std::span<const std::uint8_t> cells);

    Tile tile_;
    std::array<std::vector<std::uint16_t>, depth> pairs_;
    std::vector<std::uint16_t> sum_; // over the filled pairs
    std::vector<std::uint8_t> half_;
    bool haveHalf_ = false;
    int next_ = 0, filled_ = 0;
};

} // namespace core
