// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/stop_check.h"
#include "core/base/worker_pool.h"
#include "core/models/rbm/bit_rows.h"
#include "core/models/rbm/machine.h"

#include <cstdint>
#include <span>
#include <vector>

// Free energies F(v) = -b.v - sum over j of ln(1 + exp(c_j + W_j.v)) at T = 1, and what follows
// from them. Natural logarithms.
namespace core::rbm {

// In doubles throughout, error below 1e-12 relative to the sum of the terms' sizes.
double freeEnergy(const Machine& machine, const std::uint64_t* visible);

// One per row: fields in floats, sums over hidden units in doubles; error about 1e-6 of the sum of
// the terms' sizes. The same on every number of threads and instruction set.
std::vector<double> freeEnergies(const Machine& machine, const BitRows& rows, WorkerPool& pool);
double meanFreeEnergy(const Machine& machine, const BitRows& rows, WorkerPool& pool);

// Mean log-likelihood per row in nats: minus the mean free energy minus ln Z. Small sets and
// machines (rows x n x m up to 2^24) use doubles throughout.
double logLikelihood(const Machine& machine, const BitRows& rows, double lnZ, WorkerPool& pool);

// Mean over rows of sum over i of ln p(v_i | the other pixels) (Besag 1975), estimated with one
// random pixel per row, times n; the pixel of row r belongs to (seed, r).
double pseudoLikelihood(const Machine& machine, const BitRows& rows, std::uint64_t seed,
                        WorkerPool& pool);
// The whole sum, in doubles: rows x n x m evaluations.
double exactPseudoLikelihood(const Machine& machine, const BitRows& rows);

// Per pixel ln(q / (1 - q)), q = (ones + 1/2) / (rows + 1): the biases of the machine without
// weights that fits the data, base rate of annealed importance sampling and `bias-init=data`.
std::vector<float> dataLogOdds(const BitRows& rows, int visible);

} // namespace core::rbm
