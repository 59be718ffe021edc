// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace core {

// FNV-1a, 64 bits: the hash that proves two runs equal.
class Fnv
{
public:
    void byte(std::uint8_t value) { hash_ = (hash_ ^ value) * 0x100000001B3ull; }
    void bytes(std::span<const std::uint8_t> values)
    {
        for (auto const value : values) {
            byte(value);
        }
    }
    void text(std::string_view value)
    {
        for (char const c : value) {
            byte(static_cast<std::uint8_t>(c));
        }
    }
    // Little-endian, whatever the machine.
    void word(std::uint64_t value)
    {
        for (int shift = 0; shift < 64; shift += 8) {
            byte(static_cast<std::uint8_t>(value >> shift));
        }
    }
    std::uint64_t value() const { return hash_; }
    std::string hex() const;

private:
    std::uint64_t hash_ = 0xCBF29CE484222325ull;
};

} // namespace core
