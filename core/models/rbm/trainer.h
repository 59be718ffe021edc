// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/archive.h"
#include "core/base/outcome.h"
#include "core/base/stop_check.h"
#include "core/base/worker_pool.h"
#include "core/models/rbm/bit_rows.h"
#include "core/models/rbm/layer.h"
#include "core/models/rbm/machine.h"
#include "core/stats/estimate.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace core::rbm {

enum class Method {
    cd, // contrastive divergence: the chains start from the data (Hinton, Neural Comput. 14, 2002)
    pcd // persistent chains (Tieleman, ICML 2008)
};

struct LearningRule
{
    Method method = Method::cd;
    int k = 1;              // Gibbs steps per update, >= 1
    int chains = 100;       // persistent ones, >= 1; pcd only
    double rate = 0.05;     // of this update: a schedule is the caller's
    double momentum = 0.5;  // 0 ... 1
    double weightDecay = 0; // on W only
    bool centred = false;
};

struct UpdateReport
{
    // Mean over images and pixels of (data - probability of its one-step reconstruction)^2; cd
    // only, since pcd reconstructs no data.
    std::optional<double> reconstructionError;
    double hiddenActivity = notANumber; // mean p(h | v) over the batch and the hidden units
};

// Stochastic gradient ascent of the log-likelihood, one mini-batch at a time. An update is
//   velocity = momentum velocity + rate (gradient - weightDecay W),  parameters += velocity,
// gradient = <v p(h|v)>_batch - <v p(h|v)>_chains, visible units sampled, hidden ones sampled but
// for the last term; T = 1. `centred` takes the gradient of the centred machine in the plain
// machine's parameters, offsets being running means of the data (factor 0.01) and of p(h | data)
// (Montavon & Mueller 2012; Melchior, Fischer & Wiskott, JMLR 17, 99, 2016):
//   dW = <(v - mu)(h - lambda)>_data - <...>_model, db = <v> - <v> - dW lambda, dc = <h> - <h> -
//   dW' mu.
// The same machine, batch, rule, seed and number give the same result to the last bit on every
// number of threads, however often interrupted, and on every instruction set.
class Trainer
{
public:
    Trainer() = default;
    Trainer(int visible, int hidden);

    // Does update `number` of the run `seed` on `machine`, of this trainer's size; a batch has at
    // least one row. Returns false where `stop` asked to leave: then the same call again goes on,
    // and until one has returned true the machine, velocities and chains are those before.
    bool update(Machine& machine, const BitRows& batch, const LearningRule& rule,
                std::uint64_t seed, std::uint64_t number, WorkerPool& pool,
                const StopCheck& stop = StopCheck());
    // Of the last complete update.
    const UpdateReport& report() const { return report_; }
    // Forgets an update that was left unfinished, as when a parameter changes before it is resumed.
    void abandon() { stage_ = Stage::none; }

    // Visible states of the persistent chains; none before the first pcd update. One that asks for
    // another number of them keeps the first ones and starts the others from its batch, chain r
    // from image r mod batch.
    BitMatrix chains() const;
    int chainCount() const { return chainVisible_.rows(); }
    // The first rows.count() of them, into memory that is there.
    void firstChains(BitMatrix& rows) const { chainVisible_.write(rows); }
    // From these rows; hidden states are drawn with `seed`.
    void setChains(const Machine& machine, const BitRows& rows, std::uint64_t seed,
                   WorkerPool& pool);
    // The next pcd update starts them anew.
    void forgetChains();
    // Velocities and running means to 0 or none; chains stay.
    void forgetMomentum();

    // Velocities, means and chains, under names that begin with "trainer-"; an unfinished update
    // is not saved and starts over with the same result. restore() changes nothing if refused.
    void save(Archive& archive) const;
    Outcome restore(const Archive& archive);

private:
    enum class Stage { none, hidden, visible, gradient };
    // What an update needs besides the gradient of W; visible vectors are padded.
    struct Changes
    {
        std::vector<float> visible, hidden;         // <v>_batch - <v>_chains, and of p(h | v)
        std::vector<float> visibleMean, hiddenMean; // the running means with this batch
        std::vector<float> batchHidden;             // <p(h | v)>_batch
        std::vector<double> rowMeans;    // mu.v of each row; centred only, like the following
        std::vector<double> rowOverlaps; // by panel and row: sum over its units of p lambda
        std::vector<double> shifts;      // sum over i of dW_ij mu_i
    };
    struct BiasGradients
    {
        std::vector<double> visible, hidden;
        std::vector<double> overlaps; // of each row
    };

    void begin(const Machine& machine, const BitRows& batch, const LearningRule& rule,
               std::uint64_t seed, std::uint64_t number);
    void shape(int batch, int chains);
    void startChains(const Machine& machine, const BitRows& batch);
    int bands() const;
    void band(Machine& machine, const LearningRule& rule, int index);
    void endStage(const LearningRule& rule);
    // Bands: a panel of hidden, visible, hidden units.
    void drawHidden(const Machine& machine, const LearningRule& rule, int p);
    void drawVisible(const Machine& machine, const LearningRule& rule, int q);
    void climb(Machine& machine, const LearningRule& rule, int p);
    void averageHidden(const LearningRule& rule, int p);
    void apply(Machine& machine, const LearningRule& rule, int p, int first, int count,
               const float* gradients);
    void prepareGradient(const LearningRule& rule);
    void moveBiases(Machine& machine, const LearningRule& rule);
    void keepChains();
    void commit(Machine& machine, const LearningRule& rule, WorkerPool& pool);
    float* weighted(int p) { return weighted_.data() + std::ptrdiff_t{16} * rows_ * p; }

    int visible_ = 0;
    int hidden_ = 0;
    UpdateReport report_;
    LineVector<float> velocityW_; // by panels as in the machine; empty: all 0
    std::vector<float> velocityB_, velocityC_;
    std::vector<float> meanVisible_, meanHidden_; // running; empty: none yet
    BitPanels chainVisible_, chainHidden_;        // as the last complete update left them

    // Of the update in progress. Rows: the batch, padded to 16, then the chains, padded to 16.
    Stage stage_ = Stage::none;
    int step_ = 0; // Gibbs steps done
    int next_ = 0; // next band of the stage
    int batch_ = 0;
    int chains_ = 0;
    int chainsFrom_ = 0;
    int rows_ = 0;
    bool whole_ = true;               // the gradient is applied panel by panel, not at the end
    BitPanels states_;                // visible
    BitPanels columns_;               // the same transposed: padded visible units x rows
    BitPanels drawn_;                 // hidden, chains only
    std::vector<std::uint64_t> keys_; // of the chains' random streams
    LineVector<float> weighted_;      // p(h | v) / batch and -p(h | v) / chains, by hidden panel
    LineVector<float> gradients_;     // by panel as W; empty unless applied at the end
    std::vector<double> squares_;     // by visible panel
    BiasGradients biasGradients_;
    Changes changes_;
};

} // namespace core::rbm
