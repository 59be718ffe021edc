// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ising/packed_layout.h"
#include "core/models/ising/packed_rule.h"
#include "core/models/ising/random_planes.h"
#include "core/models/ising/rows_layout.h"
#include "core/models/ising/sampler.h"
#include "core/models/ising/structure_factor.h"

namespace core::ising {

// The square periodic lattice of any even side L, 32 to 16384, by rows of bits: the rules, random
// planes and kernels of PackedLattice, with neighbours found by shifting; a few times slower. A
// step is N attempted flips, in four passes: the even rows of colour 0, its odd rows, and the same
// of colour 1.
class RowsLattice final : public Sampler
{
public:
    // All spins down, infinite temperature. `seed` is the run's key for the random planes.
    RowsLattice(int L, std::uint64_t seed);

    int side() const override { return layout_.L; }
    std::string_view kernel() const override;
    void setDynamics(Rule rule, double J, double T, double h) override;
    void countChanges(bool on) override { wanted_ = on; }
    bool advance(const StopCheck& stop, WorkerPool& pool) override;
    Sums measure(Measure what) const override;
    void load(const std::uint64_t* rows) override;
    void store(std::uint64_t* rows) const override;
    void readRows(int y0, int y1, std::uint64_t* rows) const override;
    void blockMeans(int x0, int y0, int columns, int lines, int scale,
                    std::uint8_t* means) const override;
    bool spin(int x, int y) const override;
    void setSpin(int x, int y, bool up) override;
    void saveProgress(std::vector<std::uint64_t>& words) const override;
    bool restoreProgress(std::span<const std::uint64_t> words) override;

    // Uses this kernel whatever the instruction set in force, for tests; null: the fastest again.
    void forceKernel(const PackedKernel* kernel) { forced_ = kernel; }

private:
    std::int64_t updateBand(int pass, int band);
    std::int64_t changedIn(int pass, int first, int end) const;
    void closeRow(int pass, int r);
    void closePass(int pass);

    RowsLayout layout_;
    LineWords words_;
    LineWords before_; // the pass before it moved, if changes are counted
    PlaneKey key_;
    PackedRule rule_;
    ProfileWave wave_;
    const PackedKernel* forced_ = nullptr;
    std::uint64_t passesDone_ = 0;
    int band_ = 0;
    bool wanted_ = false;
    bool counting_ = false;
    std::int64_t changing_ = 0;
    std::int64_t changed_ = -1;
    std::vector<std::int64_t> changedBy_; // band
};

} // namespace core::ising
