// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/archive.h"
#include "core/base/fnv.h"
#include "core/base/rng.h"
#include "core/base/stop_check.h"
#include "core/models/hopfield/fields.h"
#include "core/models/hopfield/heat_bath.h"
#include "core/models/hopfield/learner.h"
#include "core/models/hopfield/params.h"

#include <string_view>
#include <variant>

namespace core::hopfield {

// N neurons, the stored patterns' pull on them, and the dynamics. Heat bath: s_i becomes +1 with
// probability 1/(1 + exp(-2 (field_i - theta)/T)); at T = 0 the sign of field_i - theta, a tie
// keeps the state. A sweep is N updates: in an order drawn afresh for each sweep (asynchronous),
// row by row (sequential), or all at once (synchronous). The trajectory is a function of seed,
// patterns, parameters and the calls between bands: never of the instruction set or of when a sweep
// was interrupted.
class Network
{
public:
    // `patterns` must outlive it; patternsChanged() follows every change of them.
    Network(const PatternStore& patterns, std::uint64_t seed);

    // Rule, dynamics, temperature and threshold, from the next band on. A rule that needs couplings
    // learns them in slices, inside advance().
    void tune(const Params& params);
    void patternsChanged();

    // A new state, +1 and -1; a sweep in progress is given up. Afterwards `rest()` is not known.
    void setSpins(Spins spins);
    void setSpin(std::int64_t i, bool up);
    const Spins& spins() const { return spins_; }

    // Works until a sweep is complete (true), or until `stop` holds or its share of a sweep of
    // single neurons is done (false); a few milliseconds at most lie between two looks at it.
    bool advance(const StopCheck& stop);
    // For tests: about how much work, in units of 0.1 ns, lies between two looks at `stop`.
    void setWorkBetweenStops(std::int64_t work) { workBetweenStops_ = work; }

    std::uint64_t sweeps() const { return sweeps_; }
    std::int64_t flips() const { return flips_; } // of the last sweep; -1 before the first
    // The state of two sweeps ago has come back, and that of one sweep ago was another.
    bool twoCycle() const { return twoCycle_; }
    bool learnt() const { return !learner_; }
    std::int64_t dependentPatterns() const { return dependent_; }

    // Per neuron, threshold included; NaN while learning.
    double energy() const;
    double energyFromScratch() const;
    // Half the energy difference of the two values of s_i, threshold included; NaN while learning.
    double field(std::int64_t i);
    // m_mu of all patterns.
    void overlaps(std::vector<double>& out) const;
    // J_ij; none for rules without pair couplings, and while learning.
    std::optional<double> coupling(std::int64_t i, std::int64_t j) const;
    // All of them, row by row; empty where there are none. N * N numbers: for small networks.
    std::vector<double> couplings() const;
    // A state that the Hebb rule unlearns.
    void unlearn(double weight);
    bool hasUnlearnt() const { return !unlearnt_.empty(); }
    void forgetDreams();

    std::string_view kernel() const;
    void digest(Fnv& fnv) const;
    void save(Archive& archive) const;
    // All or nothing.
    Outcome load(const Archive& archive);

private:
    using Fields = std::variant<std::monostate, HebbFields, DenseFields, ExponentialFields,
                                CouplingFields, InverseFields>;

    bool needsLearning() const
    {
        return params_.rule == RuleChoice::pseudoInverse || params_.rule == RuleChoice::storkey;
    }
    void prepare();
    bool learn(const StopCheck& stop);
    void rebuildFields();
    double energyOf(const Fields& fields) const;
    void beginSweep();
    void endSweep();
    template <class F>
    bool sweep(F& fields, const StopCheck& stop);
    template <class F>
    bool sweepTogether(F& fields, const StopCheck& stop);
    template <class F>
    bool applyNext(F& fields, const StopCheck& stop);
    template <class F>
    void findFields(F& fields, std::int64_t end);
    unsigned changes(int from) const;
    void noteState();

    const PatternStore& patterns_;
    std::uint64_t seed_;
    Params params_;
    Spins spins_;
    std::vector<Unlearnt> unlearnt_;
    std::unique_ptr<Learner> learner_;
    std::shared_ptr<const Couplings> couplings_;
    std::int64_t dependent_ = 0;
    Fields fields_;

    HeatBath bath_;
    Rng random_;
    std::vector<std::uint16_t> order_;
    mutable std::vector<std::uint64_t> bits_;
    Spins next_; // synchronous: what the neurons will be
    // The neurons found together: how many, their fields times `scale`, and random numbers.
    struct Batch
    {
        int count = 0;
        double scale = 1;
        const std::uint16_t* sites = nullptr;
        std::array<double, HebbFields::batch> fields{};
        std::array<std::uint64_t, HebbFields::batch> digits{};
    };
    Batch batch_;
    // Neurons attempted in this sweep; synchronous: N more for those that have got their value.
    std::int64_t position_ = -1;
    std::int64_t flipsSoFar_ = 0, flips_ = -1;
    std::int64_t workBetweenStops_ = 10'000'000;
    std::uint64_t sweeps_ = 0;
    std::uint64_t lastHash_ = 0, hashBefore_ = 0;
    bool twoCycle_ = false;
};

} // namespace core::hopfield
