// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace core::hopfield {

// couplings[n i + j] = sum_mu xi_i^mu xi_j^mu, 0 on the diagonal: N J of Hebb's rule, from the
// columns of n neurons (`blocks` words each, a bit a pattern). At most 32767 patterns. One triangle
// is counted, tile by tile, and written twice.
void hebbCouplings(const std::uint64_t* columns, int n, int blocks, int patterns,
                   std::int16_t* couplings);

// The same as a piece of work to be timed.
class HebbTraining
{
public:
    // `patterns`: P x N numbers +1 and -1.
    HebbTraining(const std::vector<std::int8_t>& patterns, int neurons);
    double run(); // 1: all couplings once
    std::span<const std::int16_t> couplings() const { return couplings_; }

private:
    int neurons_, patterns_, blocks_;
    std::vector<std::uint64_t> columns_;
    std::vector<std::int16_t> couplings_;
};

} // namespace core::hopfield
