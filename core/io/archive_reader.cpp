// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/numbers.h"
#include "core/io/archive_file.h"
#include "core/io/archive_layout.h"
#include "core/io/read_file.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <zlib.h>

namespace core {

namespace {

using Json = nlohmann::json;
using namespace archive;

// Deflate cannot do better than 1032 to 1.
constexpr std::uint64_t maxPacking = 1040;

std::optional<Bytes> unpacked(View bytes, std::size_t size)
{
    Bytes result(size);
    auto found = static_cast<uLongf>(size);
    auto used = static_cast<uLong>(bytes.size());
    bool const done = uncompress2(result.data(), &found, bytes.data(), &used) == Z_OK;
    return done && found == size && used == bytes.size() ? std::optional(std::move(result))
                                                         : std::nullopt;
}

// Reads an archive from bytes that nobody vouches for.
class Reader
{
public:
    Reader(View bytes, std::string_view name) : bytes_(bytes), name_(name) {}

    Result<ArchiveFile> read()
    {
        auto const format = line();
        if (!format) {
            return refuse("is not an Isinglass document");
        }
        if (*format != archiveFormat) {
            return refuse("has document format " + std::to_string(*format) +
                          "; this program reads formats up to " + std::to_string(archiveFormat) +
                          ", so it was written by a newer version");
        }
        auto const json = header();
        if (!json || !facts(*json)) {
            return refuse("is damaged or cut short: its header cannot be read");
        }
        auto const entries = json->find("entries");
        if (entries == json->end() || !entries->is_array()) {
            return refuse("is damaged: its header lists no entries");
        }
        for (auto const& entry : *entries) {
            if (!entry.is_object() || !take(entry)) {
                return refuse("is damaged or cut short: " + subject(entry) + " cannot be read");
            }
        }
        return bytes_.empty() ? Result<ArchiveFile>(std::move(file_))
                              : refuse("is damaged: it goes on after its last entry");
    }

private:
    Result<ArchiveFile> refuse(const std::string& why) const
    {
        return Result<ArchiveFile>::refused("'" + std::string(name_) + "' " + why + ".");
    }

    // As it may stand in a sentence.
    static std::string subject(const Json& entry)
    {
        auto const name = textOf(entry, "name").value_or("");
        bool const plain = name.size() <= 64 && std::none_of(name.begin(), name.end(), [](char c) {
                               return static_cast<unsigned char>(c) < ' ';
                           });
        return plain && !name.empty() ? "'" + name + "'" : "an entry";
    }

    static std::optional<std::string> textOf(const Json& object, const char* key)
    {
        auto const found = object.is_object() ? object.find(key) : object.end();
        bool const text = found != object.end() && found->is_string();
        return text ? std::optional(found->get<std::string>()) : std::nullopt;
    }

    static std::optional<std::uint64_t> numberOf(const Json& object, const char* key)
    {
        auto const found = object.find(key);
        bool const number = found != object.end() && found->is_number_unsigned();
        return number ? std::optional(found->get<std::uint64_t>()) : std::nullopt;
    }

    View takeBytes(std::size_t count)
    {
        auto const front = bytes_.first(count);
        bytes_ = bytes_.subspan(count);
        return front;
    }

    // The format's number, from 1 up; nothing if the bytes do not begin with our line.
    std::optional<std::uint64_t> line()
    {
        std::string_view const text(reinterpret_cast<const char*>(bytes_.data()),
                                    std::min<std::size_t>(bytes_.size(), 64));
        auto const end = text.find('\n');
        if (text.substr(0, magic.size()) != magic || end == std::string_view::npos) {
            return std::nullopt;
        }
        auto const format = parseUnsigned(text.substr(magic.size(), end - magic.size()));
        takeBytes(end + 1);
        return format && *format > 0 ? format : std::nullopt;
    }

    std::uint32_t word()
    {
        auto const four = takeBytes(4);
        return four[0] | std::uint32_t{four[1]} << 8 | std::uint32_t{four[2]} << 16 |
               std::uint32_t{four[3]} << 24;
    }

    std::optional<Json> header()
    {
        if (bytes_.size() < 8) {
            return std::nullopt;
        }
        auto const size = word();
        auto const crc = word();
        if (size > maxHeaderBytes || size > bytes_.size()) {
            return std::nullopt;
        }
        auto const text = takeBytes(size);
        if (checksum(text) != crc) {
            return std::nullopt;
        }
        auto json = Json::parse(text.begin(), text.end(), nullptr, false);
        return json.is_object() ? std::optional(std::move(json)) : std::nullopt;
    }

    bool facts(const Json& json)
    {
        auto const about = json.find("about");
        if (about == json.end() || !about->is_object()) {
            return false;
        }
        for (auto const& [key, value] : about->items()) {
            if (!value.is_string()) {
                return false;
            }
            file_.about[key] = value.get<std::string>();
        }
        return true;
    }

    // The bytes of one entry, checked and unpacked.
    std::optional<Bytes> content(const Json& entry)
    {
        auto const size = numberOf(entry, "size");
        auto const stored = numberOf(entry, "stored");
        auto const crc = numberOf(entry, "crc");
        auto const packing = entry.find("packed");
        if (!size || !stored || !crc || packing == entry.end() || !packing->is_boolean() ||
            *stored > bytes_.size()) {
            return std::nullopt;
        }
        bool const isPacked = packing->get<bool>();
        bool const possible = isPacked ? *size / maxPacking <= *stored : *size == *stored;
        if (!possible || *size > maxArchiveBytes - total_) {
            return std::nullopt;
        }
        auto const bytes = takeBytes(static_cast<std::size_t>(*stored));
        if (checksum(bytes) != *crc) {
            return std::nullopt;
        }
        total_ += *size;
        return isPacked ? unpacked(bytes, static_cast<std::size_t>(*size))
                        : std::optional(Bytes(bytes.begin(), bytes.end()));
    }

    static std::optional<std::vector<std::size_t>> shapeOf(const Json& entry)
    {
        auto const found = entry.find("shape");
        if (found == entry.end() || !found->is_array() || found->size() > 8) {
            return std::nullopt;
        }
        std::vector<std::size_t> shape;
        for (auto const& side : *found) {
            if (!side.is_number_unsigned()) {
                return std::nullopt;
            }
            shape.push_back(side.get<std::size_t>());
        }
        return shape;
    }

    bool takeArray(const Json& entry, const std::string& name)
    {
        auto const dtype = dtypeFromName(textOf(entry, "dtype").value_or(""));
        auto shape = shapeOf(entry);
        if (!dtype || !shape || file_.archive.array(name)) {
            return false;
        }
        auto bytes = content(entry);
        Array array{*dtype, std::move(*shape), std::move(bytes).value_or(Bytes())};
        if (!bytes || !array.consistent()) {
            return false;
        }
        file_.archive.put(name, std::move(array));
        return true;
    }

    bool take(const Json& entry)
    {
        auto const name = textOf(entry, "name");
        auto const kind = textOf(entry, "kind");
        if (!name || !kind || (*kind != "array" && *kind != "text")) {
            return false;
        }
        if (*kind == "array") {
            return takeArray(entry, *name);
        }
        auto const bytes = content(entry);
        if (!bytes || file_.archive.text(*name)) {
            return false;
        }
        file_.archive.putText(*name, std::string(bytes->begin(), bytes->end()));
        return true;
    }

    View bytes_;
    std::string_view name_;
    std::uint64_t total_ = 0;
    ArchiveFile file_;
};

} // namespace

Result<ArchiveFile> readArchive(const std::filesystem::path& path)
{
    auto const bytes =
        readFile(path, maxArchiveBytes + maxHeaderBytes + 64, magic, "an Isinglass document");
    return bytes ? parseArchive(*bytes, path.string())
                 : Result<ArchiveFile>::refused(bytes.reason());
}

Result<ArchiveFile> parseArchive(std::span<const std::uint8_t> bytes, std::string_view name)
{
    return Reader(bytes, name).read();
}

} // namespace core
