// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/picture/persistence.h"

#include <algorithm>

namespace core {

void Persistence::clear()
{
    haveHalf_ = false;
    next_ = 0;
    filled_ = 0;
}

void Persistence::begin(const Tile& tile, std::size_t cells)
{
    clear();
    tile_ = tile;
    half_.resize(cells);
    sum_.resize(cells);
    for (auto& pair : pairs_) {
        pair.resize(cells);
    }
}

void Persistence::add(const Tile& tile, std::span<const std::uint8_t> cells)
{
    if (!(tile == tile_) || cells.size() != half_.size()) {
        begin(tile, cells.size());
    }
    if (haveHalf_) {
        closePair(cells);
    } else {
        std::copy(cells.begin(), cells.end(), half_.begin());
    }
    haveHalf_ = !haveHalf_;
}

void Persistence::closePair(std::span<const std::uint8_t> cells)
{
    std::uint16_t* const pair = pairs_[static_cast<std::size_t>(next_)].data();
    std::uint16_t* const sum = sum_.data();
    bool const first = filled_ == 0;
    bool const replaces = filled_ == depth;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        auto const fresh = static_cast<std::uint16_t>(half_[i] + cells[i]);
        auto const before = static_cast<std::uint16_t>(first ? 0 : sum[i]);
        auto const gone = static_cast<std::uint16_t>(replaces ? pair[i] : 0);
        sum[i] = static_cast<std::uint16_t>(before + fresh - gone);
        pair[i] = fresh;
    }
    next_ = (next_ + 1) % depth;
    filled_ = std::min(filled_ + 1, depth);
}

void Persistence::average(std::span<std::uint8_t> out) const
{
    if (filled_ == 0) {
        return;
    }
    // Division by 2, 4, 6 or 8 as a multiplication; exact enough for sums up to 8 * 255.
    auto const steps = static_cast<std::uint32_t>(2 * filled_);
    std::uint32_t const factor = (65536 + steps - 1) / steps;
    std::size_t const count = std::min(out.size(), sum_.size());
    for (std::size_t i = 0; i < count; ++i) {
        out[i] = static_cast<std::uint8_t>((sum_[i] * factor + 32768) >> 16);
    }
}

} // namespace core
