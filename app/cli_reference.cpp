// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_reference.h"

#include <cmath>

namespace app {

ReferenceIsing::ReferenceIsing(int side, double T, std::uint64_t seed)
    : side_(side), bond_(1 - std::exp(-2 / T)), random_(seed),
      spins_(static_cast<std::size_t>(side) * static_cast<std::size_t>(side))
{
    for (auto& spin : spins_) {
        spin = random_.next() >> 63 ? 1 : -1;
    }
    for (int sum = -4; sum <= 4; ++sum) {
        metropolis_[sum + 4] = std::exp(-2.0 * sum / T);
        heatBath_[sum + 4] = 1 / (1 + std::exp(-2.0 * sum / T));
    }
}

int ReferenceIsing::neighbourSum(int x, int y) const
{
    auto const at = [this](int column, int row) {
        return spins_[static_cast<std::size_t>(row) * static_cast<std::size_t>(side_) +
                      static_cast<std::size_t>(column)];
    };
    return at(x == 0 ? side_ - 1 : x - 1, y) + at(x + 1 == side_ ? 0 : x + 1, y) +
           at(x, y == 0 ? side_ - 1 : y - 1) + at(x, y + 1 == side_ ? 0 : y + 1);
}

double ReferenceIsing::metropolis()
{
    std::size_t site = 0;
    for (int y = 0; y < side_; ++y) {
        for (int x = 0; x < side_; ++x, ++site) {
            int const loss = spins_[site] * neighbourSum(x, y);
            if (loss <= 0 || random_.uniform() < metropolis_[loss + 4]) {
                spins_[site] = static_cast<std::int8_t>(-spins_[site]);
            }
        }
    }
    return static_cast<double>(spins_.size());
}

double ReferenceIsing::heatBath()
{
    std::size_t site = 0;
    for (int y = 0; y < side_; ++y) {
        for (int x = 0; x < side_; ++x, ++site) {
            spins_[site] = random_.uniform() < heatBath_[neighbourSum(x, y) + 4] ? 1 : -1;
        }
    }
    return static_cast<double>(spins_.size());
}

std::size_t ReferenceIsing::right(std::size_t site) const
{
    auto const n = static_cast<std::size_t>(side_);
    return site % n == n - 1 ? site + 1 - n : site + 1;
}

std::size_t ReferenceIsing::left(std::size_t site) const
{
    auto const n = static_cast<std::size_t>(side_);
    return site % n == 0 ? site + n - 1 : site - 1;
}

std::size_t ReferenceIsing::below(std::size_t site) const
{
    auto const n = static_cast<std::size_t>(side_);
    return site + n < spins_.size() ? site + n : site + n - spins_.size();
}

std::size_t ReferenceIsing::above(std::size_t site) const
{
    auto const n = static_cast<std::size_t>(side_);
    return site >= n ? site - n : site + spins_.size() - n;
}

int ReferenceIsing::root(int site)
{
    while (parent_[static_cast<std::size_t>(site)] != site) {
        int& up = parent_[static_cast<std::size_t>(site)];
        up = parent_[static_cast<std::size_t>(up)];
        site = up;
    }
    return site;
}

double ReferenceIsing::swendsenWang()
{
    parent_.resize(spins_.size());
    flipOf_.assign(spins_.size(), 0);
    for (std::size_t i = 0; i < parent_.size(); ++i) {
        parent_[i] = static_cast<int>(i);
    }
    for (std::size_t i = 0; i < spins_.size(); ++i) {
        for (std::size_t const other : {right(i), below(i)}) {
            if (spins_[i] == spins_[other] && random_.uniform() < bond_) {
                int const a = root(static_cast<int>(i)), b = root(static_cast<int>(other));
                parent_[static_cast<std::size_t>(b)] = a;
            }
        }
    }
    for (std::size_t i = 0; i < spins_.size(); ++i) {
        auto& flip = flipOf_[static_cast<std::size_t>(root(static_cast<int>(i)))];
        if (flip == 0) {
            flip = random_.next() >> 63 ? 1 : -1;
        }
        spins_[i] = static_cast<std::int8_t>(spins_[i] * flip);
    }
    return static_cast<double>(spins_.size());
}

double ReferenceIsing::wolff()
{
    std::size_t const seed = random_.below(spins_.size());
    std::int8_t const old = spins_[seed];
    spins_[seed] = static_cast<std::int8_t>(-old);
    stack_.assign(1, seed);
    double flipped = 1;
    while (!stack_.empty()) {
        std::size_t const site = stack_.back();
        stack_.pop_back();
        for (std::size_t const other : {right(site), left(site), below(site), above(site)}) {
            if (spins_[other] == old && random_.uniform() < bond_) {
                spins_[other] = static_cast<std::int8_t>(-old);
                stack_.push_back(other);
                ++flipped;
            }
        }
    }
    return flipped;
}

} // namespace app
