// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/rbm/ising_data.h"

#include "core/models/ising/factory.h"

namespace core::rbm {

namespace {

constexpr int stepsBefore = 500;
constexpr int stepsBetween = 20;

} // namespace

LatticeSnapshots::LatticeSnapshots(int L, double T, std::uint64_t seed)
{
    ising::Params params;
    params.L = L;
    params.algorithm = ising::Algorithm::swendsenWang;
    sampler_ = ising::makeSampler(params, seed);
    sampler_->setDynamics(ising::ruleOf(params.algorithm), 1, T, 0);
    rows_.resize(static_cast<std::size_t>(L) * static_cast<std::size_t>((L + 63) / 64));
}

void LatticeSnapshots::steps(int count)
{
    for (int done = 0; done < count; ++done) {
        while (!sampler_->advance(StopCheck(), soloPool())) {}
    }
}

void LatticeSnapshots::next(std::span<std::uint8_t> grey)
{
    steps(equilibrated_ ? stepsBetween : stepsBefore);
    equilibrated_ = true;
    sampler_->store(rows_.data());
    auto const L = static_cast<std::size_t>(sampler_->side());
    std::size_t const words = rows_.size() / L;
    for (std::size_t i = 0; i < L * L; ++i) {
        std::size_t const y = i / L, x = i % L;
        grey[i] = (rows_[y * words + x / 64] >> (x % 64) & 1) != 0 ? 255 : 0;
    }
}

} // namespace core::rbm
