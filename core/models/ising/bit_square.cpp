// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/bit_square.h"

#include "core/base/rng.h"

#include <cmath>

namespace core::ising {

void BitSquare::resize(int newSide)
{
    side = newSide;
    words.assign(static_cast<std::size_t>(wordsPerRow()) * static_cast<std::size_t>(side), 0);
}

void fillSpins(Start start, int side, std::uint64_t streamSeed, BitSquare& out)
{
    out.resize(side);
    Rng random(streamSeed);
    int const perRow = out.wordsPerRow();
    std::uint64_t const full = ~std::uint64_t{0};
    std::uint64_t const lastMask = side % 64 == 0 ? full : (std::uint64_t{1} << (side % 64)) - 1;
    for (int y = 0; y < side; ++y) {
        bool const up = start == Start::up || (start == Start::stripes && y >= side / 2);
        for (int w = 0; w < perRow; ++w) {
            std::uint64_t const word = start == Start::random ? random.next() : up ? full : 0;
            out.words[static_cast<std::size_t>(y * perRow + w)] =
                w + 1 == perRow ? word & lastMask : word;
        }
    }
}

Array spinArray(const BitSquare& spins)
{
    auto const n = static_cast<std::size_t>(spins.side);
    std::vector<std::int8_t> numbers;
    numbers.reserve(n * n);
    for (int y = 0; y < spins.side; ++y) {
        for (int x = 0; x < spins.side; ++x) {
            numbers.push_back(spins.at(x, y) ? 1 : -1);
        }
    }
    return Array::of(numbers, {n, n});
}

Outcome readSpins(const Array& array, int side, BitSquare& out)
{
    auto const n = static_cast<std::size_t>(side);
    if (array.shape != std::vector<std::size_t>(2, n)) {
        return Outcome::refused("Array 'spins' has another shape than the lattice; expected " +
                                std::to_string(side) + " x " + std::to_string(side) + ".");
    }
    for (std::size_t i = 0; i < array.size(); ++i) {
        if (std::fabs(array.real(i)) != 1) {
            return Outcome::refused("Array 'spins' has a number that is neither +1 nor -1.");
        }
    }
    out.resize(side);
    for (std::size_t i = 0; i < array.size(); ++i) {
        std::size_t const x = i % n, y = i / n;
        out.words[y * static_cast<std::size_t>(out.wordsPerRow()) + x / 64] |=
            std::uint64_t{array.real(i) > 0 ? 1u : 0u} << (x % 64);
    }
    return Outcome::done();
}

void digestSpins(const BitSquare& spins, Fnv& fnv)
{
    unsigned byte = 0;
    int filled = 0;
    for (int y = 0; y < spins.side; ++y) {
        for (int x = 0; x < spins.side; ++x) {
            byte |= (spins.at(x, y) ? 1u : 0u) << filled;
            if (++filled == 8) {
                fnv.byte(static_cast<std::uint8_t>(byte));
                byte = 0;
                filled = 0;
            }
        }
    }
    if (filled > 0) {
        fnv.byte(static_cast<std::uint8_t>(byte));
    }
}

} // namespace core::ising
