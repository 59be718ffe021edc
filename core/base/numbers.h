// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace core {

// Shortest decimals that give the same double back; '.' whatever the locale. NaN and infinities:
// "".
std::string numberText(double value);

// The whole of `text` as a finite number, or nothing. '.' is the decimal point; no blanks.
std::optional<double> parseReal(std::string_view text);
std::optional<std::int64_t> parseInteger(std::string_view text);
std::optional<std::uint64_t> parseUnsigned(std::string_view text);

} // namespace core
