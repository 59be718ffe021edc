// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/critical.h"

#include <algorithm>
#include <cmath>

namespace core {

double squareCriticalTemperature(double coupling)
{
    return 2 * std::abs(coupling) / std::asinh(1.0);
}

double triangularCriticalTemperature(double coupling)
{
    return 4 * std::max(coupling, 0.0) / std::log(3.0);
}

} // namespace core
