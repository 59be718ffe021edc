// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/plain_sampler.h"

#include "core/base/rng.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace core::ising {

double flipProbability(Rule rule, double J, double T, double field, int s, int sum)
{
    return acceptance(rule, 2 * s * (J * sum + field), T);
}

namespace {

constexpr int sumsPerSpin = 13;                  // -6 ... 6
constexpr int entriesPerLevel = 2 * sumsPerSpin; // spin down, spin up
constexpr int bandRows = 16;
constexpr int sitesBetweenStops = 400'000; // under a millisecond

class PlainSampler final : public GridSampler
{
public:
    PlainSampler(const Geometry& geometry, std::uint64_t key)
        : GridSampler(geometry, key), bands_(side() < 4 * bandRows ? 1 : side() / bandRows),
          changedInBand_(static_cast<std::size_t>(bands_))
    {
    }

    std::string_view kernel() const override { return "one byte a spin"; }
    bool advance(const StopCheck& stop, WorkerPool& pool) override;
    Sums measure(Measure what) const override;
    void saveProgress(std::vector<std::uint64_t>& words) const override;
    bool restoreProgress(std::span<const std::uint64_t> words) override;

private:
    void retuned() override;
    int passes() const { return bands_ == 1 ? 1 : periodic() && bands_ % 2 != 0 ? 3 : 2; }
    int unitsIn(int pass) const;
    int bandOf(int pass, int unit) const;
    void finishUnits(int count);
    void updateBand(int band);
    std::int64_t updateRow(int y);
    template <bool Triangular, bool Fields>
    std::int64_t updateRowAs(int y);

    int bands_;
    int pass_ = 0;
    int unit_ = 0; // within the pass
    std::vector<std::int64_t> changedInBand_;
    std::int64_t changed_ = -1;
    std::vector<std::uint64_t> flip_; // thresholds by level, spin and sum of neighbours
};

void PlainSampler::retuned()
{
    int const first = hasSiteFields() ? -127 : 0;
    int const last = hasSiteFields() ? 127 : 0;
    flip_.clear();
    for (int level = first; level <= last; ++level) {
        for (int const s : {-1, 1}) {
            for (int sum = -6; sum <= 6; ++sum) {
                double const p = flipProbability(rule_, J_, T_, fieldOf(level), s, sum);
                flip_.push_back(threshold64(p));
            }
        }
    }
}

int PlainSampler::unitsIn(int pass) const
{
    switch (pass) {
    case 0: return passes() == 3 ? bands_ / 2 : (bands_ + 1) / 2;
    case 1: return bands_ / 2;
    default: return 1;
    }
}

int PlainSampler::bandOf(int pass, int unit) const
{
    return pass == 2 ? bands_ - 1 : 2 * unit + pass;
}

bool PlainSampler::advance(const StopCheck& stop, WorkerPool& pool)
{
    int const sitesPerBand = side() * (side() / bands_);
    for (;;) {
        int const chunk = std::min(unitsIn(pass_) - unit_,
                                   std::max(pool.workers(), sitesBetweenStops / sitesPerBand));
        pool.run(chunk, [this](int i) { updateBand(bandOf(pass_, unit_ + i)); });
        finishUnits(chunk);
        if (pass_ == 0 && unit_ == 0) {
            return true;
        }
        if (stop()) {
            return false;
        }
    }
}

void PlainSampler::finishUnits(int count)
{
    unit_ += count;
    if (unit_ < unitsIn(pass_)) {
        return;
    }
    unit_ = 0;
    if (++pass_ == passes()) {
        pass_ = 0;
        ++step_;
        changed_ = std::accumulate(changedInBand_.begin(), changedInBand_.end(), std::int64_t{0});
    }
}

void PlainSampler::updateBand(int band)
{
    auto const edge = [this](int k) {
        return static_cast<int>(static_cast<std::int64_t>(k) * side() / bands_);
    };
    std::int64_t changed = 0;
    for (int y = edge(band); y < edge(band + 1); ++y) {
        changed += updateRow(y);
        grid_.closeRow(y);
    }
    changedInBand_[static_cast<std::size_t>(band)] = changed;
}

std::int64_t PlainSampler::updateRow(int y)
{
    if (triangular()) {
        return hasSiteFields() ? updateRowAs<true, true>(y) : updateRowAs<true, false>(y);
    }
    return hasSiteFields() ? updateRowAs<false, true>(y) : updateRowAs<false, false>(y);
}

template <bool Triangular, bool Fields>
std::int64_t PlainSampler::updateRowAs(int y)
{
    int const L = side();
    std::int8_t* const row = grid_.row(y);
    const std::int8_t* const above = row - grid_.stride();
    const std::int8_t* const below = row + grid_.stride();
    const std::int8_t* const level = Fields ? levels(y) : nullptr;
    const std::uint64_t* const table = flip_.data() + 6;
    Rng rng(
        streamSeed(key_, step_ * static_cast<std::uint64_t>(L) + static_cast<std::uint64_t>(y)));
    std::int64_t changed = 0;

    auto const visit = [&](int x) {
        int const s = row[x];
        int entry = row[x - 1] + row[x + 1] + above[x] + below[x];
        if constexpr (Triangular) {
            entry += above[x - 1] + below[x + 1];
        }
        if constexpr (Fields) {
            entry += (level[x] + 127) * entriesPerLevel;
        }
        entry += s > 0 ? sumsPerSpin : 0;
        int const flip = rng.next() < table[entry] ? 1 : 0;
        row[x] = static_cast<std::int8_t>(s - 2 * s * flip);
        changed += flip;
    };
    auto const close = [&] {
        if (periodic()) {
            grid_.closeColumns(y);
        }
    };

    bool const seam = periodic() && L % 2 != 0;
    int const first = rng.next() >> 63 != 0 ? 1 : 0;
    for (int const start : {first, 1 - first}) {
        for (int x = start; x < L - (seam ? 1 : 0); x += 2) {
            visit(x);
        }
        close();
    }
    if (seam) {
        visit(L - 1);
        close();
    }
    return changed;
}

Sums PlainSampler::measure(Measure what) const
{
    Sums sums = GridSampler::measure(what);
    sums.changed = changed_;
    if (changed_ >= 0) {
        sums.acceptance = static_cast<double>(changed_) / (static_cast<double>(side()) * side());
    }
    return sums;
}

void PlainSampler::saveProgress(std::vector<std::uint64_t>& words) const
{
    words.assign({key_, step_, static_cast<std::uint64_t>(pass_), static_cast<std::uint64_t>(unit_),
                  static_cast<std::uint64_t>(changed_)});
    for (auto const count : changedInBand_) {
        words.push_back(static_cast<std::uint64_t>(count));
    }
}

bool PlainSampler::restoreProgress(std::span<const std::uint64_t> words)
{
    if (words.size() != 5 + changedInBand_.size() ||
        words[2] >= static_cast<std::uint64_t>(passes()) ||
        words[3] >= static_cast<std::uint64_t>(unitsIn(static_cast<int>(words[2])))) {
        return false;
    }
    key_ = words[0];
    step_ = words[1];
    pass_ = static_cast<int>(words[2]);
    unit_ = static_cast<int>(words[3]);
    changed_ = static_cast<std::int64_t>(words[4]);
    std::transform(words.begin() + 5, words.end(), changedInBand_.begin(),
                   [](std::uint64_t word) { return static_cast<std::int64_t>(word); });
    return true;
}

} // namespace

std::unique_ptr<Sampler> makePlain(const Geometry& geometry, std::uint64_t key)
{
    return std::make_unique<PlainSampler>(geometry, key);
}

} // namespace core::ising
