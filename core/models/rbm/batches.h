// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/archive.h"
#include "core/base/fnv.h"
#include "core/learn/data_set.h"

namespace core::rbm {

// The training pictures in batches: each epoch shows every picture once, in an order of its own
// that depends on (seed, epoch) alone. A last batch that would be short takes its rest from the
// next epoch; a batch as large as the set is the whole set, in order.
class Batches
{
public:
    explicit Batches(std::uint64_t seed) : seed_(seed) {}

    // The next `size` pictures (at most data.count()) as bits, bitWords(pixels) words each.
    // stochastic: grey pixels are drawn anew in each epoch.
    std::span<const std::uint64_t> next(const DataSet& data, std::size_t size, bool stochastic);

    // How often every picture was shown.
    double epoch(std::size_t count) const
    {
        return static_cast<double>(epoch_) +
               (count > 0 ? static_cast<double>(position_) / static_cast<double>(count) : 0);
    }

    // Where it goes on.
    struct Place
    {
        std::uint64_t seed = 0, epoch = 0, position = 0;
        void save(Archive& archive) const;
    };
    Place place() const { return {seed_, epoch_, position_}; }
    void goTo(const Place& place);

    void digest(Fnv& fnv) const;
    Outcome load(const Archive& archive);

private:
    void shuffle(std::size_t count);

    std::uint64_t seed_;
    std::uint64_t epoch_ = 0, position_ = 0;
    std::uint64_t shuffledEpoch_ = ~std::uint64_t{0};
    std::vector<std::uint32_t> order_;
    std::vector<std::uint64_t> rows_;
};

} // namespace core::rbm
