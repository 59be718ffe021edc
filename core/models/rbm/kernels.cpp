// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/rbm/kernels.h"

#include "core/base/cpu.h"

namespace core::rbm {

const Kernels& kernels()
{
#if defined(__x86_64__) || defined(_M_X64)
    switch (activeIsa()) {
    case Isa::avx512: return kernelsAvx512;
    case Isa::avx2: return kernelsAvx2;
    case Isa::portable: break;
    }
#endif
    return kernelsPortable;
}

} // namespace core::rbm
