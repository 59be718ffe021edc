// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled with AVX2 and POPCNT; called only where the processor has them.
#include "core/models/ising/rows_count_body.h"

namespace core::ising {

void countRowsAvx2(RowsCount& task) { countAll(task); }

} // namespace core::ising
