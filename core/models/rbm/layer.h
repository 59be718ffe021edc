// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/line_vector.h"
#include "core/models/rbm/bit_rows.h"
#include "core/models/rbm/kernels.h"
#include "core/models/rbm/machine.h"

#include <cstddef>
#include <cstdint>

// Binary states of a layer as the kernels see them, and the products with W.
namespace core::rbm {

// By panel of 16 units and then by row: bit l of panel(p)[r] is unit 16 p + l of row r. Panels
// start a cache line each, so that threads that write different ones do not meet; rows are padded
// to multiples of 32, with 0 as long as nobody writes there.
class BitPanels
{
public:
    BitPanels() = default;
    BitPanels(int rows, int units)
        : rows_(rows), units_(units), stride_((rows + 31) / 32 * 32),
          bits_(static_cast<std::size_t>(stride_) * static_cast<std::size_t>((units + 15) / 16))
    {
    }

    int rows() const { return rows_; }
    int units() const { return units_; }
    int panels() const { return (units_ + 15) / 16; }
    std::ptrdiff_t stride() const { return stride_; }
    std::uint16_t* panel(int p) { return bits_.data() + p * std::ptrdiff_t{stride_}; }
    const std::uint16_t* panel(int p) const { return bits_.data() + p * std::ptrdiff_t{stride_}; }

    // Rows first ... first + rows.count - 1 become these.
    void read(int first, const BitRows& rows);
    // Rows first ... first + count - 1.
    BitMatrix rowsFrom(int first, int count) const;
    // The first rows.count() rows, of as many units, into memory that is there.
    void write(BitMatrix& rows) const;

private:
    int rows_ = 0;
    int units_ = 0;
    int stride_ = 0;
    LineVector<std::uint16_t> bits_;
};

// to.panel(r / 16)[i] bit r % 16 = from.panel(i / 16)[r] bit i % 16 for panel `p` of `from`; `to`
// has from.rows() units and as many rows as `from` has units.
void transposePanel(const BitPanels& from, int p, BitPanels& to);

// For rows first ... first + count - 1 (at most rowsPerTile) of a layer:
// the sums of W over active visible units for the hidden units of panel p, count x 16,
void sumOverVisible(const Kernels& k, const Machine& machine, int p, const BitPanels& visible,
                    int first, int count, float* sums);
// and over active hidden units for the visible units of panel q.
void sumOverHidden(const Kernels& k, const Machine& machine, int q, const BitPanels& hidden,
                   int first, int count, float* sums);
// The same as the first for the 16-wide rows at `rows` instead of a panel of W.
void sumRows(const Kernels& k, const float* rows, const BitPanels& which, int first, int count,
             float* sums);

// Units in panel p of a layer of `units`: 16, or fewer in the last.
constexpr int unitsIn(int p, int units) { return units - 16 * p < 16 ? units - 16 * p : 16; }

enum class Layer { visible, hidden };

// What becomes of the fields of a layer: field = scale (sum of weights) + bias.
struct Drawing
{
    const float* bias = nullptr; // by unit, padded, already multiplied by the inverse temperature
    float scale = 1;             // the inverse temperature
    const std::uint64_t* keys = nullptr; // random streams by row
    std::uint64_t sweep = 0;             // place in them
    BitPanels* samples = nullptr;        // where states are drawn to, or null
    int samplesFrom = 0;                 // the first row there
    float* probabilities = nullptr;      // weight p, count x 16, or null
    float weight = 1;
};

// Activates panel `panel` of a layer given the rows first ... first + count - 1 of the other one.
void activatePanel(const Kernels& k, const Machine& machine, Layer layer, int panel,
                   const BitPanels& given, int first, int count, const Drawing& drawing);

// One stream per row.
std::vector<std::uint64_t> rowKeys(std::uint64_t seed, int rows);
void rowKeys(std::uint64_t seed, int rows, std::vector<std::uint64_t>& keys);

// 1 / T, and a huge number at T = 0 that still multiplies fields without overflow.
constexpr float inverseTemperature(double T)
{
    return T > 1e-25 ? static_cast<float>(1 / T) : 1e25f;
}
// The biases of one layer, padded, times that.
std::vector<float> scaledBias(const Machine& machine, Layer layer, float scale);
void scaledBias(const Machine& machine, Layer layer, float scale, std::vector<float>& bias);

} // namespace core::rbm
