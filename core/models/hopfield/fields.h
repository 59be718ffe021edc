// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/hopfield/overlaps.h"

#include <array>
#include <memory>

namespace core::hopfield {

// Where a neuron's local field comes from, one class a rule. field(i) is half the difference of the
// energies of s_i = -1 and s_i = +1, the threshold left out; flipped(i) is told after spins[i] has
// changed; energy() is that of all N neurons, the threshold left out. Integers, or reals summed in
// a fixed order: the same numbers on every machine, and after rebuild() the same as along the way.
// fieldCost() and flipCost() are about in units of 0.1 ns.
using Spins = std::vector<std::int8_t>;

// A state that was unlearnt: a pattern with a small negative weight.
struct Unlearnt
{
    std::vector<std::uint64_t> bits;
    double weight = 0;
};

// Hebb: J = (1/N) (xi xi^T - sum_u w_u xi^u xi^uT) without diagonal. J is never formed. Fields come
// from the overlaps while many neurons flip; one that was asked for less than a few flips ago is
// brought up to date by the single couplings to these neurons, so that a state at rest costs next
// to nothing.
class HebbFields
{
public:
    // Neurons whose fields are found together: the flip of one corrects those that follow it.
    static constexpr int batch = 8;

    HebbFields(const PatternStore& patterns, const Spins& spins,
               const std::vector<Unlearnt>& unlearnt);
    void rebuild();
    // N times the fields of `count` <= batch neurons; `ahead` more sites will be asked for next.
    void fields(const std::uint16_t* sites, int count, int ahead, double* fields);
    double scale() const { return static_cast<double>(spins_.size()); }
    // flipped(i), and corrects what fields() has just given of `count` neurons.
    void flipped(std::int64_t i, const std::uint16_t* rest, int count, double* fields);
    void flipped(std::int64_t i) { flipped(i, nullptr, 0, nullptr); }
    std::int64_t fieldCost() const { return overlaps_.patterns().count() / 4 + 100; }
    std::int64_t flipCost() const { return overlaps_.patterns().count() + 200; }
    double energy() const;
    const Overlaps& overlaps() const { return overlaps_; }
    const char* kernel() const { return overlaps_.kernels().name; }

private:
    static constexpr std::uint32_t memory = 4; // flips that are caught up with

    void catchUp(std::uint32_t oldest, const std::uint16_t* sites, int count);
    void give(const std::uint16_t* sites, int count, double* fields) const;
    double unlearntField(std::int64_t i) const;

    Overlaps overlaps_;
    const Spins& spins_;
    const std::vector<Unlearnt>& unlearnt_;
    std::vector<std::int64_t> unlearntSums_;
    struct Flip
    {
        std::uint16_t site = 0;
        std::int8_t spin = 0; // what it became
    };
    std::uint32_t clock_ = 0;            // flips so far
    std::array<Flip, memory> recent_{};  // by the clock
    std::vector<std::int64_t> known_;    // N h without unlearnt states
    std::vector<std::uint32_t> knownAt_; // and when it was, by the clock
};

// Dense: E = -(N/n) sum_mu m_mu^n (Krotov & Hopfield, NIPS 2016).
class DenseFields
{
public:
    DenseFields(const PatternStore& patterns, const Spins& spins, int power)
        : overlaps_(patterns), spins_(spins), power_(power)
    {
    }
    void rebuild();
    double field(std::int64_t i) const;
    void flipped(std::int64_t i);
    std::int64_t fieldCost() const { return 2 * overlaps_.patterns().count() + 200; }
    std::int64_t flipCost() const { return 10 * overlaps_.patterns().count() + 200; }
    double energy() const;
    const Overlaps& overlaps() const { return overlaps_; }
    const char* kernel() const { return overlaps_.kernels().name; }

private:
    void weigh();

    Overlaps overlaps_;
    const Spins& spins_;
    int power_;
    std::vector<std::int32_t> sums_;
    // D(M - 1), -D(M + 1), D(a) = (a + 1)^n - (a - 1)^n; whole blocks.
    std::vector<double> below_, minusAbove_;
};

// Exponential: E = -(1/beta) ln sum_mu exp(beta sum_i xi_i^mu s_i) (Demircigil et al., J. Stat.
// Phys. 168, 288, 2017); 0 without patterns.
class ExponentialFields
{
public:
    ExponentialFields(const PatternStore& patterns, const Spins& spins, double beta);
    void rebuild();
    double field(std::int64_t i) const;
    void flipped(std::int64_t i);
    std::int64_t fieldCost() const { return 2 * overlaps_.patterns().count() + 600; }
    std::int64_t flipCost() const { return 10 * overlaps_.patterns().count() + 200; }
    double energy() const;
    const Overlaps& overlaps() const { return overlaps_; }
    const char* kernel() const { return overlaps_.kernels().name; }

private:
    void weigh();

    Overlaps overlaps_;
    const Spins& spins_;
    double beta_;
    double shrunk_, grown_; // exp(-2 beta), exp(2 beta)
    std::int64_t largest_ = 0;
    std::vector<std::int32_t> sums_;
    std::vector<double> decay_;           // exp(-2 beta k)
    std::vector<double> weights_, zeros_; // exp(beta (M - largest)); whole blocks
    double logarithm_ = 0;                // of the sum of the weights
};

// Symmetric couplings with zero diagonal on a grid of 2^-28: fields are exact integers.
inline constexpr double couplingScale = 1 << 28;
struct Couplings
{
    std::int64_t neurons = 0;
    std::vector<std::int32_t> values; // N x N
    const std::int32_t* row(std::int64_t i) const
    {
        return values.data() + static_cast<std::size_t>(i) * static_cast<std::size_t>(neurons);
    }
};
class CouplingFields
{
public:
    CouplingFields(std::shared_ptr<const Couplings> couplings, const Spins& spins)
        : couplings_(std::move(couplings)), spins_(spins), kernels_(overlapKernels())
    {
    }
    void rebuild();
    double field(std::int64_t i) const
    {
        return static_cast<double>(fields_[static_cast<std::size_t>(i)]) / couplingScale;
    }
    void flipped(std::int64_t i)
    {
        kernels_.addRow(couplings_->row(i), fields_.data(), fields_.size(),
                        2 * spins_[static_cast<std::size_t>(i)]);
    }
    std::int64_t fieldCost() const { return 30; }
    std::int64_t flipCost() const { return couplings_->neurons; }
    double energy() const;
    double coupling(std::int64_t i, std::int64_t j) const
    {
        return couplings_->row(i)[j] / couplingScale;
    }
    const char* kernel() const { return kernels_.name; }

private:
    std::shared_ptr<const Couplings> couplings_;
    const Spins& spins_;
    const OverlapKernels& kernels_;
    std::vector<std::int64_t> fields_;
};

// The projection J = xi^T B without diagonal, B = (xi xi^T)^-1 xi; B is held as integers times
// 1 / scale, so that sums are exact and J is never formed.
struct Inverse
{
    std::int64_t neurons = 0;
    std::int64_t stride = 0; // of a neuron: the patterns in whole blocks of 64, the rest 0
    double scale = 1;
    std::vector<std::int32_t> values;   // neuron by neuron
    std::vector<std::int64_t> sums;     // of each neuron's
    std::vector<std::int64_t> diagonal; // J_ii
    const std::int32_t* row(std::int64_t i) const
    {
        return values.data() + static_cast<std::size_t>(i) * static_cast<std::size_t>(stride);
    }
};
// sum_mu xi_i^mu B_mu,j.
std::int64_t product(const PatternStore& patterns, const Inverse& inverse, std::int64_t i,
                     std::int64_t j);
class InverseFields
{
public:
    InverseFields(const PatternStore& patterns, std::shared_ptr<const Inverse> inverse,
                  const Spins& spins);
    void rebuild();
    double field(std::int64_t i) const
    {
        auto const at = static_cast<std::size_t>(i);
        auto const& patterns = overlaps_.patterns();
        std::int64_t const up = overlaps_.kernels().sumWhere(
            patterns.column(i), static_cast<int>(patterns.blocks()), sums_.data());
        return static_cast<double>(2 * up - total_ - inverse_->diagonal[at] * spins_[at]) /
               inverse_->scale;
    }
    void flipped(std::int64_t i);
    std::int64_t fieldCost() const { return overlaps_.patterns().count() + 100; }
    std::int64_t flipCost() const { return 3 * overlaps_.patterns().count() + 200; }
    double energy() const;
    double coupling(std::int64_t i, std::int64_t j) const;
    const Overlaps& overlaps() const { return overlaps_; }
    const char* kernel() const { return overlaps_.kernels().name; }

private:
    Overlaps overlaps_;
    std::shared_ptr<const Inverse> inverse_;
    const Spins& spins_;
    std::vector<std::int64_t> sums_; // B s; whole blocks
    std::int64_t total_ = 0;         // of these
};

} // namespace core::hopfield
