// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ising/cluster_kernels.h"
#include "core/models/ising/sampler.h"

#include <vector>

namespace core::ising {

// What the cluster samplers on bit planes share: a square torus of side L, a multiple of 64, one
// bit a spin, row by row, without site fields; storage and measurement.
class ClusterLattice : public Sampler
{
public:
    static bool fits(int side) { return side >= 64 && side % 64 == 0; }

    int side() const final { return side_; }
    void setDynamics(Rule rule, double J, double T, double h) final;
    void countChanges(bool) final {} // always counted

    Sums measure(Measure what) const override;
    void load(const std::uint64_t* rows) final;
    void store(std::uint64_t* rows) const final { readRows(0, side_, rows); }
    void readRows(int y0, int y1, std::uint64_t* rows) const final;
    void blockMeans(int x0, int y0, int columns, int lines, int scale,
                    std::uint8_t* means) const final;
    bool spin(int x, int y) const final;
    void setSpin(int x, int y, bool up) final;

protected:
    ClusterLattice(int side, std::uint64_t key);

    // A step or cluster in progress is void: lattice or dynamics have changed.
    virtual void abandon() = 0;

    std::size_t at(int word, int y) const
    {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(words_) +
               static_cast<std::size_t>(word);
    }
    std::uint64_t sites() const
    {
        return static_cast<std::uint64_t>(side_) * static_cast<std::uint64_t>(side_);
    }

    const ClusterKernels& kernels_;
    int side_;
    int words_; // in a row
    std::vector<std::uint64_t> spins_;
    std::uint64_t key_;
    std::uint64_t stream_ = 0; // steps or clusters completed: names the random stream of the next
    double J_ = 1;
    double T_ = -1; // not yet set
    double h_ = 0;
    std::uint64_t bond_ = 0;        // threshold of a satisfied bond
    std::uint64_t ghost_ = 0;       // threshold of the bond from a spin along h to the ghost
    std::uint64_t unequalKept_ = 0; // all ones where J < 0

private:
    double structureFactor() const;
    void countColumns(int word, int y0, int y1, std::int32_t* columns) const;
};

} // namespace core::ising
