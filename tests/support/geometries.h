// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lattice/geometry.h"

#include <QTest>

Q_DECLARE_METATYPE(core::Geometry)

namespace checks {

// A column "geometry" with a row for each lattice and boundary, on sides small and odd and around a
// word.
inline void addGeometries()
{
    QTest::addColumn<core::Geometry>("geometry");
    for (int const L : {2, 3, 8, 64, 81}) {
        for (auto const lattice : {core::Lattice::square, core::Lattice::triangular}) {
            for (auto const boundary : {core::Boundary::periodic, core::Boundary::free,
                                        core::Boundary::plus, core::Boundary::plusMinus}) {
                QTest::addRow("L=%d lattice %d boundary %d", L, static_cast<int>(lattice),
                              static_cast<int>(boundary))
                    << core::Geometry{L, lattice, boundary};
            }
        }
    }
}

} // namespace checks
