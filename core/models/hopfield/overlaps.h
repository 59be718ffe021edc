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
    void flipped(std::int64_t i, int spin);

    // sum_mu xi_i^mu M_mu for each of `count` neurons.
    void weighted(const std::uint16_t* sites, int count, std::int64_t* out) const;
    // Patterns in which neuron i differs from each of `count` neurons.
    void unequal(std::int64_t i, const std::uint16_t* sites, int count, std::int32_t* out) const
    {
        kernels_.unequalAt(patterns_.column(i), patterns_.column(0), blocks_, sites, count, out);
    }
    // Fetches what weighted() will need of them.
    void fetch(const std::uint16_t* sites, int count) const
    {
        for (int k = 0; k < count; ++k) {
            const std::uint64_t* const column = patterns_.column(sites[k]);
            for (int b = 0; b < blocks_; b += 8) {
                __builtin_prefetch(column + b);
            }
        }
    }

    std::int32_t sum(std::int64_t mu) const;
    // All of them, P numbers.
    void read(std::span<std::int32_t> out) const;
    // sum_mu M_mu^2.
    std::int64_t squares() const;

    const PatternStore& patterns() const { return patterns_; }
    const OverlapKernels& kernels() const { return kernels_; }

private:
    void sumColumns();
    Agreements agreements() const
    {
        return {patterns_.column(0), blocks_, bytes_, lastBlock_, planes_.data(), lifted_.data()};
    }

    const PatternStore& patterns_;
    const OverlapKernels& kernels_;
    int blocks_ = 0, bytes_ = 2;
    std::uint64_t lastBlock_ = 0;
    std::int64_t base_ = 0;                             // what the planes hold less of
    mutable std::vector<std::uint8_t> planes_, lifted_; // changed by flipped() alone
    std::vector<std::int32_t> columnSums_;              // sum_mu xi_i^mu
    std::int64_t total_ = 0;                            // of all M_mu
};

// Spins as bits, +1 set.
std::vector<std::uint64_t> packedSpins(std::span<const std::int8_t> spins);
std::vector<std::int8_t> unpackedSpins(std::span<const std::uint64_t> bits, std::int64_t count);

} // namespace core::hopfield
