// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

// Binary states of a layer as they travel: one row per image or chain, one bit per unit.
namespace core::rbm {

constexpr int wordsPerRow(int units) { return (units + 63) / 64; }

// `count` rows of `stride` words that belong to someone else; unit i of row r is bit i % 64 of
// words[r stride + i / 64]. Bits beyond the last unit are ignored.
struct BitRows
{
    const std::uint64_t* words = nullptr;
    int count = 0;
    int stride = 0;

    const std::uint64_t* row(int r) const { return words + std::ptrdiff_t{r} * stride; }
    bool bit(int r, int i) const { return (row(r)[i / 64] >> (i % 64) & 1) != 0; }
    // Rows first ... first + number - 1.
    BitRows part(int first, int number) const { return {row(first), number, stride}; }
};

// Rows that one owns, of `units` bits each; new ones are 0.
class BitMatrix
{
public:
    BitMatrix() = default;
    BitMatrix(int count, int units)
        : count_(count), units_(units),
          words_(static_cast<std::size_t>(count) * static_cast<std::size_t>(wordsPerRow(units)))
    {
    }

    int count() const { return count_; }
    int units() const { return units_; }
    int stride() const { return wordsPerRow(units_); }
    const std::vector<std::uint64_t>& words() const { return words_; }
    std::uint64_t* row(int r) { return words_.data() + std::ptrdiff_t{r} * stride(); }
    const std::uint64_t* row(int r) const { return words_.data() + std::ptrdiff_t{r} * stride(); }
    bool bit(int r, int i) const { return (row(r)[i / 64] >> (i % 64) & 1) != 0; }
    void set(int r, int i, bool on)
    {
        std::uint64_t const one = std::uint64_t{1} << (i % 64);
        auto& word = row(r)[i / 64];
        word = on ? word | one : word & ~one;
    }
    operator BitRows() const { return {words_.data(), count_, stride()}; }

private:
    int count_ = 0;
    int units_ = 0;
    std::vector<std::uint64_t> words_;
};

} // namespace core::rbm
