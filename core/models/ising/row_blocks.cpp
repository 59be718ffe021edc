// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/row_blocks.h"

#include <algorithm>
#include <bit>

namespace core::ising {

namespace {

std::size_t size(int n) { return static_cast<std::size_t>(n); }

} // namespace

void rowBlockMeans(const Sampler& sampler, int x0, int y0, int columns, int lines, int scale,
                   std::uint8_t* means)
{
    int const L = sampler.side();
    int const top = std::min(y0, L);
    int const bottom = std::min(y0 + lines * scale, L);
    auto const wordsARow = size((L + 63) / 64);
    std::vector<std::uint64_t> rows(size(bottom - top) * wordsARow);
    sampler.readRows(top, bottom, rows.data());
    for (int line = 0; line < lines; ++line) {
        int const first = std::min(y0 + line * scale, L);
        int const end = std::min(first + scale, L);
        for (int column = 0; column < columns; ++column) {
            int const x = x0 + column * scale;
            int const wide = std::clamp(L - x, 0, scale);
            std::uint64_t const mask =
                wide == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << wide) - 1;
            int up = 0;
            for (int y = first; y < end && wide > 0; ++y) {
                up += std::popcount((rows[size(y - top) * wordsARow + size(x / 64)] >> (x % 64)) &
                                    mask);
            }
            int const cells = wide * (end - first);
            *means++ = static_cast<std::uint8_t>(cells ? (255 * up + cells / 2) / cells : 0);
        }
    }
}

} // namespace core::ising
