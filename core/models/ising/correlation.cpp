// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/correlation.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace core::ising {

namespace {

constexpr int wordsLooked = 1 << 15; // per distance: keeps one curve to a few milliseconds

std::uint64_t lowBits(int count)
{
    return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

// Number of x with from <= x < to whose spins a(x) and b(x + shift) differ; 0 <= x + shift < side.
std::int64_t unequal(const std::uint64_t* a, const std::uint64_t* b, int from, int to, int shift)
{
    std::int64_t count = 0;
    for (int x = from; x < to;) {
        int const length = std::min({64 - x % 64, 64 - (x + shift) % 64, to - x});
        std::uint64_t const left = a[x / 64] >> (x % 64);
        std::uint64_t const right = b[(x + shift) / 64] >> ((x + shift) % 64);
        count += std::popcount((left ^ right) & lowBits(length));
        x += length;
    }
    return count;
}

class Rows
{
public:
    Rows(const BitSquare& spins, bool periodic) : spins_(spins), periodic_(periodic)
    {
        stride_ = std::max(1, spins.side * spins.wordsPerRow() / wordsLooked);
    }

    double mean(int r)
    {
        int const side = spins_.side;
        std::int64_t pairs = 0, differ = 0;
        for (int y = 0; y < side; y += stride_) {
            const std::uint64_t* const here = row(y);
            differ += unequal(here, here, 0, side - r, r);
            pairs += side - r;
            if (periodic_) {
                differ += unequal(here, here, side - r, side, r - side);
                pairs += r;
            }
            if (periodic_ || y + r < side) {
                differ += unequal(here, row((y + r) % side), 0, side, 0);
                pairs += side;
            }
        }
        return 1 - 2 * static_cast<double>(differ) / static_cast<double>(pairs);
    }

private:
    const std::uint64_t* row(int y) const
    {
        return &spins_.words[static_cast<std::size_t>(y) *
                             static_cast<std::size_t>(spins_.wordsPerRow())];
    }
    const BitSquare& spins_;
    bool periodic_;
    int stride_ = 1;
};

} // namespace

void correlation(const BitSquare& spins, bool periodic, std::vector<CurvePoint>& out)
{
    Rows rows(spins, periodic);
    out.clear();
    for (int r = 0; r <= spins.side / 2; r = r < 16 ? r + 1 : r + std::max(1, r / 10)) {
        out.push_back({static_cast<double>(r), rows.mean(r)});
    }
}

} // namespace core::ising
