// SPDX-License-Identifier: GPL-3.0-or-later
// The restricted Boltzmann machine: E(v, h) = -b.v - c.h - v.W h with units 0 or 1 (Smolensky
// 1986), trained by contrastive divergence (Hinton 2002) or persistent chains (Tieleman 2008).
#include "core/base/numbers.h"
#include "core/model/hosted.h"
#include "core/models/rbm/as_hopfield.h"
#include "core/models/rbm/ising_couplings.h"
#include "core/models/rbm/kernels.h"
#include "core/models/rbm/pictures.h"
#include "core/models/rbm/spectrum.h"
#include "core/models/rbm/training.h"
#include "core/theory/torus.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace core {

namespace {

using namespace rbm;
namespace shownCurve = rbm::curve;

constexpr int shownPictures = 16; // of data, reconstructions and fantasies
constexpr int picturesOfActivity = 100;
constexpr double fewRuns = 5; // that carry the weight: then ln Z is low and its error too small
constexpr int mostCoupled = 4096;
constexpr int mostCoupledExport = 1024;
constexpr std::size_t shownSingularValues = 64;
constexpr int widestSpectrum = 400; // beyond, it would hold up a command
constexpr std::uint64_t updatesPerSpectrum = 100;
constexpr std::uint64_t reconstructionSeed = 1; // of what is shown
constexpr std::uint64_t never = ~std::uint64_t{0};

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

    Rbm(const Params& params, std::uint64_t seed) : training_(params, seed, nullptr, nullptr)
    {
        name();
    }
    // A fresh machine keeps what a person drew, and data that are still the same.
    Rbm(const Params& params, std::uint64_t seed, const Rbm& old, Gauge* gauge)
        : training_(params, seed, &old.training_, gauge)
    {
        name();
    }
    Rbm(const Params& params, std::uint64_t seed, const Rbm& old, ToBeLoaded state)
        : training_(params, seed, old.training_, state)
    {
        name();
    }

    Outcome ready() const { return training_.ready(); }
    void tune(const Params& next) { training_.tune(next); }
    const Params& params() const { return training_.params(); }
    bool advance(StopCheck stop, WorkerPool& pool) { return training_.advance(stop, pool); }
    bool evaluate(StopCheck stop, WorkerPool& pool) { return training_.evaluate(stop, pool); }
    bool hasNews() const { return training_.hasNews(); }
    std::uint64_t ownChanges() const { return training_.ownChanges(); }

    void measure(std::span<double> out) const { training_.measure(out); }
    void derive(std::span<const double>, std::span<double>) const {}
    void predict(Predictions& out) const { theory(params(), out); }
    static void theory(const Params& p, Predictions& out)
    {
        auto const exact = p.data == DataChoice::ising ? torus(p.L, 1, p.dataT) : std::nullopt;
        if (exact) {
            out.push_back({"fantasy-energy", exact->energy, ExactKind::thisSize, "Kaufman 1949"});
        }
    }

    void curve(int index, std::vector<CurvePoint>& out) const;
    void status(std::string& out) const;
    Progress progress() const { return training_.progress(); }
    std::string_view kernel() const { return kernel_; }
    std::string_view notice() const
    {
        if (!asHebb_.empty() && training_.updates() == asHebbAt_) {
            return asHebb_;
        }
        return training_.evaluated().effectiveRuns < fewRuns
                   ? "The likelihood rests on a few runs of annealed importance sampling and is "
                     "rather too high; more temperatures help."
                   : "";
    }

    WorldSize world(int picture) const;
    void draw(int picture, const Tile& tile, std::span<std::uint8_t> cells) const;

    Outcome act(const ActionCall& call, const Payload& payload);
    std::optional<Array> exportArray(std::string_view id) const;
    Outcome importArray(std::string_view id, const Array& array);

    void digest(Fnv& fnv) const { training_.digest(fnv); }
    void save(Archive& archive) const { training_.save(archive); }
    Outcome load(const Archive& archive)
    {
        auto outcome = training_.load(archive);
        name();
        return outcome;
    }

private:
    const Machine& machine() const { return training_.machine(); }
    const DataSet& set() const { return training_.source().set(); }
    int pixels() const { return machine().visible(); }
    Tiling shown(int count) const { return {count, set().width, set().height}; }
    BitRows shownData() const
    {
        return BitRows(training_.pictures())
            .part(0, std::min(shownPictures, training_.pictures().count()));
    }
    Tiling features() const { return {machine().hidden(), set().width, set().height, 1}; }
    Tiling dataTiles() const { return shown(std::max(1, shownData().count)); }

    void name()
    {
        kernel_ = std::to_string(machine().visible()) + " + " + std::to_string(machine().hidden()) +
                  " units, " + kernels().name;
    }
    void importPatterns(std::span<const float> patterns, std::span<const float> weights);
    std::vector<float> meanActivity() const;
    Outcome fits(const Payload& drawing) const;

    Training training_;
    std::string kernel_, asHebb_; // the latter while the weights are imported patterns
    std::uint64_t asHebbAt_ = 0;
    mutable std::vector<float> reconstructions_;
    mutable std::uint64_t reconstructedAt_ = never, spectrumAt_ = never; // the update
    mutable std::vector<double> spectrum_;
};

void Rbm::curve(int index, std::vector<CurvePoint>& out) const
{
    out.clear();
    if (index == shownCurve::weightDensity) {
        auto const values = machine().weights();
        float largest = 0;
        for (float const value : values) {
            largest = std::max(largest, std::fabs(value));
        }
        double const end = std::max(1e-6, static_cast<double>(largest));
        density(values, -end, end, 61, out);
    } else if (index == shownCurve::activityDensity) {
        density(meanActivity(), 0, 1, 40, out);
    } else if (std::min(pixels(), machine().hidden()) <= widestSpectrum) {
        if (spectrumAt_ == never || training_.updates() >= spectrumAt_ + updatesPerSpectrum ||
            training_.updates() < spectrumAt_) {
            spectrum_ = singularValues(machine(), shownSingularValues);
            spectrumAt_ = training_.updates();
        }
        double const edge = noiseEdge(params().init, pixels(), machine().hidden());
        for (std::size_t k = 0; k < spectrum_.size(); ++k) {
            out.push_back(
                {static_cast<double>(k + 1), index == shownCurve::spectrum ? spectrum_[k] : edge});
        }
    }
}

// Of each hidden unit, over some training pictures.
std::vector<float> Rbm::meanActivity() const
{
    BitRows const rows = BitRows(training_.pictures())
                             .part(0, std::min(picturesOfActivity, training_.pictures().count()));
    auto const m = static_cast<std::size_t>(machine().hidden());
    auto const all = hiddenProbabilities(machine(), rows, 1, soloPool());
    std::vector<float> mean(m, 0.0f);
    for (std::size_t i = 0; i < all.size(); ++i) {
        mean[i % m] += all[i] / static_cast<float>(rows.count);
    }
    return mean;
}

void Rbm::status(std::string& out) const
{
    if (!training_.hasBegun()) {
        out = set().title + ": " +
              std::to_string(static_cast<int>(100 * training_.source().progress())) + " % made";
    } else if (params().learning) {
        out = "learning";
    } else {
        out = "dreaming at T = " + numberText(params().T);
    }
}

WorldSize Rbm::world(int picture) const
{
    switch (picture) {
    case picture::filters:
    case picture::excited: return features().world();
    case picture::completion: return shown(1).world();
    case picture::weights: return {machine().hidden(), pixels()};
    case picture::couplings: return {coupledUnits(machine()), coupledUnits(machine())};
    case picture::fantasy: return shown(shownPictures).world();
    default: break;
    }
    return dataTiles().world();
}

void Rbm::draw(int picture, const Tile& tile, std::span<std::uint8_t> cells) const
{
    switch (picture) {
    case picture::filters: return drawFilters(machine(), features(), {}, tile, cells);
    case picture::data: return drawBits(shownData(), dataTiles(), tile, cells);
    case picture::fantasy:
        return drawBits(training_.dreams().fantasies().visible(), shown(shownPictures), tile,
                        cells);
    case picture::completion:
        return drawShares(training_.dreams().completionShares(), shown(1), tile, cells);
    case picture::excited:
        return drawFilters(
            machine(), features(),
            hiddenProbabilities(machine(), training_.dreams().completionShares(), 1, soloPool()),
            tile, cells);
    case picture::weights: return drawWeights(machine(), tile, cells);
    case picture::couplings: return drawCouplings(machine(), tile, cells);
    default: break;
    }
    // Of as many pictures as there are by now: a document's are made after its machine.
    auto const shares =
        static_cast<std::size_t>(shownData().count) * static_cast<std::size_t>(pixels());
    if (reconstructedAt_ != training_.updates() || reconstructions_.size() != shares) {
        reconstructions_ = reconstructions(machine(), shownData(), reconstructionSeed, soloPool());
        reconstructedAt_ = training_.updates();
    }
    drawShares(reconstructions_, dataTiles(), tile, cells);
}

// A drawing must have the pictures' size.
Outcome Rbm::fits(const Payload& drawing) const
{
    if (drawing.width == set().width && drawing.height == set().height) {
        return Outcome::done();
    }
    return Outcome::refused("The drawing has " + std::to_string(drawing.width) + " x " +
                            std::to_string(drawing.height) + " cells; expected " +
                            std::to_string(set().width) + " x " + std::to_string(set().height) +
                            ", the size of the pictures.");
}

Outcome Rbm::act(const ActionCall& call, const Payload& payload)
{
    auto const& id = call.action->id;
    if (call.action->payload == PayloadKind::drawing) {
        if (auto outcome = fits(payload); !outcome) {
            return outcome;
        }
    }
    if (id == "complete") {
        training_.complete(payload.cells);
    } else if (id == "store") {
        auto const& given = std::get<std::string>(*findValue(call.values, "name"));
        training_.addOwn(given.empty() ? payload.name : given, payload.cells);
    } else if (id == "dream") {
        return training_.dream(
            static_cast<Training::DreamStart>(numberOf(*findValue(call.values, "start"))));
    } else if (id == "forget-drawings") {
        training_.forgetOwn();
    } else {
        training_.resetChains(id == "new-chains-from-data");
    }
    return Outcome::done();
}

std::optional<Array> Rbm::exportArray(std::string_view id) const
{
    auto const n = static_cast<std::size_t>(pixels());
    auto const m = static_cast<std::size_t>(machine().hidden());
    auto const copy = [](std::span<const float> values) {
        return std::vector<float>(values.begin(), values.end());
    };
    if (id == "weights") {
        return Array::of(machine().weights(), {n, m});
    }
    if (id == "visible-bias") {
        return Array::of(copy(machine().visibleBias()));
    }
    if (id == "hidden-bias") {
        return Array::of(copy(machine().hiddenBias()));
    }
    if (id == "hopfield-patterns") {
        return Array::of(hopfieldPatterns(machine()), {m, static_cast<std::size_t>(set().height),
                                                       static_cast<std::size_t>(set().width)});
    }
    if (id == "hopfield-couplings" && pixels() <= mostCoupled) {
        return Array::of(hopfieldCouplings(machine()), {n, n});
    }
    if (id == "fantasies") {
        auto const& rows = training_.dreams().fantasies().visible();
        std::vector<std::uint8_t> bits;
        for (int r = 0; r < rows.count(); ++r) {
            for (int i = 0; i < pixels(); ++i) {
                bits.push_back(rows.bit(r, i) ? 1 : 0);
            }
        }
        return Array::of(bits, {static_cast<std::size_t>(rows.count()),
                                static_cast<std::size_t>(set().height),
                                static_cast<std::size_t>(set().width)});
    }
    if (id == "ising-couplings" && pixels() <= mostCoupledExport) {
        auto const all = machine().weights();
        return Array::of(isingCouplings(all, machine().hiddenBias(), n), {n, n});
    }
    return std::nullopt;
}

// Without biases, and measured against what Hebb's rule would make of them.
void Rbm::importPatterns(std::span<const float> patterns, std::span<const float> weights)
{
    training_.adoptPictures(patterns);
    training_.setWeights(weights);
    training_.setBiases(std::vector<float>(static_cast<std::size_t>(pixels()), 0), true);
    training_.setBiases(std::vector<float>(static_cast<std::size_t>(machine().hidden()), 0), false);
    auto const difference = differenceFromHebb(machine(), patterns);
    bool const all = difference.units == pixels();
    std::array<char, 32> text{};
    auto const end = std::to_chars(text.data(), text.data() + text.size(), difference.largest,
                                   std::chars_format::general, 2);
    asHebb_ = "WWᵀ is Hebb's J of the patterns" +
              (all ? "" : " (first " + std::to_string(difference.units) + " units)") +
              ": largest difference " + std::string(text.data(), end.ptr) + ".";
    asHebbAt_ = training_.updates();
}

Outcome Rbm::importArray(std::string_view id, const Array& array)
{
    std::size_t const n = static_cast<std::size_t>(pixels());
    std::size_t const m = static_cast<std::size_t>(machine().hidden());
    bool const patterns = id == "hopfield-patterns";
    std::size_t const wanted = id == "weights" || patterns ? n * m : id == "visible-bias" ? n : m;
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
    if (patterns) {
        auto const weights = weightsFromPatterns(narrow, n);
        if (!weights) {
            return weights.outcome();
        }
        importPatterns(narrow, *weights);
    } else if (id == "weights") {
        training_.setWeights(narrow);
        asHebb_.clear();
    } else {
        training_.setBiases(narrow, id == "visible-bias");
    }
    spectrumAt_ = reconstructedAt_ = never;
    return Outcome::done();
}

} // namespace

extern const ModelEntry rbmEntry;
constinit const ModelEntry rbmEntry = entry<Rbm>();

} // namespace core
