// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/bit_matrix.h"
#include "core/models/ising/packed_lattice.h"
#include "core/models/ising/row_blocks.h"

#include <algorithm>
#include <array>

namespace core::ising {

namespace {

std::size_t size(int n) { return static_cast<std::size_t>(n); }

constexpr std::size_t countPlanes = 13; // 64 x 64 spins

// A whole vector; the compiler splits it as the processor's baseline needs.
struct Lanes
{
    std::uint64_t words[8];
};

// The spins up in every lane of a block of vectors, vertically: bit k of the numbers in plane k.
class LaneCounts
{
public:
    explicit LaneCounts(int scale) : used_(2)
    {
        while ((1 << used_) <= scale * scale) {
            ++used_;
        }
    }

    void clear() { planes_ = {}; }

    // Two vectors of each colour.
    void addFour(const std::uint64_t* even, const std::uint64_t* odd)
    {
        for (std::size_t w = 0; w < 8; ++w) {
            std::uint64_t const first = add(planes_[0].words[w], even[w], odd[w]);
            std::uint64_t const second = add(planes_[0].words[w], even[w + 8], odd[w + 8]);
            carry_.words[w] = add(planes_[1].words[w], first, second);
        }
        ripple(2);
    }

    // One vector of each colour.
    void addTwo(const std::uint64_t* even, const std::uint64_t* odd)
    {
        for (std::size_t w = 0; w < 8; ++w) {
            carry_.words[w] = add(planes_[0].words[w], even[w], odd[w]);
        }
        ripple(1);
    }

    // The numbers in the 64 lanes of word w.
    void unpack(std::size_t w, std::uint16_t (&numbers)[64]) const
    {
        for (std::size_t byte = 0; byte < 8; ++byte) {
            std::uint64_t low = 0, high = 0;
            for (std::size_t k = 0; k < used_; ++k) {
                std::uint64_t const ones = bytesOf(planes_[k].words[w] >> (8 * byte));
                (k < 8 ? low : high) += ones << (k % 8);
            }
            for (std::size_t b = 0; b < 8; ++b) {
                numbers[8 * byte + b] = static_cast<std::uint16_t>(((low >> (8 * b)) & 0xFF) |
                                                                   ((high >> (8 * b)) & 0xFF) << 8);
            }
        }
    }

private:
    // a and b added to a plane; the carry.
    static std::uint64_t add(std::uint64_t& plane, std::uint64_t a, std::uint64_t b)
    {
        std::uint64_t const either = a ^ b;
        std::uint64_t const carry = (a & b) | (either & plane);
        plane ^= either;
        return carry;
    }
    void ripple(std::size_t from)
    {
        for (std::size_t k = from; k < used_; ++k) {
            for (std::size_t w = 0; w < 8; ++w) {
                std::uint64_t const sum = planes_[k].words[w] ^ carry_.words[w];
                carry_.words[w] &= planes_[k].words[w];
                planes_[k].words[w] = sum;
            }
        }
    }

    std::size_t used_;
    std::array<Lanes, countPlanes> planes_{};
    Lanes carry_{};
};

} // namespace

void PackedLattice::blockMeans(int x0, int y0, int columns, int lines, int scale,
                               std::uint8_t* means) const
{
    bool const inside = x0 + columns * scale <= layout_.L && y0 + lines * scale <= layout_.L;
    if (inside && layout_.height % scale == 0) {
        readBlocks(x0, y0, columns, lines, scale, means);
    } else {
        rowBlockMeans(*this, x0, y0, columns, lines, scale, means);
    }
}

// Blocks that lie within the strips: 512 of them are counted at a time.
void PackedLattice::readBlocks(int x0, int y0, int columns, int lines, int scale,
                               std::uint8_t* means) const
{
    std::vector<std::uint8_t> mean(size(scale * scale + 1));
    for (int n = 0; n <= scale * scale; ++n) {
        mean[size(n)] = static_cast<std::uint8_t>((255 * n + scale * scale / 2) / (scale * scale));
    }
    int const across = layout_.width / scale; // blocks of a strip
    int const down = layout_.height / scale;
    int const left = x0 / scale;
    int const top = y0 / scale;
    LaneCounts counts(scale);
    std::uint16_t numbers[64];
    for (int Y = 0; Y < down; ++Y) {
        int const firstStrip = std::max(0, (top - Y + down - 1) / down);
        int const endStrip = std::min(64, (top + lines - Y + down - 1) / down);
        for (int X = 0; X < across && firstStrip < endStrip; ++X) {
            int const firstWord = std::max(0, (left - X + across - 1) / across);
            int const endWord = std::min(8, (left + columns - X + across - 1) / across);
            if (firstWord >= endWord) {
                continue;
            }
            counts.clear();
            for (int y = Y * scale; y < (Y + 1) * scale; ++y) {
                const std::uint64_t* const even = words_.data() + layout_.row(0, y) + 4 * X * scale;
                const std::uint64_t* const odd = words_.data() + layout_.row(1, y) + 4 * X * scale;
                if (scale == 2) {
                    counts.addTwo(even, odd);
                }
                for (int i = 0; i < 4 * scale && scale > 2; i += 16) {
                    counts.addFour(even + i, odd + i);
                }
            }
            for (int w = firstWord; w < endWord; ++w) {
                counts.unpack(size(w), numbers);
                std::uint8_t* const column = means + (w * across + X - left);
                for (int b = firstStrip; b < endStrip; ++b) {
                    column[size(b * down + Y - top) * size(columns)] = mean[numbers[b]];
                }
            }
        }
    }
}

} // namespace core::ising
