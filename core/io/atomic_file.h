// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/outcome.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace core {

// A file that appears whole or not at all: bytes go to a temporary file in the same folder, which
// takes the name only when everything is on the disk. A file that was there keeps its permissions,
// a link stays a link. What is no ordinary file (/dev/stdout) is written directly.
class AtomicFile
{
public:
    // Refused with a sentence that names the file and the reason.
    static Result<AtomicFile> create(const std::filesystem::path& path);

    AtomicFile(AtomicFile&& other) noexcept { swap(other); }
    AtomicFile& operator=(AtomicFile&& other) noexcept
    {
        swap(other);
        return *this;
    }
    // Without commit() nothing is left behind.
    ~AtomicFile();

    // The first failure is remembered; everything after it does nothing and returns it again.
    Outcome write(std::span<const std::uint8_t> bytes);
    Outcome write(std::string_view text);
    // Hands what was written to the system, so that it survives the end of this program.
    Outcome commit();

private:
    AtomicFile() = default;
    void swap(AtomicFile& other) noexcept;
    Outcome fail(int error);
    Outcome open();

    std::filesystem::path name_;
    std::filesystem::path target_;
    std::filesystem::path temporary_; // empty where the target is written directly
    std::string failure_;
    int descriptor_ = -1;
};

// All of a file at once.
Outcome writeFile(const std::filesystem::path& path, std::span<const std::uint8_t> bytes);

} // namespace core
