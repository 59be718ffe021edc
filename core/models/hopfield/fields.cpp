// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/fields.h"

#include "core/base/elementary.h"

#include <algorithm>
#include <numeric>

namespace core::hopfield {

namespace {

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

HebbFields::HebbFields(const PatternStore& patterns, const Spins& spins,
                       const std::vector<Unlearnt>& unlearnt)
    : overlaps_(patterns), spins_(spins), unlearnt_(unlearnt)
{
}

void HebbFields::rebuild()
{
    overlaps_.rebuild(spins_);
    known_.assign(spins_.size(), 0);
    knownAt_.assign(spins_.size(), 0);
    clock_ = memory + 1;
    unlearntSums_.clear();
    auto const state = packedSpins(spins_);
    for (const auto& dream : unlearnt_) {
        unlearntSums_.push_back(dot(state, dream.bits, static_cast<std::int64_t>(spins_.size())));
    }
}

void HebbFields::give(const std::uint16_t* sites, int count, double* fields) const
{
    for (int k = 0; k < count; ++k) {
        fields[k] = static_cast<double>(known_[sites[k]]);
    }
    if (!unlearnt_.empty()) {
        for (int k = 0; k < count; ++k) {
            fields[k] -= unlearntField(sites[k]);
        }
    }
}

void HebbFields::fields(const std::uint16_t* sites, int count, int ahead, double* fields)
{
    std::uint32_t age = 0;
    for (int k = 0; k < count; ++k) {
        age = std::max(age, clock_ - knownAt_[sites[k]]);
    }
    if (age > memory) {
        overlaps_.fetch(sites + count, ahead);
        std::array<std::int64_t, batch> sums;
        overlaps_.weighted(sites, count, sums.data());
        std::int64_t const P = overlaps_.patterns().count();
        for (int k = 0; k < count; ++k) {
            known_[sites[k]] = sums[static_cast<std::size_t>(k)] - P * spins_[sites[k]];
            knownAt_[sites[k]] = clock_;
        }
    } else if (age > 0) {
        catchUp(clock_ - age, sites, count);
    }
    give(sites, count, fields);
}

// Adds what each of the last flips changed to the fields that are older than it.
void HebbFields::catchUp(std::uint32_t oldest, const std::uint16_t* sites, int count)
{
    std::int64_t const P = overlaps_.patterns().count();
    std::array<std::int32_t, batch> unequal{};
    for (std::uint32_t t = oldest; t != clock_; ++t) {
        auto const [site, spin] = recent_[t % memory];
        overlaps_.unequal(site, sites, count, unequal.data());
        for (int k = 0; k < count; ++k) {
            std::int64_t const product = P - 2 * unequal[static_cast<std::size_t>(k)];
            bool const older = clock_ - knownAt_[sites[k]] >= clock_ - t;
            known_[sites[k]] += older && sites[k] != site ? 2 * spin * product : 0;
        }
    }
    for (int k = 0; k < count; ++k) {
        knownAt_[sites[k]] = clock_;
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

void HebbFields::flipped(std::int64_t i, const std::uint16_t* rest, int count, double* fields)
{
    int const spin = spins_[static_cast<std::size_t>(i)];
    overlaps_.flipped(i, spin);
    for (std::size_t u = 0; u < unlearnt_.size(); ++u) {
        bool const up = bit(unlearnt_[u].bits.data(), static_cast<std::size_t>(i));
        unlearntSums_[u] += up ? 2 * spin : -2 * spin;
    }
    recent_[clock_ % memory] = {static_cast<std::uint16_t>(i), static_cast<std::int8_t>(spin)};
    ++clock_;
    if (count == 0) {
        return;
    }
    std::int64_t const P = overlaps_.patterns().count();
    std::array<std::int32_t, batch> unequal{};
    overlaps_.unequal(i, rest, count, unequal.data());
    for (int k = 0; k < count; ++k) {
        known_[rest[k]] += 2 * spin * (P - 2 * unequal[static_cast<std::size_t>(k)]);
        knownAt_[rest[k]] = clock_;
    }
    give(rest, count, fields);
}

double HebbFields::energy() const
{
    auto const n = static_cast<double>(spins_.size());
    double const own = n * static_cast<double>(overlaps_.patterns().count());
    double energy = -(static_cast<double>(overlaps_.squares()) - own) / (2 * n);
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
    sums_.resize(static_cast<std::size_t>(overlaps_.patterns().count()));
    overlaps_.read(sums_);
    below_.resize(64 * overlaps_.patterns().blocks());
    minusAbove_.resize(below_.size());
    for (std::size_t mu = 0; mu < sums_.size(); ++mu) {
        double const m = sums_[mu], here = power(m, power_);
        below_[mu] = here - power(m - 2, power_);
        minusAbove_[mu] = here - power(m + 2, power_);
    }
}

double DenseFields::field(std::int64_t i) const
{
    bool const up = spins_[static_cast<std::size_t>(i)] > 0;
    const auto& patterns = overlaps_.patterns();
    double const sum = overlaps_.kernels().choose(
        patterns.column(i), static_cast<int>(patterns.blocks()), (up ? below_ : minusAbove_).data(),
        (up ? minusAbove_ : below_).data());
    double const n = static_cast<double>(spins_.size());
    double const aligned = sum / (2 * power_ * power(n, power_ - 1));
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
    for (double const m : sums_) {
        sum += power(m / n, power_);
    }
    return -n / power_ * sum;
}

ExponentialFields::ExponentialFields(const PatternStore& patterns, const Spins& spins, double beta)
    : overlaps_(patterns), spins_(spins), beta_(beta), shrunk_(exponential(-2 * beta)),
      grown_(exponential(2 * beta))
{
    for (std::size_t k = 0; k <= spins.size(); ++k) {
        decay_.push_back(exponential(-2 * beta * static_cast<double>(k)));
    }
}

void ExponentialFields::rebuild()
{
    overlaps_.rebuild(spins_);
    weigh();
}

void ExponentialFields::weigh()
{
    sums_.resize(static_cast<std::size_t>(overlaps_.patterns().count()));
    overlaps_.read(sums_);
    largest_ = sums_.empty() ? 0 : *std::max_element(sums_.begin(), sums_.end());
    weights_.resize(64 * overlaps_.patterns().blocks());
    zeros_.resize(weights_.size());
    double sum = 0;
    for (std::size_t mu = 0; mu < sums_.size(); ++mu) {
        weights_[mu] = decay_[static_cast<std::size_t>((largest_ - sums_[mu]) / 2)];
        sum += weights_[mu];
    }
    logarithm_ = logarithm(sum);
}

double ExponentialFields::field(std::int64_t i) const
{
    if (sums_.empty()) {
        return 0;
    }
    const auto& patterns = overlaps_.patterns();
    auto const sumWhere = [&](const double* set, const double* clear) {
        return overlaps_.kernels().choose(patterns.column(i), static_cast<int>(patterns.blocks()),
                                          set, clear);
    };
    double const ups = sumWhere(weights_.data(), zeros_.data());
    double const downs = sumWhere(zeros_.data(), weights_.data());
    bool const up = spins_[static_cast<std::size_t>(i)] > 0;
    double const turned = up ? shrunk_ * ups + grown_ * downs : shrunk_ * downs + grown_ * ups;
    double const aligned = (logarithm(ups + downs) - logarithm(turned)) / (2 * beta_);
    return up ? aligned : -aligned;
}

void ExponentialFields::flipped(std::int64_t i)
{
    overlaps_.flipped(i, spins_[static_cast<std::size_t>(i)]);
    weigh();
}

double ExponentialFields::energy() const
{
    return sums_.empty() ? 0 : -(static_cast<double>(largest_) + logarithm_ / beta_);
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

std::int64_t product(const PatternStore& patterns, const Inverse& inverse, std::int64_t i,
                     std::int64_t j)
{
    std::int64_t const up = overlapKernels().sumNarrowWhere(
        patterns.column(i), static_cast<int>(patterns.blocks()), inverse.row(j));
    return 2 * up - inverse.sums[static_cast<std::size_t>(j)];
}

InverseFields::InverseFields(const PatternStore& patterns, std::shared_ptr<const Inverse> inverse,
                             const Spins& spins)
    : overlaps_(patterns), inverse_(std::move(inverse)), spins_(spins)
{
}

void InverseFields::rebuild()
{
    overlaps_.rebuild(spins_);
    sums_.assign(64 * overlaps_.patterns().blocks(), 0);
    total_ = 0;
    for (std::size_t i = 0; i < spins_.size(); ++i) {
        overlaps_.kernels().addRow(inverse_->row(static_cast<std::int64_t>(i)), sums_.data(),
                                   sums_.size(), spins_[i]);
        total_ += spins_[i] * inverse_->sums[i];
    }
}

void InverseFields::flipped(std::int64_t i)
{
    int const spin = spins_[static_cast<std::size_t>(i)];
    overlaps_.flipped(i, spin);
    overlaps_.kernels().addRow(inverse_->row(i), sums_.data(), sums_.size(), 2 * spin);
    total_ += 2 * spin * inverse_->sums[static_cast<std::size_t>(i)];
}

double InverseFields::energy() const
{
    double sum = 0;
    for (std::int64_t mu = 0; mu < overlaps_.patterns().count(); ++mu) {
        sum += overlaps_.sum(mu) * static_cast<double>(sums_[static_cast<std::size_t>(mu)]);
    }
    double const own = std::accumulate(inverse_->diagonal.begin(), inverse_->diagonal.end(), 0.0);
    return -(sum - own) / (2 * inverse_->scale);
}

double InverseFields::coupling(std::int64_t i, std::int64_t j) const
{
    // The grid of B leaves the two halves of J different in the last digits.
    double const both = static_cast<double>(product(overlaps_.patterns(), *inverse_, i, j) +
                                            product(overlaps_.patterns(), *inverse_, j, i));
    return i == j ? 0 : both / (2 * inverse_->scale);
}

} // namespace core::hopfield
