// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/patterns.h"

#include "core/base/rng.h"
#include "core/models/ising/acceptance.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace core::hopfield {

namespace {

// Bit c of word r goes to bit r of word c (Warren, Hacker's Delight, 7-3).
void transpose(std::array<std::uint64_t, 64>& block)
{
    std::uint64_t mask = 0x00000000FFFFFFFFull;
    for (std::size_t step = 32; step != 0; step /= 2, mask ^= mask << step) {
        for (std::size_t k = 0; k < 64; k = ((k | step) + 1) & ~step) {
            std::uint64_t const swapped = (block[k] >> step ^ block[k | step]) & mask;
            block[k] ^= swapped << step;
            block[k | step] ^= swapped;
        }
    }
}

// 64 bits that are 1 with probability threshold / 2^64, by their digits from the first on until
// every one is decided.
std::uint64_t bernoulliWord(Rng& random, std::uint64_t threshold)
{
    std::uint64_t open = ~std::uint64_t{0}, below = 0;
    for (; open != 0 && threshold != 0; threshold <<= 1) {
        std::uint64_t const digits = random.next();
        std::uint64_t const wanted = threshold >> 63 != 0 ? ~std::uint64_t{0} : 0;
        below |= open & ~digits & wanted;
        open &= ~(digits ^ wanted);
    }
    return below;
}

} // namespace

PatternStore::PatternStore(std::int64_t neurons, std::uint64_t disorderSeed)
    : neurons_(neurons), seed_(disorderSeed), words_(static_cast<std::size_t>((neurons + 63) / 64))
{
}

void PatternStore::setCount(std::int64_t count)
{
    std::int64_t const before = this->count();
    count = std::max(count, drawn_);
    if (count < before) {
        entries_.resize(static_cast<std::size_t>(count));
        rows_.resize(static_cast<std::size_t>(count) * words_);
    }
    while (this->count() < count) {
        appendRandom(this->count() > drawn_ ? entries_.back().random + 1 : 0);
    }
    if (count != before) {
        changed(std::min(before, count));
    }
}

void PatternStore::setBias(double bias)
{
    if (bias == bias_) {
        return;
    }
    bias_ = bias;
    for (std::int64_t k = drawn_; k < count(); ++k) {
        fillRandom(k);
    }
    changed(drawn_);
}

void PatternStore::appendRandom(std::int64_t number)
{
    entries_.push_back({++lastId_, "random " + std::to_string(number + 1), number});
    rows_.resize(rows_.size() + words_);
    fillRandom(count() - 1);
}

void PatternStore::fillRandom(std::int64_t index)
{
    Rng random(streamSeed(seed_, static_cast<std::uint64_t>(randomNumber(index))));
    std::uint64_t* const row = rows_.data() + static_cast<std::size_t>(index) * words_;
    std::uint64_t const threshold = ising::threshold64((1 + bias_) / 2);
    for (std::size_t w = 0; w < words_; ++w) {
        row[w] = bias_ == 0 ? random.next() : bernoulliWord(random, threshold);
    }
    if (neurons_ % 64 != 0) {
        row[words_ - 1] &= (std::uint64_t{1} << (neurons_ % 64)) - 1;
    }
}

std::int64_t PatternStore::addDrawn(std::span<const std::uint64_t> bits, std::string name)
{
    auto const at = static_cast<std::ptrdiff_t>(drawn_);
    entries_.insert(entries_.begin() + at, Entry{++lastId_, std::move(name), -1});
    rows_.insert(rows_.begin() + at * static_cast<std::ptrdiff_t>(words_), bits.begin(),
                 bits.end());
    ++drawn_;
    changed(at);
    return at;
}

void PatternStore::remove(std::int64_t index)
{
    auto const at = static_cast<std::ptrdiff_t>(index), words = static_cast<std::ptrdiff_t>(words_);
    entries_.erase(entries_.begin() + at);
    rows_.erase(rows_.begin() + at * words, rows_.begin() + (at + 1) * words);
    drawn_ -= index < drawn_ ? 1 : 0;
    changed(index);
}

void PatternStore::clear()
{
    entries_.clear();
    rows_.clear();
    drawn_ = 0;
    changed(0);
}

void PatternStore::move(std::int64_t from, std::int64_t to)
{
    auto const turn = [from, to](auto begin, std::ptrdiff_t size) {
        auto const a = begin + from * size, b = begin + to * size;
        if (from < to) {
            std::rotate(a, a + size, b + size);
        } else {
            std::rotate(b, a, a + size);
        }
    };
    turn(entries_.begin(), 1);
    turn(rows_.begin(), static_cast<std::ptrdiff_t>(words_));
    changed(std::min(from, to));
}

void PatternStore::rename(std::int64_t index, std::string name)
{
    entries_[static_cast<std::size_t>(index)].name = std::move(name);
    ++version_;
}

std::optional<std::int64_t> PatternStore::indexOf(std::uint64_t id) const
{
    for (std::int64_t k = 0; id != 0 && k < count(); ++k) {
        if (entry(k).id == id) {
            return k;
        }
    }
    return std::nullopt;
}

void PatternStore::changed(std::int64_t firstIndex)
{
    ++version_;
    auto const n = static_cast<std::size_t>(neurons_);
    if (stride_ != blocks()) {
        stride_ = blocks();
        columns_.resize(stride_ * n);
        firstIndex = 0;
    }
    std::array<std::uint64_t, 64> block{};
    for (auto b = static_cast<std::size_t>(firstIndex / 64); b < stride_; ++b) {
        std::size_t const rows = std::min<std::size_t>(64, entries_.size() - b * 64);
        for (std::size_t w = 0; w < words_; ++w) {
            block.fill(0);
            for (std::size_t r = 0; r < rows; ++r) {
                block[r] = rows_[(b * 64 + r) * words_ + w];
            }
            transpose(block);
            std::size_t const neurons = std::min<std::size_t>(64, n - w * 64);
            for (std::size_t i = 0; i < neurons; ++i) {
                columns_[(w * 64 + i) * stride_ + b] = block[i];
            }
        }
    }
}

double PatternStore::overlap(std::int64_t a, std::int64_t b) const
{
    return static_cast<double>(dot(bits(a), bits(b), neurons_)) / static_cast<double>(neurons_);
}

std::vector<std::uint64_t> PatternStore::drawnRows() const
{
    return {rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(drawn_) *
                                               static_cast<std::ptrdiff_t>(words_)};
}

std::vector<std::int64_t> PatternStore::randomNumbers() const
{
    std::vector<std::int64_t> numbers;
    for (std::int64_t k = drawn_; k < count(); ++k) {
        numbers.push_back(randomNumber(k));
    }
    return numbers;
}

void PatternStore::restore(std::span<const std::uint64_t> drawnRows,
                           const std::vector<std::string>& names,
                           std::span<const std::int64_t> randomNumbers)
{
    entries_.clear();
    rows_.assign(drawnRows.begin(), drawnRows.end());
    drawn_ = static_cast<std::int64_t>(names.size());
    for (const auto& name : names) {
        entries_.push_back({++lastId_, name, -1});
    }
    for (auto const number : randomNumbers) {
        appendRandom(number);
    }
    changed(0);
}

std::int64_t dot(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b,
                 std::int64_t neurons)
{
    std::int64_t unequal = 0;
    for (std::size_t w = 0; w < a.size(); ++w) {
        unequal += std::popcount(a[w] ^ b[w]);
    }
    return neurons - 2 * unequal;
}

} // namespace core::hopfield
