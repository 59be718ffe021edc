// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/series.h"

#include <algorithm>
#include <cmath>

namespace core {

Series::Series(std::size_t observables)
    : binnings_(observables), last_(observables, notANumber), blocks_(maxBlocks * observables, 0.0),
      open_(observables, 0.0)
{
}

void Series::clear()
{
    std::fill(binnings_.begin(), binnings_.end(), Binning{});
    std::fill(last_.begin(), last_.end(), notANumber);
    std::fill(open_.begin(), open_.end(), 0.0);
    blockCount_ = 0;
    blockLength_ = 1;
    openLength_ = 0;
    count_ = 0;
}

void Series::add(std::span<const double> sample)
{
    for (std::size_t i = 0; i < binnings_.size(); ++i) {
        if (!std::isnan(sample[i])) {
            binnings_[i].add(sample[i]);
            last_[i] = sample[i];
        }
        open_[i] += sample[i];
    }
    ++count_;
    if (++openLength_ == blockLength_) {
        closeBlock();
    }
}

void Series::closeBlock()
{
    std::size_t const width = binnings_.size();
    for (std::size_t i = 0; i < width; ++i) {
        blocks_[blockCount_ * width + i] = open_[i] / static_cast<double>(blockLength_);
    }
    std::fill(open_.begin(), open_.end(), 0.0);
    openLength_ = 0;
    if (++blockCount_ < maxBlocks) {
        return;
    }
    for (std::size_t b = 0; b < maxBlocks / 2; ++b) {
        for (std::size_t i = 0; i < width; ++i) {
            blocks_[b * width + i] =
                0.5 * (blocks_[2 * b * width + i] + blocks_[(2 * b + 1) * width + i]);
        }
    }
    blockCount_ = maxBlocks / 2;
    blockLength_ *= 2;
}

bool Series::halvesAgree(std::size_t observable, double error) const
{
    std::size_t const half = blockCount_ / 2;
    if (half == 0) {
        return false;
    }
    double first = 0, second = 0;
    for (std::size_t b = 0; b < half; ++b) {
        first += blocks_[b * binnings_.size() + observable];
        second += blocks_[(blockCount_ - 1 - b) * binnings_.size() + observable];
    }
    // Each half has sqrt(2) times the error of the whole, their difference twice the error.
    double const difference = std::fabs(first - second) / static_cast<double>(half);
    double const scale = std::fabs(first + second) / static_cast<double>(half);
    return difference <= 4 * 2 * error + 1e-12 * scale;
}

Estimate Series::estimate(std::size_t observable) const
{
    Estimate estimate = binnings_[observable].result();
    estimate.last = last_[observable];
    // Few samples have no long bins to spare: what the last eight show of the autocorrelation time
    // is rough, but a short series is not to be trusted on the short bins' word.
    double const rough = binnings_[observable].result(8).tau;
    estimate.trusted =
        static_cast<double>(estimate.count) >= 50 * std::max({estimate.tau, rough, 0.5}) &&
        halvesAgree(observable, estimate.error);
    return estimate;
}

Estimate Series::latest(std::size_t observable) const
{
    Estimate estimate;
    estimate.last = last_[observable];
    return estimate;
}

double Series::roughTau() const
{
    double largest = 0.5;
    for (const auto& binning : binnings_) {
        Estimate const e = binning.result(8);
        largest = std::isfinite(e.tau) ? std::max(largest, e.tau) : largest;
    }
    return largest;
}

std::vector<Estimate> Series::derived(std::size_t derivedCount, const Derive& derive) const
{
    std::vector<Estimate> result(derivedCount);
    if (derivedCount == 0 || count_ == 0) {
        return result;
    }
    std::vector<double> means(binnings_.size()), values(derivedCount);
    bool trusted = true;
    for (std::size_t i = 0; i < means.size(); ++i) {
        Estimate const e = estimate(i);
        means[i] = e.mean;
        trusted = trusted && (e.count == 0 || e.trusted);
    }
    derive(means, values);
    for (std::size_t d = 0; d < derivedCount; ++d) {
        result[d].mean = values[d];
        result[d].last = values[d];
        result[d].count = count_;
        result[d].trusted = trusted && std::isfinite(values[d]);
    }
    // As in Binning: the largest error over groupings of neighbouring blocks, so that blocks
    // shorter than the autocorrelation time do not make it too small.
    for (std::size_t group = 1; group == 1 || blockCount_ / group >= 32; group *= 2) {
        auto const errors = jackknife(group, derivedCount, derive);
        for (std::size_t d = 0; d < errors.size(); ++d) {
            double& error = result[d].error;
            error = std::isnan(error) ? errors[d] : std::max(error, errors[d]);
        }
    }
    return result;
}

std::vector<double> Series::jackknife(std::size_t group, std::size_t derivedCount,
                                      const Derive& derive) const
{
    std::size_t const width = binnings_.size(), groups = blockCount_ / group;
    if (groups < 2) {
        return {};
    }
    std::vector<double> sums(groups * width, 0.0), total(width, 0.0), left(width);
    for (std::size_t b = 0; b < groups * group; ++b) {
        for (std::size_t i = 0; i < width; ++i) {
            sums[b / group * width + i] += blocks_[b * width + i];
            total[i] += blocks_[b * width + i];
        }
    }
    // The leave-one-out values scatter about their own mean, by Welford's recurrence.
    std::vector<double> mean(derivedCount, 0.0), squares(derivedCount, 0.0), without(derivedCount);
    auto const others = static_cast<double>((groups - 1) * group);
    for (std::size_t g = 0; g < groups; ++g) {
        for (std::size_t i = 0; i < width; ++i) {
            left[i] = (total[i] - sums[g * width + i]) / others;
        }
        derive(left, without);
        for (std::size_t d = 0; d < derivedCount; ++d) {
            double const delta = without[d] - mean[d];
            mean[d] += delta / static_cast<double>(g + 1);
            squares[d] += delta * (without[d] - mean[d]);
        }
    }
    auto const n = static_cast<double>(groups);
    for (auto& square : squares) {
        square = std::sqrt(square * (n - 1) / n);
    }
    return squares;
}

void Series::save(Archive& archive, const std::string& prefix) const
{
    std::vector<double> reals;
    std::vector<std::uint64_t> counts{count_, blockCount_, blockLength_, openLength_};
    for (const auto& binning : binnings_) {
        for (const auto& level : binning.levels()) {
            reals.insert(reals.end(), {level.mean, level.squares, level.pending});
            counts.insert(counts.end(), {level.count, level.hasPending ? 1u : 0u});
        }
    }
    reals.insert(reals.end(), last_.begin(), last_.end());
    reals.insert(reals.end(), open_.begin(), open_.end());
    reals.insert(reals.end(), blocks_.begin(), blocks_.end());
    archive.put(prefix + ".reals", reals);
    archive.put(prefix + ".counts", counts);
}

Outcome Series::load(const Archive& archive, const std::string& prefix)
{
    std::size_t const width = binnings_.size();
    std::vector<double> reals;
    std::vector<std::uint64_t> counts;
    constexpr std::size_t levels = Binning::levelCount;
    if (auto outcome = archive.get(prefix + ".reals", reals, width * (3 * levels + 2 + maxBlocks));
        !outcome) {
        return outcome;
    }
    if (auto outcome = archive.get(prefix + ".counts", counts, 4 + 2 * levels * width); !outcome) {
        return outcome;
    }
    if (counts[1] >= maxBlocks || counts[2] == 0 || counts[3] >= counts[2]) {
        return Outcome::refused("The measurements '" + prefix +
                                "' have impossible block counts; expected fewer than " +
                                std::to_string(maxBlocks) + " blocks.");
    }
    count_ = counts[0];
    blockCount_ = counts[1];
    blockLength_ = counts[2];
    openLength_ = counts[3];
    auto real = reals.begin();
    auto count = counts.begin() + 4;
    for (auto& binning : binnings_) {
        std::array<Binning::Level, levels> restored;
        for (auto& level : restored) {
            level.mean = *real++;
            level.squares = *real++;
            level.pending = *real++;
            level.count = *count++;
            level.hasPending = *count++ != 0;
        }
        binning.restore(restored);
    }
    auto const take = [&real](std::vector<double>& into) {
        std::copy_n(real, into.size(), into.begin());
        real += static_cast<std::ptrdiff_t>(into.size());
    };
    take(last_);
    take(open_);
    take(blocks_);
    return Outcome::done();
}

} // namespace core
