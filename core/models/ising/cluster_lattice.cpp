// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/cluster_lattice.h"

#include "core/lattice/structure_factor.h"

#include <algorithm>
#include <bit>

namespace core::ising {

namespace {

constexpr int counterDigits = 8;
constexpr int rowsInCounters = 255;

} // namespace

ClusterLattice::ClusterLattice(int side, std::uint64_t key)
    : kernels_(clusterKernels()), side_(side), words_(side / 64),
      spins_(static_cast<std::size_t>(words_) * static_cast<std::size_t>(side), ~std::uint64_t{0}),
      key_(key)
{
}

void ClusterLattice::setDynamics(Rule, double J, double T, double h)
{
    if (J == J_ && T == T_ && h == h_) {
        return;
    }
    J_ = J;
    T_ = T;
    h_ = h;
    bond_ = threshold64(bondProbability(J, T));
    ghost_ = threshold64(bondProbability(h, T));
    unequalKept_ = J < 0 ? ~std::uint64_t{0} : 0;
    abandon();
}

void ClusterLattice::load(const std::uint64_t* rows)
{
    std::copy_n(rows, spins_.size(), spins_.begin());
    abandon();
}

void ClusterLattice::readRows(int y0, int y1, std::uint64_t* rows) const
{
    std::copy(spins_.begin() + static_cast<std::ptrdiff_t>(at(0, y0)),
              spins_.begin() + static_cast<std::ptrdiff_t>(at(0, y1)), rows);
}

bool ClusterLattice::spin(int x, int y) const
{
    return (spins_[at(x / 64, y)] >> (x % 64) & 1) != 0;
}

void ClusterLattice::setSpin(int x, int y, bool up)
{
    if (spin(x, y) != up) {
        spins_[at(x / 64, y)] ^= std::uint64_t{1} << (x % 64);
        abandon();
    }
}

// Scales are powers of two up to 64: no block leaves its word.
void ClusterLattice::blockMeans(int x0, int y0, int columns, int lines, int scale,
                                std::uint8_t* means) const
{
    std::uint64_t const row = ~std::uint64_t{0} >> (64 - scale);
    for (int line = 0; line < lines; ++line) {
        int const top = y0 + line * scale;
        int const bottom = std::min(top + scale, side_);
        for (int column = 0; column < columns; ++column) {
            int const left = x0 + column * scale;
            int up = 0;
            for (int y = top; y < bottom; ++y) {
                up += std::popcount(spins_[at(left / 64, y)] >> (left % 64) & row);
            }
            int const count = std::max(1, scale * (bottom - top));
            *means++ = static_cast<std::uint8_t>((255 * up + count / 2) / count);
        }
    }
}

Sums ClusterLattice::measure(Measure what) const
{
    std::int64_t counts[3] = {};
    kernels_.measureRows(spins_.data(), words_, side_, 0, side_, counts);
    Sums sums;
    sums.up = counts[0];
    sums.bonds = 2 * static_cast<std::int64_t>(sites());
    sums.unequalBonds = counts[1];
    sums.staggered = 2 * (2 * counts[2] - counts[0]); // up on even less up on odd sites, twice
    if (what == Measure::structureFactor) {
        sums.structureFactor = structureFactor();
    }
    return sums;
}

double ClusterLattice::structureFactor() const
{
    std::vector<std::int32_t> columns(static_cast<std::size_t>(side_), -side_);
    std::vector<std::int32_t> rows(static_cast<std::size_t>(side_), -side_);
    for (int w = 0; w < words_; ++w) {
        for (int y = 0; y < side_; ++y) {
            rows[static_cast<std::size_t>(y)] += 2 * std::popcount(spins_[at(w, y)]);
        }
        for (int y = 0; y < side_; y += rowsInCounters) {
            countColumns(w, y, std::min(y + rowsInCounters, side_), columns.data() + 64 * w);
        }
    }
    return (core::structureFactor(columns) + core::structureFactor(rows)) / 2;
}

// Adds twice the spins up in rows y0 <= y < y1 of each of 64 columns: 64 counters of eight bits,
// held as eight words, count a row by one addition.
void ClusterLattice::countColumns(int word, int y0, int y1, std::int32_t* columns) const
{
    std::uint64_t digits[counterDigits] = {};
    for (int y = y0; y < y1; ++y) {
        std::uint64_t carry = spins_[at(word, y)];
        for (auto& digit : digits) {
            std::uint64_t const next = digit & carry;
            digit ^= carry;
            carry = next;
        }
    }
    for (int b = 0; b < 64; ++b) {
        for (int k = 0; k < counterDigits; ++k) {
            columns[b] += static_cast<std::int32_t>(digits[k] >> b & 1) << (k + 1);
        }
    }
}

} // namespace core::ising
