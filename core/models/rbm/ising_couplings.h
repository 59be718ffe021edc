// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace core::rbm {

// Pair couplings of the machine's law of its visible units, written in +-1 units: entry (i, k) of a
// symmetric visible x visible matrix with zero diagonal is
//     J_ik = sum_j 1/4 ln [cosh(c'_j + W'_ij + W'_kj) cosh(c'_j - W'_ij - W'_kj)
//                          / (cosh(c'_j + W'_ij - W'_kj) cosh(c'_j - W'_ij + W'_kj))],
// W' = W/4, c'_j = c_j/2 + sum_i W_ij/4: exact for hidden units that see two visible ones, else
// what is left when the others are set to nothing (Cossu et al., Phys. Rev. B 100, 064304, 2019).
// Times T these are couplings in units of the temperature: a machine that learnt a lattice at T has
// J/T. weights: visible x hidden numbers, row by row; bias: one per hidden unit.
std::vector<double> isingCouplings(std::span<const float> weights, std::span<const float> bias,
                                   std::size_t visible);

} // namespace core::rbm
