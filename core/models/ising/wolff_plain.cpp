// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/models/ising/plain_grid.h"
#include "core/models/ising/wolff_sampler.h"

#include <algorithm>
#include <array>
#include <bit>

namespace core::ising {

void WolffTally::writeTo(Sums& sums) const
{
    if (clusters == 0) {
        return;
    }
    sums.changed = static_cast<std::int64_t>(sites);
    sums.acceptance = static_cast<double>(flipped) / static_cast<double>(clusters);
    sums.clusterSize =
        flipped == 0 ? 0.0 : static_cast<double>(sites) / static_cast<double>(flipped);
}

namespace {

constexpr int sitesBetweenStops = 1 << 16;
constexpr int sitesPerBegin = 16; // what beginning a cluster costs

// Whether it is time to ask for a stop; then the budget is filled again.
bool isSpent(int& budget)
{
    if (budget > 0) {
        return false;
    }
    budget = sitesBetweenStops;
    return true;
}

class PlainWolff final : public GridSampler
{
public:
    PlainWolff(const Geometry& geometry, std::uint64_t key)
        : GridSampler(geometry, key), words_((side() + 63) / 64),
          visited_(static_cast<std::size_t>(words_) * static_cast<std::size_t>(side()))
    {
    }

    std::string_view kernel() const override { return "clusters, one byte a spin"; }
    void setClusters(std::uint64_t count) override
    {
        clusters_ = std::max<std::uint64_t>(count, 1);
    }
    bool advance(const StopCheck& stop, WorkerPool& pool) override;
    Sums measure(Measure what) const override;
    void saveProgress(std::vector<std::uint64_t>& words) const override;
    bool restoreProgress(std::span<const std::uint64_t> words) override;

private:
    enum class Growth { paused, complete, atGhost };
    struct Site
    {
        std::int16_t x = 0;
        std::int16_t y = 0;
    };

    void retuned() override;
    void disturbed() override { abandon(); }
    std::uint64_t ghostThreshold(Site site) const;
    void begin();
    Growth grow(const StopCheck& stop, int& budget);
    bool visitNeighbours(Site site);
    bool add(Site site);
    bool isVisited(Site site) const;
    void finish(bool flip);
    void abandon();

    int words_; // in a row of visited_
    std::vector<std::uint64_t> visited_;
    std::vector<std::uint32_t> touched_; // words of visited_ that are not zero
    std::vector<Site> frontier_;         // sites whose bonds are to be tested
    std::vector<Site> next_;
    std::size_t tested_ = 0; // of frontier_
    bool growing_ = false;
    Rng rng_{0};

    std::uint64_t bond_ = 0;
    std::vector<std::uint64_t> ghost_; // by level, frame sum (-6 ... 6) and spin; 0: not satisfied
    std::uint64_t clusters_ = 1;
    std::uint64_t clustersThisStep_ = 0; // 0: no step has begun
    WolffTally tally_;
    WolffTally last_;
};

void PlainWolff::retuned()
{
    bond_ = threshold64(bondProbability(J_, T_));
    int const largest = hasSiteFields() ? 127 : 0;
    ghost_.clear();
    for (int level = -largest; level <= largest; ++level) {
        for (int frame = -6; frame <= 6; ++frame) {
            for (int const s : {-1, 1}) {
                double const field = fieldOf(level) + J_ * frame;
                double const p = field * s > 0 ? bondProbability(field, T_) : 0;
                ghost_.push_back(threshold64(p));
            }
        }
    }
    abandon();
}

// The frame's spins beside a site are read off the border.
std::uint64_t PlainWolff::ghostThreshold(Site site) const
{
    int const L = side();
    int frame = 0;
    bool const edge = site.x == 0 || site.y == 0 || site.x == L - 1 || site.y == L - 1;
    if (edge && !periodic()) {
        for (auto const [dx, dy] : forwardOffsets(grid_.geometry().lattice)) {
            for (int const sign : {-1, 1}) {
                int const x = site.x + sign * dx;
                int const y = site.y + sign * dy;
                bool const outside = x < 0 || y < 0 || x >= L || y >= L;
                frame += outside ? grid_.at(x, y) : 0;
            }
        }
    }
    int const level = hasSiteFields() ? levels(site.y)[site.x] + 127 : 0;
    int const up = grid_.at(site.x, site.y) > 0 ? 1 : 0;
    return ghost_[static_cast<std::size_t>((level * 13 + frame + 6) * 2 + up)];
}

bool PlainWolff::isVisited(Site site) const
{
    auto const word = static_cast<std::size_t>(site.y * words_ + site.x / 64);
    return (visited_[word] >> (site.x % 64) & 1) != 0;
}

// False when the site's bond to the ghost is kept.
bool PlainWolff::add(Site site)
{
    auto const word = static_cast<std::size_t>(site.y * words_ + site.x / 64);
    if (visited_[word] == 0) {
        touched_.push_back(static_cast<std::uint32_t>(word));
    }
    visited_[word] |= std::uint64_t{1} << (site.x % 64);
    next_.push_back(site);
    auto const ghost = ghostThreshold(site);
    return ghost == 0 || rng_.next() >= ghost;
}

void PlainWolff::begin()
{
    rng_ = Rng(streamSeed(key_, step_));
    auto const L = static_cast<std::uint64_t>(side());
    auto const site = rng_.below(L * L);
    growing_ = true;
    tested_ = 0;
    frontier_.clear();
    if (!add({static_cast<std::int16_t>(site % L), static_cast<std::int16_t>(site / L)})) {
        finish(false);
    }
}

bool PlainWolff::visitNeighbours(Site site)
{
    int const L = side();
    int const wanted = J_ > 0 ? grid_.at(site.x, site.y) : -grid_.at(site.x, site.y);
    for (auto const [dx, dy] : forwardOffsets(grid_.geometry().lattice)) {
        for (int const sign : {-1, 1}) {
            int x = site.x + sign * dx;
            int y = site.y + sign * dy;
            if (grid_.at(x, y) != wanted) {
                continue;
            }
            if (x < 0 || y < 0 || x >= L || y >= L) {
                if (!periodic()) {
                    continue;
                }
                x = (x + L) % L;
                y = (y + L) % L;
            }
            Site const other{static_cast<std::int16_t>(x), static_cast<std::int16_t>(y)};
            if (!isVisited(other) && rng_.next() < bond_ && !add(other)) {
                return false;
            }
        }
    }
    return true;
}

PlainWolff::Growth PlainWolff::grow(const StopCheck& stop, int& budget)
{
    for (;; --budget) {
        if (tested_ == frontier_.size()) {
            frontier_.swap(next_);
            next_.clear();
            tested_ = 0;
            if (frontier_.empty()) {
                return Growth::complete;
            }
        }
        if (isSpent(budget) && stop()) {
            return Growth::paused;
        }
        if (!visitNeighbours(frontier_[tested_++])) {
            return Growth::atGhost;
        }
    }
}

void PlainWolff::finish(bool flip)
{
    for (auto const word : touched_) {
        auto const y = static_cast<int>(word) / words_;
        if (flip) {
            tally_.sites += static_cast<std::uint64_t>(std::popcount(visited_[word]));
            grid_.flipWord(static_cast<int>(word) % words_, y, visited_[word]);
        }
    }
    tally_.flipped += flip ? 1 : 0;
    ++tally_.clusters;
    ++step_;
    abandon();
}

void PlainWolff::abandon()
{
    for (auto const word : touched_) {
        visited_[word] = 0;
    }
    touched_.clear();
    frontier_.clear();
    next_.clear();
    tested_ = 0;
    growing_ = false;
}

bool PlainWolff::advance(const StopCheck& stop, WorkerPool&)
{
    if (tally_.clusters == 0) {
        clustersThisStep_ = clusters_;
    }
    for (int budget = sitesBetweenStops;; budget -= sitesPerBegin) {
        if (!growing_) {
            begin();
        }
        if (growing_) {
            auto const growth = grow(stop, budget);
            if (growth == Growth::paused) {
                return false;
            }
            finish(growth == Growth::complete);
        }
        if (tally_.clusters >= clustersThisStep_) {
            last_ = tally_;
            tally_ = {};
            return true;
        }
        if (isSpent(budget) && stop()) {
            return false;
        }
    }
}

Sums PlainWolff::measure(Measure what) const
{
    Sums sums = GridSampler::measure(what);
    last_.writeTo(sums);
    return sums;
}

void PlainWolff::saveProgress(std::vector<std::uint64_t>& words) const
{
    words.assign({key_, step_, clusters_, clustersThisStep_, tally_.clusters, tally_.flipped,
                  tally_.sites, last_.clusters, last_.flipped, last_.sites});
}

bool PlainWolff::restoreProgress(std::span<const std::uint64_t> words)
{
    if (words.size() != 10 || words[2] == 0 || (words[4] != 0 && words[4] >= words[3])) {
        return false;
    }
    abandon();
    key_ = words[0];
    step_ = words[1];
    clusters_ = words[2];
    clustersThisStep_ = words[3];
    tally_ = {words[4], words[5], words[6]};
    last_ = {words[7], words[8], words[9]};
    return true;
}

} // namespace

std::unique_ptr<Sampler> makePlainWolff(const Geometry& geometry, std::uint64_t key)
{
    return std::make_unique<PlainWolff>(geometry, key);
}

} // namespace core::ising
