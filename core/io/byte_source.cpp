// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/byte_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace core {

namespace {

std::string cannotBeRead(int error)
{
    return "cannot be read: " + std::generic_category().message(error);
}

} // namespace

FileSource::FileSource(const std::filesystem::path& path) : file_(std::fopen(path.c_str(), "rbe"))
{
    if (!file_) {
        failure_ = cannotBeRead(errno);
    }
}

std::size_t FileSource::read(std::span<std::uint8_t> out)
{
    if (!failure_.empty() || out.empty()) {
        return 0;
    }
    errno = 0;
    auto const count = std::fread(out.data(), 1, out.size(), file_.get());
    if (std::ferror(file_.get()) != 0) {
        failure_ = cannotBeRead(errno != 0 ? errno : EIO);
    }
    return count;
}

std::size_t MemorySource::read(std::span<std::uint8_t> out)
{
    auto const count = std::min(out.size(), bytes_.size());
    if (count > 0) {
        std::memcpy(out.data(), bytes_.data(), count);
        bytes_ = bytes_.subspan(count);
    }
    return count;
}

} // namespace core
