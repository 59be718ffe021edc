// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lattice/geometry.h"

#include <algorithm>
#include <array>

namespace core {

namespace {

constexpr std::array<Offset, 3> forward{Offset{1, 0}, Offset{0, 1}, Offset{1, 1}};

bool inside(const Geometry& geometry, int x, int y)
{
    return x >= 0 && x < geometry.L && y >= 0 && y < geometry.L;
}

std::int32_t index(const Geometry& geometry, int x, int y)
{
    int const L = geometry.L;
    return ((y + L) % L) * L + (x + L) % L;
}

// Calls f(x, y) for the place at the other end of every bond of site (x0, y0), frame places too.
template <class F>
void forEachNeighbour(const Geometry& geometry, int x0, int y0, F&& f)
{
    for (auto const [dx, dy] : forwardOffsets(geometry.lattice)) {
        f(x0 + dx, y0 + dy);
        f(x0 - dx, y0 - dy);
    }
}

} // namespace

std::span<const Offset> forwardOffsets(Lattice lattice)
{
    return {forward.data(), lattice == Lattice::square ? std::size_t{2} : std::size_t{3}};
}

int coordination(Lattice lattice) { return lattice == Lattice::square ? 4 : 6; }

bool bipartite(const Geometry& geometry)
{
    return geometry.lattice == Lattice::square &&
           (geometry.boundary != Boundary::periodic || geometry.L % 2 == 0);
}

int frameSpin(const Geometry& geometry, int y)
{
    switch (geometry.boundary) {
    case Boundary::plus: return 1;
    case Boundary::plusMinus: return y < geometry.L / 2 ? -1 : 1;
    default: return 0;
    }
}

std::int64_t bondCount(const Geometry& geometry)
{
    std::int64_t const L = geometry.L;
    bool const square = geometry.lattice == Lattice::square;
    if (geometry.boundary == Boundary::periodic) {
        return (square ? 2 : 3) * L * L;
    }
    std::int64_t const open = 2 * L * (L - 1) + (square ? 0 : (L - 1) * (L - 1));
    std::int64_t const frame = 4 * L + (square ? 0 : 4 * L - 2);
    return geometry.boundary == Boundary::free ? open : open + frame;
}

std::vector<std::int32_t> neighbours(const Geometry& geometry, int x, int y)
{
    std::vector<std::int32_t> result;
    forEachNeighbour(geometry, x, y, [&](int nx, int ny) {
        if (geometry.boundary == Boundary::periodic || inside(geometry, nx, ny)) {
            result.push_back(index(geometry, nx, ny));
        }
    });
    return result;
}

std::vector<Bond> bondList(const Geometry& geometry)
{
    std::vector<Bond> bonds;
    for (int y = 0; y < geometry.L; ++y) {
        for (int x = 0; x < geometry.L; ++x) {
            for (auto const j : neighbours(geometry, x, y)) {
                auto const i = index(geometry, x, y);
                if (i < j) {
                    bonds.push_back({i, j, 1});
                }
            }
        }
    }
    std::sort(bonds.begin(), bonds.end(),
              [](const Bond& a, const Bond& b) { return a.i != b.i ? a.i < b.i : a.j < b.j; });
    std::vector<Bond> merged;
    for (auto const& bond : bonds) {
        if (!merged.empty() && merged.back().i == bond.i && merged.back().j == bond.j) {
            ++merged.back().multiplicity;
        } else {
            merged.push_back(bond);
        }
    }
    return merged;
}

std::vector<int> frameField(const Geometry& geometry)
{
    std::vector<int> field;
    for (int y = 0; y < geometry.L; ++y) {
        for (int x = 0; x < geometry.L; ++x) {
            int sum = 0;
            forEachNeighbour(geometry, x, y, [&](int nx, int ny) {
                sum += inside(geometry, nx, ny) ? 0 : frameSpin(geometry, ny);
            });
            field.push_back(sum);
        }
    }
    return field;
}

} // namespace core
