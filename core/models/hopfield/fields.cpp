// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/fields.h"

#include "core/base/elementary.h"

#include <algorithm>

namespace core::hopfield {

namespace {

// Sums are kept in eight lanes and added up in one order, whatever the compiler makes of the loop.
struct Lanes
{
    std::array<double, 8> sum{};
    double total() const
    {
        return ((sum[0] + sum[4]) + (sum[2] + sum[6])) + ((sum[1] + sum[5]) + (sum[3] + sum[7]));
    }
};

double power(double base, int exponent)
{
    double result = base;
    for (int k = 1; k < exponent; ++k) {
        result *= base;
    }
    return result;
}

bool bit(const std::uint64_t* column, std::size_t mu)
{
    return (column[mu / 64] >> (mu % 64) & 1) != 0;
}

} // namespace

void HebbFields::rebuild()
{
    overlaps_.rebuild(spins_);
    unlearntSums_.clear();
    auto const state = packedSpins(spins_);
    for (const auto& dream : unlearnt_) {
        unlearntSums_.push_back(dot(state, dream.bits, static_cast<std::int64_t>(spins_.size())));
    }
}

double HebbFields::unlearntField(std::int64_t i) const
{
    double field = 0;
    for (std::size_t u = 0; u < unlearnt_.size(); ++u) {
        bool const up = bit(unlearnt_[u].bits.data(), static_cast<std::size_t>(i));
        std::int64_t const aligned = up ? unlearntSums_[u] : -unlearntSums_[u];
        field += unlearnt_[u].weight *
                 static_cast<double>(aligned - spins_[static_cast<std::size_t>(i)]);
    }
    return field;
}

void HebbFields::flipped(std::int64_t i)
{
    int const spin = spins_[static_cast<std::size_t>(i)];
    overlaps_.flipped(i, spin);
    for (std::size_t u = 0; u < unlearnt_.size(); ++u) {
        bool const up = bit(unlearnt_[u].bits.data(), static_cast<std::size_t>(i));
        unlearntSums_[u] += up ? 2 * spin : -2 * spin;
    }
}

double HebbFields::energy() const
{
    auto const n = static_cast<double>(spins_.size());
    std::int64_t squares = 0;
    for (std::int64_t const sum : overlaps_.sums()) {
        squares += sum * sum;
    }
    double const own = n * static_cast<double>(overlaps_.patterns().count());
    double energy = -(static_cast<double>(squares) - own) / (2 * n);
    for (std::size_t u = 0; u < unlearnt_.size(); ++u) {
        double const square = static_cast<double>(unlearntSums_[u] * unlearntSums_[u]);
        energy += unlearnt_[u].weight * (square - n) / (2 * n);
    }
    return energy;
}

void DenseFields::rebuild()
{
    overlaps_.rebuild(spins_);
    weigh();
}

void DenseFields::weigh()
{
    auto const sums = overlaps_.sums();
    below_.resize(sums.size());
    above_.resize(sums.size());
    for (std::size_t mu = 0; mu < sums.size(); ++mu) {
        double const m = sums[mu], here = power(m, power_);
        below_[mu] = here - power(m - 2, power_);
        above_[mu] = power(m + 2, power_) - here;
    }
}

double DenseFields::field(std::int64_t i) const
{
    auto const* const column = overlaps_.patterns().column(i);
    bool const up = spins_[static_cast<std::size_t>(i)] > 0;
    Lanes lanes;
    for (std::size_t mu = 0; mu < below_.size(); ++mu) {
        lanes.sum[mu % 8] += bit(column, mu) == up ? below_[mu] : -above_[mu];
    }
    double const n = static_cast<double>(spins_.size());
    double const aligned = lanes.total() / (2 * power_ * power(n, power_ - 1));
    return up ? aligned : -aligned;
}

void DenseFields::flipped(std::int64_t i)
{
    overlaps_.flipped(i, spins_[static_cast<std::size_t>(i)]);
    weigh();
}

double DenseFields::energy() const
{
    auto const n = static_cast<double>(spins_.size());
    double sum = 0;
    for (double const m : overlaps_.sums()) {
        sum += power(m / n, power_);
    }
    return -n / power_ * sum;
}

void ExponentialFields::rebuild()
{
    overlaps_.rebuild(spins_);
    weigh();
}

void ExponentialFields::weigh()
{
    auto const sums = overlaps_.sums();
    largest_ = sums.empty() ? 0 : *std::max_element(sums.begin(), sums.end());
    weights_.resize(sums.size());
    for (std::size_t mu = 0; mu < sums.size(); ++mu) {
        weights_[mu] = exponential(beta_ * static_cast<double>(sums[mu] - largest_));
    }
}

double ExponentialFields::field(std::int64_t i) const
{
    if (weights_.empty()) {
        return 0;
    }
    auto const* const column = overlaps_.patterns().column(i);
    bool const up = spins_[static_cast<std::size_t>(i)] > 0;
    Lanes with, against;
    for (std::size_t mu = 0; mu < weights_.size(); ++mu) {
        bool const agrees = bit(column, mu) == up;
        with.sum[mu % 8] += agrees ? weights_[mu] : 0;
        against.sum[mu % 8] += agrees ? 0 : weights_[mu];
    }
    double const a = with.total(), b = against.total();
    double const turned = exponential(-2 * beta_) * a + exponential(2 * beta_) * b;
    double const aligned = (logarithm(a + b) - logarithm(turned)) / (2 * beta_);
    return up ? aligned : -aligned;
}

void ExponentialFields::flipped(std::int64_t i)
{
    overlaps_.flipped(i, spins_[static_cast<std::size_t>(i)]);
    weigh();
}

double ExponentialFields::energy() const
{
    double sum = 0;
    for (double const weight : weights_) {
        sum += weight;
    }
    return weights_.empty() ? 0 : -(static_cast<double>(largest_) + logarithm(sum) / beta_);
}

void CouplingFields::rebuild()
{
    auto const n = static_cast<std::int64_t>(spins_.size());
    fields_.assign(spins_.size(), 0);
    for (std::int64_t j = 0; j < n; ++j) {
        kernels_.addRow(couplings_->row(j), fields_.data(), fields_.size(),
                        spins_[static_cast<std::size_t>(j)]);
    }
}

double CouplingFields::energy() const
{
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        sum += fields_[i] * spins_[i];
    }
    return -static_cast<double>(sum) / (2 * couplingScale);
}

FactorFields::FactorFields(std::shared_ptr<const Factor> factor, const Spins& spins)
    : factor_(std::move(factor)), spins_(spins)
{
    for (std::int64_t i = 0; i < factor_->neurons; ++i) {
        double sum = 0;
        for (std::int64_t k = 0; k < factor_->rank; ++k) {
            sum += double{factor_->row(i)[k]} * factor_->row(i)[k];
        }
        diagonal_.push_back(sum);
    }
}

void FactorFields::rebuild()
{
    sums_.assign(static_cast<std::size_t>(factor_->rank), 0);
    for (std::size_t i = 0; i < spins_.size(); ++i) {
        const float* const row = factor_->row(static_cast<std::int64_t>(i));
        for (std::size_t k = 0; k < sums_.size(); ++k) {
            sums_[k] += double{row[k]} * spins_[i];
        }
    }
}

double FactorFields::field(std::int64_t i) const
{
    const float* const row = factor_->row(i);
    Lanes lanes;
    for (std::size_t k = 0; k < sums_.size(); ++k) {
        lanes.sum[k % 8] += double{row[k]} * sums_[k];
    }
    auto const at = static_cast<std::size_t>(i);
    double const n = static_cast<double>(spins_.size());
    return (lanes.total() - diagonal_[at] * spins_[at]) / (n * factorScale * factorScale);
}

void FactorFields::flipped(std::int64_t i)
{
    const float* const row = factor_->row(i);
    double const by = 2 * spins_[static_cast<std::size_t>(i)];
    for (std::size_t k = 0; k < sums_.size(); ++k) {
        sums_[k] += by * double{row[k]};
    }
}

double FactorFields::coupling(std::int64_t i, std::int64_t j) const
{
    double sum = 0;
    for (std::size_t k = 0; k < sums_.size(); ++k) {
        sum += double{factor_->row(i)[k]} * factor_->row(j)[k];
    }
    double const n = static_cast<double>(spins_.size());
    return i == j ? 0 : sum / (n * factorScale * factorScale);
}

double FactorFields::energy() const
{
    double sum = 0, own = 0;
    for (double const z : sums_) {
        sum += z * z;
    }
    for (double const d : diagonal_) {
        own += d;
    }
    double const n = static_cast<double>(spins_.size());
    return -(sum - own) / (2 * n * factorScale * factorScale);
}

} // namespace core::hopfield
