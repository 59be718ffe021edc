// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ising/packed_modes.h"
#include "core/models/ising/packed_planes.h"

// The bit-packed update, written once over an instruction set I: a type local to the file that
// includes this one, so that nothing compiled for one processor is shared with code for another.
//
// A spin's acceptance bit is found from the least significant digit of its probability to the most:
// where the random bit is 1 the digit replaces what was found so far, so that at the end the digit
// at the first random 1 stands, which is 1 with exactly the probability. Lanes of all classes share
// the random planes; only the digits differ.
namespace core::ising {

// The digits below the fresh ones: found once for a whole band (the last), then for each of its
// carry vectors.
template <class I, int classes>
ISINGLASS_INLINE inline void makeCarries(const PackedBand& task, PackedPlanes<I>& planes, int part,
                                         std::uint64_t (*carry)[carryWords])
{
    using V = typename I::V;
    const PackedRule& rule = *task.rule;
    V common[classes];
    V r[groupVectors];
    for (int k = 0; k < classes; ++k) {
        common[k] = I::all(rule.digits[k][packedDigits]);
    }
    for (int j = packedDigits - 1; j >= freshDigits + sharedDigits; j -= groupVectors) {
        planes.next(r);
        for (int l = 0; l < groupVectors; ++l) {
            for (int k = 0; k < classes; ++k) {
                common[k] = I::choose(r[l], I::all(rule.digits[k][j - l]), common[k]);
            }
        }
    }
    for (int first = 0; first < task.carries; first += groupVectors) {
        V found[classes][groupVectors];
        for (int k = 0; k < classes; ++k) {
            eachOfGroup([&](auto l) ISINGLASS_INLINE { found[k][l] = common[k]; });
        }
        for (int j = freshDigits + sharedDigits - 1; j >= freshDigits; --j) {
            planes.next(r);
            for (int k = 0; k < classes; ++k) {
                V const digit = I::all(rule.digits[k][j]);
                eachOfGroup([&](auto l) ISINGLASS_INLINE {
                    found[k][l] = I::choose(r[l], digit, found[k][l]);
                });
            }
        }
        for (int k = 0; k < classes; ++k) {
            eachOfGroup([&](auto l) ISINGLASS_INLINE {
                I::store(carry[k] + (first + l) * 8 + part * I::words, found[k][l]);
            });
        }
    }
}

// The vector beyond one end of a row: the other end, moved by one word.
template <class I>
ISINGLASS_INLINE inline void closeRow(std::uint64_t* row, int vectors, int side)
{
    std::uint64_t* const last = row + 8 * (vectors - 1);
    if (side > 0) { // the other colour looks to the left here
        for (int w = 0; w < 8; ++w) {
            row[w - 8] = last[(w + 7) % 8];
        }
    } else {
        for (int w = 0; w < 8; ++w) {
            last[w + 8] = row[(w + 1) % 8];
        }
    }
}

template <class I, int turn>
ISINGLASS_INLINE inline void repeatRow(const std::uint64_t* from, std::uint64_t* to, int vectors)
{
    for (int i = 0; i < vectors * 8; i += I::words) {
        I::store(to + i, I::template rotated<turn>(I::load(from + i)));
    }
}

// How the fourth neighbours lie: whole vectors further, or single bits (to either side).
enum class Fourth { vector, nextBit, previousBit };

template <class I, Fourth fourth>
ISINGLASS_INLINE inline typename I::V fourthOf(const std::uint64_t* at, int side)
{
    if constexpr (fourth == Fourth::vector) {
        return I::load(at + 8 * side);
    } else if constexpr (fourth == Fourth::nextBit) {
        return I::either(I::template right<1>(I::load(at)), I::template left<63>(I::load(at + 1)));
    } else {
        return I::either(I::template left<1>(I::load(at)), I::template right<63>(I::load(at - 1)));
    }
}

template <class I, class Mode, Fourth fourth, bool counting>
void updateBand(PackedBand& task)
{
    using V = typename I::V;
    constexpr int parts = 8 / I::words;
    PackedPlanes<I> planes[parts];
    alignas(64) std::uint64_t carry[Mode::classes][carryWords];
    int const period = 8 * task.carries;
    for (int part = 0; part < parts; ++part) {
        planes[part].begin(task, part);
        makeCarries<I, Mode::classes>(task, planes[part], part, carry);
    }
    for (int k = 0; k < Mode::classes; ++k) {
        for (int w = 0; w < 16; ++w) {
            carry[k][period + w] = carry[k][w];
        }
    }
    typename I::Counter counter;
    std::int64_t const up = task.up;
    std::int64_t const down = task.down;
    int const vectors = task.vectors;
    std::uint8_t const* const codes = task.rule->codes;
    int side = task.side;
    std::uint64_t* row = task.spins;
    const std::uint64_t* other = task.other;
    for (int y = 0; y < task.rows; ++y) {
        for (int i = 0; i < vectors; i += groupVectors) {
            int const slot = (i + 5 * y) & (period - 1);
            for (int part = 0; part < parts; ++part) {
                Mode mode;
                V found[groupVectors];
                if constexpr (Mode::classes == 5) {
                    mode.favoured = task.rule->favoured;
                }
                std::uint64_t* const s = row + 8 * i + part * I::words;
                const std::uint64_t* const o = other + 8 * i + part * I::words;
                eachOfGroup([&](auto l) ISINGLASS_INLINE {
                    const std::uint64_t* const at = o + 8 * l;
                    mode.classify(l, I::load(s + 8 * l), I::load(at + up), I::load(at + down),
                                  I::load(at), fourthOf<I, fourth>(at, side));
                    found[l] = mode.carry(l, carry, slot + l + part * I::words);
                });
                V r[groupVectors];
                for (int j = freshDigits - 1; j > 0; --j) {
                    planes[part].next(r);
                    mode.digit(codes[j], r, found);
                }
                planes[part].next(r);
                mode.firstDigit(codes[0], r, found);
                if constexpr (counting) {
                    counter.add(mode.changed(0, found[0]), mode.changed(1, found[1]),
                                mode.changed(2, found[2]), mode.changed(3, found[3]));
                }
                eachOfGroup([&](auto l) ISINGLASS_INLINE {
                    I::store(s + 8 * l, mode.result(l, found[l]));
                });
            }
        }
        if constexpr (fourth == Fourth::vector) {
            closeRow<I>(row, vectors, side);
        }
        side = -side;
        row += task.stride;
        other += task.stride;
    }
    if (task.below) {
        repeatRow<I, 63>(task.spins, task.below, vectors);
    }
    if (task.above) {
        repeatRow<I, 1>(row - task.stride, task.above, vectors);
    }
    task.changed = counter.total();
}

template <class I, class Mode, Fourth fourth>
void updateWith(PackedBand& task)
{
    if constexpr (fourth == Fourth::vector) {
        if (task.count) {
            return updateBand<I, Mode, fourth, true>(task);
        }
    }
    updateBand<I, Mode, fourth, false>(task);
}

template <class I, Fourth fourth>
void updateBy(PackedBand& task)
{
    bool const anti = task.rule->anti;
    switch (task.rule->mode) {
    case PackedMode::metropolis:
        anti ? updateWith<I, PackedMetropolis<I, true>, fourth>(task)
             : updateWith<I, PackedMetropolis<I, false>, fourth>(task);
        break;
    case PackedMode::heatBath:
        anti ? updateWith<I, PackedHeatBath<I, true>, fourth>(task)
             : updateWith<I, PackedHeatBath<I, false>, fourth>(task);
        break;
    case PackedMode::fieldMetropolis: updateWith<I, PackedField<I, false>, fourth>(task); break;
    case PackedMode::fieldHeatBath: updateWith<I, PackedField<I, true>, fourth>(task); break;
    }
}

template <class I>
void packedStrips(PackedBand& task)
{
    updateBy<I, Fourth::vector>(task);
}

template <class I>
void packedShifted(PackedBand& task)
{
    task.side > 0 ? updateBy<I, Fourth::nextBit>(task) : updateBy<I, Fourth::previousBit>(task);
}

template <class I>
void packedPlanes(const PackedBand& task, std::uint64_t* out, int trees)
{
    for (int part = 0; part < 8 / I::words; ++part) {
        PackedPlanes<I> planes;
        planes.begin(task, part);
        for (int t = 0; t < trees; ++t) {
            typename I::V r[groupVectors];
            planes.next(r);
            for (int l = 0; l < groupVectors; ++l) {
                I::store(out + (t * groupVectors + l) * 8 + part * I::words, r[l]);
            }
        }
    }
}

} // namespace core::ising
