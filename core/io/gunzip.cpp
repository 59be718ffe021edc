// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/gunzip.h"

#include <algorithm>
#include <cstring>
#include <vector>
#include <zlib.h>

namespace core {

namespace {

constexpr std::size_t inputBytes = std::size_t{64} << 10;
constexpr std::size_t mostAtOnce = std::size_t{1} << 30; // zlib counts in 32 bits
constexpr int gzipOnly = 15 + 16;

} // namespace

struct Gunzip::Inflater
{
    explicit Inflater(ByteSource& source) : packed(source), input(inputBytes) { begin(); }
    ~Inflater()
    {
        if (gzip) {
            inflateEnd(&stream);
        }
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    void begin();
    bool refill();
    bool nextMember();
    std::size_t unpack(std::span<std::uint8_t> out);
    std::size_t copy(std::span<std::uint8_t> out);

    ByteSource& packed;
    std::vector<std::uint8_t> input;
    z_stream stream{};
    bool gzip = false;
    bool ended = false; // after the last member
    std::string failure;
};

void Gunzip::Inflater::begin()
{
    refill();
    gzip = stream.avail_in >= 2 && input[0] == 0x1F && input[1] == 0x8B;
    if (gzip && inflateInit2(&stream, gzipOnly) != Z_OK) {
        gzip = false;
        failure = "cannot be unpacked: not enough memory";
    }
}

// More input, whether there was any.
bool Gunzip::Inflater::refill()
{
    stream.next_in = input.data();
    stream.avail_in = static_cast<uInt>(packed.read(input));
    if (!packed.failure().empty()) {
        failure = packed.failure();
    }
    return stream.avail_in > 0;
}

// At the end of a member: whether another one follows.
bool Gunzip::Inflater::nextMember()
{
    if (stream.avail_in == 0 && !refill()) {
        ended = true;
        return false;
    }
    if (*stream.next_in != 0x1F) {
        failure = "goes on after the end of its gzip data; expected nothing there";
        return false;
    }
    return inflateReset(&stream) == Z_OK;
}

std::size_t Gunzip::Inflater::unpack(std::span<std::uint8_t> out)
{
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    while (stream.avail_out > 0 && failure.empty() && !ended) {
        if (stream.avail_in == 0 && !refill()) {
            if (failure.empty()) {
                failure = "is cut short: its gzip data ends too early";
            }
            break;
        }
        int const code = inflate(&stream, Z_NO_FLUSH);
        if (code == Z_STREAM_END) {
            nextMember();
        } else if (code != Z_OK && code != Z_BUF_ERROR) {
            failure = std::string("is damaged: its gzip data cannot be unpacked (") +
                      (stream.msg ? stream.msg : "zlib") + ")";
        }
    }
    return out.size() - stream.avail_out;
}

std::size_t Gunzip::Inflater::copy(std::span<std::uint8_t> out)
{
    auto const held = std::min<std::size_t>(out.size(), stream.avail_in);
    if (held > 0) {
        std::memcpy(out.data(), stream.next_in, held);
        stream.next_in += held;
        stream.avail_in -= static_cast<uInt>(held);
    }
    auto const rest = out.subspan(held);
    auto const count = rest.empty() ? 0 : packed.read(rest);
    if (!packed.failure().empty()) {
        failure = packed.failure();
    }
    return held + count;
}

Gunzip::Gunzip(ByteSource& packed) : inflater_(std::make_unique<Inflater>(packed)) {}
Gunzip::~Gunzip() = default;

std::size_t Gunzip::read(std::span<std::uint8_t> out)
{
    std::size_t done = 0;
    while (done < out.size() && inflater_->failure.empty()) {
        auto const part = out.subspan(done, std::min(out.size() - done, mostAtOnce));
        auto const count = inflater_->gzip ? inflater_->unpack(part) : inflater_->copy(part);
        done += count;
        if (count < part.size()) {
            break;
        }
    }
    return done;
}

const std::string& Gunzip::failure() const { return inflater_->failure; }

} // namespace core
