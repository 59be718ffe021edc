// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/rbm/evaluation.h"

#include "core/models/rbm/gibbs.h"
#include "core/models/rbm/likelihood.h"

#include <algorithm>
#include <atomic>

namespace core::rbm {

namespace {

constexpr int rowsAtOnce = 256;
constexpr int rowsForChecks = 1000; // of pseudo-likelihood and reconstruction
constexpr double partitionShare = 0.9;

// A slice as small as there is.
StopCheck atOnce()
{
    static const std::atomic<bool> always = true;
    return StopCheck(always);
}

} // namespace

void Evaluation::begin(const Machine& machine, const BitRows& train, const BitRows& test,
                       const AnnealingSchedule& schedule, std::uint64_t seed)
{
    machine_ = machine;
    train_ = train;
    test_ = test;
    seed_ = seed;
    done_ = 0;
    row_ = 0;
    trainSum_ = testSum_ = 0;
    partitionKnown_ = false;
    result_ = {};
    if (canEnumerate(machine)) {
        partition_.emplace<ExactPartition>(machine);
    } else {
        auto const base = dataLogOdds(train, machine.visible());
        partition_.emplace<AnnealedImportance>(machine, base, schedule, seed);
    }
}

bool Evaluation::piece(WorkerPool& pool)
{
    if (auto* const exact = std::get_if<ExactPartition>(&partition_)) {
        if (!exact->advance(atOnce(), pool)) {
            done_ = partitionShare * exact->progress();
            return false;
        }
        result_.lnZ = exact->lnZ();
        result_.lnZError = 0;
        return true;
    }
    auto& annealed = std::get<AnnealedImportance>(partition_);
    if (!annealed.advance(atOnce(), pool)) {
        done_ = partitionShare * annealed.progress();
        return false;
    }
    result_.lnZ = annealed.estimate().lnZ;
    result_.lnZError = annealed.estimate().error;
    result_.effectiveRuns = annealed.estimate().effectiveSampleSize;
    return true;
}

void Evaluation::energies(WorkerPool& pool)
{
    bool const training = row_ < train_.count;
    const BitRows& rows = training ? train_ : test_;
    int const first = training ? row_ : row_ - train_.count;
    int const count = std::min(rowsAtOnce, rows.count - first);
    for (double const energy : freeEnergies(*machine_, rows.part(first, count), pool)) {
        (training ? trainSum_ : testSum_) += energy;
    }
    row_ += count;
    int const all = train_.count + test_.count;
    done_ = partitionShare + (1 - partitionShare) * row_ / (all + 1);
    if (row_ < all) {
        return;
    }
    result_.freeEnergyTrain = trainSum_ / train_.count;
    result_.freeEnergyTest = test_.count > 0 ? testSum_ / test_.count : notANumber;
    BitRows const some = train_.part(0, std::min(rowsForChecks, train_.count));
    result_.pseudoLikelihood = pseudoLikelihood(*machine_, some, seed_, pool);
    result_.reconstructionError = reconstructionError(*machine_, some, seed_, pool);
    done_ = 1;
}

bool Evaluation::advanceTo(double target, const StopCheck& stop, WorkerPool& pool)
{
    while (done_ < std::min(target, 1.0)) {
        if (!partitionKnown_) {
            partitionKnown_ = piece(pool);
        } else {
            energies(pool);
        }
        if (stop()) {
            return done_ >= std::min(target, 1.0);
        }
    }
    return true;
}

Evaluated Evaluation::take()
{
    machine_.reset();
    partition_.emplace<std::monostate>();
    done_ = 0;
    return result_;
}

} // namespace core::rbm
