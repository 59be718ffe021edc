// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/idx.h"

#include <algorithm>
#include <string>
#include <system_error>

namespace core {

namespace {

// A file of the family, `images` with a part of its name exchanged; empty if there is none.
std::filesystem::path sibling(const std::filesystem::path& images, std::string_view part)
{
    constexpr std::string_view known = "train-images";
    std::string name = images.filename().string();
    auto const at = name.find(known);
    if (at == std::string::npos) {
        return {};
    }
    name.replace(at, known.size(), part);
    if (part.ends_with("labels") && name.find("idx3", at) != std::string::npos) {
        name.replace(name.find("idx3", at), 4, "idx1");
    }
    std::string const other =
        name.ends_with(".gz") ? name.substr(0, name.size() - 3) : name + ".gz";
    for (auto const& candidate : {name, other}) {
        auto const path = images.parent_path() / candidate;
        std::error_code error;
        if (std::filesystem::is_regular_file(path, error)) {
            return path;
        }
    }
    return {};
}

} // namespace

Result<DataSet> readIdx(const std::filesystem::path& images, const std::filesystem::path& labels,
                        const IdxProgress& progress)
{
    DataSet data{.title = images.filename().string()};
    if (!labels.empty()) { // first: they are small
        FileSource file(labels);
        auto read = parseIdxLabels(file, labels.string());
        if (!read) {
            return Result<DataSet>::refused(read.reason());
        }
        data.labels = std::move(*read);
    }
    FileSource file(images);
    auto read = parseIdxImages(file, images.string(), progress);
    if (!read) {
        return Result<DataSet>::refused(read.reason());
    }
    data.width = read->width;
    data.height = read->height;
    data.grey = std::move(read->grey);
    if (!data.labels.empty() && data.labels.size() != data.count()) {
        return Result<DataSet>::refused("'" + labels.string() + "' has " +
                                        std::to_string(data.labels.size()) + " labels; expected " +
                                        std::to_string(data.count()) + ", one for each image of '" +
                                        images.string() + "'.");
    }
    data.binary = std::all_of(data.grey.begin(), data.grey.end(),
                              [](std::uint8_t level) { return level == 0 || level == 255; });
    return data;
}

Result<DataSet> readIdxFamily(const std::filesystem::path& images,
                              const std::filesystem::path& labels, const IdxProgress& progress)
{
    auto const tests = sibling(images, "t10k-images");
    double const trainShare = tests.empty() ? 1 : 6.0 / 7;
    IdxProgress const first = [&](double share) {
        return !progress || progress(share * trainShare);
    };
    auto data = readIdx(images, labels.empty() ? sibling(images, "train-labels") : labels, first);
    if (!data || tests.empty()) {
        return data;
    }
    IdxProgress const second = [&](double share) {
        return !progress || progress(trainShare + share * (1 - trainShare));
    };
    auto test = readIdx(tests, sibling(images, "t10k-labels"), second);
    if (!test) {
        return test;
    }
    if (test->width != data->width || test->height != data->height) {
        return Result<DataSet>::refused(
            "'" + tests.string() + "' has images of " + std::to_string(test->width) + " x " +
            std::to_string(test->height) + " pixels; expected " + std::to_string(data->width) +
            " x " + std::to_string(data->height) + " as in '" + images.string() + "'.");
    }
    if (data->count() + test->count() > maxDataImages ||
        data->grey.size() + test->grey.size() > maxDataBytes) {
        return Result<DataSet>::refused("'" + tests.string() +
                                        "' is too large beside the training images; expected at "
                                        "most 1000000 images and 2 GiB together.");
    }
    data->testGrey = std::move(test->grey);
    data->testLabels = std::move(test->labels);
    data->binary = data->binary && test->binary;
    return data;
}

} // namespace core
