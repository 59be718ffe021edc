// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/image.h"

#include "core/io/atomic_file.h"
#include "core/io/netpbm.h"
#include "core/io/read_file.h"

#include <cstring>
#include <png.h>
#include <string>

namespace core {

namespace {

constexpr std::uint8_t pngMagic[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

// libpng's simplified interface: every failure, of the file or of memory, comes back as a message.
class PngImage
{
public:
    PngImage()
    {
        std::memset(&image_, 0, sizeof image_);
        image_.version = PNG_IMAGE_VERSION;
    }
    ~PngImage() { png_image_free(&image_); }
    PngImage(const PngImage&) = delete;
    PngImage& operator=(const PngImage&) = delete;

    png_image* operator->() { return &image_; }
    png_image* get() { return &image_; }
    bool failed() const { return PNG_IMAGE_FAILED(image_); }
    std::string message() const { return image_.message; }

private:
    png_image image_;
};

Result<GreyImage> parsePng(std::span<const std::uint8_t> bytes, const std::string& subject)
{
    auto const refuse = [&](const std::string& why) {
        return Result<GreyImage>::refused(subject + " " + why + ".");
    };
    PngImage png;
    if (!png_image_begin_read_from_memory(png.get(), bytes.data(), bytes.size()) || png.failed()) {
        return refuse("is a damaged PNG picture (" + png.message() + ")");
    }
    // The most that deflate can unpack from these bytes, at the least of one bit per pixel.
    auto const pixels = std::uint64_t{png->width} * png->height;
    if (pixels > maxImagePixels || pixels / 8 / 1040 > bytes.size()) {
        return refuse("claims " + std::to_string(png->width) + " x " + std::to_string(png->height) +
                      " pixels; at most " + std::to_string(maxImagePixels >> 20) +
                      " Mi pixels that the file holds are read");
    }
    png->format = PNG_FORMAT_GRAY;
    GreyImage image{png->width, png->height, std::vector<std::uint8_t>(pixels)};
    png_color const white{255, 255, 255};
    if (!png_image_finish_read(png.get(), &white, image.pixels.data(), 0, nullptr) ||
        png.failed()) {
        return refuse("is a damaged PNG picture (" + png.message() + ")");
    }
    return image;
}

} // namespace

Result<GreyImage> parseImage(std::span<const std::uint8_t> bytes, std::string_view name)
{
    std::string const subject = "'" + std::string(name) + "'";
    if (bytes.size() > maxImageBytes) {
        return Result<GreyImage>::refused(subject + " is larger than " + bytesText(maxImageBytes) +
                                          ", the most that is read.");
    }
    if (bytes.size() >= sizeof pngMagic &&
        std::memcmp(bytes.data(), pngMagic, sizeof pngMagic) == 0) {
        return parsePng(bytes, subject);
    }
    if (bytes.size() >= 2 && bytes[0] == 'P' && bytes[1] >= '1' && bytes[1] <= '6') {
        return parseNetpbm(bytes, subject);
    }
    return Result<GreyImage>::refused(
        subject + " is not a picture that can be read: expected PNG, PGM, PBM or PPM.");
}

Result<GreyImage> readImage(const std::filesystem::path& path)
{
    auto const bytes = readFile(path, maxImageBytes);
    return bytes ? parseImage(*bytes, path.string()) : Result<GreyImage>::refused(bytes.reason());
}

Result<std::vector<std::uint8_t>> pngBytes(std::size_t width, std::size_t height, int channels,
                                           std::span<const std::uint8_t> pixels)
{
    using Bytes = Result<std::vector<std::uint8_t>>;
    bool const fits = width > 0 && height > 0 && height <= maxImagePixels / width &&
                      (channels == 1 || channels == 3) &&
                      pixels.size() == width * height * static_cast<std::size_t>(channels);
    if (!fits) {
        return Bytes::refused("A PNG picture needs 1 to 64 Mi pixels of 1 or 3 bytes each.");
    }
    PngImage png;
    png->width = static_cast<png_uint_32>(width);
    png->height = static_cast<png_uint_32>(height);
    png->format = channels == 1 ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(*png.get());
    std::vector<std::uint8_t> bytes(size);
    if (!png_image_write_to_memory(png.get(), bytes.data(), &size, 0, pixels.data(), 0, nullptr)) {
        return Bytes::refused("The picture cannot be turned into PNG (" + png.message() + ").");
    }
    bytes.resize(size);
    return bytes;
}

Outcome writePng(const std::filesystem::path& path, std::size_t width, std::size_t height,
                 int channels, std::span<const std::uint8_t> pixels)
{
    auto const bytes = pngBytes(width, height, channels, pixels);
    return bytes ? writeFile(path, *bytes) : bytes.outcome();
}

} // namespace core
