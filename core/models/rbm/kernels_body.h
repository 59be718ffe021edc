// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/rbm/kernels.h"
#include "core/models/rbm/kernels_lanes.h"

#include <cstddef>
#include <cstdint>

// The inner loops on vectors of the compiler; the files of instruction sets define signBits() and
// transpose() before they include this.
namespace core::rbm {

namespace {

void tabulate(const float* rows, int panels, float* table)
{
    for (int group = 0; group < 4 * panels; ++group, rows += 4 * lanes, table += 16 * lanes) {
        Lanes sums[16];
        sums[0] = Lanes::zero();
        for (int bit = 0; bit < 4; ++bit) {
            Lanes const row = Lanes::from(rows + lanes * bit);
            for (int s = 0; s < 1 << bit; ++s) {
                sums[(1 << bit) + s] = sums[s] + row;
            }
        }
        for (int s = 0; s < 16; ++s) {
            sums[s].to(table + lanes * s);
        }
    }
}

inline const float* entry(const float* table, unsigned bits, int shift)
{
    unsigned const bytes = (shift > 6 ? bits >> (shift - 6) : bits << (6 - shift)) & 0x3C0u;
    return reinterpret_cast<const float*>(reinterpret_cast<const char*>(table) + bytes);
}

template <int Panels>
void addTabulatedOf(const float* table, const std::uint16_t* bits, std::ptrdiff_t stride, int count,
                    bool fresh, float* sums)
{
    for (int r = 0; r < count; ++r, ++bits, sums += lanes) {
        Lanes a = fresh ? Lanes::zero() : Lanes::from(sums);
        Lanes b, c, d;
        for (int q = 0; q < Panels; ++q) {
            unsigned const word = bits[stride * q];
            const float* const at = table + q * 64 * lanes;
            Lanes const first = Lanes::from(entry(at, word, 0));
            Lanes const second = Lanes::from(entry(at + 16 * lanes, word, 4));
            Lanes const third = Lanes::from(entry(at + 32 * lanes, word, 8));
            Lanes const fourth = Lanes::from(entry(at + 48 * lanes, word, 12));
            a += first;
            b = q == 0 ? second : b + second;
            c = q == 0 ? third : c + third;
            d = q == 0 ? fourth : d + fourth;
        }
        ((a + b) + (c + d)).to(sums);
    }
}

void addTabulated(const float* table, const std::uint16_t* bits, std::ptrdiff_t stride, int panels,
                  int count, bool fresh, float* sums)
{
    switch (panels) {
    case 1: return addTabulatedOf<1>(table, bits, stride, count, fresh, sums);
    case 2: return addTabulatedOf<2>(table, bits, stride, count, fresh, sums);
    case 3: return addTabulatedOf<3>(table, bits, stride, count, fresh, sums);
    default: return addTabulatedOf<4>(table, bits, stride, count, fresh, sums);
    }
}

void addProducts(const float* rows, int sources, const float* values, std::ptrdiff_t stride,
                 int count, float* sums)
{
    for (int r = 0; r < count; ++r, values += stride, sums += lanes) {
        Lanes sum = Lanes::from(sums);
        for (int s = 0; s < sources; ++s) {
            Lanes row = Lanes::from(rows + lanes * s);
            for (auto& part : row.part) {
                part *= values[s];
            }
            sum += row;
        }
        sum.to(sums);
    }
}

void addRows(const float* rows, int count, float* out)
{
    Lanes sum = Lanes::zero();
    for (int r = 0; r < count; ++r) {
        sum += Lanes::from(rows + lanes * r);
    }
    sum.to(out);
}

// The highest bit of each of 16 lanes.
inline std::uint16_t sixteenSigns(const Lanes& x)
{
    unsigned bits = 0;
    for (int k = 0; k < vectors; ++k) {
        bits |= signBits(x.part[k]) << (width * k);
    }
    return static_cast<std::uint16_t>(bits);
}

// Fields of one row from its sums.
inline F fieldOf(const float* sums, const float* bias, float scale, int k)
{
    return loaded<F>(sums + width * k) * scale + loaded<F>(bias + width * k);
}

template <bool Samples, bool Probabilities>
void activateOf(const Activation& task)
{
    Lanes const mask = existing(task.units);
    unsigned const allowed = (1u << task.units) - 1;
    for (int r = 0; r < task.count; ++r) {
        Lanes probability, drawn;
        for (int k = 0; k < vectors; ++k) {
            F const x = fieldOf(task.sums + lanes * r, task.bias, task.scale, k);
            F const e = expMinusSize(x), larger = 1.0f / (1.0f + e), smaller = e * larger;
            if (Samples) {
                // Below the smaller probability: the unit goes against its field.
                U const threshold = (U)(__builtin_convertvector(smaller * 0x1p31f, I) << 1);
                U const random = randomBits(
                    task.keys[r], task.counter + static_cast<std::uint64_t>(width / 2 * k));
                drawn.part[k] = (F)((I)(random < threshold) ^ (I)(x >= 0.0f));
            }
            if (Probabilities) {
                F const p = chosen(x < 0.0f, smaller, larger) * task.weight;
                probability.part[k] = onlyWhere(p, mask.part[k]);
            }
        }
        if (Samples) {
            task.samples[r] = static_cast<std::uint16_t>(sixteenSigns(drawn) & allowed);
        }
        if (Probabilities) {
            probability.to(task.probabilities + lanes * r);
        }
    }
}

void activate(const Activation& task)
{
    if (!task.samples) {
        return activateOf<false, true>(task);
    }
    return task.probabilities ? activateOf<true, true>(task) : activateOf<true, false>(task);
}

// Lanes l and l + 8, then l and l + 4, ... as doubles.
inline double addHalves(const float* of)
{
    double sums[8];
    for (int l = 0; l < 8; ++l) {
        sums[l] = static_cast<double>(of[l]) + static_cast<double>(of[l + 8]);
    }
    for (int half = 4; half > 0; half /= 2) {
        for (int l = 0; l < half; ++l) {
            sums[l] += sums[l + half];
        }
    }
    return sums[0];
}

void addSoftplus(const float* sums, int count, const float* bias, float scale, int units,
                 double* out)
{
    Lanes const mask = existing(units);
    float terms[lanes];
    for (int r = 0; r < count; ++r) {
        Lanes term;
        for (int k = 0; k < vectors; ++k) {
            F const x = fieldOf(sums + lanes * r, bias, scale, k);
            term.part[k] = onlyWhere(softplus(x), mask.part[k]);
        }
        term.to(terms);
        out[r] += addHalves(terms);
    }
}

double squaredDifference(const float* probabilities, const std::uint16_t* bits, int count,
                         int units)
{
    Lanes const mask = existing(units);
    static constexpr std::int32_t place[lanes] = {
        1 << 0, 1 << 1, 1 << 2,  1 << 3,  1 << 4,  1 << 5,  1 << 6,  1 << 7,
        1 << 8, 1 << 9, 1 << 10, 1 << 11, 1 << 12, 1 << 13, 1 << 14, 1 << 15};
    Lanes total = Lanes::zero();
    for (int r = 0; r < count; ++r) {
        for (int k = 0; k < vectors; ++k) {
            I const on = (loaded<I>(place + width * k) & std::int32_t{bits[r]}) != 0;
            F const difference =
                chosen(on, all(1.0f), F{}) - loaded<F>(probabilities + lanes * r + width * k);
            total.part[k] += onlyWhere(difference * difference, mask.part[k]);
        }
    }
    float sums[lanes];
    total.to(sums);
    return addHalves(sums);
}

template <bool Moving, bool Centred>
void learnOf(const Learning& task)
{
    Lanes mean = Lanes::zero(), change = Lanes::zero();
    if (Centred) {
        mean = Lanes::from(task.hiddenMean);
        change = Lanes::from(task.hiddenChange);
    }
    for (int i = 0; i < task.count; ++i) {
        for (int k = 0; k < vectors; ++k) {
            std::ptrdiff_t const at = std::ptrdiff_t{lanes} * i + width * k;
            F const w = loaded<F>(task.weights + at);
            F gradient = loaded<F>(task.gradients + at);
            if (Centred) {
                gradient -=
                    task.visibleMean[i] * change.part[k] + task.visibleChange[i] * mean.part[k];
            }
            F step = (gradient - w * task.decay) * task.rate;
            if (Moving) {
                step += loaded<F>(task.velocity + at) * task.momentum;
                stored(task.velocity + at, step);
            }
            stored(task.weights + at, w + step);
        }
    }
}

typedef double D __attribute__((vector_size(vectorBytes)));
typedef std::int64_t L __attribute__((vector_size(vectorBytes)));

void multiply(double* factors, const double* by, int count, double* mantissa,
              std::int64_t* exponent)
{
    constexpr std::int64_t fraction = (std::int64_t{1} << 52) - 1, one = std::int64_t{1023} << 52;
    D products[vectors];
    L exponents[vectors];
    for (int k = 0; k < vectors; ++k) {
        products[k] = D{} + 1.0;
        exponents[k] = L{};
    }
    for (int i = 0; i < count; i += lanes / 2) {
        for (int k = 0; k < vectors; ++k) {
            int const at = i + width / 2 * k;
            D factor = loaded<D>(factors + at);
            if (by) {
                factor *= loaded<D>(by + at);
                stored(factors + at, factor);
            }
            L const bits = (L)(products[k] * (1.0 + factor));
            exponents[k] += (bits >> 52) - 1023;
            products[k] = (D)((bits & fraction) | one);
        }
    }
    double product[lanes / 2];
    std::int64_t sum[lanes / 2];
    for (int k = 0; k < vectors; ++k) {
        stored(product + width / 2 * k, products[k]);
        stored(sum + width / 2 * k, exponents[k]);
    }
    *mantissa = 1;
    *exponent = 0;
    for (int l = 0; l < lanes / 2; ++l) {
        *mantissa *= product[l];
        *exponent += sum[l];
    }
}

void learn(const Learning& task)
{
    if (task.velocity) {
        return task.visibleMean ? learnOf<true, true>(task) : learnOf<true, false>(task);
    }
    return task.visibleMean ? learnOf<false, true>(task) : learnOf<false, false>(task);
}

} // namespace

} // namespace core::rbm
