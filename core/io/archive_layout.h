// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>
#include <zlib.h>

// What the writer and the reader of core/io/archive_file.h agree on.
namespace core::archive {

using Bytes = std::vector<std::uint8_t>;
using View = std::span<const std::uint8_t>;

inline constexpr std::string_view magic = "isinglass-archive ";
inline constexpr std::uint64_t maxHeaderBytes = std::uint64_t{16} << 20;

inline std::uint32_t checksum(View bytes)
{
    return static_cast<std::uint32_t>(crc32_z(0, bytes.data(), bytes.size()));
}

} // namespace core::archive
