// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace core {

// Bytes one after another, from a file or from memory.
class ByteSource
{
public:
    virtual ~ByteSource() = default;

    // Fills `out` and returns how many bytes it got: fewer only at the end, or where failure() says
    // why.
    virtual std::size_t read(std::span<std::uint8_t> out) = 0;
    // Empty, or what went wrong, such as "cannot be read: Input/output error".
    virtual const std::string& failure() const = 0;
};

class FileSource final : public ByteSource
{
public:
    // A file that cannot be opened is a failure() from the start.
    explicit FileSource(const std::filesystem::path& path);
    std::size_t read(std::span<std::uint8_t> out) override;
    const std::string& failure() const override { return failure_; }

private:
    struct Close
    {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Close> file_;
    std::string failure_;
};

class MemorySource final : public ByteSource
{
public:
    // The bytes must outlive the source.
    explicit MemorySource(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
    std::size_t read(std::span<std::uint8_t> out) override;
    const std::string& failure() const override { return failure_; }

private:
    std::span<const std::uint8_t> bytes_;
    std::string failure_;
};

} // namespace core
