// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/numbers.h"

#include <array>
#include <charconv>
#include <cmath>

namespace core {

namespace {

template <class T>
std::optional<T> parseWhole(std::string_view text)
{
    if (text.starts_with('+')) {
        text.remove_prefix(1);
    }
    T value{};
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty()) {
        return std::nullopt;
    }
    return value;
}

} // namespace

std::string numberText(double value)
{
    if (!std::isfinite(value)) {
        return {};
    }
    std::array<char, 32> buffer;
    auto const [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end};
}

std::optional<double> parseReal(std::string_view text)
{
    auto const value = parseWhole<double>(text);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<std::int64_t> parseInteger(std::string_view text)
{
    return parseWhole<std::int64_t>(text);
}

std::optional<std::uint64_t> parseUnsigned(std::string_view text)
{
    return parseWhole<std::uint64_t>(text);
}

} // namespace core
