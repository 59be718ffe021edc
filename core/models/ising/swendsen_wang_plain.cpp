// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/models/ising/plain_grid.h"
#include "core/models/ising/swendsen_wang_sampler.h"

#include <algorithm>
#include <bit>

namespace core::ising {

namespace {

constexpr int sitesBetweenStops = 100'000; // a millisecond or two

class PlainSwendsenWang final : public GridSampler
{
public:
    PlainSwendsenWang(const Geometry& geometry, std::uint64_t key)
        : GridSampler(geometry, key), words_((side() + 63) / 64),
          coins_(static_cast<std::size_t>(words_) * static_cast<std::size_t>(side())),
          flips_(coins_.size()),
          parent_(1 + static_cast<std::size_t>(side()) * static_cast<std::size_t>(side())),
          frame_(frameSums())
    {
    }

    std::string_view kernel() const override { return "decomposition, one byte a spin"; }
    bool advance(const StopCheck& stop, WorkerPool& pool) override;
    Sums measure(Measure what) const override;
    void saveProgress(std::vector<std::uint64_t>& words) const override;
    bool restoreProgress(std::span<const std::uint64_t> words) override;

private:
    // What the current step is at: bonds of row_, then coins of row_.
    enum class Phase { start, bonds, coins };

    void retuned() override;
    void disturbed() override { phase_ = Phase::start; }
    std::vector<std::int8_t> frameSums() const;
    std::uint64_t ghostThreshold(int x, int y) const;
    void begin();
    void separateRow(int y);
    void bindRow(int y);
    void tossRow(int y);
    void finish();
    std::int32_t rootOf(std::int32_t node);
    void unite(std::int32_t a, std::int32_t b);

    int words_; // in a row of coins_ and flips_
    std::vector<std::uint64_t> coins_;
    std::vector<std::uint64_t> flips_;
    // Node 0 is the ghost, node 1 + y L + x the site. A parent has a smaller index; a root holds
    // minus the number of nodes in its cluster.
    std::vector<std::int32_t> parent_;
    std::vector<std::int8_t> frame_; // sum of the frame's spins beside each site; empty: no frame
    Phase phase_ = Phase::start;
    int row_ = 0;

    std::uint64_t bond_ = 0;
    std::vector<std::uint64_t> ghost_; // by level, frame sum (-6 ... 6) and spin; 0: not satisfied
    bool anyGhost_ = false;
    double squares_ = 0;
    std::uint64_t clusters_ = 0;
    std::uint64_t flipped_ = 0;
    double clusterSize_ = 0;
    double acceptance_ = -1;
    std::int64_t changed_ = -1;
};

std::vector<std::int8_t> PlainSwendsenWang::frameSums() const
{
    auto const boundary = grid_.geometry().boundary;
    if (boundary != Boundary::plus && boundary != Boundary::plusMinus) {
        return {};
    }
    std::vector<std::int8_t> sums;
    for (int const sum : frameField(grid_.geometry())) {
        sums.push_back(static_cast<std::int8_t>(sum));
    }
    return sums;
}

void PlainSwendsenWang::retuned()
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
    anyGhost_ = hasSiteFields() || h_ != 0 || (!frame_.empty() && J_ != 0);
    phase_ = Phase::start;
}

std::uint64_t PlainSwendsenWang::ghostThreshold(int x, int y) const
{
    auto const site = static_cast<std::size_t>(y) * static_cast<std::size_t>(side()) +
                      static_cast<std::size_t>(x);
    int const frame = frame_.empty() ? 0 : frame_[site];
    int const level = hasSiteFields() ? levels(y)[x] + 127 : 0;
    int const up = grid_.at(x, y) > 0 ? 1 : 0;
    return ghost_[static_cast<std::size_t>((level * 13 + frame + 6) * 2 + up)];
}

void PlainSwendsenWang::begin()
{
    parent_[0] = -1;
    separateRow(0);
    phase_ = Phase::bonds;
    row_ = 0;
    squares_ = 0;
    clusters_ = 0;
    flipped_ = 0;
}

void PlainSwendsenWang::separateRow(int y)
{
    std::fill_n(parent_.begin() + 1 + static_cast<std::ptrdiff_t>(y) * side(), side(), -1);
}

std::int32_t PlainSwendsenWang::rootOf(std::int32_t node)
{
    auto* const parent = parent_.data();
    while (parent[node] >= 0) {
        if (parent[parent[node]] >= 0) {
            parent[node] = parent[parent[node]];
        }
        node = parent[node];
    }
    return node;
}

void PlainSwendsenWang::unite(std::int32_t a, std::int32_t b)
{
    a = rootOf(a);
    b = rootOf(b);
    if (a == b) {
        return;
    }
    auto* const parent = parent_.data();
    auto const [root, child] = std::minmax(a, b);
    parent[root] += parent[child];
    parent[child] = root;
}

// The forward bonds of row y and its bonds to the ghost; the coins that the row may need.
void PlainSwendsenWang::bindRow(int y)
{
    int const L = side();
    auto const place = step_ * static_cast<std::uint64_t>(L) + static_cast<std::uint64_t>(y);
    Rng rng(streamSeed(key_, 2 * place));
    if (y + 1 < L) {
        separateRow(y + 1);
    }
    for (int x = 0; x < L; ++x) {
        auto const node = static_cast<std::int32_t>(y * L + x + 1);
        int const wanted = J_ > 0 ? grid_.at(x, y) : -grid_.at(x, y);
        for (auto const [dx, dy] : forwardOffsets(grid_.geometry().lattice)) {
            bool const outside = x + dx == L || y + dy == L;
            if (grid_.at(x + dx, y + dy) == wanted && !(outside && !periodic()) &&
                rng.next() < bond_) {
                unite(node, static_cast<std::int32_t>((y + dy) % L * L + (x + dx) % L + 1));
            }
        }
        auto const ghost = anyGhost_ ? ghostThreshold(x, y) : 0;
        if (ghost != 0 && rng.next() < ghost) {
            unite(node, 0);
        }
    }
    Rng coin(streamSeed(key_, 2 * place + 1));
    for (int w = 0; w < words_; ++w) {
        coins_[static_cast<std::size_t>(y * words_ + w)] = coin.next();
    }
}

// Roots come before the rest of their cluster: each parent already points to its root.
void PlainSwendsenWang::tossRow(int y)
{
    int const L = side();
    auto* const parent = parent_.data();
    auto* const flips = flips_.data() + static_cast<std::ptrdiff_t>(y) * words_;
    std::fill_n(flips, words_, 0);
    for (int x = 0; x < L; ++x) {
        auto const node = static_cast<std::int32_t>(y * L + x + 1);
        auto root = node;
        if (parent[node] >= 0) {
            root = parent[node];
            root = parent[root] >= 0 ? parent[root] : root;
            parent[node] = root;
        }
        std::int32_t const first = root - 1;
        bool const coin =
            root != 0 && (coins_[static_cast<std::size_t>(first / L * words_ + first % L / 64)] >>
                              (first % L % 64) &
                          1) != 0;
        flips[x / 64] |= static_cast<std::uint64_t>(coin) << (x % 64);
        if (root == node) {
            squares_ += static_cast<double>(parent[node]) * parent[node];
            ++clusters_;
            flipped_ += coin ? 1 : 0;
        }
    }
}

void PlainSwendsenWang::finish()
{
    changed_ = 0;
    for (int y = 0; y < side(); ++y) {
        for (int w = 0; w < words_; ++w) {
            auto const mask = flips_[static_cast<std::size_t>(y * words_ + w)];
            changed_ += std::popcount(mask);
            grid_.flipWord(w, y, mask);
        }
    }
    double const withGhost = -static_cast<double>(parent_[0]) - 1;
    clusterSize_ = (squares_ + withGhost * withGhost) / (static_cast<double>(side()) * side());
    acceptance_ =
        clusters_ == 0 ? 0 : static_cast<double>(flipped_) / static_cast<double>(clusters_);
    ++step_;
    phase_ = Phase::start;
}

bool PlainSwendsenWang::advance(const StopCheck& stop, WorkerPool&)
{
    int const rowsBetweenStops = std::max(1, sitesBetweenStops / side());
    if (phase_ == Phase::start) {
        begin();
    }
    for (;;) {
        int const end = std::min(row_ + rowsBetweenStops, side());
        for (; row_ < end; ++row_) {
            if (phase_ == Phase::bonds) {
                bindRow(row_);
            } else {
                tossRow(row_);
            }
        }
        if (row_ == side()) {
            if (phase_ == Phase::coins) {
                finish();
                return true;
            }
            phase_ = Phase::coins;
            row_ = 0;
        }
        if (stop()) {
            return false;
        }
    }
}

Sums PlainSwendsenWang::measure(Measure what) const
{
    Sums sums = GridSampler::measure(what);
    sums.changed = changed_;
    sums.clusterSize = clusterSize_;
    sums.acceptance = acceptance_;
    return sums;
}

void PlainSwendsenWang::saveProgress(std::vector<std::uint64_t>& words) const
{
    words.assign({key_, step_, std::bit_cast<std::uint64_t>(clusterSize_),
                  std::bit_cast<std::uint64_t>(acceptance_), static_cast<std::uint64_t>(changed_)});
}

bool PlainSwendsenWang::restoreProgress(std::span<const std::uint64_t> words)
{
    if (words.size() != 5) {
        return false;
    }
    key_ = words[0];
    step_ = words[1];
    clusterSize_ = std::bit_cast<double>(words[2]);
    acceptance_ = std::bit_cast<double>(words[3]);
    changed_ = static_cast<std::int64_t>(words[4]);
    phase_ = Phase::start;
    return true;
}

} // namespace

std::unique_ptr<Sampler> makePlainSwendsenWang(const Geometry& geometry, std::uint64_t key)
{
    return std::make_unique<PlainSwendsenWang>(geometry, key);
}

} // namespace core::ising
