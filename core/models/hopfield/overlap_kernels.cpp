// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/overlap_kernels.h"

#include "core/base/cpu.h"

namespace core::hopfield {

const OverlapKernels& overlapKernels()
{
#if defined(__x86_64__) || defined(_M_X64)
    switch (activeIsa()) {
    case Isa::avx512: return overlapAvx512;
    case Isa::avx2: return overlapAvx2;
    case Isa::portable: break;
    }
#endif
    return overlapPortable;
}

} // namespace core::hopfield
