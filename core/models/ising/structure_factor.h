// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace core::ising {

// |sum over k of p_k exp(2 pi i k / n)|^2 for a profile of n whole numbers, added up in a fixed
// order; n even. The structure factor at wave number 2 pi / L along one axis is this for the
// magnetisations of the L lines, over N.
class ProfileWave
{
public:
    explicit ProfileWave(int n);

    double operator()(std::span<const std::int32_t> profile) const;

private:
    std::size_t half_;
    std::vector<double> cosines_, sines_; // of the first quarter turn, without its ends
};

} // namespace core::ising
