// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lattice/spin_grid.h"

#include "core/lattice/structure_factor.h"

#include <algorithm>
#include <cstring>

namespace core {

namespace {

std::int32_t sumOf(const std::int8_t* spins, int count)
{
    std::int32_t sum = 0;
    for (int x = 0; x < count; ++x) {
        sum += spins[x];
    }
    return sum;
}

std::int32_t productSum(const std::int8_t* a, const std::int8_t* b, int count)
{
    std::int32_t sum = 0;
    for (int x = 0; x < count; ++x) {
        sum += a[x] * b[x];
    }
    return sum;
}

// The spins as bits. Eight at a time: -1 has bit 1 set and +1 has not, a product gathers the eight.
std::uint64_t packed(const std::int8_t* spins, int count)
{
    std::uint64_t word = 0;
    int b = 0;
    for (; b + 8 <= count; b += 8) {
        std::uint64_t eight;
        std::memcpy(&eight, spins + b, 8);
        eight = ~(eight >> 1) & 0x0101010101010101ull;
        word |= (eight * 0x0102040810204080ull >> 56) << b;
    }
    for (; b < count; ++b) {
        word |= static_cast<std::uint64_t>(spins[b] > 0) << b;
    }
    return word;
}

} // namespace

SpinGrid::SpinGrid(const Geometry& geometry)
    : geometry_(geometry), stride_((geometry.L + 2 + 63) / 64 * 64),
      cells_(static_cast<std::size_t>(stride_ * (geometry.L + 2)), std::int8_t{0})
{
    for (int y = 0; y < side(); ++y) {
        std::memset(row(y), 1, static_cast<std::size_t>(side()));
    }
    fillFrame();
}

void SpinGrid::fillFrame()
{
    int const L = side();
    if (geometry_.boundary == Boundary::periodic) {
        for (int y = 0; y < L; ++y) {
            closeColumns(y);
        }
        closeRow(0);
        closeRow(L - 1);
        return;
    }
    for (int y = -1; y <= L; ++y) {
        auto const fixed = static_cast<std::int8_t>(frameSpin(geometry_, y));
        row(y)[-1] = fixed;
        row(y)[L] = fixed;
        if (y < 0 || y == L) {
            std::memset(row(y), fixed, static_cast<std::size_t>(L));
        }
    }
}

void SpinGrid::set(int x, int y, int spin)
{
    int const L = side();
    auto const value = static_cast<std::int8_t>(spin);
    row(y)[x] = value;
    if (geometry_.boundary != Boundary::periodic) {
        return;
    }
    if (x == 0 || x == L - 1) {
        closeColumns(y);
    }
    if (y == 0 || y == L - 1) {
        closeRow(y);
    }
}

// Eight at a time: a product spreads eight bits to the tops of eight bytes, and 0xFE turns 1 into
// -1 and back.
void SpinGrid::flipWord(int word, int y, std::uint64_t mask)
{
    auto* spins = row(y) + 64 * word;
    for (; mask != 0; mask >>= 8, spins += 8) {
        std::uint64_t const low = (mask & 0x7F) * 0x02040810204081ull & 0x0001010101010101ull;
        std::uint64_t const bytes = low | (mask >> 7 & 1) << 56;
        std::uint64_t eight;
        std::memcpy(&eight, spins, 8);
        eight ^= bytes * 0xFE;
        std::memcpy(spins, &eight, 8);
    }
    if (geometry_.boundary != Boundary::periodic) {
        return;
    }
    closeColumns(y);
    if (y == 0 || y == side() - 1) {
        closeRow(y);
    }
}

void SpinGrid::closeColumns(int y)
{
    auto* const spins = row(y);
    spins[-1] = spins[side() - 1];
    spins[side()] = spins[0];
}

void SpinGrid::closeRow(int y)
{
    int const L = side();
    if (geometry_.boundary != Boundary::periodic) {
        return;
    }
    auto const bytes = static_cast<std::size_t>(L + 2);
    if (y == 0) {
        std::memcpy(row(L) - 1, row(0) - 1, bytes);
    }
    if (y == L - 1) {
        std::memcpy(row(-1) - 1, row(L - 1) - 1, bytes);
    }
}

void SpinGrid::store(int y0, int y1, std::uint64_t* rows) const
{
    int const words = (side() + 63) / 64;
    for (int y = y0; y < y1; ++y) {
        auto const* const spins = row(y);
        for (int w = 0; w < words; ++w) {
            *rows++ = packed(spins + 64 * w, std::min(64, side() - 64 * w));
        }
    }
}

void SpinGrid::load(const std::uint64_t* rows)
{
    int const words = (side() + 63) / 64;
    for (int y = 0; y < side(); ++y) {
        auto* const spins = row(y);
        for (int x = 0; x < side(); ++x) {
            spins[x] = (rows[x / 64] >> (x % 64) & 1) != 0 ? std::int8_t{1} : std::int8_t{-1};
        }
        rows += words;
    }
    fillFrame();
}

void SpinGrid::blockMeans(int x0, int y0, int columns, int lines, int scale,
                          std::uint8_t* means) const
{
    for (int line = 0; line < lines; ++line) {
        int const top = y0 + line * scale;
        int const bottom = std::min(top + scale, side());
        for (int column = 0; column < columns; ++column) {
            int const left = x0 + column * scale;
            int const width = std::min(scale, side() - left);
            int sum = 0;
            for (int y = top; y < bottom; ++y) {
                sum += sumOf(row(y) + left, width);
            }
            int const count = std::max(1, width * (bottom - top));
            *means++ = static_cast<std::uint8_t>((255 * (count + sum) / 2 + count / 2) / count);
        }
    }
}

std::int64_t SpinGrid::sum() const
{
    std::int64_t total = 0;
    for (int y = 0; y < side(); ++y) {
        total += sumOf(row(y), side());
    }
    return total;
}

std::int64_t SpinGrid::staggeredSum() const
{
    std::int64_t total = 0;
    for (int y = 0; y < side(); ++y) {
        auto const* const spins = row(y);
        std::int32_t sum = 0;
        for (int x = 0; x + 1 < side(); x += 2) {
            sum += spins[x] - spins[x + 1];
        }
        sum += side() % 2 != 0 ? spins[side() - 1] : 0;
        total += y % 2 != 0 ? -sum : sum;
    }
    return total;
}

std::int64_t SpinGrid::bondSum() const
{
    std::int64_t total = 0;
    for (int y = 0; y < side(); ++y) {
        for (auto const [dx, dy] : forwardOffsets(geometry_.lattice)) {
            total += productSum(row(y), row(y + dy) + dx, side());
        }
    }
    return geometry_.boundary == Boundary::periodic ? total : total + frameBondSum();
}

// The bonds that bondSum does not meet going forward: from the frame's left and upper side.
std::int64_t SpinGrid::frameBondSum() const
{
    std::int64_t total = 0;
    for (auto const [dx, dy] : forwardOffsets(geometry_.lattice)) {
        for (int y = 0; y < side(); ++y) {
            int const end = y < dy ? side() : dx;
            total += productSum(row(y), row(y - dy) - dx, end);
        }
    }
    return total;
}

double SpinGrid::structureFactor() const
{
    std::vector<std::int32_t> columns(static_cast<std::size_t>(side()));
    std::vector<std::int32_t> rows;
    for (int y = 0; y < side(); ++y) {
        auto const* const spins = row(y);
        for (int x = 0; x < side(); ++x) {
            columns[static_cast<std::size_t>(x)] += spins[x];
        }
        rows.push_back(sumOf(spins, side()));
    }
    return (core::structureFactor(columns) + core::structureFactor(rows)) / 2;
}

} // namespace core
