// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/image_folder.h"

#include "core/io/image.h"
#include "core/picture/binarise.h"

#include <algorithm>
#include <string_view>
#include <system_error>

namespace core {

namespace {

bool isPicture(const std::filesystem::path& path)
{
    std::string end = path.extension().string();
    for (char& c : end) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    constexpr std::string_view known[] = {".png", ".pgm", ".pbm", ".ppm"};
    return std::find(std::begin(known), std::end(known), end) != std::end(known);
}

std::string named(const std::filesystem::path& path, const std::string& why)
{
    return "'" + path.string() + "' " + why + ".";
}

Result<std::vector<std::filesystem::path>> picturesIn(const std::filesystem::path& folder,
                                                      std::size_t most)
{
    using Paths = Result<std::vector<std::filesystem::path>>;
    std::vector<std::filesystem::path> paths;
    std::error_code error;
    std::filesystem::directory_iterator entry(folder, error);
    for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        std::error_code unknown;
        if (!isPicture(entry->path()) || !entry->is_regular_file(unknown)) {
            continue;
        }
        if (paths.size() == most) {
            return Paths::refused(named(folder, "has more than " + std::to_string(most) +
                                                    " pictures; expected at most that"));
        }
        paths.push_back(entry->path());
    }
    if (error) {
        return Paths::refused(named(folder, "cannot be read as a folder: " + error.message()));
    }
    if (paths.empty()) {
        return Paths::refused(
            named(folder, "has no picture; expected files named .png, .pgm, .pbm or .ppm"));
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

bool hasBrightBorder(const GreyImage& image)
{
    std::uint64_t sum = 0, count = 0;
    auto const add = [&](std::size_t x, std::size_t y) {
        sum += image.pixels[y * image.width + x];
        ++count;
    };
    for (std::size_t x = 0; x < image.width; ++x) {
        add(x, 0);
        add(x, image.height - 1);
    }
    for (std::size_t y = 0; y < image.height; ++y) {
        add(0, y);
        add(image.width - 1, y);
    }
    return sum >= 128 * count;
}

} // namespace

Result<DataSet> readImageFolder(const std::filesystem::path& folder, int side,
                                const std::function<bool(double)>& progress)
{
    using Data = Result<DataSet>;
    if (side < 1 || side > maxDataSide) {
        return Data::refused(named(folder, "cannot be scaled to " + std::to_string(side) +
                                               " pixels; expected 1 to " +
                                               std::to_string(maxDataSide)));
    }
    DataSet data{.title = folder.filename().string(), .width = side, .height = side};
    auto const fitting = static_cast<std::size_t>(maxDataBytes / data.pixels());
    auto const paths = picturesIn(folder, std::min(maxFolderImages, fitting));
    if (!paths) {
        return Data::refused(paths.reason());
    }
    std::size_t bright = 0;
    for (std::size_t i = 0; i < paths->size(); ++i) {
        auto const image = readImage((*paths)[i]);
        if (!image) {
            return Data::refused(image.reason());
        }
        bool const paper = hasBrightBorder(*image);
        bright += paper ? 1 : 0;
        auto const fitted =
            fitGrey(image->width, image->height, image->pixels, side, paper ? 255 : 0);
        data.grey.insert(data.grey.end(), fitted.begin(), fitted.end());
        if (progress &&
            !progress(static_cast<double>(i + 1) / static_cast<double>(paths->size()))) {
            return Data::refused(named(folder, "was not read to its end: cancelled"));
        }
    }
    if (2 * bright > paths->size()) {
        for (auto& level : data.grey) {
            level = static_cast<std::uint8_t>(255 - level);
        }
    }
    data.binary = std::all_of(data.grey.begin(), data.grey.end(),
                              [](std::uint8_t level) { return level == 0 || level == 255; });
    return data;
}

} // namespace core
