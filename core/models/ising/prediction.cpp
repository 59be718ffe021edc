// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/prediction.h"

#include "core/models/ising/factory.h"
#include "core/theory/critical.h"
#include "core/theory/enumeration.h"
#include "core/theory/onsager.h"
#include "core/theory/torus.h"

#include <cmath>

namespace core::ising {

namespace {

EnumeratedSystem systemOf(const Params& params, const Quenched& quenched)
{
    Geometry const geometry = geometryOf(params);
    int const side = geometry.L;
    EnumeratedSystem system;
    system.sites = side * side;
    for (const auto& bond : bondList(geometry)) {
        system.bonds.push_back({bond.i, bond.j, static_cast<double>(bond.multiplicity)});
    }
    auto const frame = frameField(geometry);
    for (int i = 0; i < system.sites; ++i) {
        auto const site = static_cast<std::size_t>(i);
        double const own = quenched.siteFields.empty() ? 0 : quenched.siteFields[site];
        system.fields.push_back(params.h + own + params.J * frame[site]);
    }
    if (bipartite(geometry)) {
        for (int i = 0; i < system.sites; ++i) {
            system.sublattice.push_back(static_cast<std::uint8_t>((i % side + i / side) % 2));
        }
    }
    return system;
}

void enumerated(const Params& params, const Quenched& quenched, Predictions& out)
{
    auto const system = systemOf(params, quenched);
    std::optional<int> fixed;
    if (quenched.magnetization) {
        fixed = static_cast<int>(*quenched.magnetization);
    }
    auto const averages = enumerate(system, params.J, params.T, fixed);
    if (!averages) {
        return;
    }
    std::string_view const source = fixed ? "enumeration at fixed magnetisation" : "enumeration";
    auto const add = [&](std::string_view id, double value) {
        if (std::isfinite(value)) {
            out.push_back({id, value, ExactKind::thisSize, source});
        }
    };
    bool const symmetric = !fixed && params.h == 0 && quenched.siteFields.empty() &&
                           params.boundary != BoundaryChoice::plus &&
                           params.boundary != BoundaryChoice::plusMinus;
    add("energy", averages->energy);
    add("specific-heat", averages->specificHeat);
    // Without a field a finite run sits in one well for long: no value is offered there.
    if (!symmetric) {
        add("magnetization", averages->magnetization);
        if (!system.sublattice.empty()) {
            add("staggered-magnetization", averages->staggered);
        }
    }
    add("abs-magnetization", averages->absMagnetization);
    add("m2", averages->m2);
    if (averages->binder) {
        add("binder", *averages->binder);
    }
    auto const& susceptibility =
        params.h == 0 ? averages->susceptibilityAbs : averages->susceptibility;
    if (susceptibility) {
        add("susceptibility", *susceptibility);
    }
}

} // namespace

void predict(const Params& params, const Quenched& quenched, Predictions& out)
{
    if (params.L * params.L <= maxEnumeratedSites) {
        enumerated(params, quenched, out);
        return;
    }
    bool const bare = params.h == 0 && quenched.siteFields.empty() && !quenched.magnetization;
    if (!bare || params.lattice != LatticeChoice::square ||
        params.boundary != BoundaryChoice::periodic) {
        return;
    }
    auto const exact = torus(params.L, params.J, params.T);
    if (!exact) {
        return;
    }
    out.push_back({"energy", exact->energy, ExactKind::thisSize, "Kaufman 1949"});
    out.push_back({"specific-heat", exact->specificHeat, ExactKind::thisSize, "Kaufman 1949"});
    if (params.J > 0) {
        out.push_back({"abs-magnetization", yangMagnetization(params.J, params.T),
                       ExactKind::infinite, "Yang 1952"});
    }
}

void criticalMarks(const Params& params, std::vector<Mark>& out)
{
    if (params.h != 0 || params.field != FieldSource::none || params.J == 0 ||
        params.algorithm == Algorithm::kawasaki) {
        return;
    }
    if (params.lattice == LatticeChoice::square) {
        out.push_back({"T", squareCriticalTemperature(params.J), "T_c"});
    } else if (params.J > 0) {
        out.push_back({"T", triangularCriticalTemperature(params.J), "T_c"});
    }
}

} // namespace core::ising
