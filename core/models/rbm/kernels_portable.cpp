// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/rbm/kernels_lanes.h"

namespace core::rbm {

namespace {

unsigned signBits(F x)
{
    U const bits = (U)x >> 31;
    unsigned all = 0;
    for (int l = 0; l < width; ++l) {
        all |= static_cast<unsigned>(bits[l]) << l;
    }
    return all;
}

void transpose(const float* from, float* to)
{
    for (int a = 0; a < 16; ++a) {
        for (int b = 0; b < 16; ++b) {
            to[16 * a + b] = from[16 * b + a];
        }
    }
}

} // namespace

} // namespace core::rbm

#include "core/models/rbm/kernels_body.h"

namespace core::rbm {

const Kernels kernelsPortable{"portable",        tabulate, transpose, addTabulated,
                              addProducts,       addRows,  activate,  addSoftplus,
                              squaredDifference, learn,    multiply};

} // namespace core::rbm
