// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/packed_spin.h"

namespace core::ising {

namespace {

std::uint64_t bit(const Plane& plane, int lane)
{
    return (plane[static_cast<std::size_t>(lane / 64)] >> (lane % 64)) & 1;
}

// The digit of a threshold at the first random 1, most significant digit first.
bool happens(const std::uint64_t* digits, std::uint64_t random)
{
    int j = 0;
    while (j < packedDigits && !((random >> (packedDigits - 1 - j)) & 1)) {
        ++j;
    }
    return digits[j] != 0;
}

} // namespace

ReferencePlanes::ReferencePlanes(const PlaneKey& key, std::uint64_t halfSweep, int band,
                                 int carries)
    : shared_(static_cast<std::size_t>(carries)),
      stream_(key, halfSweep, static_cast<std::uint64_t>(band))
{
    FourPlanes planes;
    for (std::size_t j = commonDigits; j-- > 0;) {
        if (j % planes.size() == planes.size() - 1) {
            stream_.next(planes.data());
        }
        common_[j] = planes[planes.size() - 1 - j % planes.size()];
    }
    for (std::size_t first = 0; first < shared_.size(); first += planes.size()) {
        for (std::size_t j = sharedDigits; j-- > 0;) {
            stream_.next(planes.data());
            for (std::size_t l = 0; l < planes.size(); ++l) {
                shared_[first + l][j] = planes[l];
            }
        }
    }
}

void ReferencePlanes::nextGroup()
{
    for (std::size_t j = freshDigits; j-- > 0;) {
        stream_.next(fresh_[j].data());
    }
}

std::uint64_t ReferencePlanes::digits(int l, int lane, int slot) const
{
    std::uint64_t random = 0;
    for (auto const& four : fresh_) {
        random = 2 * random + bit(four[static_cast<std::size_t>(l)], lane);
    }
    std::size_t const word = static_cast<std::size_t>(slot + lane / 64) % (8 * shared_.size());
    int const place = static_cast<int>(word % 8) * 64 + lane % 64;
    for (auto const& plane : shared_[word / 8]) {
        random = 2 * random + bit(plane, place);
    }
    for (auto const& plane : common_) {
        random = 2 * random + bit(plane, place);
    }
    return random;
}

bool referenceSpin(const PackedRule& rule, bool up, int firstThree, int fourth,
                   std::uint64_t digits)
{
    int const count = firstThree + fourth;
    int const aligned = up != rule.anti ? count : 4 - count;
    switch (rule.mode) {
    case PackedMode::metropolis:
        return aligned <= 2 || happens(rule.digits[aligned - 3], digits) ? !up : up;
    case PackedMode::heatBath: {
        bool const majority = (firstThree >= 2) != rule.anti;
        bool const coin = digits >> (packedDigits - 1);
        bool const against = count == 2 ? coin : happens(rule.digits[count % 2 ? 0 : 1], digits);
        return majority != against;
    }
    case PackedMode::fieldMetropolis: {
        bool const favoured = (rule.favoured >> count) & 1;
        return up == favoured && happens(rule.digits[count], digits) ? !favoured : favoured;
    }
    case PackedMode::fieldHeatBath: break;
    }
    return happens(rule.digits[count], digits);
}

} // namespace core::ising
