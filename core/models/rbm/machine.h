// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/archive.h"
#include "core/base/line_vector.h"
#include "core/base/outcome.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace core::rbm {

inline constexpr int maxHidden = 4096;

// The parameters of a restricted Boltzmann machine with n visible and m hidden units in {0, 1}:
// E(v, h) = -b.v - c.h - v.W h (Smolensky 1986). Weights lie in panels of 16 hidden units,
// panel(p)[16 i + l] = W(i, 16 p + l), so that one panel stays in the first-level cache while a
// batch passes over it; padding, to multiples of 16 visible and hidden units, is always 0.
class Machine
{
public:
    Machine() = default;
    // All parameters 0; both >= 1.
    Machine(int visible, int hidden);

    int visible() const { return visible_; }
    int hidden() const { return hidden_; }

    float weight(int i, int j) const { return weights_[place(i, j)]; }
    void setWeight(int i, int j, float value) { weights_[place(i, j)] = value; }
    // Row by row, n x m; setWeights needs that many.
    std::vector<float> weights() const;
    void setWeights(std::span<const float> rowByRow);
    // W(i, j) normal with this standard deviation, a stream per hidden unit.
    void drawWeights(double deviation, std::uint64_t seed);

    std::span<float> visibleBias() { return std::span(b_).first(size(visible_)); }
    std::span<const float> visibleBias() const { return std::span(b_).first(size(visible_)); }
    std::span<float> hiddenBias() { return std::span(c_).first(size(hidden_)); }
    std::span<const float> hiddenBias() const { return std::span(c_).first(size(hidden_)); }

    // Under "W", "b" and "c", as NumPy would hold them; restore() takes arrays of this machine's
    // shape only and changes nothing otherwise.
    void save(Archive& archive) const;
    Outcome restore(const Archive& archive);

    // The layout that kernels see.
    int hiddenPanels() const { return (hidden_ + 15) / 16; }
    int visiblePanels() const { return (visible_ + 15) / 16; }
    std::ptrdiff_t panelSize() const { return std::ptrdiff_t{256} * visiblePanels(); }
    float* panel(int p) { return weights_.data() + p * panelSize(); }
    const float* panel(int p) const { return weights_.data() + p * panelSize(); }
    // With padding.
    float* paddedVisibleBias() { return b_.data(); }
    const float* paddedVisibleBias() const { return b_.data(); }
    float* paddedHiddenBias() { return c_.data(); }
    const float* paddedHiddenBias() const { return c_.data(); }

private:
    static std::size_t size(int n) { return static_cast<std::size_t>(n); }
    std::size_t place(int i, int j) const
    {
        return static_cast<std::size_t>(j / 16 * panelSize() + 16 * i + j % 16);
    }

    int visible_ = 0;
    int hidden_ = 0;
    LineVector<float> weights_, b_, c_;
};

} // namespace core::rbm
