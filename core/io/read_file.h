// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/outcome.h"

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

namespace core {

// The bytes of a file. Refused with a sentence that names the file: cannot be read (with the
// reason), does not begin with `magic` (not `kind`, such as "a NumPy array"), or has more than
// `limit` bytes. Never holds more than the file has.
Result<std::vector<std::uint8_t>> readFile(const std::filesystem::path& path, std::uint64_t limit,
                                           std::string_view magic = {}, std::string_view kind = {});

// "12 MiB", "3 GiB": a limit as people write it; whole units only.
std::string bytesText(std::uint64_t bytes);

} // namespace core
