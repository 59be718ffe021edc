// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <fstream>
#include <initializer_list>
#include <string>
#include <vector>
#include <zlib.h>

// Files in MNIST's format, plain and packed.
namespace idx {

using Bytes = std::vector<std::uint8_t>;

inline Bytes file(std::initializer_list<std::uint32_t> sizes, const Bytes& elements,
                  std::uint8_t type = 8)
{
    Bytes bytes{0, 0, type, static_cast<std::uint8_t>(sizes.size())};
    for (auto const size : sizes) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes.push_back(static_cast<std::uint8_t>(size >> shift));
        }
    }
    bytes.insert(bytes.end(), elements.begin(), elements.end());
    return bytes;
}

// One member of a gzip file.
inline Bytes gzip(const Bytes& bytes)
{
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
    Bytes packed(deflateBound(&stream, static_cast<uLong>(bytes.size())));
    stream.next_in = const_cast<Bytef*>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = packed.data();
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

inline void write(const std::string& path, const Bytes& bytes)
{
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
}

} // namespace idx
