// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/rbm/lattice_reading.h"

#include <cstdlib>

namespace core::rbm {

LatticeReading readLattice(const BitRows& pictures, int L)
{
    LatticeReading reading;
    for (int r = 0; r < pictures.count; ++r) {
        int bonds = 0, sum = 0;
        auto const spin = [&](int x, int y) { return pictures.bit(r, y * L + x) ? 1 : -1; };
        for (int y = 0; y < L; ++y) {
            for (int x = 0; x < L; ++x) {
                bonds += spin(x, y) * (spin((x + 1) % L, y) + spin(x, (y + 1) % L));
                sum += spin(x, y);
            }
        }
        reading.energy -= bonds;
        reading.absMagnetization += std::abs(sum);
    }
    double const sites = static_cast<double>(L) * L * pictures.count;
    reading.energy /= sites;
    reading.absMagnetization /= sites;
    return reading;
}

} // namespace core::rbm
