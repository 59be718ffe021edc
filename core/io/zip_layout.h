// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

// Records of a zip file (PKWARE, APPNOTE.TXT 6.3.10): little-endian fields at fixed places.
namespace core::zip {

inline constexpr std::uint32_t localMagic = 0x04034B50, centralMagic = 0x02014B50,
                               endMagic = 0x06054B50;
inline constexpr std::size_t localBytes = 30, centralBytes = 46, endBytes = 22;
inline constexpr std::size_t maxCommentBytes = 0xFFFF;
inline constexpr std::uint64_t maxZipBytes = 0xFFFFFFFE; // beyond this sizes need zip64
inline constexpr std::uint32_t stored = 0, deflated = 8;

} // namespace core::zip
