// SPDX-License-Identifier: GPL-3.0-or-later
// Annealed importance sampling. The distribution at beta, hidden units summed, is
//   exp(((1 - beta) base + beta b).v) product over j of (1 + exp(beta (c_j + W_j.v))).
#include "core/base/elementary.h"
#include "core/models/rbm/partition.h"

#include <algorithm>
#include <cmath>

namespace core::rbm {

namespace {

constexpr std::size_t sizeOf(int n) { return static_cast<std::size_t>(n); }

} // namespace

double annealingBeta(int step, int steps)
{
    double const x = static_cast<double>(step) / steps;
    return x < 0.2 ? 2.5 * x : 1 - 0.625 * (1 - x);
}

AnnealedImportance::AnnealedImportance(const Machine& machine, std::span<const float> baseBias,
                                       const AnnealingSchedule& schedule, std::uint64_t seed)
    : machine_(machine), baseBias_(baseBias.begin(), baseBias.end()), schedule_(schedule),
      keys_(rowKeys(seed, schedule.runs)), visible_(schedule.runs, machine.visible()),
      hidden_(schedule.runs, machine.hidden()),
      before_(sizeOf(schedule.runs) * sizeOf(machine.hiddenPanels())), after_(before_.size()),
      shifts_(sizeOf(schedule.runs) * sizeOf(machine.visiblePanels())),
      logWeights_(sizeOf(schedule.runs))
{
    baseBias_.resize(sizeOf(16 * machine.visiblePanels()));
    Drawing drawing;
    drawing.bias = baseBias_.data();
    drawing.scale = 0; // the base machine has no weights
    for (int q = 0; q < machine.visiblePanels(); ++q) {
        drawVisible(q, drawing);
    }
}

void AnnealedImportance::drawVisible(int q, const Drawing& drawing)
{
    Drawing own = drawing;
    own.keys = keys_.data();
    own.sweep = static_cast<std::uint64_t>(done_);
    own.samples = &visible_;
    activatePanel(kernels(), machine_, Layer::visible, q, hidden_, 0, schedule_.runs, own);
    addBiases(q);
}

// (b - base bias).v of this panel, four units at a time.
void AnnealedImportance::addBiases(int q)
{
    double table[4][16] = {};
    for (int l = 0; l < lanes; ++l) {
        auto const i = sizeOf(lanes * q + l);
        double const step = static_cast<double>(machine_.paddedVisibleBias()[i]) -
                            static_cast<double>(baseBias_[i]);
        for (int s = 0; s < 1 << (l % 4); ++s) {
            table[l / 4][(1 << (l % 4)) + s] = table[l / 4][s] + step;
        }
    }
    double* const out = shifts_.data() + std::ptrdiff_t{schedule_.runs} * q;
    const std::uint16_t* const bits = visible_.panel(q);
    for (int r = 0; r < schedule_.runs; ++r) {
        unsigned const all = bits[r];
        out[r] = (table[0][all & 15] + table[1][all >> 4 & 15]) +
                 (table[2][all >> 8 & 15] + table[3][all >> 12]);
    }
}

// Sums of softplus at both betas, and the hidden units at the later one.
void AnnealedImportance::drawHidden(int p, double from, double to, const Drawing& drawing)
{
    auto const& k = kernels();
    std::ptrdiff_t const at = std::ptrdiff_t{schedule_.runs} * p;
    alignas(64) float sums[rowsPerTile * lanes];
    float earlier[lanes];
    int const units = unitsIn(p, machine_.hidden());
    auto const start = static_cast<float>(from);
    for (int l = 0; l < lanes; ++l) {
        earlier[l] = start * machine_.paddedHiddenBias()[lanes * p + l];
    }
    const float* const later = drawing.bias + std::ptrdiff_t{lanes} * p;
    for (int first = 0; first < schedule_.runs; first += rowsPerTile) {
        int const some = std::min(rowsPerTile, schedule_.runs - first);
        sumOverVisible(k, machine_, p, visible_, first, some, sums);
        double* const before = before_.data() + at + first;
        double* const after = after_.data() + at + first;
        std::fill_n(before, some, 0.0);
        std::fill_n(after, some, 0.0);
        k.addSoftplus(sums, some, earlier, start, units, before);
        k.addSoftplus(sums, some, later, static_cast<float>(to), units, after);
        k.activate({sums, some, later, drawing.scale, units, keys_.data() + first,
                    std::uint64_t{1} << 32 | static_cast<std::uint64_t>(done_ + 1) << 33 |
                        static_cast<std::uint64_t>(8 * p),
                    hidden_.panel(p) + first, nullptr, 1});
    }
}

void AnnealedImportance::step(WorkerPool& pool)
{
    double const from = annealingBeta(done_, schedule_.betas);
    double const to = annealingBeta(done_ + 1, schedule_.betas);
    auto const beta = static_cast<float>(to);
    scaledBias(machine_, Layer::hidden, beta, hiddenBias_);
    scaledBias(machine_, Layer::visible, beta, visibleBias_);
    for (std::size_t i = 0; i < visibleBias_.size(); ++i) {
        visibleBias_[i] += static_cast<float>(1 - to) * baseBias_[i];
    }
    Drawing hidden, visible;
    hidden.bias = hiddenBias_.data();
    hidden.scale = beta;
    visible.bias = visibleBias_.data();
    visible.scale = beta;
    pool.run(machine_.hiddenPanels(), [&](int p) { drawHidden(p, from, to, hidden); });
    auto const runs = logWeights_.size();
    for (std::size_t at = 0; at < shifts_.size(); at += runs) {
        for (std::size_t r = 0; r < runs; ++r) {
            logWeights_[r] += (to - from) * shifts_[at + r];
        }
    }
    for (std::size_t at = 0; at < before_.size(); at += runs) {
        for (std::size_t r = 0; r < runs; ++r) {
            logWeights_[r] += after_[at + r] - before_[at + r];
        }
    }
    ++done_;
    if (done_ < schedule_.betas) {
        pool.run(machine_.visiblePanels(), [&](int q) { drawVisible(q, visible); });
    }
}

bool AnnealedImportance::advance(const StopCheck& stop, WorkerPool& pool)
{
    while (done_ < schedule_.betas) {
        step(pool);
        if (done_ < schedule_.betas && stop()) {
            return false;
        }
    }
    return true;
}

double AnnealedImportance::progress() const { return static_cast<double>(done_) / schedule_.betas; }

AnnealingEstimate AnnealedImportance::estimate() const
{
    double base = machine_.hidden() * logarithm(2); // ln Z of the machine without weights
    for (int i = 0; i < machine_.visible(); ++i) {
        double const bias = static_cast<double>(baseBias_[sizeOf(i)]);
        base += std::max(bias, 0.0) + logarithm(1 + exponential(-std::abs(bias)));
    }
    double const largest = *std::max_element(logWeights_.begin(), logWeights_.end());
    double sum = 0, squares = 0;
    for (double const each : logWeights_) {
        double const weight = exponential(each - largest);
        sum += weight;
        squares += weight * weight;
    }
    auto const runs = static_cast<double>(logWeights_.size());
    double const mean = sum / runs;
    double const variance = std::max(0.0, squares / runs - mean * mean) * runs / (runs - 1);
    return {base + largest + logarithm(mean), std::sqrt(variance / runs) / mean,
            sum * sum / squares};
}

} // namespace core::rbm
