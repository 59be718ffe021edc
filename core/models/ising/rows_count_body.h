// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ising/rows_count.h"

namespace core::ising {

namespace {

constexpr int columnPlanes = 14; // 8192 rows of a pass at most

inline std::int64_t ones(std::uint64_t x)
{
    return __builtin_popcountll(static_cast<unsigned long long>(x));
}

// The fourth neighbours of the 64 spins of a word.
inline std::uint64_t besideShifted(const std::uint64_t* word, int side)
{
    return side > 0 ? word[0] >> 1 | word[1] << 63 : word[0] << 1 | word[-1] >> 63;
}

inline std::uint64_t maskOf(const RowsCount& task, int j)
{
    return j == task.words - 1 ? task.lastMask : ~std::uint64_t{0};
}

// Adds a row's bits to vertical counters: bit k of a column's number in plane k.
inline void addColumns(std::uint64_t* planes, std::uint64_t bits)
{
    for (; bits; ++planes) {
        std::uint64_t const carry = *planes & bits;
        *planes ^= bits;
        bits = carry;
    }
}

// The spins up of one pass: rows y = parity, parity + 2, ... and, of those, every second column.
inline void countPass(RowsCount& task, int pass)
{
    int used = 1;
    while ((1 << used) <= task.half) {
        ++used;
    }
    for (int k = 0; task.columns && k < task.words * columnPlanes; ++k) {
        task.planes[k] = 0;
    }
    std::int64_t up = 0;
    for (int r = 0; r < task.half; ++r) {
        const std::uint64_t* const row = task.rows[pass] + r * task.stride;
        std::int64_t inRow = 0;
        for (int j = 0; j < task.words; ++j) {
            std::uint64_t const spins = row[j] & maskOf(task, j);
            inRow += ones(spins);
            if (task.columns) {
                addColumns(task.planes + columnPlanes * j, spins);
            }
        }
        up += inRow;
        if (task.lines) {
            task.lines[2 * r + pass % 2] += static_cast<std::int32_t>(inRow);
        }
    }
    task.up[pass / 2] += up;
    int const first = pass / 2 == pass % 2 ? 0 : 1;
    for (int i = 0; task.columns && i < task.half; ++i) {
        const std::uint64_t* const planes = task.planes + columnPlanes * (i / 64);
        std::int32_t number = 0;
        for (int k = 0; k < used; ++k) {
            number |= static_cast<std::int32_t>((planes[k] >> (i % 64)) & 1) << k;
        }
        task.columns[2 * i + first] += number;
    }
}

// The bonds of the spins of colour 0 in one pass: every bond has one such end.
inline void countBonds(RowsCount& task, int pass)
{
    int const side = pass == 0 ? -1 : 1;
    std::int64_t unequal = 0;
    for (int r = 0; r < task.half; ++r) {
        const std::uint64_t* const row = task.rows[pass] + r * task.stride;
        const std::uint64_t* const beside = task.rows[pass ^ 2] + r * task.stride;
        const std::uint64_t* const above = task.rows[pass ^ 3] + (r - 1 + pass) * task.stride;
        const std::uint64_t* const below = above + task.stride;
        for (int j = 0; j < task.words; ++j) {
            std::uint64_t const s = row[j];
            std::uint64_t const mask = maskOf(task, j);
            unequal += ones((s ^ beside[j]) & mask) + ones((s ^ above[j]) & mask) +
                       ones((s ^ below[j]) & mask) +
                       ones((s ^ besideShifted(beside + j, side)) & mask);
        }
    }
    task.unequal += unequal;
}

inline void countAll(RowsCount& task)
{
    for (int pass = 0; pass < 4; ++pass) {
        countPass(task, pass);
    }
    countBonds(task, 0);
    countBonds(task, 1);
}

} // namespace

} // namespace core::ising
