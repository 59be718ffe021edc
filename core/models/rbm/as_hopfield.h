// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/outcome.h"
#include "core/models/rbm/machine.h"

#include <cstdint>
#include <span>
#include <vector>

// A restricted Boltzmann machine whose hidden units are Gaussian is a Hopfield network: summed over
// them, exp(sum_mu z_mu W_mu.s) leaves the couplings J = W W^T (Hopfield 1982; Barra, Bernacchia,
// Santucci & Contucci, Neural Networks 34, 1, 2012). Here that picture is taken of the machine's
// weights, and patterns become weights.
namespace core::rbm {

// The signs of the weights, +1 where 0: one pattern of n numbers per hidden unit.
std::vector<std::int8_t> hopfieldPatterns(const Machine& machine);

// J_ik = sum over j of W_ij W_kj with zero diagonal, n x n, in doubles.
std::vector<double> hopfieldCouplings(const Machine& machine);

// The weights xi/sqrt(n), row by row n x P, of P patterns of n numbers +1 or -1: then W W^T is
// Hebb's J = xi^T xi / n. Refused with a sentence where a number is another.
Result<std::vector<float>> weightsFromPatterns(std::span<const float> patterns, std::size_t n);

} // namespace core::rbm
