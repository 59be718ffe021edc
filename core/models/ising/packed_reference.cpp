// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/packed_reference.h"

namespace core::ising {

PackedReference::PackedReference(int L, std::uint64_t seed)
    : layout_(L), key_(seed), rule_(packedRule(Rule::metropolis, 0, 1, 0)),
      spins_(static_cast<std::size_t>(L) * static_cast<std::size_t>(L))
{
}

int PackedReference::at(int x, int y) const
{
    int const L = layout_.L;
    return spins_[static_cast<std::size_t>((y + L) % L) * static_cast<std::size_t>(L) +
                  static_cast<std::size_t>((x + L) % L)];
}

void PackedReference::load(const std::uint64_t* rows)
{
    for (std::size_t i = 0; i < spins_.size(); ++i) {
        spins_[i] = (rows[i / 64] >> (i % 64)) & 1;
    }
}

void PackedReference::store(std::uint64_t* rows) const
{
    for (std::size_t i = 0; i < spins_.size(); ++i) {
        std::uint64_t const mask = std::uint64_t{1} << (i % 64);
        rows[i / 64] = spins_[i] ? rows[i / 64] | mask : rows[i / 64] & ~mask;
    }
}

std::int64_t PackedReference::updateBand(int colour, int band)
{
    ReferencePlanes planes(key_, halfSweep_, band, layout_.carries());
    std::int64_t changed = 0;
    int const first = band * layout_.rowsOfBand;
    int const end = std::min(first + layout_.rowsOfBand, layout_.height);
    for (int y = first; y < end; ++y) {
        for (int i = 0; i < layout_.vectors; i += groupVectors) {
            planes.nextGroup();
            int const slot = i + 5 * (y - first);
            for (int l = 0; l < groupVectors; ++l) {
                for (int lane = 0; lane < 512; ++lane) {
                    int const x = lane / 64 * layout_.width + 2 * (i + l) + (y + colour) % 2;
                    int const line = lane % 64 * layout_.height + y;
                    int const fourth = x % 2 ? x + 1 : x - 1;
                    int const firstThree =
                        at(x, line - 1) + at(x, line + 1) + at(2 * x - fourth, line);
                    bool const up = at(x, line) != 0;
                    bool const result = referenceSpin(rule_, up, firstThree, at(fourth, line),
                                                      planes.digits(l, lane, slot + l));
                    changed += result != up;
                    spins_[static_cast<std::size_t>(line) * static_cast<std::size_t>(layout_.L) +
                           static_cast<std::size_t>(x)] = result;
                }
            }
        }
    }
    return changed;
}

std::int64_t PackedReference::sweep()
{
    std::int64_t changed = 0;
    for (int colour = 0; colour < 2; ++colour, ++halfSweep_) {
        for (int band = 0; band < layout_.bands; ++band) {
            changed += updateBand(colour, band);
        }
    }
    return changed;
}

} // namespace core::ising
