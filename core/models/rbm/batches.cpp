// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/rbm/batches.h"

#include "core/base/rng.h"

#include <algorithm>
#include <numeric>

namespace core::rbm {

// Fisher and Yates.
void Batches::shuffle(std::size_t count)
{
    if (shuffledEpoch_ == epoch_ && order_.size() == count) {
        return;
    }
    order_.resize(count);
    std::iota(order_.begin(), order_.end(), 0u);
    Rng random(streamSeed(seed_, epoch_));
    for (std::size_t left = count; left > 1; --left) {
        std::swap(order_[left - 1], order_[random.below(left)]);
    }
    shuffledEpoch_ = epoch_;
}

std::span<const std::uint64_t> Batches::next(const DataSet& data, std::size_t size, bool stochastic)
{
    std::size_t const count = data.count(), words = bitWords(data.pixels());
    std::size_t const taken = std::min(size, count);
    rows_.resize(taken * words);
    for (std::size_t row = 0; row < taken; ++row) {
        if (position_ >= count) { // as a document may say that is not ours
            position_ = 0;
            ++epoch_;
        }
        std::size_t image = row;
        if (taken < count) {
            shuffle(count);
            image = order_[position_];
        }
        BitRule const rule{stochastic, seed_, epoch_};
        packBits(data.image(image), rule, image, rows_.data() + row * words);
        if (++position_ >= count) {
            position_ = 0;
            ++epoch_;
        }
    }
    return rows_;
}

void Batches::digest(Fnv& fnv) const
{
    fnv.word(epoch_);
    fnv.word(position_);
}

void Batches::Place::save(Archive& archive) const
{
    archive.put("batches", std::vector<std::uint64_t>{seed, epoch, position});
}

void Batches::goTo(const Place& place)
{
    seed_ = place.seed;
    epoch_ = place.epoch;
    position_ = place.position;
    shuffledEpoch_ = ~std::uint64_t{0};
}

Outcome Batches::load(const Archive& archive)
{
    std::vector<std::uint64_t> saved;
    if (auto outcome = archive.get("batches", saved, 3); !outcome) {
        return outcome;
    }
    goTo({saved[0], saved[1], saved[2]});
    return Outcome::done();
}

} // namespace core::rbm
