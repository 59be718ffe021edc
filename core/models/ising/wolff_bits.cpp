// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/models/ising/cluster_lattice.h"
#include "core/models/ising/wolff_sampler.h"

#include <algorithm>
#include <bit>
#include <memory>

namespace core::ising {

namespace {

constexpr int tileRows = 8;
constexpr int tilesBetweenStops = 2048; // under a millisecond
constexpr int tilesPerBegin = 1;        // what beginning a cluster costs

// 64 x 8 spins. Bonds of a tile are drawn, all at once, when the cluster first comes near it.
struct Tile
{
    std::uint64_t right[tileRows];   // kept bonds (x, y) - (x + 1, y)
    std::uint64_t down[tileRows];    // kept bonds (x, y) - (x, y + 1)
    std::uint64_t tied[tileRows];    // sites tied to the ghost
    std::uint64_t visited[tileRows]; // sites of the cluster, all their bonds followed
    std::uint64_t pending[tileRows]; // sites of the cluster, some of them visited
    std::uint64_t cluster;           // the cluster that all this belongs to
    bool queued;
};

// Grows `sites` along the kept bonds of one row as far as they reach. Upwards a carry runs along
// the ones of `right`; downwards reaches double.
std::uint64_t alongRow(std::uint64_t sites, std::uint64_t right)
{
    sites |= right ^ (right + (sites & right));
    std::uint64_t left = right << 1; // bit x: bond to x - 1
    for (int reach = 1; reach < 64; reach += reach) {
        sites |= (sites & left) >> reach;
        left &= left << reach;
    }
    return sites;
}

class WolffBits final : public ClusterLattice
{
public:
    WolffBits(int side, std::uint64_t key)
        : ClusterLattice(side, key), tiles_(new Tile[spins_.size() / tileRows]),
          queue_(spins_.size() / tileRows + 1)
    {
        for (std::size_t t = 0; t < spins_.size() / tileRows; ++t) {
            tiles_[t].cluster = 0;
            tiles_[t].queued = false;
        }
    }

    std::string_view kernel() const override { return "clusters, one bit a spin"; }
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

    void abandon() override;
    void begin();
    Growth grow(const StopCheck& stop, int& budget);
    bool follow(int tile);
    bool flood(Tile& tile, std::uint64_t* reached);
    void crossSides(int tile, const std::uint64_t* reached);
    void addPending(int tile, const std::uint64_t* sites);
    void crossEnds(int tile, const std::uint64_t* reached);
    Tile& drawn(int tile);
    void draw(int tile);
    void enqueue(int tile);
    void finish(bool flip);

    int tileAt(int word, int band) const { return band * words_ + word; }
    int bands() const { return side_ / tileRows; }
    int before(int i, int n) const { return i == 0 ? n - 1 : i - 1; }
    int after(int i, int n) const { return i + 1 == n ? 0 : i + 1; }
    bool alike(std::uint64_t a, std::uint64_t b, std::uint64_t where) const
    {
        return (~(a ^ b ^ unequalKept_) & where) != 0;
    }

    std::unique_ptr<Tile[]> tiles_;
    std::vector<int> touched_; // tiles drawn for this cluster
    std::vector<int> queue_;   // a ring of tiles with pending sites
    std::size_t head_ = 0;
    std::size_t tail_ = 0;
    std::uint64_t name_ = 0; // of the cluster in progress, never 0 and never used before
    bool growing_ = false;
    std::uint64_t seed_ = 0;
    LaneGenerator generator_{};

    std::uint64_t clusters_ = 1;
    std::uint64_t clustersThisStep_ = 0;
    WolffTally tally_;
    WolffTally last_;
};

void WolffBits::abandon()
{
    while (head_ != tail_) {
        tiles_[static_cast<std::size_t>(queue_[head_])].queued = false;
        head_ = head_ + 1 == queue_.size() ? 0 : head_ + 1;
    }
    touched_.clear();
    growing_ = false;
}

void WolffBits::enqueue(int tile)
{
    auto& t = tiles_[static_cast<std::size_t>(tile)];
    if (!t.queued) {
        t.queued = true;
        queue_[tail_] = tile;
        tail_ = tail_ + 1 == queue_.size() ? 0 : tail_ + 1;
    }
}

Tile& WolffBits::drawn(int tile)
{
    auto& t = tiles_[static_cast<std::size_t>(tile)];
    if (t.cluster != name_) {
        draw(tile);
    }
    return t;
}

void WolffBits::draw(int tile)
{
    auto& t = tiles_[static_cast<std::size_t>(tile)];
    auto const seed = streamSeed(seed_, static_cast<std::uint64_t>(tile));
    std::uint64_t open[tileRows];
    bernoulliPlane(kernels_, generator_, bond_, seed, t.right, open, 1);
    bernoulliPlane(kernels_, generator_, bond_, ~seed, t.down, open, 1);
    if (ghost_ != 0) {
        bernoulliPlane(kernels_, generator_, ghost_, streamSeed(seed, 1), t.tied, open, 1);
    }
    int const word = tile % words_;
    int const y = tile / words_ * tileRows;
    int const next = after(word, words_);
    std::uint64_t const against = h_ > 0 ? 0 : ~std::uint64_t{0};
    for (int r = 0; r < tileRows; ++r) {
        std::uint64_t const s = spins_[at(word, y + r)];
        std::uint64_t const beyond = spins_[at(next, y + r)];
        std::uint64_t const below =
            spins_[at(word, r + 1 < tileRows ? y + r + 1 : after(y + r, side_))];
        t.right[r] &= ~(s ^ (s >> 1 | beyond << 63) ^ unequalKept_);
        t.down[r] &= ~(s ^ below ^ unequalKept_);
        t.tied[r] = ghost_ != 0 ? t.tied[r] & (s ^ against) : 0;
        t.visited[r] = 0;
        t.pending[r] = 0;
    }
    t.cluster = name_;
    touched_.push_back(tile);
}

void WolffBits::begin()
{
    ++name_;
    seed_ = streamSeed(key_, stream_);
    generator_ = laneGenerator(seed_);
    Rng rng(streamSeed(seed_, sites())); // no tile has that number
    auto const site = rng.below(sites());
    auto const L = static_cast<std::uint64_t>(side_);
    auto const x = static_cast<int>(site % L);
    auto const y = static_cast<int>(site / L);
    growing_ = true;
    int const tile = tileAt(x / 64, y / tileRows);
    drawn(tile).pending[y % tileRows] |= std::uint64_t{1} << (x % 64);
    enqueue(tile);
}

// Follows all bonds inside the tile; `reached` collects the new sites of each row. False where one
// is tied to the ghost.
bool WolffBits::flood(Tile& tile, std::uint64_t* reached)
{
    std::uint64_t tied = 0;
    auto const row = [&](int r) {
        std::uint64_t sites = tile.pending[r] & ~tile.visited[r];
        if (sites == 0) {
            return false;
        }
        sites = alongRow(sites, tile.right[r]);
        tile.visited[r] |= sites;
        reached[r] |= sites;
        tied |= sites & tile.tied[r];
        if (r > 0) {
            tile.pending[r - 1] |= sites & tile.down[r - 1];
        }
        if (r + 1 < tileRows) {
            tile.pending[r + 1] |= sites & tile.down[r];
        }
        return true;
    };
    for (bool more = true; more && tied == 0;) {
        more = false;
        for (int r = 0; r < tileRows; ++r) {
            more |= row(r);
        }
        for (int r = tileRows - 2; more && r >= 0; --r) {
            row(r);
        }
    }
    return tied == 0;
}

void WolffBits::crossSides(int tile, const std::uint64_t* reached)
{
    int const word = tile % words_;
    int const band = tile / words_;
    const std::uint64_t* const right = tiles_[static_cast<std::size_t>(tile)].right;
    std::uint64_t last = 0;
    std::uint64_t any = 0;
    for (int r = 0; r < tileRows; ++r) {
        last |= reached[r] & right[r];
        any |= reached[r];
    }
    if (last >> 63 != 0) {
        std::uint64_t sites[tileRows];
        for (int r = 0; r < tileRows; ++r) {
            sites[r] = (reached[r] & right[r]) >> 63;
        }
        addPending(tileAt(after(word, words_), band), sites);
    }
    int const left = before(word, words_);
    std::uint64_t first = 0;
    for (int r = 0; r < tileRows && (any & 1) != 0; ++r) {
        int const y = band * tileRows + r;
        first |= reached[r] & ~(spins_[at(word, y)] ^ spins_[at(left, y)] >> 63 ^ unequalKept_);
    }
    if ((first & 1) != 0) {
        int const other = tileAt(left, band);
        std::uint64_t sites[tileRows];
        const std::uint64_t* const bonds = drawn(other).right;
        for (int r = 0; r < tileRows; ++r) {
            sites[r] = reached[r] << 63 & bonds[r];
        }
        addPending(other, sites);
    }
}

void WolffBits::addPending(int tile, const std::uint64_t* sites)
{
    auto& t = drawn(tile);
    std::uint64_t fresh = 0;
    for (int r = 0; r < tileRows; ++r) {
        t.pending[r] |= sites[r];
        fresh |= t.pending[r] & ~t.visited[r];
    }
    if (fresh != 0) {
        enqueue(tile);
    }
}

void WolffBits::crossEnds(int tile, const std::uint64_t* reached)
{
    int const word = tile % words_;
    int const band = tile / words_;
    int const end = tileRows - 1;
    std::uint64_t const downwards = reached[end] & tiles_[static_cast<std::size_t>(tile)].down[end];
    if (downwards != 0) {
        int const other = tileAt(word, after(band, bands()));
        auto& t = drawn(other);
        t.pending[0] |= downwards;
        if ((t.pending[0] & ~t.visited[0]) != 0) {
            enqueue(other);
        }
    }
    int const above = before(band, bands());
    if (alike(spins_[at(word, band * tileRows)], spins_[at(word, above * tileRows + end)],
              reached[0])) {
        int const other = tileAt(word, above);
        auto& t = drawn(other);
        t.pending[end] |= reached[0] & t.down[end];
        if ((t.pending[end] & ~t.visited[end]) != 0) {
            enqueue(other);
        }
    }
}

// False where the cluster has reached the ghost.
bool WolffBits::follow(int tile)
{
    auto& t = tiles_[static_cast<std::size_t>(tile)];
    t.queued = false;
    std::uint64_t reached[tileRows] = {};
    if (!flood(t, reached)) {
        return false;
    }
    crossSides(tile, reached);
    crossEnds(tile, reached);
    return true;
}

WolffBits::Growth WolffBits::grow(const StopCheck& stop, int& budget)
{
    while (head_ != tail_) {
        if (--budget <= 0) {
            budget = tilesBetweenStops;
            if (stop()) {
                return Growth::paused;
            }
        }
        int const tile = queue_[head_];
        head_ = head_ + 1 == queue_.size() ? 0 : head_ + 1;
        if (!follow(tile)) {
            return Growth::atGhost;
        }
    }
    return Growth::complete;
}

void WolffBits::finish(bool flip)
{
    for (std::size_t i = 0; flip && i < touched_.size(); ++i) {
        int const tile = touched_[i];
        auto const& t = tiles_[static_cast<std::size_t>(tile)];
        std::uint64_t* spins = spins_.data() + at(tile % words_, tile / words_ * tileRows);
        for (int r = 0; r < tileRows; ++r, spins += words_) {
            tally_.sites += static_cast<std::uint64_t>(std::popcount(t.visited[r]));
            *spins ^= t.visited[r];
        }
    }
    tally_.flipped += flip ? 1 : 0;
    ++tally_.clusters;
    ++stream_;
    abandon();
}

bool WolffBits::advance(const StopCheck& stop, WorkerPool&)
{
    if (tally_.clusters == 0) {
        clustersThisStep_ = clusters_;
    }
    for (int budget = tilesBetweenStops;; budget -= tilesPerBegin) {
        if (!growing_) {
            begin();
        }
        auto const growth = grow(stop, budget);
        if (growth == Growth::paused) {
            return false;
        }
        finish(growth == Growth::complete);
        if (tally_.clusters >= clustersThisStep_) {
            last_ = tally_;
            tally_ = {};
            return true;
        }
    }
}

Sums WolffBits::measure(Measure what) const
{
    Sums sums = ClusterLattice::measure(what);
    last_.writeTo(sums);
    return sums;
}

void WolffBits::saveProgress(std::vector<std::uint64_t>& words) const
{
    words.assign({key_, stream_, clusters_, clustersThisStep_, tally_.clusters, tally_.flipped,
                  tally_.sites, last_.clusters, last_.flipped, last_.sites});
}

bool WolffBits::restoreProgress(std::span<const std::uint64_t> words)
{
    if (words.size() != 10 || words[2] == 0 || (words[4] != 0 && words[4] >= words[3])) {
        return false;
    }
    abandon();
    key_ = words[0];
    stream_ = words[1];
    clusters_ = words[2];
    clustersThisStep_ = words[3];
    tally_ = {words[4], words[5], words[6]};
    last_ = {words[7], words[8], words[9]};
    return true;
}

} // namespace

std::unique_ptr<Sampler> makeWolff(const Geometry& geometry, bool siteFields, std::uint64_t key)
{
    bool const bits = geometry.lattice == Lattice::square &&
                      geometry.boundary == Boundary::periodic && !siteFields &&
                      ClusterLattice::fits(geometry.L);
    if (bits) {
        return std::make_unique<WolffBits>(geometry.L, key);
    }
    return makePlainWolff(geometry, key);
}

} // namespace core::ising
