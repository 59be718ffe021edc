// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

namespace core {

// A sum whose rounding error does not grow with the number of terms (Neumaier, Z. Angew. Math.
// Mech. 54, 39, 1974).
class CompensatedSum
{
public:
    void add(double term)
    {
        double const total = sum_ + term;
        rest_ += std::abs(sum_) >= std::abs(term) ? (sum_ - total) + term : (term - total) + sum_;
        sum_ = total;
    }
    double value() const { return sum_ + rest_; }

private:
    double sum_ = 0;
    double rest_ = 0;
};

} // namespace core
