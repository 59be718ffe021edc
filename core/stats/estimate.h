// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>

namespace core {

inline constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

// A mean of a correlated series with its statistical error (one standard deviation).
// tau: integrated autocorrelation time in samples, 1/2 when independent; NaN where it has no
// meaning.
struct Estimate
{
    double mean = notANumber;
    double error = notANumber;
    double tau = notANumber;
    double last = notANumber;
    std::uint64_t count = 0;
    // At least 50 autocorrelation times, and the two halves within 4 of their errors.
    bool trusted = false;
};

} // namespace core
