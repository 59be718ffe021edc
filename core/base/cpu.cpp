// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/cpu.h"

#include <atomic>
#include <cstdlib>
#include <string>

namespace core {

namespace {

#if defined(__x86_64__)
#include <cpuid.h>

Cpu readCpu()
{
    Cpu found;
    __builtin_cpu_init();
    unsigned a = 0, b = 0, c = 0, d = 0;
    if (__get_cpuid(1, &a, &b, &c, &d)) {
        found.aes = (c & (1u << 25)) != 0;
    }
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2")) {
        found.best = Isa::avx2;
        if (__get_cpuid_count(7, 0, &a, &b, &c, &d)) {
            found.vaes = (c & (1u << 9)) != 0;
        }
    }
    if (found.best == Isa::avx2 && __builtin_cpu_supports("avx512f") &&
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vpopcntdq") &&
        __builtin_cpu_supports("avx512vnni")) {
        found.best = Isa::avx512;
    }
    return found;
}
#else
Cpu readCpu() { return {}; }
#endif

std::atomic<Isa>& active()
{
    static std::atomic<Isa> isa{cpu().best};
    return isa;
}

} // namespace

const Cpu& cpu()
{
    static const Cpu found = readCpu();
    return found;
}

Isa activeIsa() { return active().load(std::memory_order_relaxed); }

Outcome forceIsa(std::string_view name)
{
    for (Isa const isa : {Isa::portable, Isa::avx2, Isa::avx512}) {
        if (name != isaName(isa)) {
            continue;
        }
        if (isa > cpu().best) {
            return Outcome::refused("ISINGLASS_ISA is '" + std::string(name) +
                                    "', but this processor offers at most '" +
                                    std::string(isaName(cpu().best)) + "'.");
        }
        active().store(isa, std::memory_order_relaxed);
        return Outcome::done();
    }
    return Outcome::refused("ISINGLASS_ISA is '" + std::string(name) +
                            "'; expected portable, avx2 or avx512.");
}

Outcome applyIsaFromEnvironment()
{
    const char* const wanted = std::getenv("ISINGLASS_ISA");
    return wanted && *wanted ? forceIsa(wanted) : Outcome::done();
}

std::string_view isaName(Isa isa)
{
    switch (isa) {
    case Isa::avx512: return "avx512";
    case Isa::avx2: return "avx2";
    case Isa::portable: break;
    }
    return "portable";
}

} // namespace core
