// SPDX-License-Identifier: GPL-3.0-or-later
// The first moments of an update: changes of the biases, and the offsets of the centred gradient.
#include "core/models/rbm/trainer.h"

#include <algorithm>

namespace core::rbm {

namespace {

constexpr float slidingFactor = 0.01f; // of the running means (Melchior et al.)

constexpr std::size_t sizeOf(int n) { return static_cast<std::size_t>(n); }

// What a running mean becomes with a new value.
float slid(const std::vector<float>& means, std::size_t i, float value)
{
    return means.empty() ? value : means[i] + slidingFactor * (value - means[i]);
}

double product(const std::vector<float>& a, const std::vector<float>& b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
    }
    return sum;
}

// How many of 16 bits are 1, in operations that compilers turn into vectors.
constexpr int onesIn(unsigned bits)
{
    bits -= bits >> 1 & 0x5555;
    bits = (bits & 0x3333) + (bits >> 2 & 0x3333);
    return static_cast<int>(((bits + (bits >> 4)) & 0x0F0F) * 0x0101 >> 8 & 31);
}

// Calls visit(i, r) for every unit i that is 1 in row r.
template <class F>
void eachActive(const BitPanels& columns, int visible, const F& visit)
{
    for (int q = 0; q < columns.panels(); ++q) {
        const std::uint16_t* const rows = columns.panel(q);
        for (int i = 0; i < visible; ++i) {
            for (unsigned bits = rows[i]; bits != 0; bits &= bits - 1) {
                visit(sizeOf(i), sizeOf(16 * q + __builtin_ctz(bits)));
            }
        }
    }
}

} // namespace

void Trainer::prepareGradient(const LearningRule& rule)
{
    auto const n = sizeOf(16 * states_.panels()), m = sizeOf(16 * drawn_.panels());
    changes_.visible.assign(n, 0);
    changes_.visibleMean.assign(n, 0);
    for (auto* const each : {&changes_.hidden, &changes_.hiddenMean, &changes_.batchHidden}) {
        each->assign(m, 0);
    }
    // Counts at first, of the batch and of the chains: exact in floats, and nothing is allocated.
    auto &inBatch = changes_.visible, &inChains = changes_.visibleMean;
    for (int q = 0; q < columns_.panels(); ++q) {
        const std::uint16_t* const bits = columns_.panel(q);
        auto& counts = 16 * q < chainsFrom_ ? inBatch : inChains;
        for (std::size_t i = 0; i < n; ++i) {
            counts[i] += static_cast<float>(onesIn(bits[i]));
        }
    }
    for (std::size_t i = 0; i < n; ++i) {
        float const mean = inBatch[i] / static_cast<float>(batch_);
        changes_.visible[i] = mean - inChains[i] / static_cast<float>(chains_);
        changes_.visibleMean[i] = slid(meanVisible_, i, mean);
    }
    if (rule.momentum > 0 && velocityW_.empty()) {
        velocityW_.assign(n * m, 0);
    }
    if (!rule.centred) {
        return;
    }
    changes_.rowMeans.assign(sizeOf(rows_), 0);
    changes_.rowOverlaps.assign(sizeOf(rows_) * sizeOf(drawn_.panels()), 0);
    changes_.shifts.assign(m, 0);
    eachActive(columns_, visible_, [&](std::size_t i, std::size_t r) {
        changes_.rowMeans[r] += static_cast<double>(changes_.visibleMean[i]);
    });
}

void Trainer::averageHidden(const LearningRule& rule, int p)
{
    auto const& k = kernels();
    const float* const rows = weighted(p);
    float inBatch[lanes], inChains[lanes];
    k.addRows(rows, chainsFrom_, inBatch);
    k.addRows(rows + std::ptrdiff_t{lanes} * chainsFrom_, rows_ - chainsFrom_, inChains);
    for (int l = 0; l < lanes; ++l) {
        auto const j = sizeOf(lanes * p + l);
        changes_.batchHidden[j] = inBatch[l];
        changes_.hidden[j] = inBatch[l] + inChains[l];
        changes_.hiddenMean[j] = slid(meanHidden_, j, inBatch[l]);
    }
    if (!rule.centred) {
        return;
    }
    double* const overlaps = changes_.rowOverlaps.data() + std::ptrdiff_t{rows_} * p;
    for (int r = 0; r < rows_; ++r) {
        for (int l = 0; l < lanes; ++l) {
            auto const j = sizeOf(lanes * p + l);
            double const probability = static_cast<double>(rows[lanes * r + l]);
            overlaps[r] += probability * static_cast<double>(changes_.hiddenMean[j]);
            changes_.shifts[j] += probability * changes_.rowMeans[sizeOf(r)];
        }
    }
}

// With g = gradient of W, sum over j of g_ij lambda_j and sum over i of g_ij mu_i follow from one
// number per row: g_ij = sum over rows of v_i p_j - mu_i change_j - change_i lambda_j.
void Trainer::moveBiases(Machine& machine, const LearningRule& rule)
{
    auto& [db, dc, overlaps] = biasGradients_;
    db.assign(changes_.visible.begin(), changes_.visible.end());
    dc.assign(changes_.hidden.begin(), changes_.hidden.end());
    if (rule.centred) {
        auto const& [visible, hidden, mu, lambda, batchHidden, rowMeans, rowOverlaps, shifts] =
            changes_;
        double const hiddenShift = product(hidden, lambda), lambda2 = product(lambda, lambda);
        double const visibleShift = product(visible, mu), mu2 = product(mu, mu);
        overlaps.assign(sizeOf(rows_), 0);
        for (std::size_t at = 0; at < rowOverlaps.size(); ++at) {
            overlaps[at % overlaps.size()] += rowOverlaps[at];
        }
        for (std::size_t i = 0; i < db.size(); ++i) {
            db[i] += static_cast<double>(mu[i]) * hiddenShift +
                     static_cast<double>(visible[i]) * lambda2;
        }
        eachActive(columns_, visible_, [this](std::size_t i, std::size_t r) {
            biasGradients_.visible[i] -= biasGradients_.overlaps[r];
        });
        for (std::size_t j = 0; j < dc.size(); ++j) {
            dc[j] += mu2 * static_cast<double>(hidden[j]) +
                     visibleShift * static_cast<double>(lambda[j]) - shifts[j];
        }
    }
    auto const move = [&](std::span<float> bias, std::vector<float>& velocity,
                          const std::vector<double>& gradient) {
        for (std::size_t i = 0; i < bias.size(); ++i) {
            velocity[i] = static_cast<float>(rule.momentum * static_cast<double>(velocity[i]) +
                                             rule.rate * gradient[i]);
            bias[i] += velocity[i];
        }
    };
    move(machine.visibleBias(), velocityB_, db);
    move(machine.hiddenBias(), velocityC_, dc);
}

} // namespace core::rbm
