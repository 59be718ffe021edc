// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/npy.h"

#include "core/io/atomic_file.h"
#include "core/io/read_file.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

namespace core {

namespace {

constexpr std::string_view magic = "\x93NUMPY";
constexpr std::size_t maxDimensions = 8;

struct Header
{
    std::string type;
    bool fortran = false;
    std::vector<std::size_t> shape;
};

// Reads the Python literal of a header: {'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }
class HeaderReader
{
public:
    explicit HeaderReader(std::string_view text) : text_(text) {}

    std::optional<Header> read()
    {
        Header header;
        int found = 0;
        if (!take('{')) {
            return std::nullopt;
        }
        while (!take('}')) {
            auto const key = quoted();
            if (!key || !take(':') || !value(*key, header)) {
                return std::nullopt;
            }
            ++found;
            if (!take(',') && !next('}')) {
                return std::nullopt;
            }
        }
        blanks();
        bool const whole = found == 3 && seen_ == 7 && text_.empty();
        return whole ? std::optional(header) : std::nullopt;
    }

private:
    bool value(std::string_view key, Header& header)
    {
        if (key == "descr") {
            seen_ |= 1;
            auto const type = quoted();
            header.type = type.value_or("");
            return type.has_value();
        }
        if (key == "fortran_order") {
            seen_ |= 2;
            header.fortran = word("True");
            return header.fortran || word("False");
        }
        seen_ |= 4;
        return key == "shape" && tuple(header.shape);
    }

    bool tuple(std::vector<std::size_t>& shape)
    {
        if (!take('(')) {
            return false;
        }
        while (!take(')')) {
            blanks();
            std::size_t side = 0;
            auto const* const end = text_.data() + text_.size();
            auto const [stop, error] = std::from_chars(text_.data(), end, side);
            if (error != std::errc() || shape.size() == maxDimensions) {
                return false;
            }
            text_.remove_prefix(static_cast<std::size_t>(stop - text_.data()));
            shape.push_back(side);
            take('L');
            if (!take(',') && !next(')')) {
                return false;
            }
        }
        return true;
    }

    std::optional<std::string> quoted()
    {
        blanks();
        if (text_.empty() || (text_.front() != '\'' && text_.front() != '"')) {
            return std::nullopt;
        }
        auto const end = text_.find(text_.front(), 1);
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        std::string const inside(text_.substr(1, end - 1));
        text_.remove_prefix(end + 1);
        return inside;
    }

    bool word(std::string_view expected)
    {
        blanks();
        bool const there = text_.substr(0, expected.size()) == expected;
        text_.remove_prefix(there ? expected.size() : 0);
        return there;
    }
    bool take(char expected) { return word({&expected, 1}); }
    bool next(char expected)
    {
        blanks();
        return !text_.empty() && text_.front() == expected;
    }
    void blanks()
    {
        auto const start = std::min(text_.find_first_not_of(" \t\n\r"), text_.size());
        text_.remove_prefix(start);
    }

    std::string_view text_;
    int seen_ = 0;
};

struct ElementType
{
    DType type;
    bool swapped;
};

std::optional<ElementType> elementType(std::string_view text)
{
    if (text.size() != 3 || std::string_view("<>|=").find(text[0]) == std::string_view::npos) {
        return std::nullopt;
    }
    auto const name = text.substr(1);
    auto const type = name == "b1" ? DType::u1 : dtypeFromName(name);
    if (!type || (text[0] == '|' && itemSize(*type) != 1)) {
        return std::nullopt;
    }
    return ElementType{*type, text[0] == '>'};
}

void swapBytes(Array& array)
{
    auto const size = static_cast<std::ptrdiff_t>(itemSize(array.dtype));
    for (auto at = array.bytes.begin(); at != array.bytes.end(); at += size) {
        std::reverse(at, at + size);
    }
}

// From first index fastest to last index fastest.
void transpose(Array& array)
{
    auto const size = itemSize(array.dtype);
    std::vector<std::uint8_t> sorted(array.bytes.size());
    std::vector<std::size_t> index(array.shape.size(), 0);
    for (std::size_t at = 0; at < sorted.size(); at += size) {
        std::size_t from = 0;
        for (std::size_t d = index.size(); d-- > 0;) {
            from = from * array.shape[d] + index[d];
        }
        std::copy_n(array.bytes.begin() + static_cast<std::ptrdiff_t>(from * size), size,
                    sorted.begin() + static_cast<std::ptrdiff_t>(at));
        for (std::size_t d = index.size(); d-- > 0 && ++index[d] == array.shape[d];) {
            index[d] = 0;
        }
    }
    array.bytes = std::move(sorted);
}

std::string shapeText(const std::vector<std::size_t>& shape)
{
    std::string text = "(";
    for (auto const side : shape) {
        text += (text.size() > 1 ? ", " : "") + std::to_string(side);
    }
    return text + (shape.size() == 1 ? ",)" : ")");
}

// Where the header stands, or nothing if the bytes end before.
std::optional<std::string_view> headerText(std::string_view bytes)
{
    if (bytes.size() < 12) {
        return std::nullopt;
    }
    auto const byte = [&](std::size_t i) {
        return std::size_t{static_cast<std::uint8_t>(bytes[i])};
    };
    bool const first = bytes[6] == 1;
    auto const length =
        first ? byte(8) | byte(9) << 8 : byte(8) | byte(9) << 8 | byte(10) << 16 | byte(11) << 24;
    std::size_t const start = first ? 10 : 12;
    return length <= bytes.size() - start ? std::optional(bytes.substr(start, length))
                                          : std::nullopt;
}

} // namespace

Result<Array> parseNpy(std::span<const std::uint8_t> bytes, std::string_view name)
{
    auto const refuse = [name](const std::string& why) {
        return Result<Array>::refused("'" + std::string(name) + "' " + why + ".");
    };
    std::string_view const text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (text.size() < 8 || text.substr(0, magic.size()) != magic) {
        return refuse("is not a NumPy array (.npy)");
    }
    if (text[6] < 1 || text[6] > 3) {
        return refuse("has .npy format version " +
                      std::to_string(static_cast<std::uint8_t>(text[6])) +
                      "; this program reads versions 1 to 3");
    }
    auto const raw = headerText(text);
    auto const header = raw ? HeaderReader(*raw).read() : std::nullopt;
    if (!header) {
        return refuse("is a damaged NumPy array: its header cannot be read (at most 8 dimensions)");
    }
    auto const type = elementType(header->type);
    if (!type) {
        return refuse("holds elements of a type that is not read; expected one of i1, u1, b1, i4, "
                      "u4, i8, u8, f4, f8");
    }
    auto const count = elementCount(header->shape);
    auto const data =
        bytes.subspan(static_cast<std::size_t>(raw->data() - text.data()) + raw->size());
    if (!count || data.size() > maxNpyBytes || *count != data.size() / itemSize(type->type) ||
        data.size() % itemSize(type->type) != 0) {
        return refuse("has " + std::to_string(data.size()) + " bytes of data; its shape " +
                      shapeText(header->shape) + " of " + std::string(dtypeName(type->type)) +
                      " asks for another number (at most " + bytesText(maxNpyBytes) + ")");
    }
    Array array{type->type, header->shape, {data.begin(), data.end()}};
    if (type->swapped) {
        swapBytes(array);
    }
    if (header->fortran && array.shape.size() > 1) {
        transpose(array);
    }
    return array;
}

Result<Array> readNpy(const std::filesystem::path& path)
{
    auto const bytes = readFile(path, maxNpyBytes + 65536, magic, "a NumPy array (.npy)");
    return bytes ? parseNpy(*bytes, path.string()) : Result<Array>::refused(bytes.reason());
}

std::vector<std::uint8_t> npyBytes(const Array& array)
{
    bool const single = itemSize(array.dtype) == 1;
    std::string header = "{'descr': '" + std::string(single ? "|" : "<") +
                         std::string(dtypeName(array.dtype)) +
                         "', 'fortran_order': False, 'shape': " + shapeText(array.shape) + ", }";
    // Data begin at a multiple of 64.
    header.append((127 - (10 + header.size()) % 64) % 64, ' ');
    header += '\n';
    std::string head(magic);
    head += '\1';
    head += '\0';
    head += static_cast<char>(header.size() & 255);
    head += static_cast<char>(header.size() >> 8);
    head += header;
    std::vector<std::uint8_t> bytes(head.begin(), head.end());
    bytes.insert(bytes.end(), array.bytes.begin(), array.bytes.end());
    return bytes;
}

Outcome writeNpy(const std::filesystem::path& path, const Array& array)
{
    return writeFile(path, npyBytes(array));
}

} // namespace core
