// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/enumeration.h"

#include "core/theory/compensated.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace core {

namespace {

bool fits(const EnumeratedSystem& system)
{
    auto const count = system.sites;
    auto const size = static_cast<std::size_t>(std::max(count, 0));
    auto const inside = [count](const EnumeratedBond& bond) {
        return bond.a >= 0 && bond.b >= 0 && bond.a < count && bond.b < count && bond.a != bond.b;
    };
    return count >= 1 && count <= maxEnumeratedSites &&
           std::all_of(system.bonds.begin(), system.bonds.end(), inside) &&
           (system.fields.empty() || system.fields.size() == size) &&
           (system.sublattice.empty() || system.sublattice.size() == size);
}

struct Neighbour
{
    int site;
    double strength;
};

std::vector<std::vector<Neighbour>> neighbours(const EnumeratedSystem& system)
{
    std::vector<std::vector<Neighbour>> result(static_cast<std::size_t>(system.sites));
    for (auto const& bond : system.bonds) {
        result[static_cast<std::size_t>(bond.a)].push_back({bond.b, bond.strength});
        result[static_cast<std::size_t>(bond.b)].push_back({bond.a, bond.strength});
    }
    return result;
}

// A sum of one number per spin over the spins that are up, minus the same over those that are down.
int signedCount(std::uint32_t up, std::uint32_t mask)
{
    return 2 * std::popcount(up & mask) - std::popcount(mask);
}

// The states that are averaged over, their energies above the ground state, and their weights.
struct Ensemble
{
    std::vector<std::uint32_t> states;
    std::vector<double> excess;
    std::vector<double> weights;
    double ground = 0;
    double total = 0;
    std::uint64_t groundStates = 0;
};

Ensemble select(const std::vector<double>& energies, int sites, std::optional<int> magnetization)
{
    Ensemble result;
    auto const all = (std::uint32_t{1} << sites) - 1;
    for (std::uint32_t state = 0; state < energies.size(); ++state) {
        if (!magnetization || signedCount(state, all) == *magnetization) {
            result.states.push_back(state);
            result.excess.push_back(energies[state]);
        }
    }
    if (!result.excess.empty()) {
        result.ground = *std::min_element(result.excess.begin(), result.excess.end());
    }
    for (auto& energy : result.excess) {
        energy -= result.ground;
    }
    return result;
}

void weigh(Ensemble& ensemble, double temperature, double tolerance)
{
    CompensatedSum total;
    ensemble.weights.reserve(ensemble.excess.size());
    for (auto const excess : ensemble.excess) {
        bool const ground = excess <= tolerance;
        ensemble.groundStates += ground ? 1 : 0;
        double const weight = temperature > 0 ? std::exp(-excess / temperature) : ground;
        ensemble.weights.push_back(weight);
        total.add(weight);
    }
    ensemble.total = total.value();
}

template <class F>
double mean(const Ensemble& ensemble, F&& value)
{
    CompensatedSum sum;
    for (std::size_t i = 0; i < ensemble.states.size(); ++i) {
        sum.add(ensemble.weights[i] * value(i));
    }
    return sum.value() / ensemble.total;
}

struct Moments
{
    double first = 0;
    double absolute = 0;
    double second = 0;
    double fourth = 0;
};

// Moments per site of the spins of `mask` minus those outside it: only N + 1 values occur.
Moments moments(const Ensemble& ensemble, std::uint32_t mask, int sites)
{
    auto const all = (std::uint32_t{1} << sites) - 1;
    std::vector<CompensatedSum> law(static_cast<std::size_t>(2 * sites + 1));
    for (std::size_t i = 0; i < ensemble.states.size(); ++i) {
        auto const state = ensemble.states[i];
        int const value = signedCount(state, mask) - signedCount(state, all & ~mask);
        law[static_cast<std::size_t>(value + sites)].add(ensemble.weights[i]);
    }
    Moments result;
    for (int value = -sites; value <= sites; ++value) {
        double const m = static_cast<double>(value) / sites;
        double const p = law[static_cast<std::size_t>(value + sites)].value() / ensemble.total;
        result.first += p * m;
        result.absolute += p * std::abs(m);
        result.second += p * m * m;
        result.fourth += p * m * m * m * m;
    }
    return result;
}

std::uint32_t staggeredMask(const EnumeratedSystem& system)
{
    std::uint32_t mask = 0;
    for (std::size_t i = 0; i < system.sublattice.size(); ++i) {
        mask |= system.sublattice[i] == 0 ? std::uint32_t{1} << i : 0;
    }
    return mask;
}

// Energies closer than this are equal: sums of numbers of this size, rounded.
double energyTolerance(const EnumeratedSystem& system, double coupling)
{
    double largest = 0;
    for (auto const& bond : system.bonds) {
        largest = std::max(largest, std::abs(coupling * bond.strength));
    }
    for (auto const field : system.fields) {
        largest = std::max(largest, std::abs(field));
    }
    return 1e-9 * largest;
}

void putMagnetization(EnumeratedAverages& result, const Moments& m, int sites, double temperature)
{
    result.magnetization = m.first;
    result.absMagnetization = m.absolute;
    result.m2 = m.second;
    result.m4 = m.fourth;
    if (m.second > 0) {
        result.binder = 1 - m.fourth / (3 * m.second * m.second);
    }
    if (temperature > 0) {
        auto const perT = sites / temperature;
        result.susceptibility = perT * std::max(0.0, m.second - m.first * m.first);
        result.susceptibilityAbs = perT * std::max(0.0, m.second - m.absolute * m.absolute);
    }
}

void putEnergy(EnumeratedAverages& result, const Ensemble& ensemble, int sites, double temperature)
{
    double const excess = mean(ensemble, [&](std::size_t i) { return ensemble.excess[i]; });
    result.groundEnergy = ensemble.ground / sites;
    result.groundStates = ensemble.groundStates;
    result.energy = (ensemble.ground + excess) / sites;
    if (temperature > 0) {
        auto const variance = mean(ensemble, [&](std::size_t i) {
            double const reduced = (ensemble.excess[i] - excess) / temperature;
            return reduced * reduced;
        });
        result.specificHeat = variance / sites;
    }
    double const growth = ensemble.ground == 0 ? 0
                          : temperature > 0    ? -ensemble.ground / temperature
                                            : std::copysign(std::numeric_limits<double>::infinity(),
                                                            -ensemble.ground);
    result.lnZ = growth + std::log(ensemble.total);
}

} // namespace

std::optional<std::vector<double>> enumeratedEnergies(const EnumeratedSystem& system,
                                                      double coupling)
{
    if (!fits(system)) {
        return std::nullopt;
    }
    auto const links = neighbours(system);
    std::vector<double> energies(std::size_t{1} << system.sites);
    CompensatedSum allDown;
    for (auto const& bond : system.bonds) {
        allDown.add(-coupling * bond.strength);
    }
    for (auto const field : system.fields) {
        allDown.add(field);
    }
    energies[0] = allDown.value();
    // The states with spin i as the highest that is up follow from those below them by flipping it,
    // so that no energy is more than N additions away from the first.
    for (std::size_t i = 0; i < links.size(); ++i) {
        std::size_t const half = std::size_t{1} << i;
        double const field = system.fields.empty() ? 0 : system.fields[i];
        for (std::size_t state = 0; state < half; ++state) {
            double local = 0;
            for (auto const& link : links[i]) {
                local += (state >> link.site) & 1 ? link.strength : -link.strength;
            }
            energies[state + half] = energies[state] - 2 * (coupling * local + field);
        }
    }
    return energies;
}

std::optional<EnumeratedAverages> enumerate(const EnumeratedSystem& system, double coupling,
                                            double temperature,
                                            std::optional<int> fixedMagnetization)
{
    auto const energies = enumeratedEnergies(system, coupling);
    if (!energies || !(temperature >= 0)) {
        return std::nullopt;
    }
    auto ensemble = select(*energies, system.sites, fixedMagnetization);
    if (ensemble.states.empty()) {
        return std::nullopt;
    }
    weigh(ensemble, temperature, energyTolerance(system, coupling));
    EnumeratedAverages result;
    putEnergy(result, ensemble, system.sites, temperature);
    auto const all = (std::uint32_t{1} << system.sites) - 1;
    putMagnetization(result, moments(ensemble, all, system.sites), system.sites, temperature);
    if (!system.sublattice.empty()) {
        auto const staggered = moments(ensemble, staggeredMask(system), system.sites);
        result.staggered = staggered.first;
        result.absStaggered = staggered.absolute;
        result.staggered2 = staggered.second;
    }
    return result;
}

} // namespace core
