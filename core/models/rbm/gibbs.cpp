// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/rbm/gibbs.h"

#include "core/base/rng.h"
#include "core/models/rbm/layer.h"

#include <algorithm>

namespace core::rbm {

namespace {

constexpr std::size_t sizeOf(int n) { return static_cast<std::size_t>(n); }

int unitsOf(const Machine& machine, Layer layer)
{
    return layer == Layer::hidden ? machine.hidden() : machine.visible();
}

// Draws a whole layer, or fills its probabilities (rows x units), or both. Allocates only where
// `room` is too small.
void drawLayer(const Machine& machine, Layer layer, const BitPanels& given, Drawing drawing,
               float scale, std::vector<float>* probabilities, LayerRoom& room, WorkerPool& pool)
{
    scaledBias(machine, layer, scale, room.bias);
    int const units = unitsOf(machine, layer), rows = given.rows();
    drawing.bias = room.bias.data();
    drawing.scale = scale;
    auto& panels = room.probabilities;
    panels.resize(probabilities ? sizeOf(rows) * sizeOf((units + 15) / 16 * 16) : 0);
    pool.run((units + 15) / 16, [&](int p) {
        Drawing own = drawing;
        own.probabilities =
            probabilities ? panels.data() + std::ptrdiff_t{lanes} * rows * p : nullptr;
        activatePanel(kernels(), machine, layer, p, given, 0, rows, own);
    });
    if (!probabilities) {
        return;
    }
    probabilities->resize(sizeOf(rows) * sizeOf(units));
    for (int r = 0; r < rows; ++r) {
        for (int p = 0; 16 * p < units; ++p) {
            std::copy_n(panels.data() + std::ptrdiff_t{lanes} * (std::ptrdiff_t{rows} * p + r),
                        unitsIn(p, units),
                        probabilities->data() + std::ptrdiff_t{units} * r + lanes * p);
        }
    }
}

BitPanels panelsOf(const BitRows& rows, int units)
{
    BitPanels panels(rows.count, units);
    panels.read(0, rows);
    return panels;
}

std::vector<float> probabilitiesOf(const Machine& machine, Layer layer, const BitRows& given,
                                   double T, WorkerPool& pool)
{
    int const others = layer == Layer::hidden ? machine.visible() : machine.hidden();
    std::vector<float> result;
    LayerRoom room;
    drawLayer(machine, layer, panelsOf(given, others), {}, inverseTemperature(T), &result, room,
              pool);
    return result;
}

} // namespace

Chains::Chains(const BitRows& visible, int units, std::uint64_t seed)
    : seed_(seed), units_(units), visible_(panelsOf(visible, units).rowsFrom(0, visible.count))
{
}

Chains::Chains(int count, int units, std::uint64_t seed) : seed_(seed), units_(units)
{
    BitMatrix coins(count, units);
    for (int r = 0; r < count; ++r) {
        Rng random(streamSeed(~seed, static_cast<std::uint64_t>(r)));
        for (int w = 0; w < coins.stride(); ++w) {
            coins.row(r)[w] = random.next();
        }
    }
    visible_ = panelsOf(coins, units).rowsFrom(0, count);
}

void Chains::follow(const BitRows& rows)
{
    for (int r = 0; r < visible_.count(); ++r) {
        std::copy_n(rows.row(r % rows.count), visible_.stride(), visible_.row(r));
    }
}

void Chains::impose(const Clamp& clamp)
{
    if (!clamp.fixed) {
        return;
    }
    for (int r = 0; r < visible_.count(); ++r) {
        for (int i = 0; i < units_; ++i) {
            if ((clamp.fixed[i / 64] >> (i % 64) & 1) != 0) {
                bool const on = (clamp.values[i / 64] >> (i % 64) & 1) != 0;
                visible_.set(r, i, on);
                if (!probabilities_.empty()) {
                    probabilities_[sizeOf(r) * sizeOf(units_) + sizeOf(i)] = on ? 1.0f : 0.0f;
                }
            }
        }
    }
}

void Chains::sweep(const Machine& machine, double T, WorkerPool& pool, const Clamp& clamp)
{
    float const scale = inverseTemperature(T);
    if (hidden_.units() != machine.hidden()) {
        hidden_ = BitMatrix(count(), machine.hidden());
        visiblePanels_ = BitPanels(count(), machine.visible());
        hiddenPanels_ = BitPanels(count(), machine.hidden());
    }
    rowKeys(seed_, count(), keys_);
    visiblePanels_.read(0, visible_);
    Drawing drawing;
    drawing.keys = keys_.data();
    drawing.sweep = sweeps_;
    drawing.samples = &hiddenPanels_;
    drawLayer(machine, Layer::hidden, visiblePanels_, drawing, scale, nullptr, room_, pool);
    drawing.samples = &visiblePanels_;
    drawLayer(machine, Layer::visible, hiddenPanels_, drawing, scale, &probabilities_, room_, pool);
    visiblePanels_.write(visible_);
    hiddenPanels_.write(hidden_);
    ++sweeps_;
    impose(clamp);
}

std::vector<float> hiddenProbabilities(const Machine& machine, const BitRows& visible, double T,
                                       WorkerPool& pool)
{
    return probabilitiesOf(machine, Layer::hidden, visible, T, pool);
}

std::vector<float> visibleProbabilities(const Machine& machine, const BitRows& hidden, double T,
                                        WorkerPool& pool)
{
    return probabilitiesOf(machine, Layer::visible, hidden, T, pool);
}

std::vector<float> hiddenProbabilities(const Machine& machine, std::span<const float> visible,
                                       double T, WorkerPool& pool)
{
    auto const n = sizeOf(machine.visible()), m = sizeOf(machine.hidden());
    auto const rows = static_cast<int>(visible.size() / n);
    float const scale = inverseTemperature(T);
    auto const bias = scaledBias(machine, Layer::hidden, scale);
    std::vector<float> result(sizeOf(rows) * m);
    pool.run(machine.hiddenPanels(), [&](int p) {
        alignas(64) float sums[lanes], probabilities[lanes];
        for (int r = 0; r < rows; ++r) {
            std::fill_n(sums, lanes, 0.0f);
            kernels().addProducts(machine.panel(p), machine.visible(),
                                  visible.data() + std::ptrdiff_t{machine.visible()} * r,
                                  machine.visible(), 1, sums);
            int const units = unitsIn(p, machine.hidden());
            kernels().activate({sums, 1, bias.data() + std::ptrdiff_t{lanes} * p, scale, units,
                                nullptr, 0, nullptr, probabilities, 1});
            std::copy_n(probabilities, units,
                        result.data() + static_cast<std::ptrdiff_t>(m) * r + lanes * p);
        }
    });
    return result;
}

namespace {

// Into room.images, rows x n.
void reconstruct(const Machine& machine, const BitRows& visible, std::uint64_t seed,
                 ReconstructionRoom& room, WorkerPool& pool)
{
    if (room.hidden.rows() != visible.count || room.hidden.units() != machine.hidden()) {
        room.visible = BitPanels(visible.count, machine.visible());
        room.hidden = BitPanels(visible.count, machine.hidden());
    }
    rowKeys(seed, visible.count, room.keys);
    room.visible.read(0, visible);
    Drawing drawing;
    drawing.keys = room.keys.data();
    drawing.samples = &room.hidden;
    drawLayer(machine, Layer::hidden, room.visible, drawing, 1, nullptr, room.layer, pool);
    drawLayer(machine, Layer::visible, room.hidden, {}, 1, &room.images, room.layer, pool);
}

} // namespace

std::vector<float> reconstructions(const Machine& machine, const BitRows& visible,
                                   std::uint64_t seed, WorkerPool& pool)
{
    ReconstructionRoom room;
    reconstruct(machine, visible, seed, room, pool);
    return std::move(room.images);
}

double reconstructionError(const Machine& machine, const BitRows& visible, std::uint64_t seed,
                           WorkerPool& pool)
{
    ReconstructionRoom room;
    return reconstructionError(machine, visible, seed, room, pool);
}

double reconstructionError(const Machine& machine, const BitRows& visible, std::uint64_t seed,
                           ReconstructionRoom& room, WorkerPool& pool)
{
    reconstruct(machine, visible, seed, room, pool);
    double squares = 0;
    std::size_t at = 0;
    for (int r = 0; r < visible.count; ++r) {
        for (int i = 0; i < machine.visible(); ++i, ++at) {
            double const difference =
                (visible.bit(r, i) ? 1.0 : 0.0) - static_cast<double>(room.images[at]);
            squares += difference * difference;
        }
    }
    return squares / static_cast<double>(room.images.size());
}

} // namespace core::rbm
