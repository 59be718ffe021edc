// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/storing.h"

#include "core/base/numbers.h"
#include "core/picture/binarise.h"
#include "core/picture/stroke_font.h"

#include <algorithm>
#include <cmath>

namespace core::hopfield {

namespace {

using Pictures = Result<std::vector<NamedCells>>;

constexpr int thumbnailSide = 32;
constexpr double alike = 0.25;

const std::string& textOf(const ActionCall& call, std::string_view id)
{
    return std::get<std::string>(*findValue(call.values, id));
}

bool isTaken(const PatternStore& patterns, const std::string& name)
{
    for (std::int64_t k = 0; k < patterns.drawn(); ++k) {
        if (patterns.name(k) == name) {
            return true;
        }
    }
    return false;
}

// The name that is asked for, or that of the payload if it is free, or one with a number: "A 2".
std::string nameFor(const ActionCall& call, const Payload& payload, const PatternStore& patterns)
{
    if (auto const asked = oneLine(textOf(call, "name")); !asked.empty()) {
        return asked;
    }
    auto const given = oneLine(payload.name);
    if (!given.empty() && !isTaken(patterns, given)) {
        return given;
    }
    std::string const stem = given.empty() ? "D" : given + " ";
    for (int number = given.empty() ? 1 : 2;; ++number) {
        auto name = stem + std::to_string(number);
        if (!isTaken(patterns, name)) {
            return name;
        }
    }
}

Pictures letters(const ActionCall& call, int side)
{
    std::vector<NamedCells> pictures;
    for (char const c : textOf(call, "text")) {
        if (c == ' ') {
            continue;
        }
        if (!hasGlyph(static_cast<unsigned char>(c))) {
            return Pictures::refused("There is no letter for a character of '" +
                                     textOf(call, "text") +
                                     "'; expected letters, digits and marks of ASCII.");
        }
        pictures.push_back({std::string(1, c), glyph(static_cast<unsigned char>(c), side)});
    }
    return pictures.empty() ? Pictures::refused("There is no letter to store.") : pictures;
}

Pictures image(const ActionCall& call, const Payload& payload, int side, std::string name)
{
    auto const width = static_cast<std::size_t>(payload.width);
    auto const height = static_cast<std::size_t>(payload.height);
    auto const grey = fitGrey(width, height, payload.cells, side);
    Binarisation how;
    how.halftone = numberOf(*findValue(call.values, "dither")) != 0 ? Halftone::diffusion
                                                                    : Halftone::threshold;
    how.level = static_cast<int>(std::lround(256 * numberOf(*findValue(call.values, "level"))));
    how.invert = numberOf(*findValue(call.values, "invert")) != 0;
    auto cells = binarise(grey, side, how);
    return cells.empty() ? Pictures::refused("The picture has no pixels to store.")
                         : std::vector{NamedCells{std::move(name), std::move(cells)}};
}

bool binary(const Array& array)
{
    for (std::size_t i = 0; i < array.size(); ++i) {
        if (std::fabs(array.real(i)) != 1) {
            return false;
        }
    }
    return true;
}

std::string shapeWanted(int side) { return std::to_string(side) + " x " + std::to_string(side); }

// Runs of consecutive random numbers: first, length, first, length ...
std::vector<std::int64_t> runsOf(const std::vector<std::int64_t>& numbers)
{
    std::vector<std::int64_t> runs;
    for (auto const number : numbers) {
        if (!runs.empty() && runs[runs.size() - 2] + runs.back() == number) {
            ++runs.back();
        } else {
            runs.insert(runs.end(), {number, 1});
        }
    }
    return runs;
}

std::string remarkOn(const PatternStore& patterns, std::int64_t k)
{
    std::int64_t nearest = -1;
    double largest = alike;
    for (std::int64_t other = 0;
         other < std::min(patterns.drawn(), static_cast<std::int64_t>(shelfRows)); ++other) {
        double const m = other == k ? 0 : std::fabs(patterns.overlap(k, other));
        if (m > largest) {
            largest = m;
            nearest = other;
        }
    }
    return nearest < 0 ? std::string()
                       : "like " + patterns.name(nearest) + " (" +
                             numberText(std::round(100 * patterns.overlap(k, nearest)) / 100) + ")";
}

} // namespace

bool someLookAlike(const PatternStore& patterns)
{
    for (std::int64_t k = 0; k < std::min(patterns.drawn(), static_cast<std::int64_t>(shelfRows));
         ++k) {
        if (!remarkOn(patterns, k).empty()) {
            return true;
        }
    }
    return false;
}

std::string oneLine(std::string_view name)
{
    std::string line(name.substr(0, 200));
    std::replace_if(
        line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
    return line;
}

Pictures picturesToStore(const ActionCall& call, const Payload& payload, int side,
                         const PatternStore& patterns)
{
    if (call.action->id == "store-text") {
        return letters(call, side);
    }
    if (call.action->id == "store-image") {
        return image(call, payload, side, nameFor(call, payload, patterns));
    }
    auto cells = cellsOf(payload, side);
    if (!cells) {
        return Pictures::refused(cells.reason());
    }
    std::replace(cells->begin(), cells->end(), std::uint8_t{2}, std::uint8_t{0});
    return std::vector{NamedCells{nameFor(call, payload, patterns), std::move(*cells)}};
}

std::optional<Array> patternArray(const PatternStore& patterns, int side)
{
    auto const n = static_cast<std::size_t>(side);
    std::vector<std::int8_t> numbers;
    numbers.reserve(static_cast<std::size_t>(patterns.count()) * n * n);
    for (std::int64_t k = 0; k < patterns.count(); ++k) {
        for (std::int64_t i = 0; i < patterns.neurons(); ++i) {
            numbers.push_back(patterns.at(k, i) ? 1 : -1);
        }
    }
    return Array::of(numbers, {static_cast<std::size_t>(patterns.count()), n, n});
}

std::optional<Array> couplingArray(const Network& network, std::int64_t neurons)
{
    auto const couplings = network.couplings();
    auto const n = static_cast<std::size_t>(neurons);
    return couplings.empty() ? std::nullopt : std::optional(Array::of(couplings, {n, n}));
}

Pictures picturesOf(const Array& array, int side)
{
    auto const n = static_cast<std::size_t>(side);
    bool const square = array.shape.size() == 3 && array.shape[1] == n && array.shape[2] == n;
    bool const flat = array.shape.size() == 2 && array.shape[1] == n * n;
    if (array.shape.size() == 3 && array.shape[1] != array.shape[2]) {
        return Pictures::refused("Array 'patterns' holds pictures of " +
                                 std::to_string(array.shape[2]) + " x " +
                                 std::to_string(array.shape[1]) +
                                 " cells; the network is a square, expected as many columns as "
                                 "rows.");
    }
    if (!square && !flat) {
        return Pictures::refused(
            "Array 'patterns' has another shape than the network; expected P x " +
            shapeWanted(side) + ", or another 'side'.");
    }
    if (!binary(array)) {
        return Pictures::refused("Array 'patterns' has a number that is neither +1 nor -1.");
    }
    std::vector<NamedCells> pictures(array.shape[0]);
    for (std::size_t k = 0; k < pictures.size(); ++k) {
        pictures[k].name = "#" + std::to_string(k + 1);
        for (std::size_t i = 0; i < n * n; ++i) {
            pictures[k].cells.push_back(array.real(k * n * n + i) > 0 ? 1 : 0);
        }
    }
    return pictures;
}

Result<Spins> spinsOf(const Array& array, int side)
{
    if (array.shape != std::vector<std::size_t>(2, static_cast<std::size_t>(side))) {
        return Result<Spins>::refused(
            "Array 'spins' has another shape than the network; expected " + shapeWanted(side) +
            ".");
    }
    if (!binary(array)) {
        return Result<Spins>::refused("Array 'spins' has a number that is neither +1 nor -1.");
    }
    Spins spins(array.size());
    for (std::size_t i = 0; i < spins.size(); ++i) {
        spins[i] = array.real(i) > 0 ? 1 : -1;
    }
    return spins;
}

void savePatterns(const PatternStore& patterns, Archive& archive)
{
    archive.put("drawn", patterns.drawnRows());
    archive.put("random", runsOf(patterns.randomNumbers()));
    std::string names;
    for (std::int64_t k = 0; k < patterns.drawn(); ++k) {
        names += patterns.name(k) + "\n";
    }
    archive.putText("names", names);
}

Outcome loadPatterns(const Archive& archive, std::int64_t count, PatternStore& patterns)
{
    std::vector<std::uint64_t> rows;
    std::vector<std::int64_t> runs, numbers;
    std::string text;
    for (const auto& outcome : {archive.get("drawn", rows), archive.get("random", runs),
                                archive.getText("names", text)}) {
        if (!outcome) {
            return outcome;
        }
    }
    std::vector<std::string> names;
    for (std::size_t at = 0; at < text.size();) {
        auto const end = std::min(text.find('\n', at), text.size());
        names.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    bool fits = runs.size() % 2 == 0 && rows.size() == names.size() * patterns.wordsPerPattern();
    std::int64_t total = std::ssize(names);
    for (std::size_t k = 0; fits && k < runs.size(); k += 2) {
        fits = runs[k] >= 0 && runs[k] < std::int64_t{1} << 40 && runs[k + 1] > 0 &&
               runs[k + 1] <= count - total;
        total += fits ? runs[k + 1] : 0;
        for (std::int64_t i = 0; fits && i < runs[k + 1]; ++i) {
            numbers.push_back(runs[k] + i);
        }
    }
    std::int64_t const beyond = patterns.neurons() % 64;
    for (std::size_t w = patterns.wordsPerPattern() - 1; fits && beyond != 0 && w < rows.size();
         w += patterns.wordsPerPattern()) {
        fits = rows[w] >> beyond == 0;
    }
    if (!fits || total != count) {
        return Outcome::refused("The saved patterns are not the " + std::to_string(count) +
                                " that parameter 'P' tells of.");
    }
    patterns.restore(rows, names, numbers);
    return Outcome::done();
}

void fillShelf(const PatternStore& patterns, int side, Shelf& out)
{
    out.version = patterns.version();
    out.total = static_cast<std::size_t>(patterns.count());
    out.rows.resize(std::min(out.total, shelfRows));
    for (std::size_t r = 0; r < out.rows.size(); ++r) {
        auto const k = static_cast<std::int64_t>(r);
        auto const cells = unpacked(patterns.bits(k), static_cast<std::size_t>(patterns.neurons()));
        ShelfRow& row = out.rows[r];
        row.name = patterns.name(k);
        row.own = patterns.isDrawn(k);
        row.remark = row.own ? remarkOn(patterns, k) : std::string();
        row.cells = thumbnail(cells, side, thumbnailSide, row.width);
        row.height = row.width;
    }
}

} // namespace core::hopfield
