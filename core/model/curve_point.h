// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace core {

struct CurvePoint
{
    double x = 0, y = 0;
};

} // namespace core
