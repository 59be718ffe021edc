// SPDX-License-Identifier: GPL-3.0-or-later
// Fuzzes the reader of .npz files, run like fuzz_idx.
#include "core/io/npz.h"
#include "tests/support/damage.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    auto const arrays = core::parseNpz({data, size}, "a");
    bool good = arrays ? !arrays->empty() : damage::isSentence(arrays.reason(), "a");
    for (std::size_t i = 0; arrays && i < arrays->size(); ++i) {
        good = good && (*arrays)[i].array.consistent();
    }
    if (!good) {
        std::abort();
    }
    return 0;
}
