// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/factory.h"

#include "core/models/ising/kawasaki_sampler.h"
#include "core/models/ising/packed_lattice.h"
#include "core/models/ising/plain_sampler.h"
#include "core/models/ising/rows_lattice.h"
#include "core/models/ising/swendsen_wang_sampler.h"
#include "core/models/ising/wolff_sampler.h"

namespace core::ising {

Geometry geometryOf(const Params& params)
{
    return {static_cast<int>(params.L), static_cast<Lattice>(params.lattice),
            static_cast<Boundary>(params.boundary)};
}

SamplerKind samplerKind(const Params& params)
{
    bool const siteFields = params.field != FieldSource::none;
    switch (params.algorithm) {
    case Algorithm::wolff: return siteFields ? SamplerKind::wolffInFields : SamplerKind::wolff;
    case Algorithm::swendsenWang:
        return siteFields ? SamplerKind::swendsenWangInFields : SamplerKind::swendsenWang;
    case Algorithm::kawasaki: return SamplerKind::kawasaki;
    case Algorithm::metropolis:
    case Algorithm::heatBath: break;
    }
    bool const torus = params.lattice == LatticeChoice::square &&
                       params.boundary == BoundaryChoice::periodic && !siteFields;
    int const L = static_cast<int>(params.L);
    return torus && PackedLayout::fits(L) ? SamplerKind::packed
           : torus && RowsLayout::fits(L) ? SamplerKind::rows
                                          : SamplerKind::plain;
}

std::unique_ptr<Sampler> makeSampler(const Params& params, std::uint64_t key)
{
    Geometry const geometry = geometryOf(params);
    switch (samplerKind(params)) {
    case SamplerKind::packed:
        return std::make_unique<PackedLattice>(static_cast<int>(params.L), key);
    case SamplerKind::wolff: return makeWolff(geometry, false, key);
    case SamplerKind::wolffInFields: return makeWolff(geometry, true, key);
    case SamplerKind::swendsenWang: return makeSwendsenWang(geometry, false, key);
    case SamplerKind::swendsenWangInFields: return makeSwendsenWang(geometry, true, key);
    case SamplerKind::kawasaki: return makeKawasaki(geometry, key);
    case SamplerKind::rows: return std::make_unique<RowsLattice>(static_cast<int>(params.L), key);
    case SamplerKind::plain: break;
    }
    return makePlain(geometry, key);
}

Rule ruleOf(Algorithm algorithm)
{
    return algorithm == Algorithm::heatBath ? Rule::heatBath : Rule::metropolis;
}

} // namespace core::ising
