// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/archive_file.h"

#include "core/io/archive_layout.h"
#include "core/io/atomic_file.h"
#include "core/io/read_file.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <zlib.h>

namespace core {

namespace {

using Json = nlohmann::json;
using namespace archive;

// Larger entries are stored as they are: packing them would keep a person waiting.
constexpr std::size_t maxPackedBytes = std::size_t{64} << 20;

// What a first look must save before the rest is packed: random spins cannot be packed at all.
constexpr std::size_t sampleBytes = std::size_t{64} << 10;

// Shorter than `most` bytes, or nothing.
std::optional<Bytes> packedInto(View bytes, std::size_t most)
{
    auto size = static_cast<uLongf>(most);
    Bytes result(most);
    auto const status = compress2(result.data(), &size, bytes.data(), bytes.size(), 1);
    result.resize(status == Z_OK ? size : 0);
    return status == Z_OK ? std::optional(std::move(result)) : std::nullopt;
}

std::optional<Bytes> packed(View bytes)
{
    if (bytes.size() < 128 || bytes.size() > maxPackedBytes) {
        return std::nullopt;
    }
    if (bytes.size() > 4 * sampleBytes &&
        !packedInto(bytes.subspan(bytes.size() / 2, sampleBytes), sampleBytes * 15 / 16)) {
        return std::nullopt;
    }
    return packedInto(bytes, bytes.size() - 1);
}

// One entry on its way into a file: `packing` holds its bytes where they were packed.
struct Entry
{
    Json description;
    View bytes;
    Bytes packing;

    View stored() const { return packing.empty() ? bytes : View(packing); }
};

Entry describe(std::string_view kind, const std::string& name, View bytes)
{
    Entry entry{{{"kind", kind}, {"name", name}, {"size", bytes.size()}}, bytes, {}};
    entry.packing = packed(bytes).value_or(Bytes());
    entry.description["packed"] = !entry.packing.empty();
    entry.description["stored"] = entry.stored().size();
    entry.description["crc"] = checksum(entry.stored());
    return entry;
}

Result<std::vector<Entry>> describeAll(const Archive& archive)
{
    std::vector<Entry> entries;
    std::uint64_t total = 0;
    for (auto const& [name, array] : archive.arrays()) {
        if (!array.consistent()) {
            return Result<std::vector<Entry>>::refused(
                "The array '" + name + "' has a shape that does not fit its bytes.");
        }
        entries.push_back(describe("array", name, array.bytes));
        entries.back().description["dtype"] = dtypeName(array.dtype);
        entries.back().description["shape"] = array.shape;
        total += array.bytes.size();
    }
    for (auto const& [name, text] : archive.texts()) {
        auto const* const data = reinterpret_cast<const std::uint8_t*>(text.data());
        entries.push_back(describe("text", name, {data, text.size()}));
        total += text.size();
    }
    if (total > maxArchiveBytes) {
        return Result<std::vector<Entry>>::refused("The arrays have more than " +
                                                   bytesText(maxArchiveBytes) + " together.");
    }
    return entries;
}

void putWord(std::string& text, std::size_t value)
{
    for (int shift = 0; shift < 32; shift += 8) {
        text += static_cast<char>(value >> shift & 255);
    }
}

// The line, the size and checksum of the header, and the header.
Result<std::string> beginning(const Archive::Texts& about, const std::vector<Entry>& entries)
{
    Json header{{"about", about}, {"entries", Json::array()}};
    for (auto const& entry : entries) {
        header["entries"].push_back(entry.description);
    }
    std::string json;
    try {
        json = header.dump();
    } catch (const Json::exception&) {
        return Result<std::string>::refused("A name or fact to be saved is not UTF-8 text.");
    }
    if (json.size() > maxHeaderBytes) {
        return Result<std::string>::refused("The names to be saved have more than " +
                                            bytesText(maxHeaderBytes) + ".");
    }
    std::string text(magic);
    text += std::to_string(archiveFormat) + "\n";
    putWord(text, json.size());
    putWord(text, checksum({reinterpret_cast<const std::uint8_t*>(json.data()), json.size()}));
    return text + json;
}

template <class Put>
Outcome emit(const Archive::Texts& about, const Archive& archive, Put&& put)
{
    auto const entries = describeAll(archive);
    if (!entries) {
        return entries.outcome();
    }
    auto const head = beginning(about, *entries);
    if (!head) {
        return head.outcome();
    }
    auto result = put(View(reinterpret_cast<const std::uint8_t*>(head->data()), head->size()));
    for (auto const& entry : *entries) {
        if (result) {
            result = put(entry.stored());
        }
    }
    return result;
}

} // namespace

Outcome writeArchive(const std::filesystem::path& path, const Archive::Texts& about,
                     const Archive& archive)
{
    auto out = AtomicFile::create(path);
    if (!out) {
        return out.outcome();
    }
    auto const written = emit(about, archive, [&](View bytes) { return out->write(bytes); });
    return written ? out->commit() : written;
}

Result<std::vector<std::uint8_t>> archiveBytes(const Archive::Texts& about, const Archive& archive)
{
    Bytes bytes;
    auto const done = emit(about, archive, [&](View more) {
        bytes.insert(bytes.end(), more.begin(), more.end());
        return Outcome::done();
    });
    return done ? Result<Bytes>(std::move(bytes)) : Result<Bytes>::refused(done.reason());
}

} // namespace core
