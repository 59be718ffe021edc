// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/archive.h"
#include "core/base/outcome.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

namespace core {

// The container of documents. A line "isinglass-archive 1", the size and the CRC-32 of a header
// (little-endian, 32 bits each), the header as JSON (what the file is about, and name, type, shape,
// stored size, packing and CRC-32 of every entry), then the entries one after the other, packed by
// zlib where that makes them smaller.
struct ArchiveFile
{
    Archive::Texts about; // short facts for whoever opens the file: program, version, lab
    Archive archive;
};

// The newest format that this program writes and reads.
inline constexpr int archiveFormat = 1;
// The most bytes that the entries of a file may have, unpacked and together.
inline constexpr std::uint64_t maxArchiveBytes = std::uint64_t{4} << 30;

// Refused with a sentence that names the file or entry: an array that is not consistent, a name or
// fact that is not UTF-8, too large, or the reason why the file cannot be written. Written whole or
// not at all.
Outcome writeArchive(const std::filesystem::path& path, const Archive::Texts& about,
                     const Archive& archive);
Result<std::vector<std::uint8_t>> archiveBytes(const Archive::Texts& about, const Archive& archive);

// Refused with a sentence that names the file: not an archive, cut short, damaged (every CRC is
// checked), larger than the limit, or of a newer format (the sentence names both). Allocates no
// more than the bytes there are can unpack to.
Result<ArchiveFile> readArchive(const std::filesystem::path& path);
Result<ArchiveFile> parseArchive(std::span<const std::uint8_t> bytes, std::string_view name);

} // namespace core
