// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace core::hopfield {

// The stored patterns, one bit a neuron (1 is up): drawn ones first, then random ones. Random
// pattern k (from 0, drawn ones not counted) is a function of the disorder seed, N, the bias and k,
// so that more or fewer of them are always the same ones.
//
// Two layouts are kept: rows of N bits, one a pattern; and columns of blocks() words, one a neuron
// (bit mu % 64 of word mu / 64 is xi_i^mu), from which local fields are summed. Bits beyond the
// last pattern are zero.
class PatternStore
{
public:
    PatternStore(std::int64_t neurons, std::uint64_t disorderSeed);

    std::int64_t neurons() const { return neurons_; }
    std::int64_t count() const { return static_cast<std::int64_t>(entries_.size()); }
    std::int64_t drawn() const { return drawn_; }
    // Changes whenever a pattern or its name does.
    std::uint64_t version() const { return version_; }

    // At least the drawn ones stay: fewer forgets random patterns, last first; more adds the next
    // ones.
    void setCount(std::int64_t count);
    // Mean activity of the random patterns, above -1 and below 1; all of them are made anew.
    void setBias(double bias);
    // Behind the drawn ones. `bits`: N of them, packed. Returns its index.
    std::int64_t addDrawn(std::span<const std::uint64_t> bits, std::string name);
    void remove(std::int64_t index);
    void clear();
    // Both drawn: index `from` becomes index `to`.
    void move(std::int64_t from, std::int64_t to);
    void rename(std::int64_t index, std::string name);

    const std::string& name(std::int64_t index) const { return entry(index).name; }
    bool isDrawn(std::int64_t index) const { return index < drawn_; }
    // Stays with the pattern for as long as it is stored; never 0.
    std::uint64_t id(std::int64_t index) const { return entry(index).id; }
    std::optional<std::int64_t> indexOf(std::uint64_t id) const;
    // Of a random pattern: its number k.
    std::int64_t randomNumber(std::int64_t index) const { return entry(index).random; }

    std::size_t wordsPerPattern() const { return words_; }
    std::span<const std::uint64_t> bits(std::int64_t index) const
    {
        return {rows_.data() + static_cast<std::size_t>(index) * words_, words_};
    }
    bool at(std::int64_t index, std::int64_t neuron) const
    {
        return (bits(index)[static_cast<std::size_t>(neuron / 64)] >> (neuron % 64) & 1) != 0;
    }
    std::size_t blocks() const { return (entries_.size() + 63) / 64; }
    const std::uint64_t* column(std::int64_t neuron) const
    {
        return columns_.data() + static_cast<std::size_t>(neuron) * stride_;
    }

    // (1/N) sum_i xi_i^a xi_i^b.
    double overlap(std::int64_t a, std::int64_t b) const;

    // For files: the drawn rows, their names, and the numbers of the random ones.
    std::vector<std::uint64_t> drawnRows() const;
    std::vector<std::int64_t> randomNumbers() const;
    void restore(std::span<const std::uint64_t> drawnRows, const std::vector<std::string>& names,
                 std::span<const std::int64_t> randomNumbers);

private:
    struct Entry
    {
        std::uint64_t id = 0;
        std::string name;
        std::int64_t random = -1; // number of a random one
    };
    const Entry& entry(std::int64_t index) const
    {
        return entries_[static_cast<std::size_t>(index)];
    }
    void appendRandom(std::int64_t number);
    void fillRandom(std::int64_t index);
    void changed(std::int64_t firstIndex);

    std::int64_t neurons_;
    std::uint64_t seed_;
    double bias_ = 0;
    std::size_t words_, stride_ = 0;
    std::vector<Entry> entries_;
    std::int64_t drawn_ = 0;
    std::vector<std::uint64_t> rows_, columns_;
    std::uint64_t version_ = 1, lastId_ = 0;
};

// sum_i a_i b_i of two rows of `neurons` bits, as numbers +1 and -1.
std::int64_t dot(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b,
                 std::int64_t neurons);

} // namespace core::hopfield
