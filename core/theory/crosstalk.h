// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace core {

// The probability that a neuron of a Hopfield network (Hebb rule, no self-coupling, unbiased random
// patterns) disagrees with the recalled pattern after all neurons were updated once, at the same
// time, at T = 0, from a state with flips at random places.

// N -> infinity with p = alpha N: the crosstalk of the other patterns is Gaussian of variance
// alpha, (1/2) erfc(m / sqrt(2 alpha)) from overlap m = `overlap` (Amit, Modeling Brain Function,
// 1989, section 4.2; Hertz, Krogh & Palmer, Introduction to the Theory of Neural Computation, 1991,
// section 2.2). alpha >= 0.
double crosstalkError(double alpha, double overlap = 1);

// Exactly, for N neurons, p patterns and `flipped` neurons that disagree at first: the crosstalk of
// a neuron is a sum of (N - 1)(p - 1) independent signs. Where the local field is zero the neuron
// keeps its state: a right one stays right, a flipped one stays wrong. None for N < 1, p < 1,
// `flipped` outside 0 ... N or (N - 1)(p - 1) > 2^40. Relative error below
// 1e-10; costs O(sqrt(N p)) at most.
std::optional<double> crosstalkErrorExact(std::int64_t neurons, std::int64_t patterns,
                                          std::int64_t flipped);

} // namespace core
