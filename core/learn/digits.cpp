// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/digits.h"

#include "core/base/rng.h"
#include "core/learn/digits/hand.h"
#include "core/learn/digits/pen.h"

#include <algorithm>
#include <array>
#include <utility>

namespace core {

namespace {

constexpr std::size_t pieceImages = 100;
constexpr std::uint64_t orderStream = 1, imageStream = 2;

} // namespace

std::uint8_t digitLabel(std::uint64_t seed, std::uint64_t index)
{
    std::array<std::uint8_t, 10> order{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    Rng rng(streamSeed(streamSeed(seed, orderStream), index / 10));
    for (std::size_t left = order.size(); left > 1; --left) {
        std::swap(order[left - 1], order[rng.below(left)]);
    }
    return order[index % 10];
}

void generateDigits(std::uint64_t seed, std::uint64_t first, std::span<std::uint8_t> grey,
                    std::span<std::uint8_t> labels)
{
    digits::Trace trace;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        labels[i] = digitLabel(seed, first + i);
        Rng rng(streamSeed(streamSeed(seed, imageStream), first + i));
        digits::write(labels[i], rng, trace);
        digits::draw(trace, grey.subspan(i * digitPixels).first<digitPixels>());
    }
}

Result<DataSet> makeDigits(std::uint64_t seed, WorkerPool& pool, const DigitsProgress& progress,
                           std::size_t train, std::size_t test)
{
    if (train < 1 || test > maxDataImages || train > maxDataImages - test) {
        return Result<DataSet>::refused("Data set 'digits' can have 1 to " +
                                        std::to_string(maxDataImages) + " images.");
    }
    DataSet data{.title = "Digits", .width = digitSide, .height = digitSide};
    data.grey.resize(train * digitPixels);
    data.labels.resize(train);
    data.testGrey.resize(test * digitPixels);
    data.testLabels.resize(test);
    std::size_t const all = train + test;
    std::size_t const pieces = (all + pieceImages - 1) / pieceImages;
    auto const piece = [&](std::size_t begin, std::size_t end, bool tests) {
        auto& grey = tests ? data.testGrey : data.grey;
        auto& labels = tests ? data.testLabels : data.labels;
        std::size_t const offset = tests ? train : 0;
        if (begin < end) {
            generateDigits(seed, begin,
                           std::span(grey).subspan((begin - offset) * digitPixels,
                                                   (end - begin) * digitPixels),
                           std::span(labels).subspan(begin - offset, end - begin));
        }
    };
    std::size_t const perRound = std::max(pieces / 100, static_cast<std::size_t>(pool.workers()));
    for (std::size_t done = 0; done < pieces; done += perRound) {
        auto const round = std::min(perRound, pieces - done);
        pool.run(static_cast<int>(round), [&](int i) {
            std::size_t const begin = (done + static_cast<std::size_t>(i)) * pieceImages;
            std::size_t const end = std::min(begin + pieceImages, all);
            piece(begin, std::min(end, train), false);
            piece(std::max(begin, train), end, true);
        });
        if (progress &&
            !progress(static_cast<double>(done + round) / static_cast<double>(pieces))) {
            return Result<DataSet>::refused(
                "Data set 'digits' was not made to its end: cancelled.");
        }
    }
    return data;
}

} // namespace core
