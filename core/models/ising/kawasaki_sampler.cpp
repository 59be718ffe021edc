// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/kawasaki_sampler.h"

#include "core/base/rng.h"
#include "core/models/ising/plain_grid.h"

#include <algorithm>

namespace core::ising {

double exchangeProbability(double J, double T, int d, double g)
{
    return acceptance(Rule::metropolis, 2 * (J * d + g), T);
}

namespace {

constexpr std::int64_t attemptsPerBlock = 1 << 15;
constexpr int largestDifference = 10; // |d| <= 2 (coordination - 1)
constexpr int differences = 2 * largestDifference + 1;
constexpr int largestLevelDifference = 254;

struct Site
{
    int x = 0;
    int y = 0;
};

// 0 ... n - 1 from 32 random bits. Bonds are then chosen evenly to n / 2^32; that they are chosen
// whatever the spins is all that the stationary law needs.
std::size_t scaled(std::uint64_t bits, std::size_t n) { return bits * n >> 32; }

class KawasakiSampler final : public GridSampler
{
public:
    KawasakiSampler(const Geometry& geometry, std::uint64_t key) : GridSampler(geometry, key) {}

    std::string_view kernel() const override { return "exchanges, one byte a spin"; }
    bool advance(const StopCheck& stop, WorkerPool& pool) override;
    Sums measure(Measure what) const override;
    void saveProgress(std::vector<std::uint64_t>& words) const override;
    bool restoreProgress(std::span<const std::uint64_t> words) override;

private:
    void retuned() override;
    std::int64_t sites() const { return static_cast<std::int64_t>(side()) * side(); }
    std::int64_t blocks() const { return (sites() + attemptsPerBlock - 1) / attemptsPerBlock; }
    void attemptBlock();
    bool attempt(Rng& rng);
    int neighbourSum(Site site) const;

    std::int64_t block_ = 0;
    std::int64_t exchanged_ = 0;
    std::int64_t exchangedLast_ = -1;
    std::vector<std::uint64_t> exchange_; // thresholds by difference of levels, then of sums
};

void KawasakiSampler::retuned()
{
    int const largest = hasSiteFields() ? largestLevelDifference : 0;
    exchange_.clear();
    for (int levels = -largest; levels <= largest; ++levels) {
        for (int d = -largestDifference; d <= largestDifference; ++d) {
            double const g = fieldOf(levels) - fieldOf(0);
            exchange_.push_back(threshold64(exchangeProbability(J_, T_, d, g)));
        }
    }
}

bool KawasakiSampler::advance(const StopCheck& stop, WorkerPool&)
{
    for (;;) {
        attemptBlock();
        if (++block_ == blocks()) {
            block_ = 0;
            ++step_;
            exchangedLast_ = exchanged_;
            exchanged_ = 0;
            return true;
        }
        if (stop()) {
            return false;
        }
    }
}

void KawasakiSampler::attemptBlock()
{
    auto const place =
        step_ * static_cast<std::uint64_t>(blocks()) + static_cast<std::uint64_t>(block_);
    Rng rng(streamSeed(key_, place));
    auto const count = std::min(attemptsPerBlock, sites() - block_ * attemptsPerBlock);
    for (std::int64_t i = 0; i < count; ++i) {
        exchanged_ += attempt(rng) ? 1 : 0;
    }
}

int KawasakiSampler::neighbourSum(Site site) const
{
    int sum = 0;
    for (auto const [dx, dy] : forwardOffsets(grid_.geometry().lattice)) {
        sum += grid_.at(site.x + dx, site.y + dy) + grid_.at(site.x - dx, site.y - dy);
    }
    return sum;
}

bool KawasakiSampler::attempt(Rng& rng)
{
    auto const offsets = forwardOffsets(grid_.geometry().lattice);
    auto const L = side();
    Site a;
    Site b;
    do {
        std::uint64_t const place = rng.next();
        auto const offset = offsets[scaled(rng.next() >> 32, offsets.size())];
        a = {static_cast<int>(scaled(place >> 32, static_cast<std::size_t>(L))),
             static_cast<int>(scaled(place & 0xFFFFFFFF, static_cast<std::size_t>(L)))};
        b = {a.x + offset.dx, a.y + offset.dy};
    } while (!periodic() && (b.x >= L || b.y >= L));
    b = {b.x == L ? 0 : b.x, b.y == L ? 0 : b.y};
    int const s = grid_.at(a.x, a.y);
    if (s == grid_.at(b.x, b.y)) {
        return false;
    }
    // With the doubled bonds of a torus of L = 2 each is twice the other's neighbour.
    int const multiplicity = periodic() && L == 2 ? 2 : 1;
    int const d = s * (neighbourSum(a) - neighbourSum(b)) + 2 * multiplicity;
    int const difference =
        hasSiteFields() ? s * (levels(a.y)[a.x] - levels(b.y)[b.x]) + largestLevelDifference : 0;
    auto const entry = static_cast<std::size_t>(difference * differences + d + largestDifference);
    if (rng.next() >= exchange_[entry]) {
        return false;
    }
    grid_.set(a.x, a.y, -s);
    grid_.set(b.x, b.y, s);
    return true;
}

Sums KawasakiSampler::measure(Measure what) const
{
    Sums sums = GridSampler::measure(what);
    if (exchangedLast_ >= 0) {
        sums.changed = 2 * exchangedLast_;
        sums.acceptance = static_cast<double>(exchangedLast_) / static_cast<double>(sites());
    }
    return sums;
}

void KawasakiSampler::saveProgress(std::vector<std::uint64_t>& words) const
{
    words.assign({key_, step_, static_cast<std::uint64_t>(block_),
                  static_cast<std::uint64_t>(exchanged_),
                  static_cast<std::uint64_t>(exchangedLast_)});
}

bool KawasakiSampler::restoreProgress(std::span<const std::uint64_t> words)
{
    if (words.size() != 5 || words[2] >= static_cast<std::uint64_t>(blocks())) {
        return false;
    }
    key_ = words[0];
    step_ = words[1];
    block_ = static_cast<std::int64_t>(words[2]);
    exchanged_ = static_cast<std::int64_t>(words[3]);
    exchangedLast_ = static_cast<std::int64_t>(words[4]);
    return true;
}

} // namespace

std::unique_ptr<Sampler> makeKawasaki(const Geometry& geometry, std::uint64_t key)
{
    return std::make_unique<KawasakiSampler>(geometry, key);
}

} // namespace core::ising
