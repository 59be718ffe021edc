// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/network.h"

#include "core/models/ising/acceptance.h"
#include "core/stats/estimate.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace core::hopfield {

namespace {

// Learning that takes no longer than a frame is done at once.
constexpr double learntAtOnce = 2e7;
// Beyond this |drive|/T a neuron is certain to 2^-64.
constexpr double certain = 45;
// Neurons between two looks at the clock, times the words of a column.
constexpr std::int64_t bandWords = 1 << 14;

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
        fields_.emplace<FactorFields>(learner_->factor(), spins_);
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

// The order of a sweep is a function of the seed and the sweep's number (Fisher and Yates), so that
// a saved state need not hold it.
void Network::beginSweep()
{
    position_ = 0;
    flipsSoFar_ = 0;
    if (params_.dynamics != DynamicsChoice::asynchronous) {
        return;
    }
    std::iota(order_.begin(), order_.end(), 0u);
    Rng shuffle(streamSeed(streamSeed(seed_, 1), sweeps_));
    for (std::size_t k = order_.size(); k > 1; --k) {
        std::swap(order_[k - 1], order_[shuffle.below(k)]);
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

bool Network::wantsUp(double drive, bool isUp)
{
    double const T = params_.T;
    if (T <= 0) {
        return drive > 0 || (drive == 0 && isUp);
    }
    // The random number is drawn whether or not it is needed: a neuron's share of the stream does
    // not depend on the state.
    std::uint64_t const random = random_.next();
    if (2 * std::fabs(drive) > certain * T) {
        return drive > 0;
    }
    return random < ising::threshold64(ising::acceptance(ising::Rule::heatBath, -2 * drive, T));
}

template <class F>
bool Network::sweep(F& fields, const StopCheck& stop)
{
    auto const n = patterns_.neurons();
    auto const band = std::max<std::int64_t>(
        16, bandWords / std::max<std::int64_t>(1, static_cast<std::int64_t>(patterns_.blocks())));
    bool const shuffled = params_.dynamics == DynamicsChoice::asynchronous;
    while (position_ < n) {
        for (std::int64_t const end = std::min(n, position_ + band); position_ < end; ++position_) {
            std::int64_t const i =
                shuffled ? order_[static_cast<std::size_t>(position_)] : position_;
            auto& spin = spins_[static_cast<std::size_t>(i)];
            bool const up = wantsUp(fields.field(i) - params_.threshold, spin > 0);
            if (up != (spin > 0)) {
                spin = up ? 1 : -1;
                fields.flipped(i);
                ++flipsSoFar_;
            }
        }
        if (position_ < n && stop()) {
            return false;
        }
    }
    return true;
}

template <class F>
bool Network::sweepTogether(F& fields, const StopCheck& stop)
{
    auto const n = patterns_.neurons();
    next_.resize(spins_.size());
    for (; position_ < n; ++position_) {
        auto const i = static_cast<std::size_t>(position_);
        next_[i] = wantsUp(fields.field(position_) - params_.threshold, spins_[i] > 0) ? 1 : -1;
        if (position_ % 64 == 63 && position_ + 1 < n && stop()) {
            ++position_;
            return false;
        }
    }
    for (std::size_t i = 0; i < spins_.size(); ++i) {
        flipsSoFar_ += next_[i] != spins_[i];
    }
    spins_ = next_;
    fields.rebuild();
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
            auto const sums = fields.overlaps().sums();
            std::transform(sums.begin(), sums.end(), out.begin(),
                           [n](std::int32_t sum) { return sum / n; });
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
    if (const auto* const fields = std::get_if<FactorFields>(&fields_)) {
        return fields->coupling(i, j);
    }
    return std::nullopt;
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
    bool const fits = progress[0] >= -1 && progress[0] <= n && progress[1] >= 0 &&
                      progress[1] <= n && progress[2] >= -1 && progress[2] <= n &&
                      (coming.empty() || coming.size() == words) &&
                      dreams.size() == words * weights.size();
    bool const halfWay = params_.dynamics == DynamicsChoice::synchronous && progress[0] > 0;
    if (!fits || (halfWay && coming.empty())) {
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
