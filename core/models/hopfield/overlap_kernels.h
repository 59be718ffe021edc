// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

// Kernels on one neuron's column of pattern bits; compiled per instruction set, chosen at run time,
// integers only, so that every set gives the same numbers. Built-in types and raw pointers only.
namespace core::hopfield {

struct OverlapKernels
{
    const char* name; // "AVX-512"
    // Sum of m over the set bits: `blocks` words, 64 numbers a word, |m| below 2^17.
    std::int64_t (*sumOfSet)(const std::uint64_t* column, const std::int32_t* m,
                             std::size_t blocks);
    // m += up where the bit is set, m -= up where it is not.
    void (*add)(const std::uint64_t* column, std::int32_t* m, std::size_t blocks, std::int32_t up);
    // fields[j] += by * row[j].
    void (*addRow)(const std::int32_t* row, std::int64_t* fields, std::size_t count,
                   std::int64_t by);
};

// The best for this processor, or the set that ISINGLASS_ISA forces.
const OverlapKernels& overlapKernels();

extern const OverlapKernels overlapPortable;
#if defined(__x86_64__) || defined(_M_X64)
extern const OverlapKernels overlapAvx2;
extern const OverlapKernels overlapAvx512;
#endif

} // namespace core::hopfield
