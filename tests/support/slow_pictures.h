// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/idx_files.h"

#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

// An IDX file that comes as slowly as a test wants: a pipe with a name. A reader that gives up is
// no error of the writer.
namespace tests {

class SlowPictures
{
public:
    // 28 x 28 pixels each, `count` of them.
    SlowPictures(std::string path, std::uint32_t count)
        : path_(std::move(path)), bytes_(idx::file({count, 28, 28}, {}))
    {
        bytes_.resize(bytes_.size() + std::size_t{count} * 784, 0);
        made_ = mkfifo(path_.c_str(), 0600) == 0;
    }
    ~SlowPictures() { close(); }
    SlowPictures(const SlowPictures&) = delete;
    SlowPictures& operator=(const SlowPictures&) = delete;

    bool made() const { return made_; }
    const std::string& path() const { return path_; }

    bool isGiven() const { return at_ == bytes_.size(); }
    // Writes so many bytes, or what is left, once the reader has opened it; true when it took them.
    bool give(std::size_t bytes)
    {
        if (descriptor_ < 0) {
            signal(SIGPIPE, SIG_IGN);
            descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
        }
        std::size_t const end = std::min(at_ + bytes, bytes_.size());
        while (at_ < end) {
            auto const written = ::write(descriptor_, bytes_.data() + at_, end - at_);
            if (written <= 0) {
                return false;
            }
            at_ += static_cast<std::size_t>(written);
        }
        return true;
    }
    void close()
    {
        if (descriptor_ >= 0) {
            ::close(std::exchange(descriptor_, -1));
        }
    }

private:
    std::string path_;
    idx::Bytes bytes_;
    std::size_t at_ = 0;
    bool made_ = false;
    int descriptor_ = -1;
};

} // namespace tests
