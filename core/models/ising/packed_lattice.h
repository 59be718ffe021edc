// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ising/packed_layout.h"
#include "core/models/ising/packed_rule.h"
#include "core/models/ising/random_planes.h"
#include "core/models/ising/sampler.h"
#include "core/models/ising/structure_factor.h"

#include <atomic>

namespace core::ising {

// The square periodic lattice, one bit a spin, 512 spins at a time: Metropolis and heat bath at any
// J, T and uniform h, by colours of the checkerboard. L is a multiple of 128, 128 to 16384
// (PackedLayout::fits). A step is N attempted flips: all of colour 0, then all of colour 1.
class PackedLattice final : public Sampler
{
public:
    // All spins down, infinite temperature. `seed` is the run's key for the random planes.
    PackedLattice(int L, std::uint64_t seed);

    int side() const override { return layout_.L; }
    std::string_view kernel() const override { return inForce().name; }
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

    // Half-sweeps begun since the start, and bands done of this one.
    struct Progress
    {
        std::uint64_t halfSweep = 0;
        int band = 0;
    };
    Progress progress() const { return progress_; }

private:
    // The bands of each half-sweep that a worker takes first.
    struct Part
    {
        alignas(64) std::atomic<int> next[2];
    };

    const PackedKernel& inForce() const { return forced_ ? *forced_ : packedKernel(); }
    void updateBand(std::uint64_t halfSweep, int place);
    void updateShared(int first, int count, WorkerPool& pool);
    void waitFor(int first, int place);
    bool moveOn(int bands);
    void closeEdges();
    void placesOf(int X, int y, std::size_t (&places)[64]) const;
    void readBlocks(int x0, int y0, int columns, int lines, int scale, std::uint8_t* means) const;
    double structureFactor(const std::vector<std::uint64_t>& columns,
                           const std::vector<std::uint16_t>& lines) const;

    PackedLayout layout_;
    LineWords words_;
    PlaneKey key_;
    PackedRule rule_;
    ProfileWave wave_;
    const PackedKernel* forced_ = nullptr;
    Progress progress_;
    bool wanted_ = false;
    bool counting_ = false;
    std::atomic<std::int64_t> changing_ = 0;
    std::int64_t changed_ = -1;
    std::vector<std::atomic<std::uint32_t>> done_;
    std::vector<Part> parts_;
};

} // namespace core::ising
