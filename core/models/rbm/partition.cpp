// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/rbm/partition.h"

#include "core/base/elementary.h"

#include <algorithm>
#include <cmath>

namespace core::rbm {

namespace {

constexpr int statesPerBlockBits = 10;
constexpr int blocksPerSlice = 16;
constexpr double never = -1e4; // the field of a unit that is only padding
constexpr double tameField = 600;

constexpr std::size_t sizeOf(int n) { return static_cast<std::size_t>(n); }
constexpr std::uint64_t gray(std::uint64_t t) { return t ^ t >> 1; }

// Adds exp(logarithm) to a sum that is kept relative to its largest term.
void addTerm(double& largest, double& sum, double logarithm, double factor = 1)
{
    if (logarithm > largest) {
        sum = sum * exponential(largest - logarithm) + factor;
        largest = logarithm;
    } else {
        sum += factor * exponential(logarithm - largest);
    }
}

} // namespace

ExactPartition::ExactPartition(const Machine& machine)
{
    bool const overHidden = machine.hidden() <= machine.visible();
    int const others = overHidden ? machine.visible() : machine.hidden();
    auto const own = overHidden ? machine.hiddenBias() : machine.visibleBias();
    auto const other = overHidden ? machine.visibleBias() : machine.hiddenBias();
    units_ = static_cast<int>(own.size());
    others_ = (others + 7) / 8 * 8;
    unitBias_.assign(own.begin(), own.end());
    otherBias_.assign(other.begin(), other.end());
    otherBias_.resize(sizeOf(others_), never);
    weights_.assign(sizeOf(units_) * sizeOf(others_), 0);
    std::vector<double> reach(sizeOf(others_), 0);
    for (int o = 0; o < others; ++o) {
        reach[sizeOf(o)] = std::abs(otherBias_[sizeOf(o)]);
        for (int u = 0; u < units_; ++u) {
            double const w =
                static_cast<double>(overHidden ? machine.weight(o, u) : machine.weight(u, o));
            weights_[sizeOf(u) * sizeOf(others_) + sizeOf(o)] = w;
            reach[sizeOf(o)] += std::abs(w);
        }
    }
    tame_ = *std::max_element(reach.begin(), reach.end()) < tameField;
    up_ = weights_;
    down_ = weights_;
    for (std::size_t at = 0; tame_ && at < weights_.size(); ++at) {
        up_[at] = exponential(weights_[at]);
        down_[at] = exponential(-weights_[at]);
    }
    blockBits_ = std::min(units_, statesPerBlockBits);
    blocks_.resize(std::size_t{1} << (units_ - blockBits_));
}

std::vector<double> ExactPartition::fieldsAt(std::uint64_t state) const
{
    std::vector<double> fields = otherBias_;
    for (int u = 0; u < units_; ++u) {
        if ((state >> u & 1) != 0) {
            const double* const w = row(weights_, u);
            for (std::size_t o = 0; o < fields.size(); ++o) {
                fields[o] += w[o];
            }
        }
    }
    return fields;
}

// The logarithm of the sum over the other layer, from the definition.
double ExactPartition::logTerm(std::uint64_t state) const
{
    double sum = 0;
    for (double const field : fieldsAt(state)) {
        sum += std::max(field, 0.0) + logarithm(1 + exponential(-std::abs(field)));
    }
    return sum;
}

// Within a block one unit flips at a time and the factors exp(field) of the others change by a
// product; every block starts afresh, so that roundings do not gather.
ExactPartition::Block ExactPartition::sumBlock(std::uint64_t index) const
{
    auto const& k = kernels();
    std::uint64_t const first = index << blockBits_, count = std::uint64_t{1} << blockBits_;
    LineVector<double> factors(sizeOf(others_));
    auto const fields = fieldsAt(gray(first));
    std::transform(fields.begin(), fields.end(), factors.begin(),
                   [this](double x) { return tame_ ? exponential(x) : 0; });
    double const ln2 = logarithm(2);
    Block block{-1e300, 0};
    for (std::uint64_t t = first; t < first + count; ++t) {
        std::uint64_t const state = gray(t);
        double term = 0;
        for (int u = 0; u < units_; ++u) {
            term += (state >> u & 1) != 0 ? unitBias_[sizeOf(u)] : 0;
        }
        if (tame_) {
            const double* by = nullptr;
            if (t > first) {
                int const flipped = __builtin_ctzll(static_cast<unsigned long long>(t));
                by = row((state >> flipped & 1) != 0 ? up_ : down_, flipped);
            }
            double mantissa = 1;
            std::int64_t exponent = 0;
            k.multiply(factors.data(), by, others_, &mantissa, &exponent);
            term += logarithm(mantissa) + static_cast<double>(exponent) * ln2;
        } else {
            term += logTerm(state);
        }
        addTerm(block.largest, block.sum, term);
    }
    return block;
}

bool ExactPartition::advance(const StopCheck& stop, WorkerPool& pool)
{
    while (next_ < blocks_.size()) {
        auto const some = std::min<std::size_t>(blocksPerSlice, blocks_.size() - next_);
        pool.run(static_cast<int>(some), [&](int i) {
            auto const index = next_ + sizeOf(i);
            blocks_[index] = sumBlock(index);
        });
        next_ += some;
        if (next_ < blocks_.size() && stop()) {
            return false;
        }
    }
    return true;
}

double ExactPartition::progress() const
{
    return static_cast<double>(next_) / static_cast<double>(blocks_.size());
}

double ExactPartition::lnZ() const
{
    double largest = -1e300, sum = 0;
    for (const auto& block : blocks_) {
        addTerm(largest, sum, block.largest, block.sum);
    }
    return largest + logarithm(sum);
}

double exactLnZ(const Machine& machine, WorkerPool& pool)
{
    ExactPartition partition(machine);
    partition.advance(StopCheck(), pool);
    return partition.lnZ();
}

} // namespace core::rbm
