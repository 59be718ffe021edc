// SPDX-License-Identifier: GPL-3.0-or-later
// What can be measured and drawn in the Ising model: the parts of its card.
#pragma once

#include "core/model/card.h"

#include <array>

namespace core::ising {

inline constexpr std::array observables{
    ObservableSpec{"energy", "Energy per spin", "e", "J", "Energy per spin, field terms included.",
                   ObservableKind::sampled, -34, 34},
    ObservableSpec{"magnetization", "Magnetisation", "m", "", "Mean spin.", ObservableKind::sampled,
                   -1, 1},
    ObservableSpec{"abs-magnetization", "Absolute magnetisation", "⟨|m|⟩", "",
                   "Absolute value of the mean spin: the order parameter.", ObservableKind::sampled,
                   0, 1},
    ObservableSpec{"m2", "Squared magnetisation", "⟨m²⟩", "", "Square of the mean spin.",
                   ObservableKind::sampled, 0, 1},
    ObservableSpec{
        "staggered-magnetization", "Staggered magnetisation", "m_s", "",
        "Mean of (-1)^(x+y) s: the order parameter of the antiferromagnet. Only where the "
        "sites fall into two classes.",
        ObservableKind::sampled, -1, 1},
    ObservableSpec{"acceptance", "Acceptance", "a", "",
                   "Share of attempts that change a spin; local algorithms only.",
                   ObservableKind::sampled, 0, 1},
    ObservableSpec{"cluster-size", "Cluster size", "⟨n⟩", "spins",
                   "Mean size of the flipped clusters (Wolff), Σn²/N (Swendsen-Wang).",
                   ObservableKind::sampled, 0, 16384.0 * 16384.0},
    ObservableSpec{"energy2", "Squared energy", "e²", "", "", ObservableKind::internal},
    ObservableSpec{"m4", "Fourth power", "m⁴", "", "", ObservableKind::internal},
    ObservableSpec{"structure-factor", "Structure factor", "F", "", "", ObservableKind::internal},
    ObservableSpec{"specific-heat", "Specific heat", "c", "k_B",
                   "N(⟨e²⟩ - ⟨e⟩²)/T², from the fluctuations of the energy.",
                   ObservableKind::derived},
    ObservableSpec{"susceptibility", "Susceptibility", "χ", "1/J",
                   "N(⟨m²⟩ - ⟨|m|⟩²)/T at h = 0, N(⟨m²⟩ - ⟨m⟩²)/T at h ≠ 0.",
                   ObservableKind::derived},
    ObservableSpec{"binder", "Binder cumulant", "U₄", "",
                   "1 - ⟨m⁴⟩/(3⟨m²⟩²): 2/3 ordered, 0 disordered, 0.6107 at T_c.",
                   ObservableKind::derived},
    ObservableSpec{"correlation-length", "Correlation length", "ξ", "spacings",
                   "√(χ₀/F - 1)/(2 sin(π/L)), second moment; square lattice, periodic.",
                   ObservableKind::derived},
};
inline constexpr std::size_t sampledObservables = 10;

inline constexpr std::array pictures{
    PictureSpec{"spins", "Spins", PictureKind::grid, "spins", true},
    PictureSpec{"blocks", "Block spins", PictureKind::grid, "spins", false},
    PictureSpec{"field", "Site field", PictureKind::grid, "diverging", true}};
inline constexpr std::array curves{CurveSpec{"correlation", "Correlation function G(r)",
                                             "distance r", "G(r)",
                                             "Mean of s(x) s(x + r) along both axes."}};
inline constexpr std::array arrays{
    ArraySpec{"spins", "Spins", "L x L numbers, +1 or -1 (int8).", true},
    ArraySpec{
        "field", "Site field",
        "L x L site fields h_i in units of J, within plus or minus field-strength (float64); bytes "
        "(uint8) of any size are read as a picture, 0 = minus, 255 = plus the strength.",
        true}};
inline constexpr std::array<std::string_view, 7> notes{
    "E = -J Σ_<ij> s_i s_j - Σ_i (h + h_i) s_i, each bond once; J = k_B = 1 are the units.",
    "Square lattice without field: the exact energy and specific heat of this very size (Kaufman "
    "1949), "
    "the infinite lattice's magnetisation (Onsager 1944, Yang 1952); T_c = 2/ln(1 + √2) = "
    "2.269185.",
    "Triangular lattice: neighbours along x, y and one diagonal; T_c = 4/ln 3 = 3.640957.",
    "Metropolis is not ergodic at J = h = 0, where every proposal is accepted; use heat bath "
    "there.",
    "At h = 0, in checkerboard order (even L from 32 on), Metropolis never leaves a state in which "
    "the neighbours of every spin sum to zero, such as diagonal stripes two wide, and never "
    "reaches "
    "one from elsewhere: it turns over as a whole at each step. start = up is no such state, and "
    "they weigh next to nothing.",
    "Cluster algorithms are valid on frustrated lattices (an antiferromagnet on triangles or on an "
    "odd "
    "torus) but slow: their clusters do not follow the order there.",
    "A step is N attempted flips (Metropolis, heat bath), N attempted exchanges (Kawasaki), one "
    "decomposition (Swendsen-Wang) or a fixed number of clusters (Wolff)."};

} // namespace core::ising
