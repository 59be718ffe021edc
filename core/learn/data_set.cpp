// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/data_set.h"

#include "core/base/rng.h"

#include <algorithm>
#include <cstring>

namespace core {

namespace {

bool onlyEnds(std::span<const std::uint8_t> grey)
{
    return std::all_of(grey.begin(), grey.end(),
                       [](std::uint8_t level) { return level == 0 || level == 255; });
}

// Eight levels, the first lowest; zeros beyond the end.
std::uint64_t eightLevels(std::span<const std::uint8_t> grey)
{
    std::uint64_t levels = 0;
    if (grey.size() >= 8) {
        std::memcpy(&levels, grey.data(), 8);
    } else {
        std::memcpy(&levels, grey.data(), grey.size());
    }
    return levels;
}

// The highest bits of eight levels, in the lowest bits of each byte: which are 128 or more.
std::uint64_t brightBytes(std::uint64_t levels) { return levels >> 7 & 0x0101010101010101u; }

std::uint64_t thresholdBits(std::uint64_t levels)
{
    return brightBytes(levels) * 0x0102040810204080u >> 56;
}

// 16 random bits a level.
std::uint64_t drawnBits(std::uint64_t levels, Rng& rng)
{
    if (brightBytes(levels) * 255 == levels) { // only 0 and 255: nothing to draw
        return thresholdBits(levels);
    }
    std::uint64_t const random[2] = {rng.next(), rng.next()};
    std::uint64_t bits = 0;
    for (int i = 0; i < 8; ++i) {
        auto const level = static_cast<std::uint32_t>(levels >> 8 * i & 0xFF);
        auto const drawn = static_cast<std::uint32_t>(random[i / 4] >> 16 * (i % 4) & 0xFFFF);
        bits |= static_cast<std::uint64_t>(drawn * 255 < level << 16) << i;
    }
    return bits;
}

std::string sides(const DataSet& data)
{
    return std::to_string(data.width) + " x " + std::to_string(data.height);
}

} // namespace

Outcome checkDataSet(const DataSet& data)
{
    auto const refuse = [&](const std::string& why) {
        return Outcome::refused("'" + data.title + "' " + why + ".");
    };
    if (std::min(data.width, data.height) < 1 || std::max(data.width, data.height) > maxDataSide) {
        return refuse("has images of " + sides(data) + " pixels; expected 1 to " +
                      std::to_string(maxDataSide) + " on each side");
    }
    if (data.grey.empty()) {
        return refuse("has no image to learn from; expected at least one");
    }
    if (data.grey.size() % data.pixels() != 0 || data.testGrey.size() % data.pixels() != 0) {
        return refuse("ends inside an image; expected whole images of " + sides(data) + " pixels");
    }
    if (data.count() + data.testCount() > maxDataImages) {
        return refuse("has " + std::to_string(data.count() + data.testCount()) +
                      " images; expected at most " + std::to_string(maxDataImages));
    }
    if (data.grey.size() + data.testGrey.size() > maxDataBytes) {
        return refuse("has more than 2 GiB of grey levels; expected at most that");
    }
    if ((!data.labels.empty() && data.labels.size() != data.count()) ||
        (!data.testLabels.empty() && data.testLabels.size() != data.testCount())) {
        return refuse("has a number of labels that differs from that of its images; expected one "
                      "label for each");
    }
    if (data.binary && !(onlyEnds(data.grey) && onlyEnds(data.testGrey))) {
        return refuse("has grey levels other than 0 and 255; expected black and white");
    }
    return Outcome::done();
}

void holdOut(DataSet& data, std::size_t count)
{
    if (data.count() < 2) {
        return;
    }
    auto const move = [](std::vector<std::uint8_t>& from, std::vector<std::uint8_t>& to,
                         std::size_t size) {
        auto const first = from.end() - static_cast<std::ptrdiff_t>(size);
        to.insert(to.end(), first, from.end());
        from.erase(first, from.end());
    };
    count = std::min(count, data.count() - 1);
    bool const labelled =
        data.labels.size() == data.count() && (data.testGrey.empty() || !data.testLabels.empty());
    move(data.grey, data.testGrey, count * data.pixels());
    if (labelled) {
        move(data.labels, data.testLabels, count);
    } else if (!data.labels.empty()) {
        data.labels.resize(data.count());
    }
}

void packBits(std::span<const std::uint8_t> grey, const BitRule& rule, std::uint64_t index,
              std::uint64_t* row)
{
    Rng rng(streamSeed(streamSeed(rule.seed, rule.epoch), index));
    std::fill_n(row, bitWords(grey.size()), std::uint64_t{0});
    for (std::size_t first = 0; first < grey.size(); first += 8) {
        auto const levels = eightLevels(grey.subspan(first));
        auto const bits = rule.stochastic ? drawnBits(levels, rng) : thresholdBits(levels);
        row[first / 64] |= bits << first % 64;
    }
}

void packImages(std::span<const std::uint8_t> grey, std::size_t pixels, std::size_t first,
                const BitRule& rule, std::span<std::uint64_t> rows)
{
    std::size_t const words = bitWords(pixels);
    for (std::size_t i = 0; i < rows.size() / words; ++i) {
        packBits(grey.subspan((first + i) * pixels, pixels), rule, first + i,
                 rows.data() + i * words);
    }
}

} // namespace core
