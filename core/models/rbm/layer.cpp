// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/rbm/layer.h"

#include "core/base/rng.h"

#include <algorithm>

namespace core::rbm {

void BitPanels::read(int first, const BitRows& rows)
{
    for (int p = 0; p < panels(); ++p) {
        std::uint16_t* const to = panel(p) + first;
        unsigned const existing = (1u << unitsIn(p, units_)) - 1;
        for (int r = 0; r < rows.count; ++r) {
            auto const bits = static_cast<unsigned>(rows.row(r)[p / 4] >> (16 * (p % 4)));
            to[r] = static_cast<std::uint16_t>(bits & existing);
        }
    }
}

BitMatrix BitPanels::rowsFrom(int first, int count) const
{
    BitMatrix rows(count, units_);
    for (int p = 0; p < panels(); ++p) {
        const std::uint16_t* const from = panel(p) + first;
        for (int r = 0; r < count; ++r) {
            rows.row(r)[p / 4] |= std::uint64_t{from[r]} << (16 * (p % 4));
        }
    }
    return rows;
}

void BitPanels::write(BitMatrix& rows) const
{
    std::fill_n(rows.row(0), rows.words().size(), std::uint64_t{0});
    for (int p = 0; p < panels(); ++p) {
        for (int r = 0; r < rows.count(); ++r) {
            rows.row(r)[p / 4] |= std::uint64_t{panel(p)[r]} << (16 * (p % 4));
        }
    }
}

namespace {

// Rows of bits become columns, 16 x 16, by exchanging halves (Warren, Hacker's Delight, 7-3).
void transposeSixteen(const std::uint16_t* from, std::uint16_t* to)
{
    std::uint16_t rows[16];
    std::copy_n(from, 16, rows);
    unsigned mask = 0x00FF;
    for (int half = 8; half > 0; half /= 2, mask ^= mask << half) {
        for (int k = 0; k < 16; k = (k + half + 1) & ~half) {
            unsigned const low = rows[k], high = rows[k + half];
            unsigned const exchanged = ((low >> half) ^ high) & mask;
            rows[k + half] = static_cast<std::uint16_t>(high ^ exchanged);
            rows[k] = static_cast<std::uint16_t>(low ^ (exchanged << half));
        }
    }
    std::copy_n(rows, 16, to);
}

} // namespace

void transposePanel(const BitPanels& from, int p, BitPanels& to)
{
    for (int r = 0; r < to.panels(); ++r) {
        transposeSixteen(from.panel(p) + 16 * r, to.panel(r) + 16 * p);
    }
}

void sumRows(const Kernels& k, const float* rows, const BitPanels& which, int first, int count,
             float* sums)
{
    alignas(64) float table[tableSize];
    for (int q = 0; q < which.panels(); q += panelsPerTable) {
        int const some = std::min(panelsPerTable, which.panels() - q);
        k.tabulate(rows + 256 * std::ptrdiff_t{q}, some, table);
        k.addTabulated(table, which.panel(q) + first, which.stride(), some, count, q == 0, sums);
    }
}

void sumOverVisible(const Kernels& k, const Machine& machine, int p, const BitPanels& visible,
                    int first, int count, float* sums)
{
    sumRows(k, machine.panel(p), visible, first, count, sums);
}

void sumOverHidden(const Kernels& k, const Machine& machine, int q, const BitPanels& hidden,
                   int first, int count, float* sums)
{
    alignas(64) float table[tableSize];
    alignas(64) float rows[panelsPerTable * 256];
    for (int p = 0; p < hidden.panels(); p += panelsPerTable) {
        int const some = std::min(panelsPerTable, hidden.panels() - p);
        for (int each = 0; each < some; ++each) {
            k.transpose(machine.panel(p + each) + 256 * std::ptrdiff_t{q}, rows + 256 * each);
        }
        k.tabulate(rows, some, table);
        k.addTabulated(table, hidden.panel(p) + first, hidden.stride(), some, count, p == 0, sums);
    }
}

void activatePanel(const Kernels& k, const Machine& machine, Layer layer, int panel,
                   const BitPanels& given, int first, int count, const Drawing& drawing)
{
    alignas(64) float sums[rowsPerTile * lanes];
    bool const hidden = layer == Layer::hidden;
    for (int done = 0; done < count; done += rowsPerTile) {
        int const some = std::min(rowsPerTile, count - done);
        if (hidden) {
            sumOverVisible(k, machine, panel, given, first + done, some, sums);
        } else {
            sumOverHidden(k, machine, panel, given, first + done, some, sums);
        }
        std::ptrdiff_t const at = drawing.samplesFrom + done;
        k.activate(
            {sums, some, drawing.bias + 16 * std::ptrdiff_t{panel}, drawing.scale,
             unitsIn(panel, hidden ? machine.hidden() : machine.visible()),
             drawing.samples ? drawing.keys + done : nullptr,
             drawing.sweep << 33 | std::uint64_t{hidden} << 32 |
                 static_cast<std::uint64_t>(8 * panel),
             drawing.samples ? drawing.samples->panel(panel) + at : nullptr,
             drawing.probabilities ? drawing.probabilities + std::ptrdiff_t{lanes} * done : nullptr,
             drawing.weight});
    }
}

std::vector<std::uint64_t> rowKeys(std::uint64_t seed, int rows)
{
    std::vector<std::uint64_t> keys;
    rowKeys(seed, rows, keys);
    return keys;
}

void rowKeys(std::uint64_t seed, int rows, std::vector<std::uint64_t>& keys)
{
    keys.resize(static_cast<std::size_t>(rows));
    for (std::size_t r = 0; r < keys.size(); ++r) {
        keys[r] = streamSeed(seed, r);
    }
}

std::vector<float> scaledBias(const Machine& machine, Layer layer, float scale)
{
    std::vector<float> bias;
    scaledBias(machine, layer, scale, bias);
    return bias;
}

void scaledBias(const Machine& machine, Layer layer, float scale, std::vector<float>& bias)
{
    bool const hidden = layer == Layer::hidden;
    const float* const from = hidden ? machine.paddedHiddenBias() : machine.paddedVisibleBias();
    int const panels = hidden ? machine.hiddenPanels() : machine.visiblePanels();
    bias.assign(from, from + std::ptrdiff_t{16} * panels);
    for (float& each : bias) {
        each *= scale;
    }
}

} // namespace core::rbm
