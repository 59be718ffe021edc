// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/overlaps.h"

#include <bit>

namespace core::hopfield {

Overlaps::Overlaps(const PatternStore& patterns) : patterns_(patterns), kernels_(overlapKernels())
{
}

void Overlaps::rebuild(std::span<const std::int8_t> spins)
{
    auto const state = packedSpins(spins);
    std::int64_t const n = patterns_.neurons();
    blocks_ = static_cast<int>(patterns_.blocks());
    bytes_ = n / 2 + 128 < 32768 ? 2 : 3;
    base_ = n / 2 - 128;
    lastBlock_ = ~std::uint64_t{0} >> (static_cast<unsigned>(-patterns_.count()) & 63);
    std::size_t const stride = 64 * patterns_.blocks();
    planes_.assign(stride * static_cast<std::size_t>(bytes_), 0);
    lifted_.assign(patterns_.blocks(), 0);
    total_ = 0;
    for (std::size_t mu = 0; mu < static_cast<std::size_t>(patterns_.count()); ++mu) {
        std::int32_t unequal = 0;
        kernels_.unequal(state.data(), patterns_.bits(static_cast<std::int64_t>(mu)).data(),
                         static_cast<int>(patterns_.wordsPerPattern()), 1, &unequal);
        std::int64_t const number = n - unequal - base_;
        total_ += n - 2 * std::int64_t{unequal};
        for (int b = 0; b < bytes_; ++b) {
            auto const byte = static_cast<std::uint8_t>(number >> (8 * b));
            planes_[mu + static_cast<std::size_t>(b) * stride] = byte;
            if (b > 0 && byte != 0) {
                lifted_[mu / 64] = 1;
            }
        }
    }
    if (columnSums_.empty()) {
        sumColumns();
    }
}

void Overlaps::sumColumns()
{
    for (std::int64_t i = 0; i < patterns_.neurons(); ++i) {
        int up = 0;
        for (int b = 0; b < blocks_; ++b) {
            up += std::popcount(patterns_.column(i)[b]);
        }
        columnSums_.push_back(2 * up - static_cast<std::int32_t>(patterns_.count()));
    }
}

void Overlaps::flipped(std::int64_t i, int spin)
{
    kernels_.turnAgreements(agreements(), static_cast<int>(i), spin > 0);
    total_ += 2 * spin * columnSums_[static_cast<std::size_t>(i)];
}

// M = 2 (v + base) - N with the numbers v of the planes, and the sum over all patterns follows from
// that over those in which the neuron is +1: sum xi M = 2 sum_{xi = 1} M - sum M.
void Overlaps::weighted(const std::uint16_t* sites, int count, std::int64_t* out) const
{
    kernels_.sumAgreements(agreements(), sites, count, out);
    std::int64_t const shift = 2 * base_ - patterns_.neurons();
    std::int64_t const rest = shift * patterns_.count() - total_;
    for (int k = 0; k < count; ++k) {
        out[k] = 4 * out[k] + shift * columnSums_[sites[k]] + rest;
    }
}

std::int32_t Overlaps::sum(std::int64_t mu) const
{
    std::size_t const stride = 64 * patterns_.blocks();
    const std::uint8_t* const at = planes_.data() + mu;
    int const top = static_cast<std::int8_t>(at[static_cast<std::size_t>(bytes_ - 1) * stride]);
    int const number = bytes_ == 2 ? 256 * top + at[0] : 65536 * top + 256 * at[stride] + at[0];
    return static_cast<std::int32_t>(2 * (number + base_) - patterns_.neurons());
}

void Overlaps::read(std::span<std::int32_t> out) const
{
    for (std::size_t mu = 0; mu < out.size(); ++mu) {
        out[mu] = sum(static_cast<std::int64_t>(mu));
    }
}

std::int64_t Overlaps::squares() const
{
    std::int64_t squares = 0;
    for (std::int64_t mu = 0; mu < patterns_.count(); ++mu) {
        std::int64_t const each = sum(mu);
        squares += each * each;
    }
    return squares;
}

std::vector<std::uint64_t> packedSpins(std::span<const std::int8_t> spins)
{
    std::vector<std::uint64_t> bits((spins.size() + 63) / 64);
    for (std::size_t i = 0; i < spins.size(); ++i) {
        bits[i / 64] |= std::uint64_t{spins[i] > 0 ? 1u : 0u} << (i % 64);
    }
    return bits;
}

std::vector<std::int8_t> unpackedSpins(std::span<const std::uint64_t> bits, std::int64_t count)
{
    std::vector<std::int8_t> spins(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < spins.size(); ++i) {
        spins[i] = (bits[i / 64] >> (i % 64) & 1) != 0 ? 1 : -1;
    }
    return spins;
}

} // namespace core::hopfield
