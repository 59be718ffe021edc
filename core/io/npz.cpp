// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/npz.h"

#include "core/io/atomic_file.h"
#include "core/io/npy.h"
#include "core/io/zip_layout.h"

#include <algorithm>
#include <zlib.h>

namespace core {

namespace {

using namespace zip;

constexpr std::uint32_t version = 20;    // of the format: 2.0
constexpr std::uint32_t firstDay = 0x21; // 1 January 1980, so that equal arrays give equal files

class ZipWriter
{
public:
    void add(const std::string& name, std::span<const std::uint8_t> data)
    {
        auto const offset = out_.size();
        auto const size = static_cast<std::uint32_t>(data.size());
        auto const crc = static_cast<std::uint32_t>(crc32_z(0, data.data(), data.size()));
        put(out_, localMagic, 4);
        common(out_, name, size, crc);
        append(out_, name);
        out_.insert(out_.end(), data.begin(), data.end());

        put(directory_, centralMagic, 4);
        put(directory_, version, 2);
        common(directory_, name, size, crc);
        put(directory_, 0, 10); // no comment, first disk, no attributes
        put(directory_, offset, 4);
        append(directory_, name);
        ++entries_;
    }

    std::vector<std::uint8_t> finish()
    {
        auto const offset = out_.size();
        out_.insert(out_.end(), directory_.begin(), directory_.end());
        put(out_, endMagic, 4);
        put(out_, 0, 4); // one disk
        put(out_, entries_, 2);
        put(out_, entries_, 2);
        put(out_, directory_.size(), 4);
        put(out_, offset, 4);
        put(out_, 0, 2); // no comment
        return std::move(out_);
    }

private:
    using Bytes = std::vector<std::uint8_t>;

    static void put(Bytes& to, std::uint64_t value, int bytes)
    {
        for (int i = 0; i < bytes; ++i) {
            to.push_back(i < 8 ? static_cast<std::uint8_t>(value >> 8 * i) : std::uint8_t{0});
        }
    }
    static void append(Bytes& to, const std::string& text)
    {
        to.insert(to.end(), text.begin(), text.end());
    }
    // What the local and the central header have alike.
    static void common(Bytes& to, const std::string& name, std::uint32_t size, std::uint32_t crc)
    {
        put(to, version, 2);
        put(to, 0, 2); // flags
        put(to, stored, 2);
        put(to, 0, 2); // midnight
        put(to, firstDay, 2);
        put(to, crc, 4);
        put(to, size, 4);
        put(to, size, 4);
        put(to, name.size(), 2);
        put(to, 0, 2); // no extra field
    }

    Bytes out_, directory_;
    std::uint64_t entries_ = 0;
};

bool isPlainName(const std::string& name)
{
    auto const plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    };
    return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), plain);
}

Outcome check(std::span<const NamedArray> arrays)
{
    if (arrays.empty() || arrays.size() > maxNpzArrays) {
        return Outcome::refused("An .npz file cannot have " + std::to_string(arrays.size()) +
                                " arrays; expected 1 to " + std::to_string(maxNpzArrays) + ".");
    }
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < arrays.size(); ++i) {
        auto const& [name, array] = arrays[i];
        bool const twice =
            std::any_of(arrays.begin(), arrays.begin() + static_cast<long>(i),
                        [&](const NamedArray& other) { return other.name == arrays[i].name; });
        if (twice || !isPlainName(name)) {
            return Outcome::refused("'" + name +
                                    "' cannot name an array of an .npz file; expected 1 to 64 "
                                    "letters, digits, '_' and '-', no name twice.");
        }
        if (!array.consistent()) {
            return Outcome::refused("Array '" + name +
                                    "' does not have as many bytes as its shape asks for.");
        }
        bytes += array.bytes.size() + 1024;
    }
    return bytes <= maxZipBytes
               ? Outcome::done()
               : Outcome::refused("The arrays have " + std::to_string(bytes) +
                                  " bytes; expected at most 4 GiB in an .npz file.");
}

} // namespace

Result<std::vector<std::uint8_t>> npzBytes(std::span<const NamedArray> arrays)
{
    if (auto const fits = check(arrays); !fits) {
        return Result<std::vector<std::uint8_t>>::refused(fits.reason());
    }
    ZipWriter zip;
    for (auto const& [name, array] : arrays) {
        zip.add(name + ".npy", npyBytes(array));
    }
    return zip.finish();
}

Outcome writeNpz(const std::filesystem::path& path, std::span<const NamedArray> arrays)
{
    auto const bytes = npzBytes(arrays);
    return bytes ? writeFile(path, *bytes) : bytes.outcome();
}

} // namespace core
