// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/netpbm.h"

#include <optional>

namespace core {

namespace {

bool isBlank(std::uint8_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Reads numbers and samples one after the other; nothing once the bytes have ended or make no
// sense.
class Scanner
{
public:
    explicit Scanner(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    void skip(std::size_t count) { at_ += count; }
    std::size_t left() const { return bytes_.size() - at_; }

    // A decimal number up to `most`; blanks and comments before it are passed over.
    std::optional<unsigned> number(unsigned most)
    {
        blanks();
        unsigned value = 0;
        std::size_t const start = at_;
        while (at_ < bytes_.size() && bytes_[at_] >= '0' && bytes_[at_] <= '9') {
            value = value * 10 + (bytes_[at_++] - std::uint32_t{'0'});
            if (value > most) {
                return std::nullopt;
            }
        }
        return at_ > start ? std::optional(value) : std::nullopt;
    }

    // A plain bitmap needs no blanks between its digits.
    std::optional<unsigned> digit()
    {
        blanks();
        bool const bit = at_ < bytes_.size() && (bytes_[at_] == '0' || bytes_[at_] == '1');
        return bit ? std::optional(bytes_[at_++] - unsigned{'0'}) : std::nullopt;
    }

    std::optional<unsigned> raw(int count)
    {
        if (left() < static_cast<std::size_t>(count)) {
            return std::nullopt;
        }
        unsigned value = 0;
        for (int i = 0; i < count; ++i) {
            value = value << 8 | bytes_[at_++];
        }
        return value;
    }

    // The one blank between header and raw samples.
    bool blank() { return at_ < bytes_.size() && isBlank(bytes_[at_++]); }

private:
    void blanks()
    {
        while (at_ < bytes_.size() && (isBlank(bytes_[at_]) || bytes_[at_] == '#')) {
            if (bytes_[at_] == '#') {
                while (at_ < bytes_.size() && bytes_[at_] != '\n') {
                    ++at_;
                }
            } else {
                ++at_;
            }
        }
    }

    std::span<const std::uint8_t> bytes_;
    std::size_t at_ = 0;
};

struct Format
{
    bool bits;
    bool raw;
    std::size_t channels;
    unsigned most = 1; // the sample that is white
};

// The fewest bytes that so many pixels take.
std::size_t leastBytes(const Format& format, std::size_t width, std::size_t height)
{
    if (format.bits) {
        return format.raw ? (width + 7) / 8 * height : width * height;
    }
    auto const samples = width * height * format.channels;
    return format.raw ? samples * (format.most > 255 ? 2 : 1) : 2 * samples - 1;
}

std::optional<unsigned> sample(Scanner& scanner, const Format& format)
{
    auto const value =
        format.raw ? scanner.raw(format.most > 255 ? 2 : 1) : scanner.number(format.most);
    return value && *value <= format.most ? value : std::nullopt;
}

std::uint8_t grey(unsigned value, unsigned most)
{
    return static_cast<std::uint8_t>((value * 255u + most / 2) / most);
}

std::optional<std::uint8_t> pixel(Scanner& scanner, const Format& format)
{
    auto const first = sample(scanner, format);
    if (!first || format.channels == 1) {
        return first ? std::optional(grey(*first, format.most)) : std::nullopt;
    }
    auto const green = sample(scanner, format);
    auto const blue = sample(scanner, format);
    if (!green || !blue) {
        return std::nullopt;
    }
    // Luminance of ITU-R BT.601 in thousandths.
    unsigned const luminance = 299 * grey(*first, format.most) + 587 * grey(*green, format.most) +
                               114 * grey(*blue, format.most);
    return static_cast<std::uint8_t>((luminance + 500) / 1000);
}

bool fillBits(Scanner& scanner, bool raw, GreyImage& image)
{
    for (std::size_t at = 0; at < image.pixels.size(); at += image.width) {
        unsigned packed = 0;
        for (std::size_t x = 0; x < image.width; ++x) {
            if (raw && x % 8 == 0) {
                packed = scanner.raw(1).value_or(0);
            }
            auto const bit = raw ? std::optional(packed >> (7 - x % 8) & 1) : scanner.digit();
            if (!bit) {
                return false;
            }
            image.pixels[at + x] = *bit == 0 ? 255 : 0;
        }
    }
    return true;
}

bool fillSamples(Scanner& scanner, const Format& format, GreyImage& image)
{
    for (auto& out : image.pixels) {
        auto const value = pixel(scanner, format);
        if (!value) {
            return false;
        }
        out = *value;
    }
    return true;
}

} // namespace

Result<GreyImage> parseNetpbm(std::span<const std::uint8_t> bytes, const std::string& subject)
{
    auto const refuse = [&](const std::string& why) {
        return Result<GreyImage>::refused(subject + " " + why + ".");
    };
    int const kind = bytes[1] - '1'; // 0 to 5: bitmap, grey, colour; plain, then raw
    Format format{kind % 3 == 0, kind >= 3, kind % 3 == 2 ? std::size_t{3} : 1};
    Scanner scanner(bytes);
    scanner.skip(2);
    constexpr auto longest = static_cast<unsigned>(maxImagePixels);
    auto const width = scanner.number(longest);
    auto const height = scanner.number(longest);
    auto const most = format.bits ? std::optional(1u) : scanner.number(65535);
    if (!width || !height || !most || *width == 0 || *height == 0 || *most == 0 ||
        (format.raw && !scanner.blank())) {
        return refuse("is a damaged picture (P" + std::to_string(kind + 1) +
                      "): its header cannot be read");
    }
    format.most = *most;
    std::size_t const pixels = std::size_t{*width} * *height;
    if (pixels > maxImagePixels) {
        return refuse("has " + std::to_string(*width) + " x " + std::to_string(*height) +
                      " pixels; at most " + std::to_string(maxImagePixels >> 20) +
                      " Mi pixels are read");
    }
    if (scanner.left() < leastBytes(format, *width, *height)) {
        return refuse("is cut short: it holds fewer than its " + std::to_string(*width) + " x " +
                      std::to_string(*height) + " pixels");
    }
    GreyImage image{*width, *height, std::vector<std::uint8_t>(pixels)};
    bool const done =
        format.bits ? fillBits(scanner, format.raw, image) : fillSamples(scanner, format, image);
    return done ? Result<GreyImage>(std::move(image))
                : refuse("is damaged: a pixel cannot be read or is brighter than " +
                         std::to_string(*most));
}

} // namespace core
