// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/outcome.h"

#include <string_view>

namespace core {

// The kernel sets that code is compiled for, from least to most.
enum class Isa { portable, avx2, avx512 };

// What the processor and the operating system offer. `vaes`: AES rounds on whole vectors; `aes`: on
// 128 bits.
struct Cpu
{
    Isa best = Isa::portable;
    bool aes = false;
    bool vaes = false;
};

// Read once from the processor.
const Cpu& cpu();

// The set in force: the best, or what ISINGLASS_ISA (portable, avx2, avx512) asked for. With
// `portable` no AES instruction is used either.
Isa activeIsa();

// Forces a set for the tests and for ISINGLASS_ISA; refused with a sentence where the processor
// lacks it.
Outcome forceIsa(std::string_view name);

// Reads ISINGLASS_ISA; called once by both programs before anything else.
Outcome applyIsaFromEnvironment();

std::string_view isaName(Isa isa);

} // namespace core
