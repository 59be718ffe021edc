// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

// The inner loops of the machine, compiled per instruction set and chosen at run time. Everything
// is in lanes of 16 units, one float each, and lanes never mix but in halves, so that every set
// gives the same bits. Built-in types and raw pointers only.
//
// The three products of a Boltzmann machine (fields of h given v, of v given h, and the gradient)
// all have one binary factor: out[r] = sum over s of bit(r, s) row[s]. The sums of all 16 subsets
// of four rows are tabulated, then four bits of r cost one addition (Arlazarov, Dinic, Kronrod &
// Faradzhev, Dokl. Akad. Nauk SSSR 194, 487, 1970).
namespace core::rbm {

inline constexpr int lanes = 16;
inline constexpr int panelsPerTable = 4; // source panels of 16 rows that a table holds
inline constexpr int rowsPerTile = 400;  // rows that are summed between two tables
inline constexpr int tableSize = panelsPerTable * 4 * 16 * lanes; // floats, 16 KiB

// p = 1 / (1 + exp(-(scale sum + bias))) for `count` rows of 16 units of which the first `units`
// exist; the others get 0.
struct Activation
{
    const float* sums;
    int count;
    const float* bias; // 16 numbers
    float scale;       // the inverse temperature; `bias` already has it
    int units;
    // Unit l of row r is 1 where half l % 2 of word counter + l / 2 of the stream of keys[r]
    // (splitMix of core/base/rng.h from that state) is below p 2^32; resolution 2^-31.
    const std::uint64_t* keys;
    std::uint64_t counter;
    std::uint16_t* samples; // null: none are drawn
    float* probabilities;   // weight p, 16 per row; may be null
    float weight;
};

// One step of gradient ascent for `count` visible units and one panel of hidden ones.
struct Learning
{
    float* weights;         // count x 16
    float* velocity;        // the same, or null where momentum is 0
    const float* gradients; // the same
    int count;
    float rate, momentum, decay;
    // Where centred, gradient -= visibleMean[i] hiddenChange + visibleChange[i] hiddenMean.
    const float* visibleMean; // null: plain
    const float* visibleChange;
    const float* hiddenMean;
    const float* hiddenChange;
};

struct Kernels
{
    const char* name;

    // table[16 (16 g + s) + l] = sum over the bits k of s of rows[16 (4 g + k) + l], the rows of
    // `panels` panels, g < 4 panels.
    void (*tabulate)(const float* rows, int panels, float* table);
    // to[16 a + b] = from[16 b + a].
    void (*transpose)(const float* from, float* to);
    // sums[r] = (fresh ? 0 : sums[r]) + sum over the bits that are 1 in bits[stride q + r],
    // q < panels, of their rows; r < count.
    void (*addTabulated)(const float* table, const std::uint16_t* bits, std::ptrdiff_t stride,
                         int panels, int count, bool fresh, float* sums);
    // sums[r] += sum over s < sources of values[stride r + s] rows[s].
    void (*addProducts)(const float* rows, int sources, const float* values, std::ptrdiff_t stride,
                        int count, float* sums);
    // out[l] = sum over r < count of rows[16 r + l].
    void (*addRows)(const float* rows, int count, float* out);

    void (*activate)(const Activation&);
    // out[r] += sum over l < units of ln(1 + exp(scale sums[16 r + l] + bias[l])).
    void (*addSoftplus)(const float* sums, int count, const float* bias, float scale, int units,
                        double* out);
    // Sum over r < count and l < units of (bit l of bits[r] - probabilities[16 r + l])^2.
    double (*squaredDifference)(const float* probabilities, const std::uint16_t* bits, int count,
                                int units);
    void (*learn)(const Learning&);

    // The product over i < count of (1 + factors[i]) as mantissa 2^exponent, mantissa 1 ... 256;
    // factors 0 ... 1e300, count a multiple of 8. First factors[i] *= by[i], unless `by` is null.
    void (*multiply)(double* factors, const double* by, int count, double* mantissa,
                     std::int64_t* exponent);
};

// The best for this processor, or the set that ISINGLASS_ISA forces.
const Kernels& kernels();

extern const Kernels kernelsPortable;
#if defined(__x86_64__) || defined(_M_X64)
extern const Kernels kernelsAvx2;
extern const Kernels kernelsAvx512;
#endif

} // namespace core::rbm
