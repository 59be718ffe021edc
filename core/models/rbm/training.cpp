// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/rbm/training.h"

#include "core/base/rng.h"
#include "core/models/rbm/lattice_reading.h"
#include "core/models/rbm/likelihood.h"
#include "core/models/rbm/spectrum.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace core::rbm {

namespace {

constexpr std::size_t evaluatedPictures = 10000; // of training and of test pictures, the first
constexpr std::uint64_t updatesPerDream = 8;
constexpr int sweepsAtOnce = 50; // of a completion that was asked for
constexpr int rowsToReconstruct = 100;
constexpr int picturesInMean = 1000;
constexpr std::int64_t mostWeights = std::int64_t{1} << 26;

} // namespace

Training::Training(const Params& params, std::uint64_t seed, const Training* old, Gauge* gauge)
    : params_(params), seed_(seed), own_(old ? old->own_ : std::vector<OwnPicture>()),
      source_(params, seed, own_, old ? &old->source_ : nullptr, gauge)
{
    params_.learning = params_.learning || (old && old->term_.ended());
    shape();
    if (old && old->dreams_.hasDrawing() && old->source_.set().width == source_.set().width &&
        old->source_.set().height == source_.set().height) {
        dreams_.complete(old->dreams_, startOfUnknown());
        settleCompletion();
    }
}

Training::Training(const Params& params, std::uint64_t seed, const Training& old, ToBeLoaded)
    : params_(params), seed_(seed), source_(params, seed, old.source_)
{
    shape();
}

std::uint64_t Training::stream(Stream which) const { return streamSeed(seed_, which); }

LearningRule Training::rule() const
{
    double const rate = params_.learningRate / (1 + params_.decay * static_cast<double>(updates_));
    return {params_.method == MethodChoice::pcd ? Method::pcd : Method::cd,
            static_cast<int>(params_.k),
            static_cast<int>(params_.chains),
            rate,
            params_.momentum,
            params_.weightDecay,
            params_.gradient == GradientChoice::centred};
}

Outcome Training::ready() const
{
    if (!source_.outcome()) {
        return source_.outcome();
    }
    std::int64_t const size = pixels();
    if (size * params_.hidden > mostWeights) {
        return Outcome::refused("Parameter 'hidden' is " + std::to_string(params_.hidden) +
                                "; with " + std::to_string(size) + " pixels expected at most " +
                                std::to_string(mostWeights / size) + ".");
    }
    return Outcome::done();
}

void Training::tune(const Params& next)
{
    abandonUpdate();
    if (next.method != params_.method || next.chains != params_.chains) {
        trainer_.forgetChains();
    }
    Params wanted = next;
    term_.tune(params_, wanted, epoch());
    params_ = wanted;
}

Progress Training::progress() const
{
    if (!begun_ && source_.outcome()) {
        return {"making the pictures", source_.progress(), 1, true};
    }
    if (params_.learning || term_.ended()) {
        return {"epoch", epoch(), term_.goal(params_)};
    }
    return {};
}

// What depends on the size of the pictures.
void Training::shape()
{
    auto const& set = source_.set();
    int const visible = std::max<int>(1, static_cast<int>(set.pixels()));
    int const hidden = static_cast<int>(
        std::min<std::int64_t>(params_.hidden, std::max<std::int64_t>(1, mostWeights / visible)));
    machine_ = Machine(visible, hidden);
    machine_.drawWeights(params_.init, stream(ofWeights));
    trainer_ = Trainer(visible, hidden);
    batches_ = Batches(stream(ofBatches));
    dreams_ = Dreams(visible, stream(ofDreams));
    if (source_.complete() && source_.outcome()) {
        begin();
    }
}

// The pictures are there.
void Training::begin()
{
    auto const& set = source_.set();
    BitRule const bits{params_.binarise == BinariseChoice::stochastic, stream(ofBatches), 0};
    auto const pack = [&](const std::vector<std::uint8_t>& grey, std::size_t count) {
        BitMatrix rows(static_cast<int>(std::min(count, evaluatedPictures)), pixels());
        if (rows.count() > 0) {
            packImages(grey, set.pixels(), 0, bits, {rows.row(0), rows.words().size()});
        }
        return rows;
    };
    train_ = pack(set.grey, set.count());
    test_ = pack(set.testGrey, set.testCount());
    if (params_.biasInit == BiasChoice::data && updates_ == 0) {
        auto const odds = dataLogOdds(train_, pixels());
        std::copy(odds.begin(), odds.end(), machine_.visibleBias().begin());
    }
    begun_ = true;
}

bool Training::advance(const StopCheck& stop, WorkerPool& pool)
{
    if (!begun_) {
        if (!source_.prepare(stop, pool)) {
            return false;
        }
        begin();
    }
    if (stage_ == Stage::evaluation) {
        news_ = false;
    }
    if (!params_.learning) {
        abandonUpdate();
        dreams_.sweep(machine_, params_.T, pool);
        return true;
    }
    return evaluateBeside(stop, pool) && learn(stop, pool);
}

// Its batch comes again.
void Training::abandonUpdate()
{
    trainer_.abandon();
    if (stage_ == Stage::update) {
        batches_.goTo(batchesBefore_);
    }
    stage_ = Stage::evaluation;
}

bool Training::learn(const StopCheck& stop, WorkerPool& pool)
{
    if (stage_ == Stage::batch) {
        batchesBefore_ = batches_.place();
        batch_ = batches_.next(source_.set(), static_cast<std::size_t>(params_.batch),
                               params_.binarise == BinariseChoice::stochastic);
        stage_ = Stage::update;
    }
    int const stride = wordsPerRow(pixels());
    BitRows const rows{batch_.data(), static_cast<int>(batch_.size()) / stride, stride};
    if (!trainer_.update(machine_, rows, rule(), stream(ofUpdates), updates_, pool, stop)) {
        return false;
    }
    ++updates_;
    reconstructed_ = trainer_.report().reconstructionError.value_or(notANumber);
    if (updates_ % updatesPerDream == 0) {
        dreamBeside(pool);
        if (std::isnan(reconstructed_)) {
            BitRows const some = rows.part(0, std::min(rowsToReconstruct, rows.count));
            reconstructed_ = reconstructionError(machine_, some, stream(ofUpdates), room_, pool);
        }
    }
    stage_ = Stage::evaluation;
    if (term_.ends(params_, epoch())) {
        params_.learning = false;
        ++ends_;
    }
    return true;
}

// At T = 1 persistent chains are fantasies already, and better mixed than others would be.
void Training::dreamBeside(WorkerPool& pool)
{
    if (params_.method != MethodChoice::pcd || params_.T != 1) {
        return dreams_.sweep(machine_, params_.T, pool);
    }
    int const shown = std::min(fantasyCount, trainer_.chainCount());
    if (fantasising_.count() != shown || fantasising_.units() != pixels()) {
        fantasising_ = BitMatrix(shown, pixels());
    }
    trainer_.firstChains(fantasising_);
    dreams_.follow(fantasising_);
    dreams_.sweepCompletion(machine_, params_.T, pool);
}

// Spread evenly over the updates up to the next evaluation, so that its pace does not depend on
// time.
bool Training::evaluateBeside(const StopCheck& stop, WorkerPool& pool)
{
    if (stage_ != Stage::evaluation) {
        return true;
    }
    auto const every = static_cast<std::uint64_t>(params_.every);
    if (every == 0) {
        evaluation_.abandon();
    } else if (updates_ % every == 0 && evaluating_ != updates_) {
        startEvaluation();
    } else if (evaluation_.isRunning()) {
        double const share =
            static_cast<double>(updates_ - evaluating_ + 1) / static_cast<double>(every);
        if (!evaluation_.advanceTo(share, stop, pool)) {
            return false;
        }
        if (evaluation_.complete()) {
            finishEvaluation();
        }
    }
    stage_ = Stage::batch;
    return true;
}

void Training::startEvaluation()
{
    evaluating_ = updates_;
    evaluation_.begin(
        machine_, train_, test_,
        {static_cast<int>(params_.aisRuns), static_cast<int>(params_.aisTemperatures)},
        streamSeed(stream(ofLikelihood), updates_));
}

void Training::finishEvaluation()
{
    evaluated_ = evaluation_.take();
    news_ = true;
}

// For the present machine, whatever is on the way.
bool Training::evaluate(const StopCheck& stop, WorkerPool& pool)
{
    if (!begun_) {
        if (!source_.prepare(stop, pool)) {
            return false;
        }
        begin();
    }
    if (!evaluation_.isRunning() || evaluating_ != updates_) {
        startEvaluation();
    }
    if (!evaluation_.advanceTo(1, stop, pool)) {
        return false;
    }
    finishEvaluation();
    return true;
}

void Training::measure(std::span<double> out) const
{
    std::fill(out.begin(), out.end(), notANumber);
    if (params_.data == DataChoice::ising && begun_) {
        auto const reading =
            readLattice(dreams_.fantasies().visible(), static_cast<int>(params_.L));
        out[quantity::fantasyEnergy] = reading.energy;
        out[quantity::fantasyMagnetization] = reading.absMagnetization;
    }
    out[quantity::epoch] = begun_ ? batches_.epoch(source_.set().count()) : 0;
    out[quantity::weightNorm] = rootMeanSquare(machine_);
    if (updates_ > 0) {
        auto const& report = trainer_.report();
        out[quantity::hiddenActivity] = report.hiddenActivity;
        out[quantity::reconstructionError] = reconstructed_;
    }
    if (!hasNews()) {
        return;
    }
    auto const& e = evaluated_;
    if (std::isnan(out[quantity::reconstructionError]) && evaluating_ == updates_) {
        out[quantity::reconstructionError] = e.reconstructionError;
    }
    out[quantity::pseudoLikelihood] = e.pseudoLikelihood;
    out[quantity::freeEnergyTrain] = e.freeEnergyTrain;
    out[quantity::freeEnergyTest] = e.freeEnergyTest;
    out[quantity::freeEnergyGap] = e.freeEnergyTest - e.freeEnergyTrain;
    out[quantity::lnZ] = e.lnZ;
    out[quantity::lnZError] = e.lnZError;
    out[quantity::logLikelihood] = -e.freeEnergyTrain - e.lnZ;
    out[quantity::logLikelihoodTest] = -e.freeEnergyTest - e.lnZ;
}

void Training::complete(std::span<const std::uint8_t> drawing)
{
    dreams_.complete(drawing, startOfUnknown());
    settleCompletion();
}

// How often each pixel is on in the pictures: nearer to what is to be found than coins, from which
// a chain may fall into states that no picture is like.
std::vector<float> Training::startOfUnknown() const
{
    std::vector<float> shares(static_cast<std::size_t>(pixels()), 0.0f);
    int const count = std::min(train_.count(), picturesInMean);
    for (int i = 0; i < pixels(); ++i) {
        int on = 0;
        for (int r = 0; r < count; ++r) {
            on += train_.bit(r, i) ? 1 : 0;
        }
        shares[static_cast<std::size_t>(i)] =
            count > 0 ? static_cast<float>(on) / static_cast<float>(count) : 0.5f;
    }
    return shares;
}

void Training::settleCompletion()
{
    for (int i = 0; i < sweepsAtOnce; ++i) {
        dreams_.sweepCompletion(machine_, params_.T, soloPool());
    }
}

Outcome Training::dream(DreamStart start)
{
    if (start == DreamStart::chains && trainer_.chains().count() == 0) {
        return Outcome::refused("There are no persistent chains yet; expected a run with "
                                "method=pcd before.");
    }
    params_.learning = false;
    term_.keepEnded();
    if (start == DreamStart::noise || (start == DreamStart::data && train_.count() == 0)) {
        dreams_.restart();
    } else {
        dreams_.restart(start == DreamStart::data ? train_ : trainer_.chains());
    }
    return Outcome::done();
}

void Training::resetChains(bool fromData)
{
    abandonUpdate();
    if (fromData) {
        trainer_.forgetChains();
        return;
    }
    std::uint64_t const seed = streamSeed(stream(ofChains), updates_);
    Chains const coins(static_cast<int>(params_.chains), pixels(), seed);
    trainer_.setChains(machine_, coins.visible(), seed, soloPool());
}

void Training::addOwn(std::string name, std::span<const std::uint8_t> cells)
{
    OwnPicture picture{std::move(name), {}};
    if (picture.name.empty()) {
        picture.name = std::to_string(own_.size() + 1);
    }
    for (auto const cell : cells) {
        picture.grey.push_back(cell == 1 ? 255 : 0);
    }
    own_.push_back(std::move(picture));
}

void Training::adoptPictures(std::span<const float> pictures)
{
    if (params_.data != DataChoice::drawn || !own_.empty()) {
        return;
    }
    abandonUpdate();
    evaluation_.abandon(); // it borrows the pictures
    auto const size = static_cast<std::size_t>(pixels());
    std::vector<std::uint8_t> cells(size);
    for (std::size_t first = 0; first + size <= pictures.size(); first += size) {
        auto const picture = pictures.subspan(first, size);
        std::transform(picture.begin(), picture.end(), cells.begin(),
                       [](float value) { return value > 0 ? std::uint8_t{1} : std::uint8_t{0}; });
        addOwn({}, cells);
    }
    source_ = DataSource(params_, seed_, own_, nullptr, nullptr);
    begin();
}

void Training::setWeights(std::span<const float> rowByRow)
{
    abandonUpdate();
    machine_.setWeights(rowByRow);
}

void Training::setBiases(std::span<const float> biases, bool visible)
{
    abandonUpdate();
    std::copy(biases.begin(), biases.end(),
              (visible ? machine_.visibleBias() : machine_.hiddenBias()).begin());
}

void Training::digest(Fnv& fnv) const
{
    auto const add = [&fnv](std::span<const float> values) {
        for (float const value : values) {
            auto const bits = std::bit_cast<std::uint32_t>(value);
            for (int shift = 0; shift < 32; shift += 8) {
                fnv.byte(static_cast<std::uint8_t>(bits >> shift));
            }
        }
    };
    add(machine_.weights());
    add(machine_.visibleBias());
    add(machine_.hiddenBias());
    BitMatrix const chains = trainer_.chains();
    for (auto const word : chains.words()) {
        fnv.word(word);
    }
    dreams_.digest(fnv);
    batches_.digest(fnv);
    fnv.word(updates_);
}

void Training::save(Archive& archive) const
{
    archive.put("updates", updates_);
    archive.put("own.count", static_cast<std::uint64_t>(own_.size()));
    for (std::size_t i = 0; i < own_.size(); ++i) {
        archive.putText("own." + std::to_string(i) + ".name", own_[i].name);
        archive.put("own." + std::to_string(i), own_[i].grey);
    }
    source_.save(archive);
    machine_.save(archive);
    trainer_.save(archive);
    (stage_ == Stage::update ? batchesBefore_ : batches_.place()).save(archive);
    dreams_.save(archive);
    term_.save(archive);
}

Outcome Training::load(const Archive& archive)
{
    std::uint64_t count = 0;
    if (auto outcome = archive.get("own.count", count); !outcome) {
        return outcome;
    }
    std::vector<OwnPicture> own;
    for (std::uint64_t i = 0; i < count; ++i) {
        OwnPicture picture;
        std::string const name = "own." + std::to_string(i);
        for (auto const& outcome :
             {archive.getText(name + ".name", picture.name), archive.get(name, picture.grey)}) {
            if (!outcome) {
                return outcome;
            }
        }
        own.push_back(std::move(picture));
    }
    own_ = std::move(own);
    if (params_.data == DataChoice::drawn) {
        source_ = DataSource(params_, seed_, own_, nullptr, nullptr);
    }
    if (auto outcome = source_.load(archive); !outcome) {
        return outcome;
    }
    begun_ = false;
    shape();
    for (auto const& outcome :
         {archive.get("updates", updates_), machine_.restore(archive), trainer_.restore(archive),
          batches_.load(archive), dreams_.load(archive), term_.load(archive)}) {
        if (!outcome) {
            return outcome;
        }
    }
    return Outcome::done();
}

} // namespace core::rbm
