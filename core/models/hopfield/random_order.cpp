// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/random_order.h"

namespace core::hopfield {

namespace {

// Uniform in 0 ... n - 1 from the 32 bits given, and fresh ones where these would be unfair.
std::uint32_t below(Rng& rng, std::uint32_t digits, std::uint32_t n)
{
    std::uint64_t product = std::uint64_t{digits} * n;
    if (static_cast<std::uint32_t>(product) < n) {
        std::uint32_t const limit = (0 - n) % n;
        while (static_cast<std::uint32_t>(product) < limit) {
            product = (rng.next() >> 32) * n;
        }
    }
    return static_cast<std::uint32_t>(product >> 32);
}

} // namespace

void randomOrder(Rng& rng, std::span<std::uint16_t> order)
{
    // Inside out: neuron i takes the place of one of the first i + 1.
    auto const place = [&](std::uint32_t i, std::uint32_t digits) {
        std::uint32_t const k = below(rng, digits, i + 1);
        order[i] = order[k];
        order[k] = static_cast<std::uint16_t>(i);
    };
    auto const n = static_cast<std::uint32_t>(order.size());
    for (std::uint32_t i = 0; i < n; i += 2) {
        std::uint64_t const digits = rng.next();
        place(i, static_cast<std::uint32_t>(digits >> 32));
        if (i + 1 < n) {
            place(i + 1, static_cast<std::uint32_t>(digits));
        }
    }
}

} // namespace core::hopfield
