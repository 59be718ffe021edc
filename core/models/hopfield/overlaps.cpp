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
    bytes_ = n > 65535 ? 3 : 2;
    std::size_t const stride = 64 * patterns_.blocks();
    planes_.assign(stride * static_cast<std::size_t>(bytes_), 0);
    total_ = 0;
    for (std::int64_t mu = 0; mu < patterns_.count(); ++mu) {
        std::int32_t unequal = 0;
        kernels_.unequal(state.data(), patterns_.bits(mu).data(),
                         static_cast<int>(patterns_.wordsPerPattern()), 1, &unequal);
        std::int64_t const agreements = n - unequal;
        total_ += 2 * agreements - n;
        for (int b = 0; b < bytes_; ++b) {
            planes_[static_cast<std::size_t>(mu) + static_cast<std::size_t>(b) * stride] =
                static_cast<std::uint8_t>(agreements >> (8 * b));
        }
    }
    if (columnSums_.empty()) {
        for (std::int64_t i = 0; i < n; ++i) {
            int up = 0;
            for (int b = 0; b < blocks_; ++b) {
                up += std::popcount(patterns_.column(i)[b]);
            }
            columnSums_.push_back(2 * up - static_cast<std::int32_t>(patterns_.count()));
        }
    }
}

void Overlaps::flipped(std::int64_t i, int spin)
{
    kernels_.turnAgreements(agreements(), planes_.data(), static_cast<int>(i), spin > 0);
    total_ += 2 * spin * columnSums_[static_cast<std::size_t>(i)];
}

// M = 2 c - N with the agreements c, and the sum over all patterns follows from that over those
// in which the neuron is +1: sum xi M = 2 sum_{xi = 1} M - sum M.
void Overlaps::weighted(const std::uint16_t* sites, int count, std::int64_t* out) const
{
    kernels_.sumAgreements(agreements(), sites, count, out);
    std::int64_t const n = patterns_.neurons();
    for (int k = 0; k < count; ++k) {
        std::int64_t const up = columnSums_[sites[k]] + patterns_.count(); // twice the patterns
        out[k] = 4 * out[k] - n * up - total_;
    }
}

void Overlaps::products(std::int64_t i, const std::uint16_t* sites, int count,
                        std::int64_t* out) const
{
    std::int32_t unequal[64];
    kernels_.unequalAt(patterns_.column(i), patterns_.column(0), blocks_, sites, count, unequal);
    for (int k = 0; k < count; ++k) {
        out[k] = patterns_.count() - 2 * std::int64_t{unequal[k]};
    }
}

std::int32_t Overlaps::sum(std::int64_t mu) const
{
    std::size_t const stride = 64 * patterns_.blocks();
    const std::uint8_t* const at = planes_.data() + mu;
    int const low = at[0] + 256 * at[stride];
    int const agreements = bytes_ > 2 ? low + 65536 * at[2 * stride] : low;
    return 2 * agreements - static_cast<std::int32_t>(patterns_.neurons());
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
