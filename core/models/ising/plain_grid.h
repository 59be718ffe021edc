// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lattice/spin_grid.h"
#include "core/models/ising/sampler.h"

namespace core::ising {

// What all samplers on byte spins share: any lattice, boundary and side, site fields, storage and
// measurement. A sampler adds advance(), its own progress and what it keeps per temperature.
class GridSampler : public Sampler
{
public:
    int side() const final { return grid_.side(); }
    void setDynamics(Rule rule, double J, double T, double h) final;
    bool setSiteFields(std::span<const std::int8_t> levels, double strength) final;
    bool setSiteField(int x, int y, std::int8_t level) final;
    void countChanges(bool) final {} // always counted

    Sums measure(Measure what) const override;
    void load(const std::uint64_t* rows) final;
    void store(std::uint64_t* rows) const final { grid_.store(0, side(), rows); }
    void readRows(int y0, int y1, std::uint64_t* rows) const final { grid_.store(y0, y1, rows); }
    void blockMeans(int x0, int y0, int columns, int lines, int scale,
                    std::uint8_t* means) const final
    {
        grid_.blockMeans(x0, y0, columns, lines, scale, means);
    }
    bool spin(int x, int y) const final { return grid_.at(x, y) > 0; }
    void setSpin(int x, int y, bool up) final;

protected:
    GridSampler(const Geometry& geometry, std::uint64_t key) : grid_(geometry), key_(key) {}

    // Something that probabilities depend on has changed (called by the first setDynamics too).
    virtual void retuned() = 0;
    // Spins were changed from outside.
    virtual void disturbed() {}

    bool hasSiteFields() const { return !levels_.empty(); }
    // Level of a site, row by row; only where there are site fields.
    const std::int8_t* levels(int y) const
    {
        return levels_.data() + static_cast<std::ptrdiff_t>(y) * side();
    }
    double fieldOf(int level) const { return h_ + level * strength_ / 127; }
    double fieldAt(int x, int y) const { return hasSiteFields() ? fieldOf(levels(y)[x]) : h_; }
    bool periodic() const { return grid_.geometry().boundary == Boundary::periodic; }
    bool triangular() const { return grid_.geometry().lattice == Lattice::triangular; }

    SpinGrid grid_;
    std::uint64_t key_;
    std::uint64_t step_ = 0; // steps completed: names the random streams of the next
    Rule rule_ = Rule::metropolis;
    double J_ = 1;
    double T_ = -1; // not yet set
    double h_ = 0;

private:
    std::vector<std::int8_t> levels_;
    double strength_ = 0;
};

} // namespace core::ising
