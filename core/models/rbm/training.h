// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/concept.h"
#include "core/models/rbm/batches.h"
#include "core/models/rbm/card.h"
#include "core/models/rbm/data_source.h"
#include "core/models/rbm/dreams.h"
#include "core/models/rbm/evaluation.h"
#include "core/models/rbm/term.h"
#include "core/models/rbm/trainer.h"

namespace core::rbm {

// A machine, the pictures that it learns, and all that happens to both: updates, dreams, and the
// evaluations beside them. A step is one update, or, without learning, one sweep of the dreams.
class Training
{
public:
    // Takes over from `old` what a person drew, and data that are still the same; where learning
    // had ended by itself it begins anew. `gauge`: see DataSource.
    Training(const Params& params, std::uint64_t seed, const Training* old, Gauge* gauge);
    // For load().
    Training(const Params& params, std::uint64_t seed, const Training& old, ToBeLoaded);

    // Refused with a sentence where there is nothing to learn or the machine is too large.
    Outcome ready() const;
    const Params& params() const { return params_; }
    void tune(const Params& next);

    // See the concepts Model and Evaluating.
    bool advance(const StopCheck& stop, WorkerPool& pool);
    bool evaluate(const StopCheck& stop, WorkerPool& pool);
    bool hasNews() const { return news_; }
    std::uint64_t ownChanges() const { return ends_; } // of `learning`, when its term has ended
    void measure(std::span<double> out) const;

    const Machine& machine() const { return machine_; }
    const DataSource& source() const { return source_; }
    const Dreams& dreams() const { return dreams_; }
    // The first training pictures, as they are evaluated and shown; none before they are made.
    const BitMatrix& pictures() const { return train_; }
    bool hasBegun() const { return begun_; }
    std::uint64_t updates() const { return updates_; }
    double epoch() const { return begun_ ? batches_.epoch(source_.set().count()) : 0; }
    const Evaluated& evaluated() const { return evaluated_; }
    Progress progress() const;

    // Holds the drawing's known pixels, as many cells as pixels, and finds the others at once.
    void complete(std::span<const std::uint8_t> drawing);
    // Stops learning; fantasies from noise, from the data or from the persistent chains, which is
    // refused while there are none.
    enum class DreamStart : std::uint8_t { noise, data, chains };
    Outcome dream(DreamStart start);
    // Persistent chains from coins, or from the next batch.
    void resetChains(bool fromData);
    // A picture of a person's own, 0 off, 1 on.
    void addOwn(std::string name, std::span<const std::uint8_t> cells);
    void forgetOwn() { own_.clear(); }
    // Pictures of +1 and -1, one after the other, become a person's own where those are to be
    // learnt and there are none.
    void adoptPictures(std::span<const float> pictures);
    // Weights row by row, or biases; as many as there are.
    void setWeights(std::span<const float> rowByRow);
    void setBiases(std::span<const float> biases, bool visible);

    void digest(Fnv& fnv) const;
    void save(Archive& archive) const;
    Outcome load(const Archive& archive);

private:
    // Streams of the run.
    enum Stream : std::uint64_t {
        ofWeights,
        ofUpdates,
        ofBatches,
        ofDreams,
        ofLikelihood,
        ofChains
    };
    std::uint64_t stream(Stream which) const;
    int pixels() const { return machine_.visible(); }
    LearningRule rule() const;

    void shape();
    void begin();
    void abandonUpdate();
    bool learn(const StopCheck& stop, WorkerPool& pool);
    void dreamBeside(WorkerPool& pool);
    bool evaluateBeside(const StopCheck& stop, WorkerPool& pool);
    void startEvaluation();
    void finishEvaluation();
    void settleCompletion();
    std::vector<float> startOfUnknown() const;

    Params params_;
    std::uint64_t seed_;
    std::vector<OwnPicture> own_;
    DataSource source_;
    Machine machine_;
    Trainer trainer_;
    Batches batches_{0};
    Dreams dreams_;
    Term term_;
    BitMatrix train_, test_; // the first pictures
    BitMatrix fantasising_;  // the first persistent chains
    bool begun_ = false;

    enum class Stage : std::uint8_t { evaluation, batch, update } stage_ = Stage::evaluation;
    std::span<const std::uint64_t> batch_;
    Batches::Place batchesBefore_; // the batch that is being learnt
    std::uint64_t updates_ = 0;
    std::uint64_t ends_ = 0;

    Evaluation evaluation_;
    std::uint64_t evaluating_ = ~std::uint64_t{0}; // the update whose machine it is
    bool news_ = false;
    Evaluated evaluated_;
    ReconstructionRoom room_;
    double reconstructed_ = notANumber; // error of the last batch, where it was measured
};

} // namespace core::rbm
