// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/ring_count.h"

#include "core/theory/compensated.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace core {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// All states with the same number of spins up: ln of their weight, mean and variance of their pairs
// of walls.
struct Row
{
    double logWeight = 0;
    double mean = 0;
    double variance = 0;
};

class Counter
{
public:
    Counter(std::int64_t spins, double coupling, double field, double temperature)
        : n_(spins), j_(coupling), h_(field), t_(temperature), wall_(t_ > 0 ? std::exp(-4 * j_ / t_)
                                                                     : j_ > 0 ? 0
                                                                     : j_ < 0 ? infinity
                                                                              : 1)
    {
        CompensatedSum sum;
        logFactorial_.push_back(0);
        for (std::int64_t i = 1; i <= n_; ++i) {
            sum.add(std::log(static_cast<double>(i)));
            logFactorial_.push_back(sum.value());
        }
        findGround();
    }

    RingCount count() const
    {
        std::vector<Row> rows;
        double largest = -infinity;
        for (std::int64_t up = 0; up <= n_; ++up) {
            rows.push_back(row(up));
            largest = std::max(largest, rows.back().logWeight);
        }
        RingCount result;
        CompensatedSum total;
        for (auto const& r : rows) {
            result.probability.push_back(std::exp(r.logWeight - largest));
            total.add(result.probability.back());
        }
        for (auto& p : result.probability) {
            p /= total.value();
        }
        double const ground = energy(groundUp_, groundWalls_);
        double const growth = ground == 0 ? 0 : -ground / t_;
        result.lnZ = growth + largest + std::log(total.value());
        putEnergy(result, rows);
        return result;
    }

private:
    double energy(std::int64_t up, std::int64_t walls) const
    {
        return -j_ * static_cast<double>(n_ - 4 * walls) - h_ * static_cast<double>(2 * up - n_);
    }
    // Above the ground state, without the rounding of two large energies.
    double excess(std::int64_t up, double walls) const
    {
        return 4 * j_ * (walls - static_cast<double>(groundWalls_)) -
               2 * h_ * static_cast<double>(up - groundUp_);
    }
    std::int64_t mostWalls(std::int64_t up) const { return std::min(up, n_ - up); }

    void findGround()
    {
        double lowest = energy(0, 0);
        for (std::int64_t up = 0; up <= n_; ++up) {
            for (auto const walls : {std::min<std::int64_t>(1, mostWalls(up)), mostWalls(up)}) {
                if (energy(up, walls) < lowest) {
                    lowest = energy(up, walls);
                    groundUp_ = up;
                    groundWalls_ = walls;
                }
            }
        }
    }

    double logFactorial(std::int64_t i) const { return logFactorial_[static_cast<std::size_t>(i)]; }
    double logChoose(std::int64_t n, std::int64_t k) const
    {
        return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
    }

    double logBoltzmann(double above) const
    {
        if (t_ > 0) {
            return -above / t_;
        }
        return above <= 1e-9 * std::max(std::abs(j_), std::abs(h_)) ? 0 : -infinity;
    }

    // The number of pairs of walls near which the terms of a row are largest.
    std::int64_t mode(std::int64_t up) const
    {
        auto const n = static_cast<double>(n_);
        double const product = static_cast<double>(up) * static_cast<double>(n_ - up);
        double const inverse = wall_ == 0 ? infinity : 1 / wall_;
        double const root = std::sqrt(std::max(0.0, n * n + 4 * (inverse - 1) * product));
        auto const walls = static_cast<std::int64_t>(std::llround(2 * product / (n + root)));
        return std::clamp<std::int64_t>(walls, 1, mostWalls(up));
    }

    // Weight of walls + 1 pairs against that of walls.
    double ratio(std::int64_t up, std::int64_t walls) const
    {
        auto const k = static_cast<double>(walls);
        return static_cast<double>(up - walls) * static_cast<double>(n_ - up - walls) /
               (k * (k + 1)) * wall_;
    }

    Row row(std::int64_t up) const
    {
        if (up == 0 || up == n_) {
            return {logBoltzmann(excess(up, 0)), 0, 0};
        }
        std::int64_t const start = mode(up);
        double sum = 1;
        double first = 0;
        double second = 0;
        auto const take = [&](double term, std::int64_t walls) {
            auto const d = static_cast<double>(walls - start);
            sum += term;
            first += term * d;
            second += term * d * d;
            return term > 1e-22 * sum;
        };
        double term = 1;
        for (auto k = start; k < mostWalls(up) && take(term *= ratio(up, k), k + 1); ++k) {}
        term = 1;
        for (auto k = start; k > 1 && take(term /= ratio(up, k - 1), k - 1); --k) {}
        auto const k = static_cast<double>(start);
        double const states = std::log(static_cast<double>(n_) / k) + logChoose(up - 1, start - 1) +
                              logChoose(n_ - up - 1, start - 1);
        double const mean = first / sum;
        return {states + logBoltzmann(excess(up, k)) + std::log(sum), k + mean,
                std::max(0.0, second / sum - mean * mean)};
    }

    void putEnergy(RingCount& result, const std::vector<Row>& rows) const
    {
        CompensatedSum mean;
        for (std::int64_t up = 0; up <= n_; ++up) {
            auto const i = static_cast<std::size_t>(up);
            mean.add(result.probability[i] * excess(up, rows[i].mean));
        }
        CompensatedSum variance;
        for (std::int64_t up = 0; up <= n_; ++up) {
            auto const i = static_cast<std::size_t>(up);
            double const d = excess(up, rows[i].mean) - mean.value();
            variance.add(result.probability[i] * (d * d + 16 * j_ * j_ * rows[i].variance));
        }
        result.energy = energy(groundUp_, groundWalls_) + mean.value();
        result.variance = variance.value();
    }

    std::int64_t n_;
    double j_;
    double h_;
    double t_;
    double wall_; // weight of one more pair of walls
    std::int64_t groundUp_ = 0;
    std::int64_t groundWalls_ = 0;
    std::vector<double> logFactorial_;
};

} // namespace

RingCount countRing(std::int64_t spins, double coupling, double field, double temperature)
{
    return Counter(spins, coupling, field, temperature).count();
}

} // namespace core
