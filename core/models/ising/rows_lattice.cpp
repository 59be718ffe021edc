// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/rows_lattice.h"

#include "core/base/cpu.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace core::ising {

namespace {

std::size_t size(int n) { return static_cast<std::size_t>(n); }

// Every second bit of a word, moved together.
std::uint64_t evenBits(std::uint64_t x)
{
    x &= 0x5555555555555555;
    x = (x | x >> 1) & 0x3333333333333333;
    x = (x | x >> 2) & 0x0F0F0F0F0F0F0F0F;
    x = (x | x >> 4) & 0x00FF00FF00FF00FF;
    x = (x | x >> 8) & 0x0000FFFF0000FFFF;
    return (x | x >> 16) & 0x00000000FFFFFFFF;
}

// The 32 low bits moved apart.
std::uint64_t apart(std::uint64_t x)
{
    x &= 0xFFFFFFFF;
    x = (x | x << 16) & 0x0000FFFF0000FFFF;
    x = (x | x << 8) & 0x00FF00FF00FF00FF;
    x = (x | x << 4) & 0x0F0F0F0F0F0F0F0F;
    x = (x | x << 2) & 0x3333333333333333;
    return (x | x << 1) & 0x5555555555555555;
}

} // namespace

RowsLattice::RowsLattice(int L, std::uint64_t seed)
    : layout_(L), words_(4 * layout_.passWords), key_(seed),
      rule_(packedRule(Rule::metropolis, 0, 1, 0)), wave_(L), changedBy_(size(layout_.bands))
{
}

std::string_view RowsLattice::kernel() const
{
    return (forced_ ? *forced_ : packedKernel()).rowsName;
}

void RowsLattice::setDynamics(Rule rule, double J, double T, double h)
{
    rule_ = packedRule(rule, J, T, h);
}

// Repeats a spin of the row where the pass beside it looks for it.
void RowsLattice::closeRow(int pass, int r)
{
    std::uint64_t* const row = words_.data() + layout_.row(pass, r);
    int const last = layout_.half - 1;
    if (RowsLayout::lookedBackAt(pass)) {
        row[0] = row[1 + last / 64] >> (last % 64) << 63;
    } else {
        std::uint64_t& word = row[layout_.half / 64];
        std::uint64_t const mask = std::uint64_t{1} << (layout_.half % 64);
        word = row[0] & 1 ? word | mask : word & ~mask;
    }
}

// Repeats the edge rows. Rows of even parity have the one below the last looked at, odd ones that
// above the first.
void RowsLattice::closePass(int pass)
{
    bool const odd = RowsLayout::parity(pass) != 0;
    auto const from =
        words_.begin() + static_cast<std::ptrdiff_t>(layout_.row(pass, odd ? layout_.half - 1 : 0));
    std::copy(from, from + layout_.stride,
              words_.begin() +
                  static_cast<std::ptrdiff_t>(layout_.row(pass, odd ? -1 : layout_.half)));
}

std::int64_t RowsLattice::changedIn(int pass, int first, int end) const
{
    std::int64_t changed = 0;
    for (int r = first; r < end; ++r) {
        std::size_t const at = layout_.spins(pass, r);
        for (int j = 0; j < layout_.words; ++j) {
            changed +=
                std::popcount((words_[at + size(j)] ^ before_[at + size(j)]) & layout_.mask(j));
        }
    }
    return changed;
}

std::int64_t RowsLattice::updateBand(int pass, int band)
{
    int const first = band * layout_.rowsOfBand;
    int const end = std::min(first + layout_.rowsOfBand, layout_.half);
    int const across = RowsLayout::across(pass);
    bool const odd = RowsLayout::parity(pass) != 0;
    int const lead = RowsLayout::lookedBackAt(pass) ? 1 : 0; // the word before a row's first spins
    auto const at = [&](int otherPass, int r) {
        return static_cast<std::int64_t>(layout_.spins(otherPass, r)) - lead;
    };
    std::int64_t const other = at(RowsLayout::beside(pass), first);
    int const groupWords = 8 * groupVectors;
    int const groups = ((end - first) * layout_.stride + groupWords - 1) / groupWords;
    PackedBand task{};
    task.encode = key_.encode;
    task.decode = key_.decode;
    task.start = &key_.start[0][0];
    task.halfSweep = passesDone_;
    task.band = static_cast<std::uint64_t>(band);
    task.rule = &rule_;
    task.spins = words_.data() + layout_.row(pass, first);
    task.other = words_.data() + other;
    task.up = at(across, first - (odd ? 0 : 1)) - other;
    task.down = at(across, first + (odd ? 1 : 0)) - other;
    task.rows = 1;
    task.vectors = groupVectors * groups;
    task.side = RowsLayout::sideOf(pass);
    task.carries = layout_.carries();
    if (counting_) {
        std::copy_n(task.spins, (end - first) * layout_.stride,
                    before_.data() + layout_.row(pass, first));
    }
    (forced_ ? *forced_ : packedKernel()).shifted(task);
    for (int r = first; r < end; ++r) {
        closeRow(pass, r);
    }
    return counting_ ? changedIn(pass, first, end) : 0;
}

bool RowsLattice::advance(const StopCheck& stop, WorkerPool& pool)
{
    for (;;) {
        int const pass = static_cast<int>(passesDone_ % 4);
        if (pass == 0 && band_ == 0) {
            counting_ = wanted_;
            before_.resize(counting_ ? words_.size() : 0);
        }
        int const atOnce =
            pool.workers() > 1 ? pool.workers() * (activeIsa() == Isa::portable ? 1 : 16) : 1;
        int const count = std::min(atOnce, layout_.bands - band_);
        pool.run(count, [&](int k) { changedBy_[size(k)] = updateBand(pass, band_ + k); });
        for (int k = 0; k < count; ++k) {
            changing_ += changedBy_[size(k)];
        }
        band_ += count;
        if (band_ == layout_.bands) {
            closePass(pass);
            band_ = 0;
            ++passesDone_;
            if (pass == 3) {
                changed_ = counting_ ? changing_ : -1;
                changing_ = 0;
                return true;
            }
        }
        if (stop()) {
            return false;
        }
    }
}

void RowsLattice::load(const std::uint64_t* rows)
{
    auto const wordsARow = size((layout_.L + 63) / 64);
    std::fill(words_.begin(), words_.end(), 0);
    for (int y = 0; y < layout_.L; ++y) {
        int const starts[2] = {RowsLayout::passOf(0, y), RowsLayout::passOf(1, y)};
        for (std::size_t j = 0; j < wordsARow; ++j) {
            std::uint64_t const word = rows[size(y) * wordsARow + j];
            for (int odd = 0; odd < 2; ++odd) {
                words_[layout_.spins(starts[odd], y / 2) + j / 2] |= evenBits(word >> odd)
                                                                     << (j % 2 * 32);
            }
        }
        closeRow(starts[0], y / 2);
        closeRow(starts[1], y / 2);
    }
    for (int pass = 0; pass < 4; ++pass) {
        closePass(pass);
    }
}

void RowsLattice::store(std::uint64_t* rows) const { readRows(0, layout_.L, rows); }

void RowsLattice::readRows(int y0, int y1, std::uint64_t* rows) const
{
    int const wordsARow = (layout_.L + 63) / 64;
    int const left = layout_.L % 64;
    std::uint64_t const lastMask = left ? (std::uint64_t{1} << left) - 1 : ~std::uint64_t{0};
    for (int y = y0; y < y1; ++y) {
        const std::uint64_t* const even = words_.data() + layout_.word(0, y);
        const std::uint64_t* const odd = words_.data() + layout_.word(1, y);
        for (int j = 0; j < wordsARow; ++j) {
            int const shift = j % 2 * 32;
            *rows++ = (apart(even[j / 2] >> shift) | apart(odd[j / 2] >> shift) << 1) &
                      (j == wordsARow - 1 ? lastMask : ~std::uint64_t{0});
        }
    }
}

bool RowsLattice::spin(int x, int y) const
{
    return (words_[layout_.word(x, y)] >> RowsLayout::bit(x)) & 1;
}

void RowsLattice::setSpin(int x, int y, bool up)
{
    std::uint64_t& word = words_[layout_.word(x, y)];
    std::uint64_t const mask = std::uint64_t{1} << RowsLayout::bit(x);
    word = up ? word | mask : word & ~mask;
    int const pass = RowsLayout::passOf(x, y);
    closeRow(pass, y / 2);
    if (y < 2 || y >= layout_.L - 2) {
        closePass(pass);
    }
}

void RowsLattice::saveProgress(std::vector<std::uint64_t>& words) const
{
    bool const inside = band_ != 0 || passesDone_ % 4 != 0;
    words = {key_.seed, passesDone_, static_cast<std::uint64_t>(band_),
             inside && counting_ ? static_cast<std::uint64_t>(changing_) + 1 : 0};
}

bool RowsLattice::restoreProgress(std::span<const std::uint64_t> words)
{
    auto const N = static_cast<std::uint64_t>(layout_.L) * static_cast<std::uint64_t>(layout_.L);
    if (words.size() != 4 || words[2] >= static_cast<std::uint64_t>(layout_.bands) ||
        words[3] > N + 1) {
        return false;
    }
    key_ = PlaneKey(words[0]);
    passesDone_ = words[1];
    band_ = static_cast<int>(words[2]);
    counting_ = words[3] != 0;
    changing_ = counting_ ? static_cast<std::int64_t>(words[3]) - 1 : 0;
    before_.resize(counting_ ? words_.size() : 0);
    changed_ = -1;
    return true;
}

} // namespace core::ising
