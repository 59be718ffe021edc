// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/atomic_file.h"

#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace core {

namespace {

namespace fs = std::filesystem;

fs::path temporaryBeside(const fs::path& target)
{
    static std::atomic<unsigned> count{0};
    return target.parent_path() /
           (".isinglass-" + std::to_string(::getpid()) + "-" + std::to_string(++count) + ".part");
}

// The file that a name stands for: links are followed, as far as they exist.
fs::path followed(const fs::path& path)
{
    std::error_code error;
    auto const target = fs::is_symlink(path, error) ? fs::weakly_canonical(path, error) : path;
    return error || target.empty() ? path : target;
}

// The name in a folder is durable only when the folder is.
void syncFolder(const fs::path& file)
{
    auto const folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    int const descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::fsync(descriptor);
        ::close(descriptor);
    }
}

} // namespace

void AtomicFile::swap(AtomicFile& other) noexcept
{
    std::swap(name_, other.name_);
    std::swap(target_, other.target_);
    std::swap(temporary_, other.temporary_);
    std::swap(failure_, other.failure_);
    std::swap(descriptor_, other.descriptor_);
}

AtomicFile::~AtomicFile()
{
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
    if (!temporary_.empty()) {
        ::unlink(temporary_.c_str());
    }
}

Outcome AtomicFile::fail(int error)
{
    failure_ = "'" + name_.string() +
               "' cannot be written: " + std::generic_category().message(error) + ".";
    return Outcome::refused(failure_);
}

Outcome AtomicFile::open()
{
    struct stat status
    {
    };
    bool const exists = ::stat(target_.c_str(), &status) == 0;
    if (exists && S_ISDIR(status.st_mode)) {
        return fail(EISDIR);
    }
    if (exists && !S_ISREG(status.st_mode)) {
        descriptor_ = ::open(target_.c_str(), O_WRONLY | O_CLOEXEC);
        return descriptor_ >= 0 ? Outcome::done() : fail(errno);
    }
    if (exists && ::access(target_.c_str(), W_OK) != 0) {
        return fail(errno);
    }
    auto const temporary = temporaryBeside(target_);
    descriptor_ = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor_ < 0) {
        return fail(errno);
    }
    temporary_ = temporary;
    // Some file systems know no permissions; the file is no worse for that.
    if (exists && ::fchmod(descriptor_, status.st_mode & 07777) != 0) {
        errno = 0;
    }
    return Outcome::done();
}

Result<AtomicFile> AtomicFile::create(const fs::path& path)
{
    AtomicFile file;
    file.name_ = path;
    file.target_ = followed(path);
    if (auto const opened = file.open(); !opened) {
        return Result<AtomicFile>::refused(opened.reason());
    }
    return Result<AtomicFile>(std::move(file));
}

Outcome AtomicFile::write(std::span<const std::uint8_t> bytes)
{
    if (!failure_.empty()) {
        return Outcome::refused(failure_);
    }
    while (!bytes.empty()) {
        auto const written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) {
            return fail(errno);
        }
        bytes = bytes.subspan(written > 0 ? static_cast<std::size_t>(written) : 0);
    }
    return Outcome::done();
}

Outcome AtomicFile::write(std::string_view text)
{
    return write({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

Outcome AtomicFile::commit()
{
    if (!failure_.empty()) {
        return Outcome::refused(failure_);
    }
    bool const whole = !temporary_.empty();
    // Some file systems cannot be asked to write at once.
    if (whole && ::fsync(descriptor_) != 0 && errno != EINVAL && errno != ENOTSUP) {
        return fail(errno);
    }
    if (::close(std::exchange(descriptor_, -1)) != 0) {
        return fail(errno);
    }
    if (whole && ::rename(temporary_.c_str(), target_.c_str()) != 0) {
        return fail(errno);
    }
    if (whole) {
        temporary_.clear();
        syncFolder(target_);
    }
    failure_ = "'" + name_.string() + "' is already complete.";
    return Outcome::done();
}

Outcome writeFile(const fs::path& path, std::span<const std::uint8_t> bytes)
{
    auto file = AtomicFile::create(path);
    if (!file) {
        return file.outcome();
    }
    if (auto const written = file->write(bytes); !written) {
        return written;
    }
    return file->commit();
}

} // namespace core
