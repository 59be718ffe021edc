// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

// Damaged copies of a good file, always the same ones.
namespace damage {

using Bytes = std::vector<std::uint8_t>;

// Every prefix that is shorter than the whole.
template <class F>
void truncations(const Bytes& good, F&& check)
{
    for (std::size_t size = 0; size < good.size(); ++size) {
        // An allocation of its own, so that the address sanitizer sees a byte read too far.
        check(Bytes(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size)));
    }
}

// Every single bit, one after the other.
template <class F>
void bitFlips(const Bytes& good, F&& check)
{
    for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
        Bytes bad = good;
        bad[bit / 8] = static_cast<std::uint8_t>(bad[bit / 8] ^ 1u << bit % 8);
        check(bad);
    }
}

// `count` copies with one to eight bytes overwritten, inserted or taken out.
template <class F>
void scrambles(const Bytes& good, int count, std::uint64_t seed, F&& check)
{
    core::Rng random(seed);
    for (int i = 0; i < count; ++i) {
        Bytes bad = good;
        for (std::uint64_t edits = 1 + random.below(8); edits > 0 && !bad.empty(); --edits) {
            auto const at = bad.begin() + static_cast<std::ptrdiff_t>(random.below(bad.size()));
            switch (random.below(4)) {
            case 0: bad.insert(at, static_cast<std::uint8_t>(random.next())); break;
            case 1: bad.erase(at); break;
            default: *at = static_cast<std::uint8_t>(random.next()); break;
            }
        }
        check(bad);
    }
}

// A sentence: it names the file, starts with a capital or the file's name, and ends with a full
// stop.
inline bool isSentence(const std::string& reason, const std::string& name)
{
    return reason.size() > name.size() + 3 && reason.find("'" + name + "'") == 0 &&
           reason.back() == '.' && reason.find('\n') == std::string::npos;
}

} // namespace damage
