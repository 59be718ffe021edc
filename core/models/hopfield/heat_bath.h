// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace core::hopfield {

// Probability 1 / (1 + exp(-2 lambda / T)) that an attempt leaves s_i = +1 at T > 0 (Glauber, J.
// Math. Phys. 4, 294, 1963); lambda is half the energy difference of the two values of s_i. The
// only source of the dynamics' probabilities.
double upProbability(double lambda, double T);

// The decisions of the heat bath.
class HeatBath
{
public:
    // T >= 0.
    void set(double T)
    {
        T_ = T;
        perTemperature_ = T > 0 ? 2 / T : 0;
    }
    double temperature() const { return T_; }
    bool atZero() const { return T_ == 0; }

    // T = 0: the sign of lambda, a tie keeps the state.
    static bool sign(double lambda, bool up)
    {
        // Without branches: nobody can predict the signs of a pattern.
        return (static_cast<unsigned>(lambda > 0) |
                (static_cast<unsigned>(lambda == 0) & static_cast<unsigned>(up))) != 0;
    }

    // T > 0: uniform 64 bits are below threshold64(upProbability(lambda, T)). A table of bounds
    // decides nearly all; the rest is compared exactly, so that the table cannot be noticed.
    bool warm(double lambda, std::uint64_t digits) const
    {
        double const at = (lambda * perTemperature_ + reach) * binsPerUnit;
        if (at > 0 && at < bins) {
            auto const& bound = bounds_[static_cast<int>(at)];
            if (digits < bound.surelyUp) {
                return true;
            }
            if (digits >= bound.surelyDown) {
                return false;
            }
        }
        return exactly(lambda, digits);
    }

private:
    struct Bound
    {
        std::uint64_t surelyUp, surelyDown;
    };
    static constexpr int reach = 50, binsPerUnit = 16, bins = 2 * reach * binsPerUnit;

    static const Bound* table();
    bool exactly(double lambda, std::uint64_t digits) const;

    double T_ = 0;
    double perTemperature_ = 0;
    const Bound* bounds_ = table();
};

} // namespace core::hopfield
