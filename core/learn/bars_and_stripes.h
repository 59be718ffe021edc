// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/data_set.h"

namespace core {

// The distinct images of side x side pixels whose columns (bars) or whose rows (stripes) are each
// all on or all off: 2^(side + 1) - 2 of them, empty and full counted once (MacKay, Information
// Theory, Inference, and Learning Algorithms, ch. 43, 2003). Binary, no test images. Labels: 0
// bars, 1 stripes; the empty and the full image are bars. First the bars, column x on where bit x
// of 0 ... 2^side - 1 is set, then the stripes in the same order. side: 2 to 6.
inline constexpr int minBarsSide = 2, maxBarsSide = 6;
DataSet barsAndStripes(int side);

} // namespace core
