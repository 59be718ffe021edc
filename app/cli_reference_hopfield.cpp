// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_reference_hopfield.h"

#include "core/base/rng.h"

#include <bit>
#include <cstddef>
#include <numeric>
#include <utility>

namespace app {

ReferenceHopfield::ReferenceHopfield(const std::vector<std::int8_t>& patterns, int neurons)
    : neurons_(neurons), patterns_(static_cast<int>(patterns.size()) / neurons),
      words_((patterns_ + 63) / 64), byNeuron_(patterns.size()),
      bits_(static_cast<std::size_t>(neurons) * static_cast<std::size_t>(words_)),
      order_(static_cast<std::size_t>(neurons))
{
    auto const P = static_cast<std::size_t>(patterns_), N = static_cast<std::size_t>(neurons);
    for (std::size_t mu = 0; mu < P; ++mu) {
        for (std::size_t i = 0; i < N; ++i) {
            byNeuron_[i * P + mu] = patterns[mu * N + i];
            std::uint64_t const up = patterns[mu * N + i] > 0 ? 1 : 0;
            bits_[i * static_cast<std::size_t>(words_) + mu / 64] |= up << (mu % 64);
        }
    }
    std::iota(order_.begin(), order_.end(), 0);
    core::Rng random(1);
    for (std::size_t k = N; k > 1; --k) {
        std::swap(order_[k - 1], order_[random.below(k)]);
    }
}

void ReferenceHopfield::load(const std::vector<std::int8_t>& spins)
{
    spins_ = spins;
    auto const P = static_cast<std::size_t>(patterns_);
    overlaps_.assign(P, 0);
    for (std::size_t i = 0; i < spins_.size(); ++i) {
        for (std::size_t mu = 0; mu < P; ++mu) {
            overlaps_[mu] =
                static_cast<std::int16_t>(overlaps_[mu] + byNeuron_[i * P + mu] * spins_[i]);
        }
    }
}

double ReferenceHopfield::recall()
{
    double attempts = 0;
    bool moved = true;
    while (moved) {
        moved = sweep();
        attempts += neurons_;
    }
    return attempts;
}

bool ReferenceHopfield::sweep()
{
    auto const P = static_cast<std::size_t>(patterns_);
    bool moved = false;
    for (int const i : order_) {
        const std::int8_t* const xi = byNeuron_.data() + static_cast<std::size_t>(i) * P;
        auto& s = spins_[static_cast<std::size_t>(i)];
        int h = -patterns_ * s;
        for (std::size_t mu = 0; mu < P; ++mu) {
            h += xi[mu] * overlaps_[mu];
        }
        if (h * s < 0) {
            s = static_cast<std::int8_t>(-s);
            for (std::size_t mu = 0; mu < P; ++mu) {
                overlaps_[mu] = static_cast<std::int16_t>(overlaps_[mu] + 2 * s * xi[mu]);
            }
            moved = true;
        }
    }
    return moved;
}

double ReferenceHopfield::train()
{
    auto const N = static_cast<std::size_t>(neurons_), words = static_cast<std::size_t>(words_);
    couplings_.resize(N * N);
    for (std::size_t i = 0; i < N; ++i) {
        for (std::size_t j = 0; j < N; ++j) {
            int unequal = 0;
            for (std::size_t w = 0; w < words; ++w) {
                unequal += std::popcount(bits_[i * words + w] ^ bits_[j * words + w]);
            }
            couplings_[i * N + j] = static_cast<std::int16_t>(i == j ? 0 : patterns_ - 2 * unequal);
        }
    }
    return 1;
}

} // namespace app
