// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cpu.h"
#include "core/base/rng.h"
#include "core/models/rbm/bit_rows.h"
#include "core/models/rbm/machine.h"

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

// The restricted Boltzmann machine by its definition, in doubles; layers as numbers, bit i: unit i.
namespace checks {

inline std::size_t at(int n) { return static_cast<std::size_t>(n); }
inline bool on(std::uint64_t state, int i) { return (state >> i & 1) != 0; }
inline double sigma(double x) { return 1 / (1 + std::exp(-x)); }

struct PlainRbm
{
    explicit PlainRbm(const core::rbm::Machine& machine, double temperature = 1)
        : n(machine.visible()), m(machine.hidden()), T(temperature)
    {
        for (float const w : machine.weights()) {
            W.push_back(static_cast<double>(w));
        }
        for (float const x : machine.visibleBias()) {
            b.push_back(static_cast<double>(x));
        }
        for (float const x : machine.hiddenBias()) {
            c.push_back(static_cast<double>(x));
        }
    }

    double weight(int i, int j) const { return W[at(i * m + j)]; }
    double energy(std::uint64_t v, std::uint64_t h) const
    {
        double sum = 0;
        for (int i = 0; i < n; ++i) {
            sum -= on(v, i) ? b[at(i)] : 0;
            for (int j = 0; j < m; ++j) {
                sum -= on(v, i) && on(h, j) ? weight(i, j) : 0;
            }
        }
        for (int j = 0; j < m; ++j) {
            sum -= on(h, j) ? c[at(j)] : 0;
        }
        return sum;
    }
    double hiddenProbability(std::uint64_t v, int j) const
    {
        double field = c[at(j)];
        for (int i = 0; i < n; ++i) {
            field += on(v, i) ? weight(i, j) : 0;
        }
        return sigma(field / T);
    }
    double visibleProbability(std::uint64_t h, int i) const
    {
        double field = b[at(i)];
        for (int j = 0; j < m; ++j) {
            field += on(h, j) ? weight(i, j) : 0;
        }
        return sigma(field / T);
    }
    // p(h | v) and p(v | h) of whole layers.
    double hiddenGiven(std::uint64_t h, std::uint64_t v) const
    {
        double p = 1;
        for (int j = 0; j < m; ++j) {
            double const one = hiddenProbability(v, j);
            p *= on(h, j) ? one : 1 - one;
        }
        return p;
    }
    double visibleGiven(std::uint64_t v, std::uint64_t h) const
    {
        double p = 1;
        for (int i = 0; i < n; ++i) {
            double const one = visibleProbability(h, i);
            p *= on(v, i) ? one : 1 - one;
        }
        return p;
    }
    std::uint64_t visibleStates() const { return std::uint64_t{1} << n; }
    std::uint64_t hiddenStates() const { return std::uint64_t{1} << m; }

    // By brute force over both layers.
    double lnZ() const
    {
        double largest = -1e300;
        for (std::uint64_t v = 0; v < visibleStates(); ++v) {
            for (std::uint64_t h = 0; h < hiddenStates(); ++h) {
                largest = std::max(largest, -energy(v, h) / T);
            }
        }
        double sum = 0;
        for (std::uint64_t v = 0; v < visibleStates(); ++v) {
            for (std::uint64_t h = 0; h < hiddenStates(); ++h) {
                sum += std::exp(-energy(v, h) / T - largest);
            }
        }
        return largest + std::log(sum);
    }
    // p(v), by state.
    std::vector<double> marginal() const
    {
        double const ln = lnZ();
        std::vector<double> p(visibleStates(), 0);
        for (std::uint64_t v = 0; v < visibleStates(); ++v) {
            for (std::uint64_t h = 0; h < hiddenStates(); ++h) {
                p[v] += std::exp(-energy(v, h) / T - ln);
            }
        }
        return p;
    }
    // p(v) after one more block Gibbs step from v distributed as `p`.
    std::vector<double> stepped(const std::vector<double>& p) const
    {
        std::vector<double> hidden(hiddenStates(), 0), next(visibleStates(), 0);
        for (std::uint64_t h = 0; h < hiddenStates(); ++h) {
            for (std::uint64_t v = 0; v < visibleStates(); ++v) {
                hidden[h] += p[v] * hiddenGiven(h, v);
            }
        }
        for (std::uint64_t v = 0; v < visibleStates(); ++v) {
            for (std::uint64_t h = 0; h < hiddenStates(); ++h) {
                next[v] += hidden[h] * visibleGiven(v, h);
            }
        }
        return next;
    }

    int n, m;
    double T;
    std::vector<double> W, b, c;
};

// <v_i p(h_j | v)>, <v_i> and <p(h_j | v)> for v distributed as `p`.
struct PlainMoments
{
    PlainMoments(const PlainRbm& machine, const std::vector<double>& p)
        : both(at(machine.n * machine.m), 0), visible(at(machine.n), 0), hidden(at(machine.m), 0)
    {
        for (std::uint64_t v = 0; v < p.size(); ++v) {
            for (int j = 0; j < machine.m; ++j) {
                double const one = p[v] * machine.hiddenProbability(v, j);
                hidden[at(j)] += one;
                for (int i = 0; i < machine.n; ++i) {
                    both[at(i * machine.m + j)] += on(v, i) ? one : 0;
                }
            }
            for (int i = 0; i < machine.n; ++i) {
                visible[at(i)] += on(v, i) ? p[v] : 0;
            }
        }
    }
    std::vector<double> both, visible, hidden;
};

inline core::rbm::Machine randomMachine(int n, int m, double scale, std::uint64_t seed)
{
    core::rbm::Machine machine(n, m);
    machine.drawWeights(scale, seed);
    core::Rng random(seed + 1000);
    for (auto& x : machine.visibleBias()) {
        x = static_cast<float>(scale * (2 * random.uniform() - 1));
    }
    for (auto& x : machine.hiddenBias()) {
        x = static_cast<float>(scale * (2 * random.uniform() - 1));
    }
    return machine;
}

inline core::rbm::BitMatrix randomRows(int count, int units, double density, std::uint64_t seed)
{
    core::rbm::BitMatrix rows(count, units);
    core::Rng random(seed);
    for (int r = 0; r < count; ++r) {
        for (int i = 0; i < units; ++i) {
            rows.set(r, i, random.uniform() < density);
        }
    }
    return rows;
}

// The data's distribution by state.
inline std::vector<double> distributionOf(const core::rbm::BitRows& rows, int units)
{
    std::vector<double> p(std::size_t{1} << units, 0);
    for (int r = 0; r < rows.count; ++r) {
        p[rows.row(r)[0]] += 1.0 / rows.count;
    }
    return p;
}

// The sets of kernels that this processor has, by name.
inline std::vector<std::string> availableSets()
{
    std::vector<std::string> names;
    for (auto const isa : {core::Isa::portable, core::Isa::avx2, core::Isa::avx512}) {
        if (isa <= core::cpu().best) {
            names.emplace_back(core::isaName(isa));
        }
    }
    return names;
}

// Runs `work` with every set of kernels, then puts the best one back.
template <class Work>
void withEverySet(const Work& work)
{
    for (auto const& name : availableSets()) {
        if (core::forceIsa(name)) {
            work(name);
        }
    }
    static_cast<void>(static_cast<bool>(core::forceIsa(core::isaName(core::cpu().best))));
}

} // namespace checks
