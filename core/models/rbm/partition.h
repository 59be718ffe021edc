// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/line_vector.h"
#include "core/base/stop_check.h"
#include "core/base/worker_pool.h"
#include "core/models/rbm/layer.h"
#include "core/models/rbm/machine.h"

#include <cstdint>
#include <span>
#include <vector>

// ln Z of a machine at T = 1, exact or estimated; both in slices.
namespace core::rbm {

inline constexpr int maxEnumeratedUnits = 22;
inline bool canEnumerate(const Machine& machine)
{
    return machine.visible() <= maxEnumeratedUnits || machine.hidden() <= maxEnumeratedUnits;
}

// Sums over all states of the smaller layer in Gray-code order, the other layer summed in closed
// form, in doubles: relative error of Z below 1e-10. The machine is copied, so that it may go on
// learning. canEnumerate() must hold.
class ExactPartition
{
public:
    explicit ExactPartition(const Machine& machine);
    // True when all is summed; false where `stop` asked to leave: call again.
    bool advance(const StopCheck& stop, WorkerPool& pool);
    double progress() const; // 0 ... 1
    double lnZ() const;      // once advance() has returned true

private:
    struct Block
    {
        double largest = 0; // of the logarithms of the terms
        double sum = 0;     // of exp(logarithm - largest)
    };
    Block sumBlock(std::uint64_t index) const;
    std::vector<double> fieldsAt(std::uint64_t state) const;
    double logTerm(std::uint64_t state) const;
    const double* row(const LineVector<double>& of, int unit) const
    {
        return of.data() + std::ptrdiff_t{others_} * unit;
    }

    int units_ = 0;     // of the layer summed over
    int others_ = 0;    // padded to a multiple of 8 with units that are always 0
    bool tame_ = false; // exp of every field is far from overflow
    std::vector<double> unitBias_, otherBias_;
    LineVector<double> weights_, up_, down_; // units x others: W, exp(W), exp(-W)
    int blockBits_ = 0;
    std::vector<Block> blocks_;
    std::size_t next_ = 0;
};

// ln Z at once.
double exactLnZ(const Machine& machine, WorkerPool& pool);

// Betas rise evenly from 0 to 0.5 in the first fifth of the steps and evenly to 1 in the others. On
// a machine of 784 x 256 that has learnt digits, logarithms of weights then spread less, at 300 and
// 1000 steps, than with the three pieces of Salakhutdinov & Murray, made for 14 500 steps.
struct AnnealingSchedule
{
    int runs = 100;   // >= 2
    int betas = 1000; // steps from 0 to 1, >= 1
};
double annealingBeta(int step, int steps); // 0 at step 0, 1 at step `steps`

struct AnnealingEstimate
{
    double lnZ = 0;                 // ln of the mean weight, plus the base machine's ln Z
    double error = 0;               // standard error of ln(mean weight), first order in its spread
    double effectiveSampleSize = 0; // (sum w)^2 / sum w^2, 1 ... runs
};

// Annealed importance sampling from the machine without weights whose visible biases are given
// (Neal, Stat. Comput. 11, 125, 2001; Salakhutdinov & Murray, ICML 2008). The mean weight is
// unbiased for Z; ln of it underestimates ln Z where runs are few or betas sparse: an effective
// sample size below ten says that its error is too small. The machine is copied. Runs own their
// random streams: the same estimate on every number of threads and however it is sliced.
class AnnealedImportance
{
public:
    // `baseBias`: n numbers, dataLogOdds() of the training set or zeros.
    AnnealedImportance(const Machine& machine, std::span<const float> baseBias,
                       const AnnealingSchedule& schedule, std::uint64_t seed);
    // True when the last beta is reached; false where `stop` asked to leave: call again. One step
    // for all runs is the smallest slice.
    bool advance(const StopCheck& stop, WorkerPool& pool);
    double progress() const; // 0 ... 1
    // Once advance() has returned true.
    AnnealingEstimate estimate() const;
    const std::vector<double>& logWeights() const { return logWeights_; }
    const AnnealingSchedule& schedule() const { return schedule_; }

private:
    void step(WorkerPool& pool);
    void drawHidden(int p, double from, double to, const Drawing& drawing);
    void drawVisible(int q, const Drawing& drawing);
    void addBiases(int q);

    Machine machine_;
    std::vector<float> baseBias_;                 // padded
    std::vector<float> hiddenBias_, visibleBias_; // at the present beta, padded
    AnnealingSchedule schedule_;
    std::vector<std::uint64_t> keys_;
    int done_ = 0; // steps
    BitPanels visible_, hidden_;
    std::vector<double> before_, after_; // by hidden panel and run: sums of softplus
    std::vector<double> shifts_;         // by visible panel and run: (b - base bias).v
    std::vector<double> logWeights_;
};

} // namespace core::rbm
