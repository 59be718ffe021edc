// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/read_file.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace core {

namespace {

class Descriptor
{
public:
    explicit Descriptor(const std::filesystem::path& path)
        : number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC))
    {
    }
    ~Descriptor()
    {
        if (number_ >= 0) {
            ::close(number_);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }

private:
    int number_;
};

// Bytes to ask for next: what an ordinary file says it has, and otherwise in doubling steps.
std::size_t sizeHint(int descriptor, std::uint64_t limit)
{
    struct stat status
    {
    };
    bool const ordinary = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
    auto const size = ordinary ? static_cast<std::uint64_t>(status.st_size) : 0;
    return static_cast<std::size_t>(std::min(std::max<std::uint64_t>(size, 4095), limit)) + 1;
}

bool beginsWith(const std::vector<std::uint8_t>& bytes, std::size_t filled, std::string_view magic)
{
    auto const same = [](char expected, std::uint8_t found) {
        return static_cast<std::uint8_t>(expected) == found;
    };
    return filled >= magic.size() && std::equal(magic.begin(), magic.end(), bytes.begin(), same);
}

} // namespace

std::string bytesText(std::uint64_t bytes)
{
    if (bytes >> 30 != 0) {
        return std::to_string(bytes >> 30) + " GiB";
    }
    return bytes >> 20 != 0 ? std::to_string(bytes >> 20) + " MiB"
                            : std::to_string(bytes) + " bytes";
}

Result<std::vector<std::uint8_t>> readFile(const std::filesystem::path& path, std::uint64_t limit,
                                           std::string_view magic, std::string_view kind)
{
    using Bytes = Result<std::vector<std::uint8_t>>;
    auto const refuse = [&](const std::string& why) {
        return Bytes::refused("'" + path.string() + "' " + why + ".");
    };
    Descriptor const file(path);
    if (file.number() < 0) {
        return refuse("cannot be read: " + std::generic_category().message(errno));
    }
    auto const hint = sizeHint(file.number(), limit);
    std::vector<std::uint8_t> bytes(std::min<std::size_t>(hint, 4096));
    std::size_t filled = 0;
    for (;;) {
        auto const count = ::read(file.number(), bytes.data() + filled, bytes.size() - filled);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return refuse("cannot be read: " + std::generic_category().message(errno));
        }
        filled += static_cast<std::size_t>(count);
        if (!beginsWith(bytes, filled, magic) && (count == 0 || filled >= magic.size())) {
            return refuse("is not " + std::string(kind));
        }
        if (filled > limit) {
            return refuse("is larger than " + bytesText(limit) + ", the most that is read");
        }
        if (count == 0) {
            bytes.resize(filled);
            return bytes;
        }
        if (filled == bytes.size()) {
            auto const most = static_cast<std::size_t>(limit) + 1;
            bytes.resize(std::min(most, std::max(hint, 2 * filled)));
        }
    }
}

} // namespace core
