// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/hopfield/overlap_kernels.h"
#include "core/models/hopfield/patterns.h"

namespace core::hopfield {

// The sums M_mu = sum_i xi_i^mu s_i of a state with every stored pattern, kept while neurons flip.
class Overlaps
{
public:
    explicit Overlaps(const PatternStore& patterns);

    // From scratch; s_i = +1 or -1.
    void rebuild(std::span<const std::int8_t> spins);
    // Neuron i has become `spin`.
    void flipped(std::int64_t i, int spin)
    {
        kernels_.add(patterns_.column(i), sums_.data(), patterns_.blocks(), 2 * spin);
        total_ += 2 * spin * columnSum(i);
    }

    // sum_mu xi_i^mu M_mu.
    std::int64_t weighted(std::int64_t i) const
    {
        return 2 * kernels_.sumOfSet(patterns_.column(i), sums_.data(), patterns_.blocks()) -
               total_;
    }
    std::span<const std::int32_t> sums() const
    {
        return {sums_.data(), static_cast<std::size_t>(patterns_.count())};
    }
    const PatternStore& patterns() const { return patterns_; }
    const char* kernel() const { return kernels_.name; }

private:
    std::int64_t columnSum(std::int64_t i) const;

    const PatternStore& patterns_;
    const OverlapKernels& kernels_;
    std::vector<std::int32_t> sums_; // padded to whole blocks; what lies beyond P is never read
    std::int64_t total_ = 0;
};

// Spins as bits, +1 set.
std::vector<std::uint64_t> packedSpins(std::span<const std::int8_t> spins);
std::vector<std::int8_t> unpackedSpins(std::span<const std::uint64_t> bits, std::int64_t count);

} // namespace core::hopfield
