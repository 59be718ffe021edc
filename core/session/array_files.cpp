// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/array_files.h"

#include <algorithm>

namespace core {

const ArraySpec* findArray(const ModelCard& card, std::string_view id)
{
    for (const auto& spec : card.arrays) {
        if (spec.id == id) {
            return &spec;
        }
    }
    return nullptr;
}

std::string importableArrays(const ModelCard& card)
{
    std::string names;
    for (const auto& spec : card.arrays) {
        if (spec.importable) {
            names += (names.empty() ? "" : ", ") + std::string(spec.id);
        }
    }
    return names;
}

Outcome writeArrays(const std::filesystem::path& file, const AnyModel& model)
{
    std::vector<NamedArray> arrays;
    for (const auto& spec : model.card().arrays) {
        auto array = spec.importable ? model.exportArray(spec.id) : std::nullopt;
        if (array) {
            arrays.push_back({std::string(spec.id), std::move(*array)});
        }
    }
    return writeNpz(file, arrays);
}

Result<ArraysRead> readArrays(const std::filesystem::path& file, const ModelCard& card)
{
    using R = Result<ArraysRead>;
    auto all = readNpz(file);
    if (!all) {
        return R::refused(all.reason());
    }
    ArraysRead read;
    for (auto& each : *all) {
        const auto* spec = findArray(card, each.name);
        if (spec && spec->importable) {
            read.arrays.push_back(std::move(each));
        } else {
            read.others.push_back(each.name);
        }
    }
    if (read.arrays.empty()) {
        auto const expected = importableArrays(card);
        return R::refused("'" + file.string() + "': model '" + std::string(card.id) +
                          "' has no array " +
                          (read.others.empty() ? "" : "'" + read.others.front() + "' ") +
                          "to import; expected " + (expected.empty() ? "none" : expected) + ".");
    }
    // A specification's address tells its place on the card.
    std::stable_sort(read.arrays.begin(), read.arrays.end(), [&](const auto& a, const auto& b) {
        return findArray(card, a.name) < findArray(card, b.name);
    });
    return read;
}

} // namespace core
