// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/overlap_kernels.h"

namespace core::hopfield {

namespace {

std::int64_t sumOfSet(const std::uint64_t* column, const std::int32_t* m, std::size_t blocks)
{
    std::int64_t total = 0;
    for (std::size_t b = 0; b < blocks; ++b) {
        std::int32_t sum = 0;
        for (unsigned k = 0; k < 64; ++k) {
            auto const mask = -static_cast<std::int32_t>(column[b] >> k & 1);
            sum += m[64 * b + k] & mask;
        }
        total += sum;
    }
    return total;
}

void add(const std::uint64_t* column, std::int32_t* m, std::size_t blocks, std::int32_t up)
{
    for (std::size_t b = 0; b < blocks; ++b) {
        for (unsigned k = 0; k < 64; ++k) {
            auto const sign = 2 * static_cast<std::int32_t>(column[b] >> k & 1) - 1;
            m[64 * b + k] += sign * up;
        }
    }
}

void addRow(const std::int32_t* row, std::int64_t* fields, std::size_t count, std::int64_t by)
{
    for (std::size_t j = 0; j < count; ++j) {
        fields[j] += by * row[j];
    }
}

} // namespace

const OverlapKernels overlapPortable{"portable", sumOfSet, add, addRow};

} // namespace core::hopfield
