// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/npy.h"
#include "core/io/npz.h"
#include "core/io/read_file.h"
#include "core/io/zip_layout.h"

#include <algorithm>
#include <optional>
#include <zlib.h>

namespace core {

namespace {

using namespace zip;
using View = std::span<const std::uint8_t>;
using Bytes = std::vector<std::uint8_t>;

// Deflate cannot do better than 1032 to 1.
constexpr std::uint64_t maxPacking = 1040;
constexpr int rawDeflate = -15;
constexpr std::string_view ending = ".npy";

std::uint32_t field(View bytes, std::size_t at, std::size_t size)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
        value |= std::uint32_t{bytes[at + i]} << 8 * i;
    }
    return value;
}

// A line of the central directory.
struct Entry
{
    std::string name;
    std::uint32_t flags, method, crc, packedSize, size, offset;
    bool encrypted() const { return (flags & 1) != 0; }
};

// Where the end record begins: the last place where its comment reaches the end of the file.
std::optional<std::size_t> endRecord(View bytes)
{
    for (std::size_t back = endBytes; back <= std::min(bytes.size(), endBytes + maxCommentBytes);
         ++back) {
        std::size_t const at = bytes.size() - back;
        if (field(bytes, at, 4) == endMagic && field(bytes, at + 20, 2) == back - endBytes) {
            return at;
        }
    }
    return std::nullopt;
}

std::optional<Bytes> inflated(View packed, std::size_t size)
{
    Bytes result(size);
    z_stream stream{};
    if (inflateInit2(&stream, rawDeflate) != Z_OK) {
        return std::nullopt;
    }
    stream.next_in = const_cast<Bytef*>(packed.data());
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = result.data();
    stream.avail_out = static_cast<uInt>(size);
    bool const whole =
        inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_in == 0 && stream.avail_out == 0;
    inflateEnd(&stream);
    return whole ? std::optional(std::move(result)) : std::nullopt;
}

// Reads a zip file that nobody vouches for.
class ZipReader
{
public:
    ZipReader(View bytes, std::string_view name) : bytes_(bytes), name_(name) {}

    Result<std::vector<NamedArray>> read()
    {
        if (bytes_.size() < 4 ||
            (field(bytes_, 0, 4) != localMagic && field(bytes_, 0, 4) != endMagic)) {
            return refuse("is not a zip file of NumPy arrays (.npz)");
        }
        auto const entries = directory();
        if (!entries) {
            return refuse(why_);
        }
        std::vector<NamedArray> arrays;
        for (auto const& entry : *entries) {
            auto array = take(entry);
            if (!array) {
                return refuse(why_);
            }
            arrays.push_back(std::move(*array));
        }
        return arrays;
    }

private:
    std::nullopt_t no(std::string why)
    {
        why_ = std::move(why);
        return std::nullopt;
    }
    Result<std::vector<NamedArray>> refuse(const std::string& why) const
    {
        return Result<std::vector<NamedArray>>::refused("'" + std::string(name_) + "' " + why +
                                                        ".");
    }

    std::optional<std::vector<Entry>> directory();
    std::optional<Bytes> data(const Entry& entry);
    std::optional<NamedArray> take(const Entry& entry);

    View bytes_;
    std::string_view name_;
    std::string why_;
    std::uint64_t unpacked_ = 0;
};

std::optional<std::vector<Entry>> ZipReader::directory()
{
    auto const end = endRecord(bytes_);
    if (!end) {
        return no("is cut short or damaged: its list of arrays is missing");
    }
    auto const count = field(bytes_, *end + 10, 2), size = field(bytes_, *end + 12, 4),
               offset = field(bytes_, *end + 16, 4);
    if (count == 0xFFFF || offset == 0xFFFFFFFF) {
        return no("is a zip64 file; expected less than 4 GiB");
    }
    if (count < 1 || count > maxNpzArrays) {
        return no("has " + std::to_string(count) + " arrays; expected 1 to " +
                  std::to_string(maxNpzArrays));
    }
    if (std::uint64_t{offset} + size > *end) {
        return no("is cut short or damaged: its list of arrays is not where it should be");
    }
    auto list = bytes_.subspan(offset, size);
    std::vector<Entry> entries;
    for (std::uint32_t i = 0; i < count; ++i) {
        if (list.size() < centralBytes || field(list, 0, 4) != centralMagic) {
            return no("is damaged: its list of arrays cannot be read");
        }
        std::size_t const nameSize = field(list, 28, 2);
        std::size_t const all = centralBytes + nameSize + field(list, 30, 2) + field(list, 32, 2);
        if (list.size() < all) {
            return no("is damaged: its list of arrays cannot be read");
        }
        auto const text = list.subspan(centralBytes, nameSize);
        entries.push_back({std::string(text.begin(), text.end()), field(list, 8, 2),
                           field(list, 10, 2), field(list, 16, 4), field(list, 20, 4),
                           field(list, 24, 4), field(list, 42, 4)});
        list = list.subspan(all);
    }
    return entries;
}

std::optional<Bytes> ZipReader::data(const Entry& entry)
{
    std::uint64_t const head = std::uint64_t{entry.offset} + localBytes;
    if (head > bytes_.size() || field(bytes_, entry.offset, 4) != localMagic) {
        return no("is damaged: array '" + entry.name + "' is not where it should be");
    }
    auto const begin =
        head + field(bytes_, entry.offset + 26, 2) + field(bytes_, entry.offset + 28, 2);
    if (begin + entry.packedSize > bytes_.size()) {
        return no("is cut short or damaged: array '" + entry.name + "' is not all there");
    }
    auto const packed = bytes_.subspan(static_cast<std::size_t>(begin), entry.packedSize);
    bool const possible = entry.method == stored ? entry.size == entry.packedSize
                                                 : entry.size / maxPacking <= entry.packedSize;
    if (!possible) {
        return no("is damaged: array '" + entry.name + "' claims " + std::to_string(entry.size) +
                  " bytes, which it cannot have");
    }
    auto result = entry.method == stored ? std::optional(Bytes(packed.begin(), packed.end()))
                                         : inflated(packed, entry.size);
    if (!result || crc32_z(0, result->data(), result->size()) != entry.crc) {
        return no("is damaged: the check sum of array '" + entry.name + "' does not hold");
    }
    return result;
}

std::optional<NamedArray> ZipReader::take(const Entry& entry)
{
    bool const readable = std::all_of(entry.name.begin(), entry.name.end(),
                                      [](char c) { return c >= ' ' && c <= '~'; });
    if (!readable || !entry.name.ends_with(ending) || entry.name.size() == ending.size()) {
        return no("holds something else than NumPy arrays; expected names that end in .npy");
    }
    if (entry.encrypted() || (entry.method != stored && entry.method != deflated)) {
        return no("holds array '" + entry.name +
                  "' encrypted or packed in a way that is not read; expected stored or deflated");
    }
    unpacked_ += entry.size;
    if (unpacked_ > maxNpyBytes) {
        return no("has arrays of more than " + bytesText(maxNpyBytes) + "; expected at most that");
    }
    auto const bytes = data(entry);
    if (!bytes) {
        return std::nullopt;
    }
    auto array = parseNpy(*bytes, entry.name);
    if (!array) {
        auto const reason = array.reason();
        return no("has a damaged array: " + reason.substr(0, reason.size() - 1));
    }
    return NamedArray{entry.name.substr(0, entry.name.size() - ending.size()), std::move(*array)};
}

} // namespace

Result<std::vector<NamedArray>> parseNpz(std::span<const std::uint8_t> bytes, std::string_view name)
{
    return ZipReader(bytes, name).read();
}

Result<std::vector<NamedArray>> readNpz(const std::filesystem::path& path)
{
    auto const bytes = readFile(path, maxNpyBytes + (std::uint64_t{1} << 20), "PK",
                                "a zip file of NumPy arrays (.npz)");
    return bytes ? parseNpz(*bytes, path.string())
                 : Result<std::vector<NamedArray>>::refused(bytes.reason());
}

} // namespace core
