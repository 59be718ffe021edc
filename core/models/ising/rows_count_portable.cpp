// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/rows_count_body.h"

namespace core::ising {

void countRowsPortably(RowsCount& task) { countAll(task); }

} // namespace core::ising
