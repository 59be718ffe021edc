// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/network.h"

#include "core/models/hopfield/hebb_couplings.h"
#include "core/models/hopfield/random_order.h"
#include "core/stats/estimate.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numeric>

namespace core::hopfield {

namespace {

// Learning that takes no longer than a frame is done at once.
constexpr double learntAtOnce = 2e7;

template <class F>
concept Batched = requires
{
    F::batch;
};

// Calls `use` with the fields, unless there are none yet.
template <class V, class F>
void visit(V& fields, F&& use)
{
    std::visit(
        [&](auto& some) {
            if constexpr (!std::is_same_v<std::decay_t<decltype(some)>, std::monostate>) {
                use(some);
            }
        },
        fields);
}

bool bitOf(const std::vector<std::uint64_t>& bits, std::int64_t i)
{
    return (bits[static_cast<std::size_t>(i / 64)] >> (i % 64) & 1) != 0;
}

} // namespace

Network::Network(const PatternStore& patterns, std::uint64_t seed)
    : patterns_(patterns), seed_(seed),
      spins_(static_cast<std::size_t>(patterns.neurons()), std::int8_t{-1}),
      random_(streamSeed(seed, 0)), order_(spins_.size())
{
    patternsChanged();
}

void Network::tune(const Params& params)
{
    bool const otherRule =
        params.rule != params_.rule || params.power != params_.power || params.beta != params_.beta;
    bool const otherOrder = params.dynamics != params_.dynamics;
    params_ = params;
    bath_.set(params.T);
    if (otherRule) {
        patternsChanged();
    }
    if (otherOrder) {
        position_ = -1;
    }
}

void Network::patternsChanged()
{
    position_ = -1;
    dependent_ = 0;
    couplings_.reset();
    learner_.reset();
    fields_.emplace<std::monostate>();
    if (needsLearning()) {
        learner_ = params_.rule == RuleChoice::storkey ? makeStorkey(patterns_)
                                                       : makeProjection(patterns_);
        auto const n = static_cast<double>(patterns_.neurons());
        if (n * n * static_cast<double>(patterns_.count()) < learntAtOnce) {
            learn(StopCheck());
        }
        return;
    }
    prepare();
}

bool Network::learn(const StopCheck& stop)
{
    if (!learner_->work(stop)) {
        return false;
    }
    dependent_ = learner_->dependent();
    couplings_ = learner_->couplings();
    if (couplings_) {
        fields_.emplace<CouplingFields>(couplings_, spins_);
    } else {
        fields_.emplace<InverseFields>(patterns_, learner_->inverse(), spins_);
    }
    learner_.reset();
    rebuildFields();
    return true;
}

void Network::prepare()
{
    if (params_.rule == RuleChoice::hebb) {
        fields_.emplace<HebbFields>(patterns_, spins_, unlearnt_);
    } else if (params_.rule == RuleChoice::dense) {
        fields_.emplace<DenseFields>(patterns_, spins_, static_cast<int>(params_.power));
    } else {
        fields_.emplace<ExponentialFields>(patterns_, spins_, params_.beta);
    }
    rebuildFields();
}

void Network::rebuildFields()
{
    visit(fields_, [](auto& fields) { fields.rebuild(); });
}

void Network::setSpins(Spins spins)
{
    spins_ = std::move(spins);
    position_ = -1;
    flips_ = -1;
    twoCycle_ = false;
    lastHash_ = hashBefore_ = 0;
    rebuildFields();
}

void Network::setSpin(std::int64_t i, bool up)
{
    auto& spin = spins_[static_cast<std::size_t>(i)];
    if ((spin > 0) == up) {
        return;
    }
    spin = up ? 1 : -1;
    flips_ = -1;
    twoCycle_ = false;
    visit(fields_, [i](auto& fields) { fields.flipped(i); });
}

bool Network::advance(const StopCheck& stop)
{
    if (learner_ && !learn(stop)) {
        return false;
    }
    if (position_ < 0) {
        beginSweep();
    }
    bool complete = false;
    visit(fields_, [&](auto& fields) {
        complete = params_.dynamics == DynamicsChoice::synchronous ? sweepTogether(fields, stop)
                                                                   : sweep(fields, stop);
    });
    if (complete) {
        endSweep();
    }
    return complete;
}

// The order of a sweep is a function of the seed and the sweep's number, so that a saved state need
// not hold it.
void Network::beginSweep()
{
    position_ = 0;
    flipsSoFar_ = 0;
    if (params_.dynamics == DynamicsChoice::asynchronous) {
        Rng shuffle(streamSeed(streamSeed(seed_, 1), sweeps_));
        randomOrder(shuffle, order_);
    } else {
        std::iota(order_.begin(), order_.end(), std::uint16_t{0});
    }
}

void Network::endSweep()
{
    position_ = -1;
    flips_ = flipsSoFar_;
    ++sweeps_;
    noteState();
}

void Network::noteState()
{
    if (params_.dynamics != DynamicsChoice::synchronous) {
        twoCycle_ = false;
        return;
    }
    Fnv fnv;
    for (auto const word : packedSpins(spins_)) {
        fnv.word(word);
    }
    std::uint64_t const now = fnv.value();
    twoCycle_ = now == hashBefore_ && now != lastHash_;
    hashBefore_ = lastHash_;
    lastHash_ = now;
}

// The fields of the next neurons of the sweep before `end`, as many as are found together. At T > 0
// a random number is drawn for each, whether or not it is needed: a neuron's share of the stream
// does not depend on the state.
template <class F>
void Network::findFields(F& fields, std::int64_t end)
{
    std::int64_t const left = end - position_;
    batch_.sites = order_.data() + position_;
    if constexpr (Batched<F>) {
        batch_.scale = fields.scale();
        batch_.count = static_cast<int>(std::min<std::int64_t>(F::batch, left));
        std::int64_t const ahead = std::min<std::int64_t>(F::batch, left - batch_.count);
        fields.fields(batch_.sites, batch_.count, static_cast<int>(ahead), batch_.fields.data());
    } else {
        batch_.scale = 1;
        batch_.count = 1;
        batch_.fields[0] = fields.field(batch_.sites[0]);
    }
    for (int k = 0; k < batch_.count && !bath_.atZero(); ++k) {
        batch_.digits[static_cast<std::size_t>(k)] = random_.next();
    }
}

// Which neurons of the batch, from the one given on, do not keep their value: bit k.
unsigned Network::changes(int from) const
{
    unsigned found = 0;
    double const threshold = params_.threshold;
    // Signs need no scale; with a threshold, a tie is one of the quotient.
    if (bath_.atZero() && threshold == 0) {
        for (int k = from; k < batch_.count; ++k) {
            bool const isUp = spins_[batch_.sites[k]] > 0;
            bool const becomesUp = HeatBath::sign(batch_.fields[static_cast<std::size_t>(k)], isUp);
            found |= static_cast<unsigned>(becomesUp != isUp) << k;
        }
        return found;
    }
    for (int k = from; k < batch_.count; ++k) {
        auto const at = static_cast<std::size_t>(k);
        bool const isUp = spins_[batch_.sites[k]] > 0;
        double const drive = batch_.fields[at] / batch_.scale - threshold;
        bool const becomesUp =
            bath_.atZero() ? HeatBath::sign(drive, isUp) : bath_.warm(drive, batch_.digits[at]);
        found |= static_cast<unsigned>(becomesUp != isUp) << k;
    }
    return found;
}

template <class F>
bool Network::sweep(F& fields, const StopCheck& stop)
{
    auto const n = patterns_.neurons();
    double const portion = std::ceil(std::min(stop.share(), 1.0) * static_cast<double>(n));
    std::int64_t const pause = std::min(n, position_ + static_cast<std::int64_t>(portion));
    std::int64_t work = 0;
    while (position_ < n) {
        findFields(fields, pause);
        for (unsigned found = changes(0); found != 0;) {
            int const k = std::countr_zero(found);
            auto const i = batch_.sites[k];
            spins_[i] = static_cast<std::int8_t>(-spins_[i]);
            ++flipsSoFar_;
            work += fields.flipCost();
            if constexpr (Batched<F>) {
                fields.flipped(i, batch_.sites + k + 1, batch_.count - k - 1,
                               batch_.fields.data() + k + 1);
            } else {
                fields.flipped(i);
            }
            found = changes(k + 1);
        }
        position_ += batch_.count;
        work += batch_.count * fields.fieldCost();
        if (position_ >= n) {
            break;
        }
        if (position_ >= pause) {
            return false;
        }
        if (work > workBetweenStops_) {
            if (stop()) {
                return false;
            }
            work = 0;
        }
    }
    return true;
}

template <class F>
bool Network::sweepTogether(F& fields, const StopCheck& stop)
{
    auto const n = patterns_.neurons();
    next_.resize(spins_.size());
    std::int64_t work = 0;
    while (position_ < n) {
        findFields(fields, n);
        unsigned const found = changes(0);
        for (int k = 0; k < batch_.count; ++k, ++position_) {
            auto const i = static_cast<std::size_t>(position_);
            next_[i] = static_cast<std::int8_t>((found >> k & 1) != 0 ? -spins_[i] : spins_[i]);
        }
        work += batch_.count * fields.fieldCost();
        if (work > workBetweenStops_) {
            if (stop()) {
                return false;
            }
            work = 0;
        }
    }
    return applyNext(fields, stop);
}

template <class F>
bool Network::applyNext(F& fields, const StopCheck& stop)
{
    auto const n = patterns_.neurons();
    std::int64_t work = 0;
    for (; position_ < 2 * n; ++position_) {
        if (work > workBetweenStops_) {
            if (stop()) {
                return false;
            }
            work = 0;
        }
        auto const i = static_cast<std::size_t>(position_ - n);
        if (next_[i] != spins_[i]) {
            spins_[i] = next_[i];
            fields.flipped(position_ - n);
            work += fields.flipCost();
            ++flipsSoFar_;
        }
    }
    return true;
}

double Network::energyOf(const Fields& fields) const
{
    double energy = notANumber;
    visit(fields, [&](const auto& some) { energy = some.energy(); });
    double const sum = std::accumulate(spins_.begin(), spins_.end(), 0.0);
    return (energy + params_.threshold * sum) / static_cast<double>(spins_.size());
}

double Network::energy() const { return energyOf(fields_); }

double Network::energyFromScratch() const
{
    Fields copy = fields_;
    visit(copy, [](auto& fields) { fields.rebuild(); });
    return energyOf(copy);
}

void Network::overlaps(std::vector<double>& out) const
{
    auto const n = static_cast<double>(spins_.size());
    out.resize(static_cast<std::size_t>(patterns_.count()));
    bool kept = false;
    visit(fields_, [&](const auto& fields) {
        if constexpr (requires { fields.overlaps(); }) {
            for (std::size_t mu = 0; mu < out.size(); ++mu) {
                out[mu] = fields.overlaps().sum(static_cast<std::int64_t>(mu)) / n;
            }
            kept = true;
        }
    });
    if (kept) {
        return;
    }
    bits_ = packedSpins(spins_);
    for (std::size_t mu = 0; mu < out.size(); ++mu) {
        auto const pattern = patterns_.bits(static_cast<std::int64_t>(mu));
        out[mu] = static_cast<double>(dot(bits_, pattern, patterns_.neurons())) / n;
    }
}

double Network::field(std::int64_t i)
{
    auto const site = static_cast<std::uint16_t>(i);
    double found = notANumber;
    visit(fields_, [&](auto& fields) {
        if constexpr (Batched<std::decay_t<decltype(fields)>>) {
            fields.fields(&site, 1, 0, &found);
            found /= fields.scale();
        } else {
            found = fields.field(i);
        }
    });
    return found - params_.threshold;
}

std::optional<double> Network::coupling(std::int64_t i, std::int64_t j) const
{
    if (params_.rule == RuleChoice::hebb) {
        std::int64_t unequal = 0;
        for (std::size_t b = 0; b < patterns_.blocks(); ++b) {
            unequal += std::popcount(patterns_.column(i)[b] ^ patterns_.column(j)[b]);
        }
        auto sum = static_cast<double>(patterns_.count() - 2 * unequal);
        for (const auto& dream : unlearnt_) {
            bool const equal = bitOf(dream.bits, i) == bitOf(dream.bits, j);
            sum += equal ? -dream.weight : dream.weight;
        }
        return i == j ? 0 : sum / static_cast<double>(patterns_.neurons());
    }
    if (const auto* const fields = std::get_if<CouplingFields>(&fields_)) {
        return fields->coupling(i, j);
    }
    if (const auto* const fields = std::get_if<InverseFields>(&fields_)) {
        return fields->coupling(i, j);
    }
    return std::nullopt;
}

std::vector<double> Network::couplings() const
{
    auto const n = patterns_.neurons();
    std::vector<double> all;
    if (params_.rule == RuleChoice::hebb && unlearnt_.empty() && patterns_.count() < 32768) {
        std::vector<std::int16_t> sums(static_cast<std::size_t>(n * n));
        hebbCouplings(patterns_.column(0), static_cast<int>(n),
                      static_cast<int>(patterns_.blocks()), static_cast<int>(patterns_.count()),
                      sums.data());
        all.reserve(sums.size());
        for (auto const sum : sums) {
            all.push_back(sum / static_cast<double>(n));
        }
        return all;
    }
    for (std::int64_t i = 0; i < n && coupling(0, 0); ++i) {
        for (std::int64_t j = 0; j < n; ++j) {
            all.push_back(*coupling(i, j));
        }
    }
    return all;
}

void Network::unlearn(double weight)
{
    unlearnt_.push_back({packedSpins(spins_), weight});
    patternsChanged();
}

void Network::forgetDreams()
{
    if (!unlearnt_.empty()) {
        unlearnt_.clear();
        patternsChanged();
    }
}

std::string_view Network::kernel() const
{
    std::string_view name = "learning";
    visit(fields_, [&](const auto& fields) { name = fields.kernel(); });
    return name;
}

void Network::digest(Fnv& fnv) const
{
    for (auto const word : packedSpins(spins_)) {
        for (int byte = 0; byte < 8; ++byte) {
            fnv.byte(static_cast<std::uint8_t>(word >> (8 * byte)));
        }
    }
    for (auto const word : random_.state()) {
        fnv.word(word);
    }
    fnv.word(sweeps_);
}

void Network::save(Archive& archive) const
{
    archive.put("spins", packedSpins(spins_));
    archive.put("generator",
                std::vector<std::uint64_t>(random_.state().begin(), random_.state().end()));
    bool const together = params_.dynamics == DynamicsChoice::synchronous && position_ > 0;
    archive.put("coming", together ? packedSpins(next_) : std::vector<std::uint64_t>());
    archive.put("progress", std::vector<std::int64_t>{position_, flipsSoFar_, flips_});
    archive.put("sweeps",
                std::vector<std::uint64_t>{sweeps_, lastHash_, hashBefore_, twoCycle_ ? 1u : 0u});
    std::vector<std::uint64_t> dreams;
    std::vector<double> weights;
    for (const auto& dream : unlearnt_) {
        dreams.insert(dreams.end(), dream.bits.begin(), dream.bits.end());
        weights.push_back(dream.weight);
    }
    archive.put("dreams", dreams);
    archive.put("dream-weights", weights);
}

Outcome Network::load(const Archive& archive)
{
    std::vector<std::uint64_t> spins, generator, coming, sweeps, dreams;
    std::vector<std::int64_t> progress;
    std::vector<double> weights;
    std::size_t const words = (spins_.size() + 63) / 64;
    for (const auto& outcome :
         {archive.get("spins", spins, words), archive.get("generator", generator, 4),
          archive.get("coming", coming), archive.get("progress", progress, 3),
          archive.get("sweeps", sweeps, 4), archive.get("dreams", dreams),
          archive.get("dream-weights", weights)}) {
        if (!outcome) {
            return outcome;
        }
    }
    auto const n = patterns_.neurons();
    bool const together = params_.dynamics == DynamicsChoice::synchronous;
    bool const fits = progress[0] >= -1 && progress[0] <= (together ? 2 * n : n) &&
                      progress[1] >= 0 && progress[1] <= n && progress[2] >= -1 &&
                      progress[2] <= n && (coming.empty() || coming.size() == words) &&
                      dreams.size() == words * weights.size();
    if (!fits || (together && progress[0] > 0 && coming.empty())) {
        return Outcome::refused("The saved network does not fit its own size or progress.");
    }
    spins_ = unpackedSpins(spins, n);
    next_ = coming.empty() ? Spins() : unpackedSpins(coming, n);
    random_ = Rng(Rng::State{generator[0], generator[1], generator[2], generator[3]});
    unlearnt_.clear();
    for (std::size_t u = 0; u < weights.size(); ++u) {
        auto const begin = dreams.begin() + static_cast<std::ptrdiff_t>(u * words);
        unlearnt_.push_back({{begin, begin + static_cast<std::ptrdiff_t>(words)}, weights[u]});
    }
    sweeps_ = sweeps[0];
    patternsChanged();
    if (progress[0] >= 0) {
        beginSweep();
    }
    position_ = progress[0];
    flipsSoFar_ = progress[1];
    flips_ = progress[2];
    lastHash_ = sweeps[1];
    hashBefore_ = sweeps[2];
    twoCycle_ = sweeps[3] != 0;
    return Outcome::done();
}

} // namespace core::hopfield
