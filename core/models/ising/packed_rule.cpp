// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/packed_rule.h"

#include "core/base/cpu.h"

#include <cmath>
#include <cstddef>
#include <vector>

namespace core::ising {

namespace {

constexpr std::uint64_t always = std::uint64_t{1} << packedDigits;

std::uint64_t rounded(double probability)
{
    std::uint64_t const threshold = threshold64(probability);
    std::uint64_t const half = std::uint64_t{1} << (63 - packedDigits);
    return threshold > ~std::uint64_t{0} - half ? always
                                                : (threshold + half) >> (64 - packedDigits);
}

void setClass(PackedRule& rule, int index, double probability)
{
    std::uint64_t const threshold = rounded(probability);
    auto& digits = rule.digits[index];
    for (int j = 0; j < packedDigits; ++j) {
        bool const one = threshold == always || ((threshold >> (packedDigits - 1 - j)) & 1);
        digits[j] = one ? ~std::uint64_t{0} : 0;
        if (j < freshDigits && one) {
            rule.codes[j] = static_cast<std::uint8_t>(rule.codes[j] | 1 << index);
        }
    }
    digits[packedDigits] = threshold == always ? ~std::uint64_t{0} : 0;
}

void setWithoutField(PackedRule& digits, Rule rule, double J, double T)
{
    digits.mode = rule == Rule::metropolis ? PackedMode::metropolis : PackedMode::heatBath;
    digits.classes = 2;
    digits.anti = J < 0;
    setClass(digits, 0, acceptance(rule, 4 * std::fabs(J), T));
    setClass(digits, 1, acceptance(rule, 8 * std::fabs(J), T));
}

void setWithField(PackedRule& digits, Rule rule, double J, double T, double h)
{
    bool const heatBath = rule == Rule::heatBath;
    digits.mode = heatBath ? PackedMode::fieldHeatBath : PackedMode::fieldMetropolis;
    digits.classes = 5;
    for (int n = 0; n <= 4; ++n) {
        double const local = J * (2 * n - 4) + h;
        if (local > 0) {
            digits.favoured |= 1 << n;
        }
        setClass(digits, n, acceptance(rule, heatBath ? -2 * local : 2 * std::fabs(local), T));
    }
}

// The kernels this processor can run, each with the least instruction set that must be in force.
struct Kernels
{
    std::vector<PackedKernel> kernels{packedPortable()};
    std::vector<Isa> needs{Isa::portable};

    Kernels()
    {
#if defined(__x86_64__)
        if (cpu().best < Isa::avx2 || !cpu().aes) {
            return;
        }
        add(packedAes(), Isa::avx2);
        if (cpu().vaes) {
            add(packedVaes(), Isa::avx2);
        }
        if (cpu().vaes && cpu().best == Isa::avx512 && __builtin_cpu_supports("avx512vpopcntdq")) {
            add(packedAvx512(), Isa::avx512);
        }
#endif
    }
    void add(const PackedKernel& kernel, Isa isa)
    {
        kernels.push_back(kernel);
        needs.push_back(isa);
    }
};

const Kernels& kernels()
{
    static Kernels const all;
    return all;
}

} // namespace

PackedRule packedRule(Rule rule, double J, double T, double h)
{
    PackedRule digits{};
    if (h == 0) {
        setWithoutField(digits, rule, J, T);
    } else {
        setWithField(digits, rule, J, T, h);
    }
    return digits;
}

const PackedKernel& packedKernel()
{
    std::size_t best = kernels().needs.size() - 1;
    while (kernels().needs[best] > activeIsa()) {
        --best;
    }
    return kernels().kernels[best];
}

std::span<const PackedKernel> packedKernels() { return kernels().kernels; }

} // namespace core::ising
