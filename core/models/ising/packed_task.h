// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

// What a kernel gets and gives back, in built-in types only: these structs cross from ordinary code
// into files that are compiled for one instruction set.
namespace core::ising {

constexpr int freshDigits = 12; // planes drawn for every vector
constexpr int sharedDigits =
    12; // the next digits, shared by the vectors that read the same carry words
constexpr int commonDigits = 16; // the last digits, one set a band
constexpr int packedDigits = freshDigits + sharedDigits + commonDigits;
constexpr int maxCarries = 8;   // carry vectors a band
constexpr int groupVectors = 4; // vectors that draw their planes together
constexpr int carryWords = 8 * maxCarries + 16;

enum class PackedMode : std::uint8_t { metropolis, heatBath, fieldMetropolis, fieldHeatBath };

// The probabilities of a rule, digit by digit.
//
// Without a field there are two classes: 0, three neighbours against a flip (Metropolis) or for the
// majority (heat bath); 1, four. With a field there are five: the number of neighbours that are up.
struct PackedRule
{
    PackedMode mode;
    bool anti;                       // J < 0
    int classes;                     // 2 or 5
    int favoured;                    // bit n: with n neighbours up, up has the lower energy
    std::uint8_t codes[freshDigits]; // bit n: the digit of class n; most significant first
    std::uint64_t digits[5]
                        [packedDigits + 1]; // all digits as masks, then what follows the last one
};

// One band of one colour: `rows` rows of `vectors` vectors of eight words, `stride` words from a
// row to the next.
//
// strips (PackedLattice): the fourth neighbours of the first row are the vectors `side` further
// than `other`, those of the next row the vectors -side further, and so on; the vectors beyond the
// ends of a row are kept. shifted (RowsLattice): one long row whose fourth neighbours are the bits
// `side` further than those of `other`.
struct PackedBand
{
    const std::uint64_t* encode; // the run's keys (random_planes.h)
    const std::uint64_t* decode;
    const std::uint64_t* start;
    std::uint64_t halfSweep;
    std::uint64_t band;
    const PackedRule* rule;
    std::uint64_t* spins;       // the colour that moves
    const std::uint64_t* other; // the same place in the colour that stays
    std::int64_t up, down;      // words from there to the neighbours above and below
    std::int64_t stride;
    int rows;
    int vectors; // in a row; a multiple of groupVectors
    int side;
    int carries;          // 4 or 8
    std::uint64_t* below; // where the first row is repeated below the last one, or null
    std::uint64_t* above; // where the last row is repeated above the first one, or null
    bool count;           // whether to count the spins that change (strips only)
    std::int64_t changed;
};

// Exact sums over whole rows; both colours of row y lie at the same place of their arrays.
struct PackedCount
{
    const std::uint64_t* even; // colour 0
    const std::uint64_t* odd;
    std::int64_t stride;
    int rows;
    int vectors; // in a row of one colour; a multiple of 8
    int side;    // of colour 0 in the first row, as in PackedBand
    std::int64_t up[2];
    std::int64_t unequal;
    std::uint64_t*
        columns;          // null, or 8 words for each x of a strip, to which the spins up are added
    std::uint16_t* lines; // null, or 64 numbers for each row: the spins up in each row strip
};

struct PackedKernel
{
    const char* name;
    const char* rowsName; // under RowsLattice
    void (*strips)(PackedBand&);
    void (*shifted)(PackedBand&);
    void (*count)(PackedCount&);
    // The first planes of a band's stream, for tests: `trees` times four planes of eight words.
    void (*planes)(const PackedBand&, std::uint64_t* out, int trees);
};

PackedKernel packedPortable();
PackedKernel packedAes();    // AVX2, AES rounds on 128 bits
PackedKernel packedVaes();   // AVX2, AES rounds on 256 bits
PackedKernel packedAvx512(); // AVX-512 with VAES

} // namespace core::ising
