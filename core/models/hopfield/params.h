// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/param/schema.h"

#include <array>
#include <cmath>

namespace core::hopfield {

enum class RuleChoice : std::uint8_t { hebb, pseudoInverse, storkey, dense, exponential };
enum class DynamicsChoice : std::uint8_t { asynchronous, sequential, synchronous };

struct Params
{
    std::int64_t side = 32;
    std::int64_t P = 10;
    double bias = 0;
    RuleChoice rule = RuleChoice::hebb;
    std::int64_t power = 3;
    double beta = 0.1;
    DynamicsChoice dynamics = DynamicsChoice::asynchronous;
    double T = 0;
    double threshold = 0;

    std::int64_t neurons() const { return side * side; }
};

inline constexpr std::array ruleChoices{
    Choice{"hebb", "Hebb", "J = ξξᵀ/N: patterns that look alike blend."},
    Choice{"pseudo-inverse", "Pseudo-inverse",
           "Projection onto the patterns: each is a fixed point up to P = N, however alike they "
           "are."},
    Choice{"storkey", "Storkey", "Local and incremental, with more room than Hebb; N ≤ 4096."},
    Choice{"dense", "Dense", "E = -(N/n) Σ m^n: many more memories for a power n above 2."},
    Choice{"exponential", "Exponential",
           "E = -(1/beta) ln Σ exp(beta N m): memories without end, for N this small."}};
inline constexpr std::array dynamicsChoices{
    Choice{"asynchronous", "Asynchronous", "One neuron after another, in random order."},
    Choice{"sequential", "Sequential", "One neuron after another, row by row."},
    Choice{"synchronous", "Synchronous", "All at once; may end in a cycle of two states."}};

} // namespace core::hopfield

namespace core {

template <>
struct Schema<hopfield::Params>
{
    using P = hopfield::Params;
    static constexpr auto fields = std::tuple{
        Field{&P::side, ParamSpec{.id = "side",
                                  .label = "Side",
                                  .symbol = "√N",
                                  .help = "Side of the square of neurons; N = side². A change "
                                          "resamples the drawings.",
                                  .min = 2,
                                  .max = 256,
                                  .step = 1,
                                  .scale = Scale::logarithmic,
                                  .effect = Effect::rebuild}},
        Field{&P::P, ParamSpec{.id = "P",
                               .label = "Stored patterns",
                               .symbol = "P",
                               .help = "How many patterns are stored: drawn ones first, random "
                                       "ones fill up. Fewer never drops a drawn one.",
                               .min = 0,
                               .max = 131072,
                               .step = 1,
                               .scale = Scale::logarithmic}},
        Field{&P::bias, ParamSpec{.id = "bias",
                                  .label = "Bias",
                                  .symbol = "a",
                                  .help = "Mean activity of the random patterns.",
                                  .min = -0.9,
                                  .max = 0.9,
                                  .step = 0.05}},
        Field{&P::rule, ParamSpec{.id = "rule",
                                  .label = "Learning rule",
                                  .help = "How the patterns are stored.",
                                  .choices = hopfield::ruleChoices}},
        Field{&P::power, ParamSpec{.id = "power",
                                   .label = "Power",
                                   .symbol = "n",
                                   .help = "Power of the dense rule; 2 is Hebb up to a constant.",
                                   .min = 2,
                                   .max = 6,
                                   .step = 1,
                                   .whenId = "rule",
                                   .whenMask = 1u << 3}},
        Field{&P::beta, ParamSpec{.id = "beta",
                                  .label = "Sharpness",
                                  .symbol = "β",
                                  .help = "Sharpness of the exponential rule: large, and only the "
                                          "nearest pattern counts.",
                                  .min = 0.001,
                                  .max = 10,
                                  .scale = Scale::logarithmic,
                                  .whenId = "rule",
                                  .whenMask = 1u << 4}},
        Field{&P::dynamics, ParamSpec{.id = "dynamics",
                                      .label = "Update",
                                      .help = "In what order the neurons are updated.",
                                      .choices = hopfield::dynamicsChoices}},
        Field{&P::T,
              ParamSpec{.id = "T",
                        .label = "Temperature",
                        .symbol = "T",
                        .help = "Noise of the neurons; 0 is the sign rule, where a tie keeps "
                                "the state.",
                        .min = 0,
                        .max = 2,
                        .step = 0.01}},
        Field{&P::threshold, ParamSpec{.id = "threshold",
                                       .label = "Threshold",
                                       .symbol = "θ",
                                       .help = "Uniform threshold: positive favours neurons at "
                                               "rest.",
                                       .min = -2,
                                       .max = 2,
                                       .step = 0.01}}};
    static constexpr auto aliases = std::tuple{Alias<P>{
        [](const P& p) { return static_cast<double>(p.P) / static_cast<double>(p.neurons()); },
        [](P& p, double load) { p.P = std::llround(load * static_cast<double>(p.neurons())); },
        ParamSpec{.id = "load",
                  .label = "Load P/N",
                  .symbol = "α",
                  .help = "Patterns per neuron; assigning it sets P = round(load·N).",
                  .min = 0,
                  .max = 2,
                  .step = 0.001,
                  .aliasOf = "P"}}};
};

} // namespace core
