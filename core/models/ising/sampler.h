// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/stop_check.h"
#include "core/base/worker_pool.h"
#include "core/models/ising/acceptance.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace core::ising {

// Whole-lattice sums of one configuration of L x L spins, counted exactly; x runs along a row.
// energy = -J (bonds - 2 unequalBonds) - h (2 up - L^2) - fieldSum.
struct Sums
{
    std::int64_t up = 0;           // spins up
    std::int64_t bonds = 0;        // bonds of the lattice, those to a frame included
    std::int64_t unequalBonds = 0; // bonds whose two spins differ
    std::int64_t staggered = 0;    // sum of (-1)^(x+y) s
    double fieldSum = 0;           // sum of h_i s_i over site fields; 0 where there are none
    double structureFactor =
        0; // |sum of s exp(2 pi i x / L)|^2 / L^2, mean of both axes; if asked for
    std::int64_t changed = -1; // spins changed by the last complete step; -1: not counted
    double clusterSize = 0;    // mean over the last step's flipped clusters (Swendsen-Wang: sum of
                               // n^2 / N over all); 0 for local rules and where none was flipped
    double acceptance =
        -1; // share of the last step's attempts that changed a spin; -1: not counted
};

// What measure() has to supply beside the plain counts; both cost time.
enum class Measure : std::uint8_t { counts, structureFactor };

// One lattice of spins and the rule that moves it. The trajectory is a function of the starting
// spins, the key given at construction and the calls of setDynamics, load and setSpin between
// bands: never of the processor's instruction set, the number of workers or the moments when a step
// was interrupted.
class Sampler
{
public:
    virtual ~Sampler() = default;

    virtual int side() const = 0;

    // For the status bar: "bit-packed, AVX-512".
    virtual std::string_view kernel() const = 0;

    // Rule, coupling J, temperature T >= 0 and uniform field h (k_B = 1), from the next band on.
    // Cluster samplers ignore `rule`.
    virtual void setDynamics(Rule rule, double J, double T, double h) = 0;

    // Whether steps count the spins they change (Sums::changed); costs a few per cent, off at the
    // start. From the next step on.
    virtual void countChanges(bool on) = 0;

    // Site fields h_i = level strength / 127 beside h, L x L levels row by row (copied); empty:
    // none. False, nothing changed, where the sampler has no site fields.
    virtual bool setSiteFields(std::span<const std::int8_t> levels, double /*strength*/)
    {
        return levels.empty();
    }
    virtual bool setSiteField(int /*x*/, int /*y*/, std::int8_t /*level*/) { return false; }

    // Wolff: the number of clusters that make a step, at least 1; from the next step on.
    virtual void setClusters(std::uint64_t /*count*/) {}

    // Works on the current step until it is complete (true) or `stop` holds at a band boundary
    // (false; call again to go on). A band takes a few milliseconds at most. Bands are given to
    // `pool` where that is possible.
    virtual bool advance(const StopCheck& stop, WorkerPool& pool) = 0;

    // Meaningful between two steps.
    virtual Sums measure(Measure what) const = 0;

    // All spins, row by row, ceil(L/64) words a row, one bit a spin (1 is up), least significant
    // first; unused bits of a row are zero. load() leaves generator and progress as they are.
    virtual void load(const std::uint64_t* rows) = 0;
    virtual void store(std::uint64_t* rows) const = 0;

    // Rows y0 <= y < y1 in the same form, for a picture of part of the lattice.
    virtual void readRows(int y0, int y1, std::uint64_t* rows) const = 0;

    // Mean of blocks of scale x scale spins (scale a power of two, 2 ... 64) as 0 (all down) ...
    // 255 (all up): `columns` x `lines` blocks, row by row, the first with its corner at the spin
    // (x0, y0), both multiples of scale. Blocks that stick out of the lattice are means over the
    // spins inside it.
    virtual void blockMeans(int x0, int y0, int columns, int lines, int scale,
                            std::uint8_t* means) const = 0;

    virtual bool spin(int x, int y) const = 0;
    virtual void setSpin(int x, int y, bool up) = 0;

    // Generator and position inside the step, as words for documents and hashes; together with the
    // spins and the dynamics they continue the run exactly. restoreProgress() refuses (false,
    // nothing changed) what saveProgress() cannot have written.
    virtual void saveProgress(std::vector<std::uint64_t>& words) const = 0;
    virtual bool restoreProgress(std::span<const std::uint64_t> words) = 0;
};

} // namespace core::ising
