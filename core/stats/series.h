// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/archive.h"
#include "core/stats/binning.h"

#include <functional>
#include <span>
#include <vector>

namespace core {

// Samples of several observables at once, in fixed memory: a Binning each, and at most 256 blocks
// of joint means (neighbours merge and the block doubles when they are full) for halves and the
// jackknife.
class Series
{
public:
    explicit Series(std::size_t observables);

    // One value per observable; NaN: not measured at this step. Never allocates.
    void add(std::span<const double> sample);
    void clear();

    std::size_t observables() const { return binnings_.size(); }
    std::uint64_t count() const { return count_; }

    // Mean, error, tau in samples, last value, trusted.
    Estimate estimate(std::size_t observable) const;
    // The last value that was measured, and nothing else: for numbers whose mean has no meaning.
    Estimate latest(std::size_t observable) const;

    // The largest autocorrelation time seen with as few as 8 bins: a quick, rough answer for a
    // short series.
    double roughTau() const;

    // Derived quantities: functions of the means. `derive(means, out)` fills `derived` numbers;
    // errors by the jackknife over the blocks (Efron, SIAM, 1982), bias-corrected means are not
    // used; tau is NaN; trusted when every observable that has values is.
    using Derive = std::function<void(std::span<const double> means, std::span<double> out)>;
    std::vector<Estimate> derived(std::size_t derivedCount, const Derive& derive) const;

    // Bit-exact state, for documents.
    void save(Archive& archive, const std::string& prefix) const;
    Outcome load(const Archive& archive, const std::string& prefix);

private:
    static constexpr std::size_t maxBlocks = 256;

    bool halvesAgree(std::size_t observable, double error) const;
    void closeBlock();
    std::vector<double> jackknife(std::size_t group, std::size_t derivedCount,
                                  const Derive& derive) const;

    std::vector<Binning> binnings_;
    std::vector<double> last_;
    std::vector<double> blocks_; // maxBlocks rows of means
    std::vector<double> open_;   // sums of the block being filled
    std::size_t blockCount_ = 0;
    std::uint64_t blockLength_ = 1;
    std::uint64_t openLength_ = 0;
    std::uint64_t count_ = 0;
};

} // namespace core
