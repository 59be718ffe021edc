// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/rbm/bit_rows.h"
#include "core/models/rbm/partition.h"
#include "core/stats/estimate.h"

#include <optional>
#include <variant>

namespace core::rbm {

// What is known of a machine beyond the by-products of an update. NaN: not measured, or without
// meaning (no test pictures).
struct Evaluated
{
    double reconstructionError = notANumber, pseudoLikelihood = notANumber;
    double freeEnergyTrain = notANumber, freeEnergyTest = notANumber;
    double lnZ = notANumber, lnZError = notANumber;
    double effectiveRuns = notANumber; // of annealed importance sampling
};

// The expensive quantities of one machine, held fast while the original goes on learning. Work is
// done in small pieces of a fixed size, so that results depend on neither threads nor time.
class Evaluation
{
public:
    // Rows are borrowed until the end of the evaluation. `seed` belongs to this evaluation alone.
    void begin(const Machine& machine, const BitRows& train, const BitRows& test,
               const AnnealingSchedule& schedule, std::uint64_t seed);
    void abandon() { machine_.reset(); }
    bool isRunning() const { return machine_.has_value(); }

    // Works until the share `target` (0 to 1) is done; false where `stop` asked to leave before.
    bool advanceTo(double target, const StopCheck& stop, WorkerPool& pool);
    bool complete() const { return done_ >= 1; }
    // Once complete; ends the evaluation.
    Evaluated take();

private:
    bool piece(WorkerPool& pool); // of the partition function; true when it is known
    void energies(WorkerPool& pool);

    std::optional<Machine> machine_;
    std::variant<std::monostate, ExactPartition, AnnealedImportance> partition_;
    BitRows train_, test_;
    std::uint64_t seed_ = 0;
    double done_ = 0;
    bool partitionKnown_ = false;
    int row_ = 0; // of train, then of test
    double trainSum_ = 0, testSum_ = 0;
    Evaluated result_;
};

} // namespace core::rbm
