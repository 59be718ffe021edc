// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/packed_lattice.h"

#include "core/base/cpu.h"
#include "core/models/ising/bit_matrix.h"

#include <bit>

namespace core::ising {

namespace {

// Bands in one call of the pool: a few milliseconds of work for each worker.
int bandsACall(const WorkerPool& pool)
{
    return pool.workers() * (activeIsa() == Isa::portable ? 4 : 128);
}

} // namespace

PackedLattice::PackedLattice(int L, std::uint64_t seed)
    : layout_(L), words_(layout_.words()), key_(seed), rule_(packedRule(Rule::metropolis, 0, 1, 0)),
      wave_(L), done_(static_cast<std::size_t>(layout_.bands))
{
}

void PackedLattice::setDynamics(Rule rule, double J, double T, double h)
{
    rule_ = packedRule(rule, J, T, h);
}

// The band at `place` of a half-sweep. The second half-sweep begins with band 1 and ends with band
// 0, so that its bands need no more than the bands of the first that come before.
void PackedLattice::updateBand(std::uint64_t halfSweep, int place)
{
    int const colour = static_cast<int>(halfSweep % 2);
    int const band = (place + colour) % layout_.bands;
    int const y = band * layout_.rowsOfBand;
    bool const last = band == layout_.bands - 1;
    PackedBand task{};
    task.encode = key_.encode;
    task.decode = key_.decode;
    task.start = &key_.start[0][0];
    task.halfSweep = halfSweep;
    task.band = static_cast<std::uint64_t>(band);
    task.rule = &rule_;
    task.spins = words_.data() + layout_.row(colour, y);
    task.other = words_.data() + layout_.row(1 - colour, y);
    task.up = -layout_.stride;
    task.down = layout_.stride;
    task.stride = layout_.stride;
    task.rows = last ? layout_.height - y : layout_.rowsOfBand;
    task.vectors = layout_.vectors;
    task.side = PackedLayout::sideOf(colour, y);
    task.carries = layout_.carries();
    task.below = band == 0 ? words_.data() + layout_.row(colour, layout_.height) : nullptr;
    task.above = last ? words_.data() + layout_.row(colour, -1) : nullptr;
    task.count = counting_;
    inForce().strips(task);
    if (counting_) {
        changing_.fetch_add(task.changed, std::memory_order_relaxed);
    }
}

// A band of the second half-sweep needs its own rows and those of its neighbours from the first.
void PackedLattice::waitFor(int first, int place)
{
    int const bands = layout_.bands;
    for (int const needed : {place, (place + 1) % bands, (place + 2) % bands}) {
        if (needed >= first) {
            done_[static_cast<std::size_t>(needed)].wait(0, std::memory_order_acquire);
        }
    }
}

// Bands of the sweep (both half-sweeps in a row) from place `first` on. Each worker has a part of
// the lattice that stays in its cache from one half-sweep to the next, and helps with the others'
// when its own is done; it comes to the second half-sweep only when all bands of the first are in
// hands, so that it never waits for one that nobody works on.
void PackedLattice::updateShared(int first, int count, WorkerPool& pool)
{
    int const bands = layout_.bands;
    int const workers = pool.workers();
    std::uint64_t const sweep = progress_.halfSweep / 2;
    for (auto& flag : done_) {
        flag.store(0, std::memory_order_relaxed);
    }
    if (parts_.size() != static_cast<std::size_t>(workers)) {
        parts_ = std::vector<Part>(static_cast<std::size_t>(workers));
    }
    int const starts[2] = {first, std::max(first - bands, 0)};
    int const ends[2] = {std::min(first + count, bands), std::max(first + count - bands, 0)};
    for (int part = 0; part < workers; ++part) {
        for (std::size_t half = 0; half < 2; ++half) {
            parts_[static_cast<std::size_t>(part)].next[half].store(
                std::max(bands * part / workers, starts[half]), std::memory_order_relaxed);
        }
    }
    pool.run(workers, [&](int worker) {
        for (std::size_t half = 0; half < 2; ++half) {
            for (int k = 0; k < workers; ++k) {
                int const part = (worker + k) % workers;
                int const end = std::min(bands * (part + 1) / workers, ends[half]);
                auto& next = parts_[static_cast<std::size_t>(part)].next[half];
                for (int place = next.fetch_add(1, std::memory_order_relaxed); place < end;
                     place = next.fetch_add(1, std::memory_order_relaxed)) {
                    if (half == 1) {
                        waitFor(first, place);
                    }
                    updateBand(2 * sweep + half, place);
                    if (half == 0) {
                        auto& flag = done_[static_cast<std::size_t>(place)];
                        flag.store(1, std::memory_order_release);
                        flag.notify_all();
                    }
                }
            }
        }
    });
}

// Counts bands as done; true when the sweep is complete.
bool PackedLattice::moveOn(int bands)
{
    progress_.band += bands;
    while (progress_.band >= layout_.bands) {
        progress_.band -= layout_.bands;
        ++progress_.halfSweep;
        if (progress_.halfSweep % 2 == 0) {
            changed_ = counting_ ? changing_.load(std::memory_order_relaxed) : -1;
            changing_.store(0, std::memory_order_relaxed);
            return true;
        }
    }
    return false;
}

bool PackedLattice::advance(const StopCheck& stop, WorkerPool& pool)
{
    for (;;) {
        int const first =
            static_cast<int>(progress_.halfSweep % 2) * layout_.bands + progress_.band;
        if (first == 0) {
            counting_ = wanted_;
        }
        int const left = 2 * layout_.bands - first;
        int count = 1;
        if (pool.workers() > 1 && layout_.bands > 1) {
            count = std::min(left, bandsACall(pool));
            updateShared(first, count, pool);
        } else {
            updateBand(progress_.halfSweep, progress_.band);
        }
        if (moveOn(count)) {
            return true;
        }
        if (stop()) {
            return false;
        }
    }
}

// Copies the edges of both colours to where their neighbours look for them.
void PackedLattice::closeEdges()
{
    auto const ends = static_cast<std::size_t>(8 * (layout_.vectors - 1));
    for (int colour = 0; colour < 2; ++colour) {
        for (int y = 0; y < layout_.height; ++y) {
            std::uint64_t* const row = words_.data() + layout_.row(colour, y);
            for (std::size_t w = 0; w < 8; ++w) {
                (row - 8)[w] = row[ends + (w + 7) % 8];
                row[ends + 8 + w] = row[(w + 1) % 8];
            }
        }
        std::uint64_t* const above = words_.data() + layout_.row(colour, -1);
        std::uint64_t* const below = words_.data() + layout_.row(colour, layout_.height);
        const std::uint64_t* const first = words_.data() + layout_.row(colour, 0);
        const std::uint64_t* const last = words_.data() + layout_.row(colour, layout_.height - 1);
        for (std::size_t i = 0; i < ends + 8; ++i) {
            above[i] = std::rotl(last[i], 1);
            below[i] = std::rotr(first[i], 1);
        }
    }
}

// The places of the 64 spins from column X on, in row y of all row strips.
void PackedLattice::placesOf(int X, int y, std::size_t (&places)[64]) const
{
    std::size_t const even = layout_.row(y % 2, y);
    std::size_t const odd = layout_.row(1 - y % 2, y);
    auto const width = static_cast<std::size_t>(layout_.width);
    auto const first = static_cast<std::size_t>(X);
    std::size_t x = first % width;
    std::size_t strip = first / width;
    for (std::size_t k = 0; k < 64; k += 2, x += 2) {
        if (x == width) {
            x = 0;
            ++strip;
        }
        places[k] = even + 4 * x + strip;
        places[k + 1] = odd + 4 * x + strip;
    }
}

void PackedLattice::load(const std::uint64_t* rows)
{
    auto const wordsARow = static_cast<std::size_t>(layout_.L / 64);
    std::uint64_t block[64];
    std::size_t places[64];
    for (int y = 0; y < layout_.height; ++y) {
        for (int X = 0; X < layout_.L; X += 64) {
            for (int b = 0; b < 64; ++b) {
                block[b] = rows[static_cast<std::size_t>(b * layout_.height + y) * wordsARow +
                                static_cast<std::size_t>(X / 64)];
            }
            transpose64(block);
            placesOf(X, y, places);
            for (int x = 0; x < 64; ++x) {
                words_[places[x]] = block[x];
            }
        }
    }
    closeEdges();
}

void PackedLattice::store(std::uint64_t* rows) const { readRows(0, layout_.L, rows); }

// Eight words of a row at a time, a whole cache line: rows of different strips are a power of two
// apart and would drive each other out of the cache.
void PackedLattice::readRows(int y0, int y1, std::uint64_t* rows) const
{
    constexpr int few = 6; // row strips that are cheaper to pick out than to transpose all
    int const wordsARow = layout_.L / 64;
    int const height = layout_.height;
    std::uint64_t block[64];
    std::uint64_t lines[64][8];
    std::size_t places[64];
    for (int y = 0; y < height; ++y) {
        int const first = std::max(0, (y0 - y + height - 1) / height);
        int const end = y1 > y ? (y1 - y + height - 1) / height : 0;
        bool const all = end - first > few;
        for (int start = 0; first < end && start < wordsARow; start += 8) {
            int const count = std::min(8, wordsARow - start);
            for (int k = 0; k < count; ++k) {
                placesOf(64 * (start + k), y, places);
                for (int x = 0; x < 64; ++x) {
                    block[x] = words_[places[x]];
                }
                if (all) {
                    transpose64(block);
                }
                for (int b = first; b < end; ++b) {
                    lines[b][k] = all ? block[b] : column64(block, b);
                }
            }
            for (int b = first; b < end; ++b) {
                std::copy_n(lines[b], count,
                            rows + std::int64_t{b * height + y - y0} * wordsARow + start);
            }
        }
    }
}

bool PackedLattice::spin(int x, int y) const
{
    return (words_[layout_.word(x, y % layout_.height)] >> (y / layout_.height)) & 1;
}

void PackedLattice::setSpin(int X, int Y, bool up)
{
    int const y = Y % layout_.height;
    int const b = Y / layout_.height;
    std::size_t const home = layout_.word(X, y);
    auto const set = [&](std::size_t word, int bit) {
        std::uint64_t const mask = std::uint64_t{1} << (bit & 63);
        words_[word] = up ? words_[word] | mask : words_[word] & ~mask;
    };
    set(home, b);
    auto const rowWords = static_cast<std::size_t>(8 * layout_.vectors);
    auto const colourRows =
        static_cast<std::size_t>(layout_.height) * static_cast<std::size_t>(layout_.stride);
    if (y == 0) {
        set(home + colourRows, b - 1);
    }
    if (y == layout_.height - 1) {
        set(home - colourRows, b + 1);
    }
    int const x = X % layout_.width;
    auto const strip = static_cast<std::size_t>(X / layout_.width);
    if (x < 2) {
        set(home - strip + rowWords + (strip + 7) % 8, b);
    }
    if (x >= layout_.width - 2) {
        set(home - strip - rowWords + (strip + 1) % 8, b);
    }
}

void PackedLattice::saveProgress(std::vector<std::uint64_t>& words) const
{
    bool const inside = progress_.band != 0 || progress_.halfSweep % 2 != 0;
    std::uint64_t const counted =
        inside && counting_ ? static_cast<std::uint64_t>(changing_.load()) + 1 : 0;
    words = {key_.seed, progress_.halfSweep, static_cast<std::uint64_t>(progress_.band), counted};
}

bool PackedLattice::restoreProgress(std::span<const std::uint64_t> words)
{
    if (words.size() != 4 || words[2] >= static_cast<std::uint64_t>(layout_.bands) ||
        words[3] >
            static_cast<std::uint64_t>(layout_.L) * static_cast<std::uint64_t>(layout_.L) + 1) {
        return false;
    }
    key_ = PlaneKey(words[0]);
    progress_ = {words[1], static_cast<int>(words[2])};
    counting_ = words[3] != 0;
    changing_.store(counting_ ? static_cast<std::int64_t>(words[3]) - 1 : 0);
    changed_ = -1;
    return true;
}

} // namespace core::ising
