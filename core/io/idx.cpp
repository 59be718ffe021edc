// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/idx.h"

#include "core/io/gunzip.h"

#include <algorithm>
#include <array>

namespace core {

namespace {

constexpr std::size_t pieceBytes = std::size_t{1} << 20;
constexpr unsigned unsignedBytes = 8;

std::uint32_t bigEndian(std::span<const std::uint8_t> bytes)
{
    return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 |
           std::uint32_t{bytes[2]} << 8 | bytes[3];
}

std::string hex(std::span<const std::uint8_t> bytes)
{
    std::string text = "0x";
    for (auto const byte : bytes) {
        text += "0123456789ABCDEF"[byte >> 4];
        text += "0123456789ABCDEF"[byte & 15];
    }
    return text;
}

std::string dimensionsText(std::size_t count)
{
    return std::to_string(count) + (count == 1 ? " dimension" : " dimensions");
}

// Reads one file, remembers the first thing that is wrong with it.
class Reader
{
public:
    Reader(ByteSource& source, std::string_view name, const IdxProgress& progress)
        : source_(source), name_(name), progress_(progress)
    {
    }

    // The dimensions, as many as `out` has; `meaning` says what they are.
    bool header(std::span<std::uint32_t> out, std::string_view meaning);
    // `count` bytes of what the file is about ("pixels"), after which nothing may follow.
    bool body(std::uint64_t count, std::string_view what, std::vector<std::uint8_t>& out);

    bool refuse(const std::string& why)
    {
        if (reason_.empty()) {
            reason_ = "'" + std::string(name_) + "' " + why + ".";
        }
        return false;
    }
    const std::string& reason() const { return reason_; }

private:
    // Whole or refused.
    bool headerBytes(std::span<std::uint8_t> out, std::size_t already, std::size_t inAll);
    bool magic(std::size_t dimensions, std::string_view meaning);
    bool ends(std::uint64_t count, std::string_view what);

    Gunzip source_;
    std::string_view name_;
    const IdxProgress& progress_;
    std::string reason_;
};

bool Reader::headerBytes(std::span<std::uint8_t> out, std::size_t already, std::size_t inAll)
{
    auto const count = source_.read(out);
    if (count == out.size()) {
        return true;
    }
    if (!source_.failure().empty()) {
        return refuse(source_.failure());
    }
    return refuse(already + count == 0
                      ? "is empty; expected an IDX file"
                      : "ends inside its header: it has " + std::to_string(already + count) +
                            " bytes; expected at least " + std::to_string(inAll));
}

bool Reader::magic(std::size_t dimensions, std::string_view meaning)
{
    std::array<std::uint8_t, 4> bytes{};
    if (!headerBytes(bytes, 0, 4 + 4 * dimensions)) {
        return false;
    }
    if (bytes[0] != 0 || bytes[1] != 0) {
        return refuse("is not an IDX file: it begins with " + hex(bytes) + "; expected 0x0000080" +
                      std::to_string(dimensions) + ", plain or packed by gzip");
    }
    if (bytes[2] != unsignedBytes) {
        return refuse("holds elements of type " + hex(std::span(bytes).subspan(2, 1)) +
                      "; expected 0x08, unsigned bytes");
    }
    if (bytes[3] != dimensions) {
        return refuse("has " + dimensionsText(bytes[3]) + "; expected " +
                      dimensionsText(dimensions) + " (" + std::string(meaning) + ")");
    }
    return true;
}

bool Reader::header(std::span<std::uint32_t> out, std::string_view meaning)
{
    if (!magic(out.size(), meaning)) {
        return false;
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        std::array<std::uint8_t, 4> bytes{};
        if (!headerBytes(bytes, 4 + 4 * i, 4 + 4 * out.size())) {
            return false;
        }
        out[i] = bigEndian(bytes);
    }
    return true;
}

bool Reader::ends(std::uint64_t count, std::string_view what)
{
    std::array<std::uint8_t, 1> more{};
    bool const goesOn = source_.read(more) > 0;
    if (!source_.failure().empty()) {
        return refuse(source_.failure());
    }
    return !goesOn || refuse("goes on after the " + std::to_string(count) + " bytes of " +
                             std::string(what) + " that its header promises; expected its end");
}

bool Reader::body(std::uint64_t count, std::string_view what, std::vector<std::uint8_t>& out)
{
    for (std::uint64_t filled = 0; filled < count;) {
        auto const wanted =
            static_cast<std::size_t>(std::min<std::uint64_t>(pieceBytes, count - filled));
        if (out.size() < filled + wanted) {
            auto const grown = std::max<std::uint64_t>(2 * filled, filled + wanted);
            out.resize(static_cast<std::size_t>(std::min(count, grown)));
        }
        auto const got = source_.read(std::span(out).subspan(filled, wanted));
        filled += got;
        if (got < wanted) {
            return refuse(!source_.failure().empty()
                              ? source_.failure()
                              : "ends after " + std::to_string(filled) + " of " +
                                    std::to_string(count) + " bytes of " + std::string(what));
        }
        if (progress_ && !progress_(static_cast<double>(filled) / static_cast<double>(count))) {
            return refuse("was not read to its end: cancelled");
        }
    }
    return ends(count, what);
}

bool imagesFit(Reader& reader, std::span<const std::uint32_t, 3> sizes)
{
    auto const [count, rows, columns] = std::array{sizes[0], sizes[1], sizes[2]};
    if (count < 1 || count > maxDataImages) {
        return reader.refuse("claims " + std::to_string(count) + " images; expected 1 to " +
                             std::to_string(maxDataImages));
    }
    auto const side = static_cast<std::uint32_t>(maxDataSide);
    if (std::min(rows, columns) < 1 || std::max(rows, columns) > side) {
        return reader.refuse("claims images of " + std::to_string(columns) + " x " +
                             std::to_string(rows) + " pixels; expected 1 to " +
                             std::to_string(side) + " on each side");
    }
    auto const bytes = std::uint64_t{count} * rows * columns;
    return bytes <= maxDataBytes ||
           reader.refuse("claims " + std::to_string(bytes) + " bytes of pixels; expected at most " +
                         std::to_string(maxDataBytes));
}

} // namespace

Result<IdxImages> parseIdxImages(ByteSource& source, std::string_view name,
                                 const IdxProgress& progress)
{
    Reader reader(source, name, progress);
    std::array<std::uint32_t, 3> sizes{};
    IdxImages images;
    if (!reader.header(sizes, "images, rows, columns") || !imagesFit(reader, sizes) ||
        !reader.body(std::uint64_t{sizes[0]} * sizes[1] * sizes[2], "pixels", images.grey)) {
        return Result<IdxImages>::refused(reader.reason());
    }
    images.width = static_cast<int>(sizes[2]);
    images.height = static_cast<int>(sizes[1]);
    return images;
}

Result<std::vector<std::uint8_t>> parseIdxLabels(ByteSource& source, std::string_view name)
{
    IdxProgress const silent;
    Reader reader(source, name, silent);
    std::array<std::uint32_t, 1> sizes{};
    std::vector<std::uint8_t> labels;
    bool good = reader.header(sizes, "labels");
    if (good && (sizes[0] < 1 || sizes[0] > maxDataImages)) {
        good = reader.refuse("claims " + std::to_string(sizes[0]) + " labels; expected 1 to " +
                             std::to_string(maxDataImages));
    }
    if (!good || !reader.body(sizes[0], "labels", labels)) {
        return Result<std::vector<std::uint8_t>>::refused(reader.reason());
    }
    return labels;
}

} // namespace core
