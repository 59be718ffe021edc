// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labs/lab.h"

namespace core {

// One constant file per lab.
Lab isingLab();
Lab hopfieldLab();
Lab rbmLab();

// The labs that somebody has designed, in the rail's order.
inline std::vector<Lab> designedLabs() { return {isingLab(), hopfieldLab(), rbmLab()}; }

} // namespace core
