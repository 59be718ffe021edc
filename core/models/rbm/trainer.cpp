// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/rbm/trainer.h"

#include "core/base/rng.h"

#include <algorithm>

namespace core::rbm {

namespace {

constexpr int padded(int n) { return (n + 15) / 16 * 16; }
constexpr std::size_t sizeOf(int n) { return static_cast<std::size_t>(n); }

// Lane additions between two questions whether to stop: some milliseconds.
constexpr std::int64_t additionsPerSlice = 1 << 23;
// Random numbers that start persistent chains lie here in their streams.
constexpr std::uint64_t startingSweep = 1u << 30;

} // namespace

Trainer::Trainer(int visible, int hidden)
    : visible_(visible), hidden_(hidden), velocityB_(sizeOf(visible)), velocityC_(sizeOf(hidden))
{
}

bool Trainer::update(Machine& machine, const BitRows& batch, const LearningRule& rule,
                     std::uint64_t seed, std::uint64_t number, WorkerPool& pool,
                     const StopCheck& stop)
{
    if (stage_ == Stage::none) {
        begin(machine, batch, rule, seed, number);
    }
    for (;;) {
        int const count = bands();
        while (next_ < count) {
            std::int64_t const perBand =
                std::int64_t{rows_} * (stage_ == Stage::visible ? hidden_ : 2 * visible_) / 4 + 1;
            bool const atOnce = stage_ == Stage::gradient && whole_;
            int const some =
                static_cast<int>(atOnce ? count
                                        : std::clamp<std::int64_t>(additionsPerSlice / perBand,
                                                                   pool.workers(), count - next_));
            pool.run(std::min(some, count - next_),
                     [&](int index) { band(machine, rule, next_ + index); });
            next_ += some;
            if (next_ < count && stop()) {
                return false;
            }
        }
        if (stage_ == Stage::gradient) {
            commit(machine, rule, pool);
            return true;
        }
        endStage(rule);
        if (stop()) {
            return false;
        }
    }
}

void Trainer::shape(int batch, int chains)
{
    if (batch == batch_ && chains == chains_ && !weighted_.empty()) {
        return;
    }
    batch_ = batch;
    chains_ = chains;
    chainsFrom_ = padded(batch);
    rows_ = chainsFrom_ + padded(chains);
    states_ = BitPanels(rows_, visible_);
    columns_ = BitPanels(visible_, rows_);
    drawn_ = BitPanels(chains, hidden_);
    weighted_.assign(sizeOf(rows_) * sizeOf(padded(hidden_)), 0);
    squares_.assign(sizeOf(states_.panels()), 0);
    // One that takes longer than a pause may is applied at the end, so as to be interruptible.
    whole_ = std::int64_t{rows_} * visible_ * hidden_ / 64 <= additionsPerSlice;
    gradients_.assign(whole_ ? 0 : sizeOf(padded(visible_)) * sizeOf(padded(hidden_)), 0);
}

void Trainer::begin(const Machine& machine, const BitRows& batch, const LearningRule& rule,
                    std::uint64_t seed, std::uint64_t number)
{
    bool const persistent = rule.method == Method::pcd;
    shape(batch.count, persistent ? rule.chains : batch.count);
    states_.read(0, batch);
    rowKeys(streamSeed(seed, number), chains_, keys_);
    if (persistent && chainHidden_.rows() == chains_) {
        drawn_ = chainHidden_;
    } else if (persistent) {
        startChains(machine, batch);
    }
    stage_ = Stage::hidden;
    step_ = 0;
    next_ = 0;
}

void Trainer::startChains(const Machine& machine, const BitRows& batch)
{
    int const kept = std::min(chainVisible_.rows(), chains_);
    if (kept > 0) {
        states_.read(chainsFrom_, chainVisible_.rowsFrom(0, kept));
    }
    for (int r = kept; r < chains_; ++r) {
        states_.read(chainsFrom_ + r, batch.part(r % batch.count, 1));
    }
    for (int p = 0; p < machine.hiddenPanels(); ++p) {
        Drawing drawing;
        drawing.bias = machine.paddedHiddenBias();
        drawing.keys = keys_.data();
        drawing.sweep = startingSweep;
        drawing.samples = &drawn_;
        activatePanel(kernels(), machine, Layer::hidden, p, states_, chainsFrom_, chains_, drawing);
    }
}

int Trainer::bands() const { return stage_ == Stage::visible ? states_.panels() : drawn_.panels(); }

void Trainer::band(Machine& machine, const LearningRule& rule, int index)
{
    switch (stage_) {
    case Stage::hidden: return drawHidden(machine, rule, index);
    case Stage::visible: return drawVisible(machine, rule, index);
    case Stage::gradient: return climb(machine, rule, index);
    case Stage::none: break;
    }
}

void Trainer::endStage(const LearningRule& rule)
{
    next_ = 0;
    if (stage_ == Stage::hidden) {
        stage_ = Stage::visible;
        return;
    }
    ++step_;
    stage_ = step_ < rule.k ? Stage::hidden : Stage::gradient;
    if (stage_ == Stage::gradient) {
        prepareGradient(rule);
    }
}

void Trainer::drawHidden(const Machine& machine, const LearningRule& rule, int p)
{
    Drawing drawing;
    drawing.bias = machine.paddedHiddenBias();
    drawing.keys = keys_.data();
    drawing.sweep = static_cast<std::uint64_t>(step_);
    if (step_ > 0) {
        drawing.samples = &drawn_;
        activatePanel(kernels(), machine, Layer::hidden, p, states_, chainsFrom_, chains_, drawing);
        return;
    }
    drawing.samples = rule.method == Method::cd ? &drawn_ : nullptr;
    drawing.probabilities = weighted(p);
    drawing.weight = 1 / static_cast<float>(batch_);
    activatePanel(kernels(), machine, Layer::hidden, p, states_, 0, batch_, drawing);
}

void Trainer::drawVisible(const Machine& machine, const LearningRule& rule, int q)
{
    auto const& k = kernels();
    Drawing drawing;
    drawing.bias = machine.paddedVisibleBias();
    drawing.sweep = static_cast<std::uint64_t>(step_);
    drawing.samples = &states_;
    bool const reconstructs = rule.method == Method::cd && step_ == 0;
    alignas(64) float probabilities[rowsPerTile * lanes];
    double squares = 0;
    for (int first = 0; first < chains_; first += rowsPerTile) {
        int const some = std::min(rowsPerTile, chains_ - first);
        drawing.keys = keys_.data() + first;
        drawing.samplesFrom = chainsFrom_ + first;
        drawing.probabilities = reconstructs ? probabilities : nullptr;
        activatePanel(k, machine, Layer::visible, q, drawn_, first, some, drawing);
        if (reconstructs) {
            squares += k.squaredDifference(probabilities, states_.panel(q) + first, some,
                                           unitsIn(q, visible_));
        }
    }
    if (reconstructs) {
        squares_[sizeOf(q)] = squares;
    }
    if (step_ + 1 == rule.k) {
        transposePanel(states_, q, columns_);
    }
}

void Trainer::climb(Machine& machine, const LearningRule& rule, int p)
{
    auto const& k = kernels();
    Drawing drawing;
    drawing.bias = machine.paddedHiddenBias();
    drawing.keys = keys_.data();
    drawing.sweep = static_cast<std::uint64_t>(step_);
    drawing.samples = rule.method == Method::pcd ? &drawn_ : nullptr;
    drawing.probabilities = weighted(p) + std::ptrdiff_t{lanes} * chainsFrom_;
    drawing.weight = -1 / static_cast<float>(chains_);
    activatePanel(k, machine, Layer::hidden, p, states_, chainsFrom_, chains_, drawing);
    averageHidden(rule, p);

    alignas(64) float tile[rowsPerTile * lanes];
    for (int first = 0; first < visible_; first += rowsPerTile) {
        int const some = std::min(rowsPerTile, visible_ - first);
        float* const gradients =
            whole_ ? tile
                   : gradients_.data() + p * machine.panelSize() + std::ptrdiff_t{lanes} * first;
        sumRows(k, weighted(p), columns_, first, some, gradients);
        if (whole_) {
            apply(machine, rule, p, first, some, gradients);
        }
    }
}

void Trainer::apply(Machine& machine, const LearningRule& rule, int p, int first, int count,
                    const float* gradients)
{
    std::ptrdiff_t const at = p * machine.panelSize() + std::ptrdiff_t{lanes} * first;
    const float* const means = rule.centred ? changes_.visibleMean.data() + first : nullptr;
    kernels().learn({machine.panel(0) + at, velocityW_.empty() ? nullptr : velocityW_.data() + at,
                     gradients, count, static_cast<float>(rule.rate),
                     static_cast<float>(rule.momentum), static_cast<float>(rule.weightDecay), means,
                     changes_.visible.data() + first, changes_.hiddenMean.data() + 16 * p,
                     changes_.hidden.data() + 16 * p});
}

void Trainer::keepChains()
{
    chainHidden_ = drawn_;
    if (chainVisible_.rows() != chains_) {
        chainVisible_ = BitPanels(chains_, visible_);
    }
    for (int q = 0; q < states_.panels(); ++q) {
        std::copy_n(states_.panel(q) + chainsFrom_, chains_, chainVisible_.panel(q));
    }
}

void Trainer::commit(Machine& machine, const LearningRule& rule, WorkerPool& pool)
{
    if (!whole_) {
        pool.run(machine.hiddenPanels(), [&](int p) {
            apply(machine, rule, p, 0, visible_, gradients_.data() + p * machine.panelSize());
        });
    }
    moveBiases(machine, rule);
    report_ = {std::nullopt, 0};
    for (float const mean : changes_.batchHidden) {
        report_.hiddenActivity += static_cast<double>(mean) / hidden_;
    }
    if (rule.method == Method::cd) {
        double squares = 0;
        for (double const each : squares_) {
            squares += each;
        }
        report_.reconstructionError = squares / batch_ / visible_;
    } else {
        keepChains();
    }
    if (rule.centred) {
        meanVisible_ = changes_.visibleMean;
        meanHidden_ = changes_.hiddenMean;
    }
    stage_ = Stage::none;
}

} // namespace core::rbm
