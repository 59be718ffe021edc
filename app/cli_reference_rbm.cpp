// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_reference_rbm.h"

#include <bit>
#include <cblas.h>
#include <cstddef>
#include <cstdint>

namespace app {

namespace {

constexpr float rate = 0.05f;

std::size_t sizeOf(int a, int b)
{
    return static_cast<std::size_t>(a) * static_cast<std::size_t>(b);
}

// exp(x) in a form that compilers turn into vectors.
inline float expOf(float x)
{
    float const t = x < -87.0f ? -87.0f : (x > 87.0f ? 87.0f : x);
    float const n = (t * 1.44269504f + 12582912.0f) - 12582912.0f;
    float const r = t - n * 0.693147181f;
    float const p =
        1.0f + r * (1.0f + r * (0.5f + r * (0.16666667f + r * (0.041666667f + r * 0.0083333333f))));
    return p * std::bit_cast<float>((static_cast<std::int32_t>(n) + 127) << 23);
}

// ln(1 + exp(x)) likewise, to a few digits less.
inline float softplus(float x)
{
    float const e = expOf(x > 0 ? -x : x), s = e / (2.0f + e), t = s * s;
    return (x > 0 ? x : 0) + 2.0f * s * (1.0f + t * (0.33333333f + t * (0.2f + t * 0.14285714f)));
}

void activate(const std::vector<float>& fields, const std::vector<float>& bias, float scale,
              std::vector<float>& probabilities)
{
    for (std::size_t row = 0; row < fields.size(); row += bias.size()) {
        const float* const z = fields.data() + row;
        float* const p = probabilities.data() + row;
        for (std::size_t j = 0; j < bias.size(); ++j) {
            p[j] = 1.0f / (1.0f + expOf(-scale * (z[j] + bias[j])));
        }
    }
}

// bias += rate / rows (sums of the columns of a less those of b).
void move(std::vector<float>& bias, const std::vector<float>& a, const std::vector<float>& b)
{
    float const step = rate * static_cast<float>(bias.size()) / static_cast<float>(a.size());
    for (std::size_t row = 0; row < a.size(); row += bias.size()) {
        for (std::size_t j = 0; j < bias.size(); ++j) {
            bias[j] += step * (a[row + j] - b[row + j]);
        }
    }
}

} // namespace

ReferenceRbm::ReferenceRbm(int visible, int hidden, int batch)
    : visible_(visible), hidden_(hidden), batch_(batch), random_(1), W_(sizeOf(visible, hidden)),
      b_(sizeOf(visible, 1)), c_(sizeOf(hidden, 1)), fields_(sizeOf(batch, hidden)), p0_(fields_),
      p1_(fields_), h_(fields_), visibleFields_(sizeOf(batch, visible)), v_(visibleFields_),
      logWeights_(sizeOf(batch, 1))
{
    openblas_set_num_threads(1);
    for (float& w : W_) {
        w = static_cast<float>(0.02 * (random_.uniform() - 0.5));
    }
}

void ReferenceRbm::hiddenFields(const std::vector<float>& visible)
{
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, batch_, hidden_, visible_, 1,
                visible.data(), visible_, W_.data(), hidden_, 0, fields_.data(), hidden_);
}

void ReferenceRbm::visibleFields()
{
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, batch_, visible_, hidden_, 1, h_.data(),
                hidden_, W_.data(), hidden_, 0, visibleFields_.data(), visible_);
}

void ReferenceRbm::draw(const std::vector<float>& probabilities, std::vector<float>& states)
{
    for (std::size_t at = 0; at < states.size(); at += 2) {
        std::uint64_t const bits = random_.next();
        auto const first = static_cast<std::int32_t>(bits >> 40);
        auto const second = static_cast<std::int32_t>(bits >> 8 & 0xFFFFFF);
        states[at] = static_cast<float>(first) * 0x1p-24f < probabilities[at] ? 1.0f : 0.0f;
        states[at + 1] =
            static_cast<float>(second) * 0x1p-24f < probabilities[at + 1] ? 1.0f : 0.0f;
    }
}

double ReferenceRbm::learn(const std::vector<float>& images)
{
    hiddenFields(images);
    activate(fields_, c_, 1, p0_);
    draw(p0_, h_);
    visibleFields();
    activate(visibleFields_, b_, 1, visibleFields_);
    draw(visibleFields_, v_);
    hiddenFields(v_);
    activate(fields_, c_, 1, p1_);
    float const step = rate / static_cast<float>(batch_);
    cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, visible_, hidden_, batch_, step,
                images.data(), visible_, p0_.data(), hidden_, 1, W_.data(), hidden_);
    cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, visible_, hidden_, batch_, -step,
                v_.data(), visible_, p1_.data(), hidden_, 1, W_.data(), hidden_);
    move(b_, images, v_);
    move(c_, p0_, p1_);
    return batch_;
}

double ReferenceRbm::anneal(double beta)
{
    auto const from = static_cast<float>(beta), to = from + 0.001f;
    hiddenFields(v_);
    for (std::size_t r = 0; r < logWeights_.size(); ++r) {
        float sum = 0;
        for (std::size_t j = 0; j < c_.size(); ++j) {
            float const field = fields_[r * c_.size() + j] + c_[j];
            sum += softplus(to * field) - softplus(from * field);
        }
        logWeights_[r] += static_cast<double>(sum);
    }
    activate(fields_, c_, to, p0_);
    draw(p0_, h_);
    visibleFields();
    activate(visibleFields_, b_, to, visibleFields_);
    draw(visibleFields_, v_);
    return batch_;
}

} // namespace app
