// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace core {

// Thermodynamics per site of an infinite lattice, k_B = 1.
struct LatticeThermodynamics
{
    double energy = 0;
    double specificHeat = 0; // infinite where T is T_c to the last bit
    double freeEnergy = 0;
    double entropy = 0;
};

// The Ising model on the infinite square lattice without field, E = -J sum_<ij> s_i s_j, any sign
// of J, T >= 0 (Onsager, Phys. Rev. 65, 117, 1944). Energy and free energy are good to 1e-13 |J|,
// entropy to 1e-12, the specific heat to 1e-12 of itself at any distance from T_c. T = 0 is the
// limit from above.
LatticeThermodynamics onsager(double coupling, double temperature);

// Spontaneous magnetization |m| = (1 - sinh^-4(2 |J| / T))^(1/8) below T_c, 0 above (Yang, Phys.
// Rev. 85, 808, 1952). For J < 0 it is that of one sublattice: the staggered magnetization.
double yangMagnetization(double coupling, double temperature);

} // namespace core
