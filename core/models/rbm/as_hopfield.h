// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/outcome.h"
#include "core/models/rbm/machine.h"

#include <cstdint>
#include <span>
#include <vector>

// A Hopfield network of P patterns is a restricted Boltzmann machine with P Gaussian hidden units:
//     exp(beta/(2N) (xi.s)^2) = int dz N(z; 0, 1) exp(sqrt(beta/N) z xi.s),
// one integral for each pattern. So weights W = xi/sqrt(N) leave, when the hidden units are summed
// out, Hebb's couplings J = W W^T = xi^T xi/N; its diagonal is the constant beta P/2 (Hopfield
// 1982; Barra, Bernacchia, Santucci & Contucci, Neural Networks 34, 1, 2012). Here that picture is
// taken of a machine whose hidden units are 0 or 1, and patterns become its weights.
namespace core::rbm {

// The signs of the weights, +1 where 0: one pattern of n numbers per hidden unit.
std::vector<std::int8_t> hopfieldPatterns(const Machine& machine);

// J_ik = sum over j of W_ij W_kj with zero diagonal, n x n, in doubles.
std::vector<double> hopfieldCouplings(const Machine& machine);

// The weights xi/sqrt(n), row by row n x P, of P patterns of n numbers +1 or -1: then W W^T is
// Hebb's J = xi^T xi / n. Refused with a sentence where a number is another.
Result<std::vector<float>> weightsFromPatterns(std::span<const float> patterns, std::size_t n);

// The largest |J_ik - (xi^T xi)_ik/n|, i != k, of J = W W^T in doubles and patterns of n numbers +1
// or -1, as many as the machine has hidden units; among the first `units` visible units only, where
// all of them would take more than 2^27 products.
struct HebbDifference
{
    double largest = 0;
    int units = 0;
};
HebbDifference differenceFromHebb(const Machine& machine, std::span<const float> patterns);

} // namespace core::rbm
