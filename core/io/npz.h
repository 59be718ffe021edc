// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/array.h"
#include "core/base/outcome.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// NumPy's .npz files: a zip file with one .npy file for each array (numpy.savez and
// numpy.savez_compressed write them, numpy.load opens them).

struct NamedArray
{
    std::string name; // without ".npy"
    Array array;

    friend bool operator==(const NamedArray&, const NamedArray&) = default;
};

inline constexpr std::size_t maxNpzArrays = 64;

// Arrays stored as they are, in this order. Refused with a sentence: more than maxNpzArrays, an
// array that is not consistent, a name that is empty, longer than 64 characters, used twice or has
// others than letters, digits, '_' and '-', more than 4 GiB in all, or the reason why the file
// cannot be written.
Result<std::vector<std::uint8_t>> npzBytes(std::span<const NamedArray> arrays);
Outcome writeNpz(const std::filesystem::path& path, std::span<const NamedArray> arrays);

// Stored and deflated entries; every CRC is checked. Refused with a sentence that begins with the
// name in quotes: no zip file, cut short, damaged, encrypted, of 4 GiB or more (zip64), more than
// maxNpzArrays entries, one that is no array (npy.h), together more than maxNpyBytes. Allocates no
// more than the bytes there are can unpack to.
Result<std::vector<NamedArray>> parseNpz(std::span<const std::uint8_t> bytes,
                                         std::string_view name);
Result<std::vector<NamedArray>> readNpz(const std::filesystem::path& path);

} // namespace core
