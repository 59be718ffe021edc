// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/cluster_kernels.h"

#include "core/base/cpu.h"
#include "core/base/rng.h"

#include <bit>

namespace core::ising {

const ClusterKernels& clusterKernels()
{
#if defined(__x86_64__)
    switch (activeIsa()) {
    case Isa::avx512: return avx512ClusterKernels();
    case Isa::avx2: return avx2ClusterKernels();
    case Isa::portable: break;
    }
#endif
    return portableClusterKernels();
}

LaneGenerator laneGenerator(std::uint64_t seed)
{
    LaneGenerator generator;
    for (auto& word : generator.state) {
        word = splitMix(seed);
    }
    return generator;
}

void bernoulliPlane(const ClusterKernels& kernels, LaneGenerator& generator,
                    std::uint64_t threshold, std::uint64_t seed, std::uint64_t* out,
                    std::uint64_t* open, std::size_t blocks)
{
    kernels.bernoulli(generator, threshold, out, open, blocks);
    for (std::size_t block = 0; block < blocks; ++block) {
        std::uint64_t any = 0;
        for (std::size_t w = 0; w < blockWords; ++w) {
            any |= open[block * blockWords + w];
        }
        if (any == 0) {
            continue;
        }
        for (std::size_t w = block * blockWords; w < (block + 1) * blockWords; ++w) {
            for (auto bits = open[w]; bits != 0; bits &= bits - 1) {
                auto const bit = static_cast<std::uint64_t>(std::countr_zero(bits));
                auto const digits = streamSeed(seed, 64 * w + bit) >> planeDigits;
                bool const hit = digits < (threshold << planeDigits) >> planeDigits;
                out[w] |= static_cast<std::uint64_t>(hit) << bit;
            }
        }
    }
}

} // namespace core::ising
