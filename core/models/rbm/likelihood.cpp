// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/rbm/likelihood.h"

#include "core/base/elementary.h"
#include "core/base/rng.h"
#include "core/models/rbm/layer.h"

#include <algorithm>
#include <cmath>

namespace core::rbm {

namespace {

constexpr std::size_t sizeOf(int n) { return static_cast<std::size_t>(n); }
constexpr double smallWork = 1 << 24; // additions that doubles do in some tens of milliseconds

double softplusOf(double x) { return std::max(x, 0.0) + logarithm(1 + exponential(-std::abs(x))); }

bool isSmall(const Machine& machine, int rows)
{
    return 1.0 * rows * machine.visible() * machine.hidden() <= smallWork;
}

// c_j + W_j.v for all hidden units.
std::vector<double> hiddenFields(const Machine& machine, const std::uint64_t* visible)
{
    auto const c = machine.hiddenBias();
    std::vector<double> fields(c.begin(), c.end());
    for (int i = 0; i < machine.visible(); ++i) {
        if ((visible[i / 64] >> (i % 64) & 1) != 0) {
            for (int j = 0; j < machine.hidden(); ++j) {
                fields[sizeOf(j)] += static_cast<double>(machine.weight(i, j));
            }
        }
    }
    return fields;
}

double biasEnergy(const Machine& machine, const std::uint64_t* visible)
{
    auto const b = machine.visibleBias();
    double energy = 0;
    for (std::size_t i = 0; i < b.size(); ++i) {
        energy -= (visible[i / 64] >> (i % 64) & 1) != 0 ? static_cast<double>(b[i]) : 0;
    }
    return energy;
}

double mean(const std::vector<double>& values)
{
    double sum = 0;
    for (double const each : values) {
        sum += each;
    }
    return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

} // namespace

double freeEnergy(const Machine& machine, const std::uint64_t* visible)
{
    double energy = biasEnergy(machine, visible);
    for (double const field : hiddenFields(machine, visible)) {
        energy -= softplusOf(field);
    }
    return energy;
}

std::vector<double> freeEnergies(const Machine& machine, const BitRows& rows, WorkerPool& pool)
{
    std::vector<double> energies(sizeOf(rows.count));
    int const tiles = (rows.count + rowsPerTile - 1) / rowsPerTile;
    pool.run(tiles, [&](int tile) {
        auto const& k = kernels();
        int const first = tile * rowsPerTile, some = std::min(rowsPerTile, rows.count - first);
        BitPanels visible(some, machine.visible());
        visible.read(0, rows.part(first, some));
        alignas(64) float sums[rowsPerTile * lanes];
        double terms[rowsPerTile] = {};
        for (int p = 0; p < machine.hiddenPanels(); ++p) {
            sumOverVisible(k, machine, p, visible, 0, some, sums);
            k.addSoftplus(sums, some, machine.paddedHiddenBias() + std::ptrdiff_t{lanes} * p, 1,
                          unitsIn(p, machine.hidden()), terms);
        }
        for (int r = 0; r < some; ++r) {
            energies[sizeOf(first + r)] = biasEnergy(machine, rows.row(first + r)) - terms[r];
        }
    });
    return energies;
}

double meanFreeEnergy(const Machine& machine, const BitRows& rows, WorkerPool& pool)
{
    return mean(freeEnergies(machine, rows, pool));
}

double logLikelihood(const Machine& machine, const BitRows& rows, double lnZ, WorkerPool& pool)
{
    if (!isSmall(machine, rows.count)) {
        return -meanFreeEnergy(machine, rows, pool) - lnZ;
    }
    std::vector<double> energies;
    for (int r = 0; r < rows.count; ++r) {
        energies.push_back(freeEnergy(machine, rows.row(r)));
    }
    return -mean(energies) - lnZ;
}

double pseudoLikelihood(const Machine& machine, const BitRows& rows, std::uint64_t seed,
                        WorkerPool& pool)
{
    int const n = machine.visible();
    BitMatrix flipped(rows.count, n);
    for (int r = 0; r < rows.count; ++r) {
        std::copy_n(rows.row(r), flipped.stride(), flipped.row(r));
        Rng random(streamSeed(seed, static_cast<std::uint64_t>(r)));
        auto const i = static_cast<int>(random.below(static_cast<std::uint64_t>(n)));
        flipped.set(r, i, !rows.bit(r, i));
    }
    auto const here = freeEnergies(machine, rows, pool);
    auto const there = freeEnergies(machine, flipped, pool);
    std::vector<double> logs(here.size());
    for (std::size_t r = 0; r < logs.size(); ++r) {
        logs[r] = -softplusOf(here[r] - there[r]);
    }
    return n * mean(logs);
}

double exactPseudoLikelihood(const Machine& machine, const BitRows& rows)
{
    std::vector<double> logs;
    auto const b = machine.visibleBias();
    for (int r = 0; r < rows.count; ++r) {
        auto const fields = hiddenFields(machine, rows.row(r));
        double sum = 0;
        for (int i = 0; i < machine.visible(); ++i) {
            double const sign = rows.bit(r, i) ? -1 : 1;
            double rise = -sign * static_cast<double>(b[sizeOf(i)]); // of F where pixel i flips
            for (int j = 0; j < machine.hidden(); ++j) {
                double const field = fields[sizeOf(j)];
                rise += softplusOf(field) -
                        softplusOf(field + sign * static_cast<double>(machine.weight(i, j)));
            }
            sum -= softplusOf(-rise);
        }
        logs.push_back(sum);
    }
    return mean(logs);
}

std::vector<float> dataLogOdds(const BitRows& rows, int visible)
{
    std::vector<int> ones(sizeOf(visible), 0);
    for (int r = 0; r < rows.count; ++r) {
        for (int i = 0; i < visible; ++i) {
            ones[sizeOf(i)] += rows.bit(r, i) ? 1 : 0;
        }
    }
    std::vector<float> odds(sizeOf(visible));
    for (std::size_t i = 0; i < odds.size(); ++i) {
        odds[i] = static_cast<float>(logarithm((ones[i] + 0.5) / (rows.count - ones[i] + 0.5)));
    }
    return odds;
}

} // namespace core::rbm
