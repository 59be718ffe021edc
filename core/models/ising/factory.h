// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lattice/geometry.h"
#include "core/models/ising/params.h"
#include "core/models/ising/sampler.h"

#include <memory>

namespace core::ising {

Geometry geometryOf(const Params& params);

// Which sampler serves these parameters: the fastest that can.
enum class SamplerKind : std::uint8_t {
    packed,
    rows,
    plain,
    wolff,
    wolffInFields,
    swendsenWang,
    swendsenWangInFields,
    kawasaki
};
SamplerKind samplerKind(const Params& params);

// A sampler of that kind, all spins up, its dynamics not yet set. `key` names its random streams.
std::unique_ptr<Sampler> makeSampler(const Params& params, std::uint64_t key);

// The local rule of an algorithm; cluster algorithms ignore it.
Rule ruleOf(Algorithm algorithm);

} // namespace core::ising
