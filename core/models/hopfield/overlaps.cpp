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
    sums_.assign(patterns_.blocks() * 64, 0);
    total_ = 0;
    for (std::int64_t mu = 0; mu < patterns_.count(); ++mu) {
        auto const sum = dot(state, patterns_.bits(mu), patterns_.neurons());
        sums_[static_cast<std::size_t>(mu)] = static_cast<std::int32_t>(sum);
        total_ += sum;
    }
}

std::int64_t Overlaps::columnSum(std::int64_t i) const
{
    std::int64_t up = 0;
    for (std::size_t b = 0; b < patterns_.blocks(); ++b) {
        up += std::popcount(patterns_.column(i)[b]);
    }
    return 2 * up - patterns_.count();
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
