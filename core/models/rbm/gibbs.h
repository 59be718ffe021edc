// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/worker_pool.h"
#include "core/models/rbm/bit_rows.h"
#include "core/models/rbm/layer.h"
#include "core/models/rbm/machine.h"

#include <cstdint>
#include <span>
#include <vector>

// Sampling the machine's own distribution, and the two conditional laws. At temperature T every
// field is divided by T; T >= 0, and at T = 0 a unit takes the sign of its field, or a coin's where
// that is 0. Results are the same on every number of threads and on every instruction set.
namespace core::rbm {

// Pixels that keep their value during sampling.
struct Clamp
{
    const std::uint64_t* fixed = nullptr;  // bit i: pixel i is kept; wordsPerRow(n) words
    const std::uint64_t* values = nullptr; // what it is kept at
};

// Memory that is used again.
struct LayerRoom
{
    std::vector<float> bias;
    LineVector<float> probabilities; // by panel, then row
};

// Block Gibbs sampling of many chains: sweep t draws all h given v, then all v given h.
class Chains
{
public:
    Chains() = default;
    // Start states of the visible layer; `seed` is the run's.
    Chains(const BitRows& visible, int units, std::uint64_t seed);
    // Coins.
    Chains(int count, int units, std::uint64_t seed);

    int count() const { return visible_.count(); }
    const BitMatrix& visible() const { return visible_; }
    // Drawn in the last sweep; none before.
    const BitMatrix& hidden() const { return hidden_; }
    // p(v | h) of the last sweep, count x n; clamped pixels have their value. None before.
    const std::vector<float>& probabilities() const { return probabilities_; }
    std::uint64_t seed() const { return seed_; }
    std::uint64_t sweeps() const { return sweeps_; }
    // Goes on as sweep number `done`, as after a restart.
    void resumeAt(std::uint64_t done) { sweeps_ = done; }

    // One sweep; allocates in the first only; chains x (n + m) units, n m additions per chain at
    // most.
    void sweep(const Machine& machine, double T, WorkerPool& pool, const Clamp& clamp = {});
    // Visible states become these rows, over and over; at least one, of as many units.
    void follow(const BitRows& rows);
    // Sets the clamped pixels now.
    void impose(const Clamp& clamp);

private:
    std::uint64_t seed_ = 0;
    std::uint64_t sweeps_ = 0;
    int units_ = 0;
    BitMatrix visible_, hidden_;
    std::vector<float> probabilities_;
    BitPanels visiblePanels_, hiddenPanels_;
    std::vector<std::uint64_t> keys_;
    LayerRoom room_;
};

// p(h | v), rows x m, for binary rows.
std::vector<float> hiddenProbabilities(const Machine& machine, const BitRows& visible, double T,
                                       WorkerPool& pool);
// The same for real visible values (grey levels in 0 ... 1), rows x n.
std::vector<float> hiddenProbabilities(const Machine& machine, std::span<const float> visible,
                                       double T, WorkerPool& pool);
// p(v | h), rows x n, for binary rows.
std::vector<float> visibleProbabilities(const Machine& machine, const BitRows& hidden, double T,
                                        WorkerPool& pool);

// One-step reconstructions of binary rows at T = 1: h drawn from p(h | v), then p(v | h), rows x n.
std::vector<float> reconstructions(const Machine& machine, const BitRows& visible,
                                   std::uint64_t seed, WorkerPool& pool);
// Mean over rows and pixels of (v - its one-step reconstruction's probability)^2.
double reconstructionError(const Machine& machine, const BitRows& visible, std::uint64_t seed,
                           WorkerPool& pool);
// The same for as many rows every time, allocating in the first only.
struct ReconstructionRoom
{
    std::vector<std::uint64_t> keys;
    BitPanels visible, hidden;
    LayerRoom layer;
    std::vector<float> images;
};
double reconstructionError(const Machine& machine, const BitRows& visible, std::uint64_t seed,
                           ReconstructionRoom& room, WorkerPool& pool);

} // namespace core::rbm
