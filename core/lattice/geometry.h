// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace core {

enum class Lattice : std::uint8_t { square, triangular };
enum class Boundary : std::uint8_t { periodic, free, plus, plusMinus };

// L x L sites; site (x, y) has index y L + x, row 0 is the top row. Neighbours of (x, y):
//   square       (x+1, y), (x-1, y), (x, y+1), (x, y-1);
//   triangular   those four and (x+1, y+1), (x-1, y-1).
// Boundaries:
//   periodic     a torus; with L = 2 both neighbours of a direction are one site: two bonds;
//   free         what lies outside does not exist;
//   plus         what lies outside is a frame of fixed spins +1, whose bonds count;
//   plusMinus    the same with frame spins -1 beside and above the rows y < L/2 (integer division:
//                y = -1, 0 ... L/2 - 1) and +1 beside and below the rest (y = L/2 ... L). A
//                diagonal bond of the triangular lattice sees the frame spin of the row it ends in.
struct Geometry
{
    int L = 2;
    Lattice lattice = Lattice::square;
    Boundary boundary = Boundary::periodic;

    friend bool operator==(const Geometry&, const Geometry&) = default;
};

struct Offset
{
    int dx = 0;
    int dy = 0;
};

// A bond between two free sites i < j; multiplicity 2 only where a torus of L = 2 doubles it.
struct Bond
{
    std::int32_t i = 0;
    std::int32_t j = 0;
    int multiplicity = 1;

    friend bool operator==(const Bond&, const Bond&) = default;
};

// Half of the neighbours, one for each bond direction: (1, 0), (0, 1) and, triangular, (1, 1).
std::span<const Offset> forwardOffsets(Lattice lattice);

// Neighbours of an inner site: 4 or 6.
int coordination(Lattice lattice);

// Whether the sites fall into two classes, (x + y) even and odd, with bonds only between the two.
bool bipartite(const Geometry& geometry);

// The fixed spin of the frame beside row y, -1 <= y <= L: -1 or +1; 0 where there is no frame.
int frameSpin(const Geometry& geometry, int y);

// Number of bonds, each with its multiplicity, those to the frame included.
std::int64_t bondCount(const Geometry& geometry);

// The free sites next to (x, y), one entry per bond (a site can occur twice if L = 2).
std::vector<std::int32_t> neighbours(const Geometry& geometry, int x, int y);

// All bonds between free sites, sorted by (i, j), each pair once. Memory O(L^2): for small
// lattices.
std::vector<Bond> bondList(const Geometry& geometry);

// For each site the sum of the frame's spins next to it: the frame acts as the field J times this.
std::vector<int> frameField(const Geometry& geometry);

} // namespace core
