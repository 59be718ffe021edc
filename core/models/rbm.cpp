// SPDX-License-Identifier: GPL-3.0-or-later
// The restricted Boltzmann machine: E(v, h) = -b.v - c.h - v.W h with units 0 or 1 (Smolensky
// 1986), trained by contrastive divergence (Hinton 2002) or persistent chains (Tieleman 2008).
#include "core/base/numbers.h"
#include "core/base/rng.h"
#include "core/model/hosted.h"
#include "core/models/rbm/batches.h"
#include "core/models/rbm/card.h"
#include "core/models/rbm/data_source.h"
#include "core/models/rbm/dreams.h"
#include "core/models/rbm/evaluation.h"
#include "core/models/rbm/ising_couplings.h"
#include "core/models/rbm/kernels.h"
#include "core/models/rbm/lattice_reading.h"
#include "core/models/rbm/likelihood.h"
#include "core/models/rbm/pictures.h"
#include "core/models/rbm/spectrum.h"
#include "core/models/rbm/trainer.h"
#include "core/theory/torus.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>

namespace core {

namespace {

using namespace rbm;
namespace shownCurve = rbm::curve;

constexpr std::size_t evaluatedPictures = 10000; // of training and of test pictures, the first
constexpr int shownPictures = 64;
constexpr std::uint64_t updatesPerDream = 8;
constexpr int sweepsAtOnce = 50; // of a completion that was asked for
constexpr double fewRuns = 10;   // that carry the weight: then ln Z is low and its error too small
constexpr std::int64_t mostWeights = std::int64_t{1} << 26;
constexpr int mostCoupledExport = 1024;
constexpr std::size_t shownSingularValues = 64;
constexpr std::uint64_t updatesPerSpectrum = 100;

class Rbm
{
public:
    using Params = rbm::Params;
    static constexpr ModelCard card{.id = "rbm",
                                    .title = "Restricted Boltzmann machine",
                                    .blurb = "A machine that learns what pictures look like, and "
                                             "dreams of them.",
                                    .step = "one update on one batch; without learning, one Gibbs "
                                            "sweep of the fantasies",
                                    .observables = rbm::observables,
                                    .pictures = rbm::pictures,
                                    .curves = rbm::curves,
                                    .arrays = rbm::arrays,
                                    .notes = rbm::notes,
                                    .system = "machine",
                                    .actions = rbm::actions,
                                    .pads = rbm::pads,
                                    .learns = true};

    static Outcome validate(const Params&) { return Outcome::done(); }

    Rbm(const Params& params, std::uint64_t seed) : Rbm(params, seed, nullptr) {}
    // A fresh machine keeps what a person drew, and data that are still the same.
    Rbm(const Params& params, std::uint64_t seed, const Rbm& old) : Rbm(params, seed, &old) {}

    Outcome ready() const
    {
        if (!source_.outcome()) {
            return source_.outcome();
        }
        std::int64_t const pixels = machine_.visible();
        if (pixels * params_.hidden > mostWeights) {
            return Outcome::refused("Parameter 'hidden' is " + std::to_string(params_.hidden) +
                                    "; with " + std::to_string(pixels) +
                                    " pixels expected at most " +
                                    std::to_string(mostWeights / pixels) + ".");
        }
        return Outcome::done();
    }

    void tune(const Params& next)
    {
        abandonUpdate();
        if (next.method != params_.method || next.chains != params_.chains) {
            trainer_.forgetChains();
        }
        params_ = next;
    }
    const Params& params() const { return params_; }

    bool advance(StopCheck stop, WorkerPool& pool);
    bool evaluate(StopCheck stop, WorkerPool& pool);
    bool hasNews() const { return news_; }

    void measure(std::span<double> out) const;
    void derive(std::span<const double>, std::span<double>) const {}
    void predict(Predictions& out) const { theory(params_, out); }
    static void theory(const Params& p, Predictions& out)
    {
        auto const exact = p.data == DataChoice::ising ? torus(p.L, 1, p.dataT) : std::nullopt;
        if (exact) {
            out.push_back({"fantasy-energy", exact->energy, ExactKind::thisSize, "Kaufman 1949"});
        }
    }

    void curve(int index, std::vector<CurvePoint>& out) const;
    void status(std::string& out) const;
    std::string_view kernel() const { return kernel_; }
    std::string_view notice() const
    {
        return evaluated_.effectiveRuns < fewRuns
                   ? "The likelihood rests on a few runs of annealed importance sampling and is "
                     "rather too high; more temperatures help."
                   : "";
    }

    WorldSize world(int picture) const;
    void draw(int picture, const Tile& tile, std::span<std::uint8_t> cells) const;

    Outcome act(const ActionCall& call, const Payload& payload);
    std::optional<Array> exportArray(std::string_view id) const;
    Outcome importArray(std::string_view id, const Array& array);

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

    Rbm(const Params& params, std::uint64_t seed, const Rbm* old)
        : params_(params), seed_(seed), own_(old ? old->own_ : std::vector<OwnPicture>()),
          source_(params, seed, own_, old ? &old->source_ : nullptr)
    {
        shape();
    }

    std::uint64_t stream(Stream which) const { return streamSeed(seed_, which); }
    int pixels() const { return machine_.visible(); }
    double rate() const
    {
        return params_.learningRate / (1 + params_.decay * static_cast<double>(updates_));
    }
    LearningRule rule() const
    {
        return {params_.method == MethodChoice::pcd ? Method::pcd : Method::cd,
                static_cast<int>(params_.k),
                static_cast<int>(params_.chains),
                rate(),
                params_.momentum,
                params_.weightDecay,
                params_.gradient == GradientChoice::centred};
    }
    Tiling shown(int count) const { return {count, source_.set().width, source_.set().height}; }
    int shownData() const { return std::min(shownPictures, train_.count()); }

    void shape();
    void begin();
    void abandonUpdate();
    bool learn(StopCheck stop, WorkerPool& pool);
    bool evaluateBeside(StopCheck stop, WorkerPool& pool);
    void startEvaluation();
    void finishEvaluation();
    std::vector<float> meanActivity() const;
    void store(const Payload& drawing, const ActionCall& call);
    Result<std::vector<std::uint8_t>> cellsOf(const Payload& drawing) const;

    Params params_;
    std::uint64_t seed_;
    std::vector<OwnPicture> own_;
    DataSource source_;
    Machine machine_;
    Trainer trainer_;
    Batches batches_{0};
    Dreams dreams_;
    BitMatrix train_, test_; // the first pictures, as they are evaluated and shown
    bool begun_ = false;
    std::string kernel_;

    enum class Stage : std::uint8_t { evaluation, batch, update } stage_ = Stage::evaluation;
    std::span<const std::uint64_t> batch_;
    Batches::Place batchesBefore_; // the batch that is being learnt
    std::uint64_t updates_ = 0;

    Evaluation evaluation_;
    std::uint64_t evaluating_ = ~std::uint64_t{0}; // the update whose machine it is
    bool news_ = false;
    Evaluated evaluated_;

    mutable std::vector<float> shares_;
    ReconstructionRoom room_;
    double reconstructed_ = notANumber; // error of the last batch, where it was measured
    mutable std::uint64_t reconstructedAt_ = ~std::uint64_t{0};
    mutable std::vector<float> reconstructions_;
    mutable std::uint64_t spectrumAt_ = ~std::uint64_t{0};
    mutable std::vector<double> spectrum_;
};

// What depends on the size of the pictures.
void Rbm::shape()
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
    kernel_ =
        std::to_string(visible) + " + " + std::to_string(hidden) + " units, " + kernels().name;
    if (source_.complete() && source_.outcome()) {
        begin();
    }
}

// The pictures are there.
void Rbm::begin()
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

bool Rbm::advance(StopCheck stop, WorkerPool& pool)
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
void Rbm::abandonUpdate()
{
    trainer_.abandon();
    if (stage_ == Stage::update) {
        batches_.goTo(batchesBefore_);
    }
    stage_ = Stage::evaluation;
}

bool Rbm::learn(StopCheck stop, WorkerPool& pool)
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
        dreams_.sweep(machine_, params_.T, pool);
        if (std::isnan(reconstructed_)) {
            reconstructed_ = reconstructionError(machine_, rows, stream(ofUpdates), room_, pool);
        }
    }
    stage_ = Stage::evaluation;
    return true;
}

// Spread evenly over the updates up to the next evaluation, so that its pace does not depend on
// time.
bool Rbm::evaluateBeside(StopCheck stop, WorkerPool& pool)
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

void Rbm::startEvaluation()
{
    evaluating_ = updates_;
    evaluation_.begin(
        machine_, train_, test_,
        {static_cast<int>(params_.aisRuns), static_cast<int>(params_.aisTemperatures)},
        streamSeed(stream(ofLikelihood), updates_));
}

void Rbm::finishEvaluation()
{
    evaluated_ = evaluation_.take();
    news_ = true;
}

// For the present machine, whatever is on the way.
bool Rbm::evaluate(StopCheck stop, WorkerPool& pool)
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

void Rbm::measure(std::span<double> out) const
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

void Rbm::curve(int index, std::vector<CurvePoint>& out) const
{
    out.clear();
    if (index == shownCurve::weightDensity) {
        auto const values = machine_.weights();
        float largest = 0;
        for (float const value : values) {
            largest = std::max(largest, std::fabs(value));
        }
        double const end = std::max(1e-6, static_cast<double>(largest));
        density(values, -end, end, 61, out);
    } else if (index == shownCurve::activityDensity) {
        density(meanActivity(), 0, 1, 40, out);
    } else if (index == shownCurve::spectrum || index == shownCurve::spectrumEdge) {
        if (spectrumAt_ == ~std::uint64_t{0} || updates_ >= spectrumAt_ + updatesPerSpectrum ||
            updates_ < spectrumAt_) {
            spectrum_ = singularValues(machine_, shownSingularValues);
            spectrumAt_ = updates_;
        }
        double const edge = noiseEdge(params_.init, pixels(), machine_.hidden());
        for (std::size_t k = 0; k < spectrum_.size(); ++k) {
            out.push_back(
                {static_cast<double>(k + 1), index == shownCurve::spectrum ? spectrum_[k] : edge});
        }
    }
}

// Of each hidden unit, over some training pictures.
std::vector<float> Rbm::meanActivity() const
{
    BitRows const rows = BitRows(train_).part(0, std::min(100, train_.count()));
    auto const m = static_cast<std::size_t>(machine_.hidden());
    auto const all = hiddenProbabilities(machine_, rows, 1, soloPool());
    std::vector<float> mean(m, 0.0f);
    for (std::size_t i = 0; i < all.size(); ++i) {
        mean[i % m] += all[i] / static_cast<float>(rows.count);
    }
    return mean;
}

void Rbm::status(std::string& out) const
{
    if (!begun_) {
        out = source_.set().title + ": " +
              std::to_string(static_cast<int>(100 * source_.progress())) + " % made";
    } else if (params_.learning) {
        std::array<char, 32> text{};
        double const shown = std::floor(100 * batches_.epoch(source_.set().count())) / 100;
        auto const end = std::to_chars(text.data(), text.data() + text.size(), shown,
                                       std::chars_format::fixed, 2);
        out = "learning, epoch ";
        out.append(text.data(), end.ptr);
    } else {
        out = "dreaming at T = " + numberText(params_.T);
    }
}

WorldSize Rbm::world(int picture) const
{
    switch (picture) {
    case picture::filters:
    case picture::excited: return shown(machine_.hidden()).world();
    case picture::completion: return shown(1).world();
    case picture::weights: return {machine_.hidden(), pixels()};
    case picture::couplings: return {coupledUnits(machine_), coupledUnits(machine_)};
    case picture::fantasy: return shown(fantasyCount).world();
    default: break;
    }
    return shown(std::max(1, shownData())).world();
}

void Rbm::draw(int picture, const Tile& tile, std::span<std::uint8_t> cells) const
{
    switch (picture) {
    case picture::filters: return drawFilters(machine_, shown(machine_.hidden()), {}, tile, cells);
    case picture::data: return drawBits(train_, shown(std::max(1, shownData())), tile, cells);
    case picture::fantasy:
        return drawBits(dreams_.fantasies().visible(), shown(fantasyCount), tile, cells);
    case picture::completion:
        dreams_.completionShares(shares_);
        return drawShares(shares_, shown(1), tile, cells);
    case picture::excited:
        return drawFilters(
            machine_, shown(machine_.hidden()),
            hiddenProbabilities(machine_, dreams_.completion().visible(), 1, soloPool()), tile,
            cells);
    case picture::weights: return drawWeights(machine_, tile, cells);
    case picture::couplings: return drawCouplings(machine_, tile, cells);
    default: break;
    }
    if (reconstructedAt_ != updates_) {
        reconstructions_ = reconstructions(machine_, BitRows(train_).part(0, shownData()),
                                           stream(ofUpdates), soloPool());
        reconstructedAt_ = updates_;
    }
    drawShares(reconstructions_, shown(std::max(1, shownData())), tile, cells);
}

Result<std::vector<std::uint8_t>> Rbm::cellsOf(const Payload& drawing) const
{
    auto const& set = source_.set();
    if (drawing.width != set.width || drawing.height != set.height) {
        return Result<std::vector<std::uint8_t>>::refused(
            "The drawing has " + std::to_string(drawing.width) + " x " +
            std::to_string(drawing.height) + " cells; expected " + std::to_string(set.width) +
            " x " + std::to_string(set.height) + ", the size of the pictures.");
    }
    return drawing.cells;
}

void Rbm::store(const Payload& drawing, const ActionCall& call)
{
    std::string name = std::get<std::string>(*findValue(call.values, "name"));
    if (name.empty()) {
        name = drawing.name.empty() ? std::to_string(own_.size() + 1) : drawing.name;
    }
    OwnPicture picture{std::move(name), drawing.cells};
    for (auto& cell : picture.grey) {
        cell = cell == 1 ? 255 : 0;
    }
    own_.push_back(std::move(picture));
}

Outcome Rbm::act(const ActionCall& call, const Payload& payload)
{
    auto const& id = call.action->id;
    if (id == "complete" || id == "store") {
        auto const cells = cellsOf(payload);
        if (!cells) {
            return cells.outcome();
        }
        if (id == "store") {
            store(payload, call);
            return Outcome::done();
        }
        dreams_.complete(*cells);
        for (int i = 0; i < sweepsAtOnce; ++i) {
            dreams_.sweepCompletion(machine_, params_.T, soloPool());
        }
    } else if (id == "dream") {
        auto const start = numberOf(*findValue(call.values, "start"));
        if (start == 2 && trainer_.chains().count() == 0) {
            return Outcome::refused("There are no persistent chains yet; expected a run with "
                                    "method=pcd before.");
        }
        params_.learning = false;
        if (start == 0) {
            dreams_.restart();
        } else {
            dreams_.restart(start == 1 ? BitRows(train_) : BitRows(trainer_.chains()));
        }
    } else if (id == "forget-drawings") {
        own_.clear();
    } else {
        abandonUpdate();
        auto const count = static_cast<int>(params_.chains);
        if (id == "reset-chains") {
            trainer_.setChains(
                machine_, Chains(count, pixels(), streamSeed(stream(ofChains), updates_)).visible(),
                streamSeed(stream(ofChains), updates_), soloPool());
        } else {
            trainer_.forgetChains();
        }
    }
    return Outcome::done();
}

std::optional<Array> Rbm::exportArray(std::string_view id) const
{
    auto const n = static_cast<std::size_t>(pixels());
    auto const m = static_cast<std::size_t>(machine_.hidden());
    auto const copy = [](std::span<const float> values) {
        return std::vector<float>(values.begin(), values.end());
    };
    if (id == "weights") {
        return Array::of(machine_.weights(), {n, m});
    }
    if (id == "visible-bias") {
        return Array::of(copy(machine_.visibleBias()));
    }
    if (id == "hidden-bias") {
        return Array::of(copy(machine_.hiddenBias()));
    }
    if (id == "fantasies") {
        auto const& rows = dreams_.fantasies().visible();
        std::vector<std::uint8_t> bits;
        for (int r = 0; r < rows.count(); ++r) {
            for (int i = 0; i < pixels(); ++i) {
                bits.push_back(rows.bit(r, i) ? 1 : 0);
            }
        }
        return Array::of(bits, {static_cast<std::size_t>(rows.count()),
                                static_cast<std::size_t>(source_.set().height),
                                static_cast<std::size_t>(source_.set().width)});
    }
    if (id == "ising-couplings" && pixels() <= mostCoupledExport) {
        auto const all = machine_.weights();
        return Array::of(isingCouplings(all, machine_.hiddenBias(), n), {n, n});
    }
    return std::nullopt;
}

Outcome Rbm::importArray(std::string_view id, const Array& array)
{
    std::size_t const n = static_cast<std::size_t>(pixels());
    std::size_t const m = static_cast<std::size_t>(machine_.hidden());
    std::size_t const wanted = id == "weights" ? n * m : id == "visible-bias" ? n : m;
    if (array.size() != wanted) {
        return Outcome::refused("The array '" + std::string(id) + "' has " +
                                std::to_string(array.size()) + " elements; expected " +
                                std::to_string(wanted) + " numbers: " + std::to_string(n) +
                                " visible and " + std::to_string(m) + " hidden units.");
    }
    std::vector<float> narrow(wanted);
    for (std::size_t i = 0; i < wanted; ++i) {
        narrow[i] = static_cast<float>(array.real(i));
        if (!std::isfinite(narrow[i])) {
            return Outcome::refused("The array '" + std::string(id) +
                                    "' has an element that is not finite; expected numbers.");
        }
    }
    abandonUpdate();
    if (id == "weights") {
        machine_.setWeights(narrow);
    } else {
        std::copy(narrow.begin(), narrow.end(),
                  (id == "visible-bias" ? machine_.visibleBias() : machine_.hiddenBias()).begin());
    }
    spectrumAt_ = reconstructedAt_ = ~std::uint64_t{0};
    return Outcome::done();
}

void Rbm::digest(Fnv& fnv) const
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

void Rbm::save(Archive& archive) const
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
}

Outcome Rbm::load(const Archive& archive)
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
    if (auto outcome = source_.load(archive); !outcome) {
        return outcome;
    }
    begun_ = false;
    shape();
    for (auto const& outcome :
         {archive.get("updates", updates_), machine_.restore(archive), trainer_.restore(archive),
          batches_.load(archive), dreams_.load(archive)}) {
        if (!outcome) {
            return outcome;
        }
    }
    return Outcome::done();
}

} // namespace

extern const ModelEntry rbmEntry;
constinit const ModelEntry rbmEntry = entry<Rbm>();

} // namespace core
