// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/models/ising/cluster_lattice.h"
#include "core/models/ising/swendsen_wang_sampler.h"

#include <algorithm>
#include <bit>
#include <memory>

namespace core::ising {

namespace {

constexpr int bandRows = 8; // a band of random planes is a whole number of blocks for every L
constexpr int sitesBetweenStops = 1 << 18; // a millisecond

class SwendsenWangBits final : public ClusterLattice
{
public:
    SwendsenWangBits(int side, std::uint64_t key)
        : ClusterLattice(side, key), right_(spins_.size()), down_(spins_.size()),
          coins_(spins_.size()), starts_(spins_.size()), rank_(spins_.size()),
          open_(static_cast<std::size_t>(bandRows * words_)), parent_(new std::int32_t[sites()]),
          flip_(new std::uint8_t[sites()]), sizes_(new std::int32_t[sites()])
    {
    }

    std::string_view kernel() const override { return "decomposition, one bit a spin"; }
    bool advance(const StopCheck& stop, WorkerPool& pool) override;
    Sums measure(Measure what) const override;
    void saveProgress(std::vector<std::uint64_t>& words) const override;
    bool restoreProgress(std::span<const std::uint64_t> words) override;

private:
    enum class Phase { start, label, tie, flip, count };
    struct Statistics
    {
        double clusterSize = 0;
        double acceptance = -1;
    };

    void abandon() override { phase_ = Phase::start; }
    void begin();
    std::uint64_t bandSeed(std::uint64_t key, int y) const;
    void drawBand(int y);
    void tieBand(int y);
    void workOnBand(int y);
    bool nextPhase();
    void enter(Phase phase);
    void finish();
    Statistics statistics() const { return decomposed_ ? count() : known_; }
    Statistics count() const;
    bool countsInStep() const { return side_ > 2048; }

    std::vector<std::uint64_t> right_;
    std::vector<std::uint64_t> down_; // in the end the spins to flip
    std::vector<std::uint64_t> coins_;
    std::vector<std::uint64_t> ghosts_; // empty where h = 0
    std::vector<std::uint64_t> starts_;
    std::vector<std::int32_t> rank_;
    std::vector<std::uint64_t> open_;
    // Uninitialised: only as much of them is ever touched as there are runs.
    std::unique_ptr<std::int32_t[]> parent_;
    std::unique_ptr<std::uint8_t[]> flip_;
    std::unique_ptr<std::int32_t[]> sizes_;
    std::vector<std::uint8_t> tied_;
    RunRows runs_;
    Phase phase_ = Phase::start;
    int row_ = 0;
    std::int64_t changed_ = -1;
    bool decomposed_ = false; // runs_ describes the last complete step
    Statistics known_;        // of the last complete step where it does not
};

void SwendsenWangBits::begin()
{
    decomposed_ = false;
    known_ = {};
    runs_ = {};
    runs_.words = words_;
    runs_.rows = side_;
    runs_.unequalKept = unequalKept_;
    runs_.spins = spins_.data();
    runs_.right = right_.data();
    runs_.down = down_.data();
    runs_.coins = coins_.data();
    runs_.starts = starts_.data();
    runs_.change = down_.data();
    runs_.rank = rank_.data();
    runs_.parent = parent_.get();
    runs_.flip = flip_.get();
    runs_.sizes = sizes_.get();
    enter(Phase::label);
}

void SwendsenWangBits::enter(Phase phase)
{
    phase_ = phase;
    row_ = 0;
}

std::uint64_t SwendsenWangBits::bandSeed(std::uint64_t key, int y) const
{
    auto const bands = static_cast<std::uint64_t>(side_ / bandRows);
    return streamSeed(key, stream_ * bands + static_cast<std::uint64_t>(y / bandRows));
}

// The random planes of rows y ... y + 7, from the stream of that band in this step.
void SwendsenWangBits::drawBand(int y)
{
    auto const seed = bandSeed(key_, y);
    LaneGenerator generator = laneGenerator(seed);
    auto const blocks = static_cast<std::size_t>(words_);
    std::size_t const first = at(0, y);
    bernoulliPlane(kernels_, generator, bond_, streamSeed(seed, 1), right_.data() + first,
                   open_.data(), blocks);
    bernoulliPlane(kernels_, generator, bond_, streamSeed(seed, 2), down_.data() + first,
                   open_.data(), blocks);
    kernels_.fill(generator, coins_.data() + first, blocks);
}

// Bonds between the spins along h and the ghost, from streams of their own.
void SwendsenWangBits::tieBand(int y)
{
    auto const seed = bandSeed(~key_, y);
    LaneGenerator generator = laneGenerator(seed);
    std::size_t const first = at(0, y);
    bernoulliPlane(kernels_, generator, ghost_, streamSeed(seed, 1), ghosts_.data() + first,
                   open_.data(), static_cast<std::size_t>(words_));
    std::uint64_t const against = h_ > 0 ? 0 : ~std::uint64_t{0};
    for (std::size_t i = first; i < at(0, y + bandRows); ++i) {
        ghosts_[i] &= spins_[i] ^ against;
    }
    kernels_.tieRows(runs_, y, y + bandRows);
}

void SwendsenWangBits::workOnBand(int y)
{
    switch (phase_) {
    case Phase::start: break;
    case Phase::label:
        drawBand(y);
        kernels_.labelRows(runs_, y, y + bandRows);
        break;
    case Phase::tie: tieBand(y); break;
    case Phase::flip: kernels_.flipRows(runs_, y, y + bandRows); break;
    case Phase::count: kernels_.countRows(runs_, y, y + bandRows); break;
    }
}

// After the last row: what the next phase needs. True when the step is complete.
bool SwendsenWangBits::nextPhase()
{
    if (phase_ == Phase::flip && countsInStep()) {
        enter(Phase::count);
        return false;
    }
    if (phase_ == Phase::flip || phase_ == Phase::count) {
        finish();
        return true;
    }
    if (phase_ == Phase::label) {
        kernels_.closeTorus(runs_);
        if (h_ != 0) {
            ghosts_.resize(spins_.size());
            tied_.assign(static_cast<std::size_t>(runs_.runs), 0);
            runs_.ghost = ghosts_.data();
            runs_.tied = tied_.data();
        }
    }
    enter(phase_ == Phase::label && h_ != 0 ? Phase::tie : Phase::flip);
    return false;
}

void SwendsenWangBits::finish()
{
    changed_ = 0;
    for (std::size_t i = 0; i < spins_.size(); ++i) {
        changed_ += std::popcount(down_[i]);
        spins_[i] ^= down_[i];
    }
    decomposed_ = true;
    ++stream_;
    phase_ = Phase::start;
}

bool SwendsenWangBits::advance(const StopCheck& stop, WorkerPool&)
{
    int const rowsBetweenStops =
        std::max(bandRows, sitesBetweenStops / side_ / bandRows * bandRows);
    if (phase_ == Phase::start) {
        begin();
    }
    for (;;) {
        int const end = std::min(row_ + rowsBetweenStops, side_);
        for (; row_ < end; row_ += bandRows) {
            workOnBand(row_);
        }
        if (row_ == side_ && nextPhase()) {
            return true;
        }
        if (stop()) {
            return false;
        }
    }
}

// Sizes of all clusters from the runs. On large lattices they are counted in the step, which can
// yield; on others only for whoever measures.
SwendsenWangBits::Statistics SwendsenWangBits::count() const
{
    RunRows runs = runs_;
    if (!countsInStep()) {
        kernels_.countRows(runs, 0, side_);
    }
    double const squares = runs.squares + runs.ghostSites * runs.ghostSites;
    double const clusters = static_cast<double>(runs.clusters);
    return {squares / static_cast<double>(sites()),
            runs.clusters == 0 ? 0 : static_cast<double>(runs.flipped) / clusters};
}

Sums SwendsenWangBits::measure(Measure what) const
{
    Sums sums = ClusterLattice::measure(what);
    auto const known = statistics();
    sums.changed = changed_;
    sums.clusterSize = known.clusterSize;
    sums.acceptance = known.acceptance;
    return sums;
}

void SwendsenWangBits::saveProgress(std::vector<std::uint64_t>& words) const
{
    auto const known = statistics();
    words.assign({key_, stream_, std::bit_cast<std::uint64_t>(known.clusterSize),
                  std::bit_cast<std::uint64_t>(known.acceptance),
                  static_cast<std::uint64_t>(changed_)});
}

bool SwendsenWangBits::restoreProgress(std::span<const std::uint64_t> words)
{
    if (words.size() != 5) {
        return false;
    }
    key_ = words[0];
    stream_ = words[1];
    known_ = {std::bit_cast<double>(words[2]), std::bit_cast<double>(words[3])};
    changed_ = static_cast<std::int64_t>(words[4]);
    decomposed_ = false;
    phase_ = Phase::start;
    return true;
}

} // namespace

std::unique_ptr<Sampler> makeSwendsenWang(const Geometry& geometry, bool siteFields,
                                          std::uint64_t key)
{
    bool const bits = geometry.lattice == Lattice::square &&
                      geometry.boundary == Boundary::periodic && !siteFields &&
                      ClusterLattice::fits(geometry.L);
    if (bits) {
        return std::make_unique<SwendsenWangBits>(geometry.L, key);
    }
    return makePlainSwendsenWang(geometry, key);
}

} // namespace core::ising
