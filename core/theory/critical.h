// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace core {

// Critical temperature of the Ising ferromagnet at h = 0 on the infinite square lattice, k_B = 1:
// T_c = 2 |J| / ln(1 + sqrt 2) (Onsager, Phys. Rev. 65, 117, 1944). The antiferromagnet orders at
// the same temperature.
double squareCriticalTemperature(double coupling = 1);

// The same on the infinite triangular lattice: T_c = 4 J / ln 3 (Wannier, Phys. Rev. 79, 357,
// 1950); 0 for J <= 0, for the antiferromagnet is frustrated and never orders.
double triangularCriticalTemperature(double coupling = 1);

} // namespace core
