// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/rows_reference.h"

#include "core/models/ising/packed_spin.h"

#include <algorithm>

namespace core::ising {

RowsReference::RowsReference(int L, std::uint64_t seed)
    : layout_(L), key_(seed), rule_(packedRule(Rule::metropolis, 0, 1, 0)),
      spins_(static_cast<std::size_t>(L) * static_cast<std::size_t>(L))
{
}

std::uint8_t& RowsReference::at(int x, int y)
{
    int const L = layout_.L;
    return spins_[static_cast<std::size_t>((y + L) % L * L + (x + L) % L)];
}

void RowsReference::load(const std::uint64_t* rows)
{
    int const wordsARow = (layout_.L + 63) / 64;
    for (int y = 0; y < layout_.L; ++y) {
        for (int x = 0; x < layout_.L; ++x) {
            at(x, y) = (rows[y * wordsARow + x / 64] >> (x % 64)) & 1;
        }
    }
}

void RowsReference::store(std::uint64_t* rows) const
{
    int const wordsARow = (layout_.L + 63) / 64;
    std::fill_n(rows, wordsARow * layout_.L, 0);
    for (int y = 0; y < layout_.L; ++y) {
        for (int x = 0; x < layout_.L; ++x) {
            std::uint64_t const up = spins_[static_cast<std::size_t>(y * layout_.L + x)];
            rows[y * wordsARow + x / 64] |= up << (x % 64);
        }
    }
}

std::int64_t RowsReference::updateBand(int pass, int band)
{
    ReferencePlanes planes(key_, passesDone_, band, layout_.carries());
    int const first = band * layout_.rowsOfBand;
    int const end = std::min(first + layout_.rowsOfBand, layout_.half);
    int const words = (end - first) * layout_.stride;
    int const lead = RowsLayout::lookedBackAt(pass) ? 1 : 0;
    std::int64_t changed = 0;
    for (int group = 0; group < words; group += 8 * groupVectors) {
        planes.nextGroup();
        for (int k = 0; k < 512 * groupVectors; ++k) {
            int const l = k / 512;
            int const lane = k % 512;
            int const word = group + k / 64;
            int const i = (word % layout_.stride - lead) * 64 + lane % 64;
            int const r = first + word / layout_.stride;
            if (i < 0 || i >= layout_.half || r >= end) {
                continue;
            }
            int const y = 2 * r + RowsLayout::parity(pass);
            int const odd = (y + RowsLayout::colour(pass)) % 2;
            int const x = 2 * i + odd;
            int const fourth = odd ? x + 1 : x - 1;
            int const firstThree = at(x, y - 1) + at(x, y + 1) + at(2 * x - fourth, y);
            bool const up = at(x, y) != 0;
            bool const result = referenceSpin(rule_, up, firstThree, at(fourth, y),
                                              planes.digits(l, lane, group / 8 + l));
            changed += result != up;
            at(x, y) = result;
        }
    }
    return changed;
}

std::int64_t RowsReference::sweep()
{
    std::int64_t changed = 0;
    for (int pass = 0; pass < 4; ++pass, ++passesDone_) {
        for (int band = 0; band < layout_.bands; ++band) {
            changed += updateBand(pass, band);
        }
    }
    return changed;
}

} // namespace core::ising
