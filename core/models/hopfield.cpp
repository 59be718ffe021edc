// SPDX-License-Identifier: GPL-3.0-or-later
// The Hopfield memory: E = -1/2 sum_{i != j} J_ij s_i s_j + theta sum_i s_i and its relatives
// (Hopfield, PNAS 79, 2554, 1982), heat bath at T >= 0.
#include "core/model/hosted.h"
#include "core/models/hopfield/card.h"
#include "core/models/hopfield/crosstalk_law.h"
#include "core/models/hopfield/cue.h"
#include "core/models/hopfield/limits.h"
#include "core/models/hopfield/naming.h"
#include "core/models/hopfield/network.h"
#include "core/models/hopfield/pictures.h"
#include "core/models/hopfield/prediction.h"
#include "core/models/hopfield/storing.h"
#include "core/stats/estimate.h"

#include <algorithm>
#include <cmath>

namespace core {

namespace {

using namespace hopfield;

constexpr double recalledAbove = 0.95;
constexpr std::size_t rankedOverlaps = 6;
constexpr std::int64_t mostExported = std::int64_t{1} << 30; // numbers
// At T > 0 a state that still changes by so much from picture to picture is not named.
constexpr double drifting = 0.05;

class Hopfield
{
public:
    using Params = hopfield::Params;
    static constexpr ModelCard card{.id = "hopfield",
                                    .title = "Hopfield memory",
                                    .blurb = "Neurons that remember the patterns they were shown.",
                                    .step = "one sweep: N attempted updates",
                                    .observables = hopfield::observables,
                                    .pictures = hopfield::pictures,
                                    .curves = hopfield::curves,
                                    .arrays = hopfield::arrays,
                                    .histogram = "max-overlap",
                                    .notes = hopfield::notes,
                                    .system = "network",
                                    .actions = hopfield::actions,
                                    .pads = hopfield::pads,
                                    .shelves = hopfield::shelves,
                                    .maps = hopfield::maps};

    static Outcome validate(const Params& p) { return checkLimits(p); }

    Hopfield(const Params& params, std::uint64_t seed)
        : params_(params), patterns_(params.neurons(), streamSeed(seed, 0)),
          network_(patterns_, streamSeed(seed, 1)), firstRandom_(streamSeed(seed, 2)),
          random_(firstRandom_)
    {
        patterns_.setBias(params.bias);
        patterns_.setCount(params.P);
        network_.patternsChanged();
        network_.tune(params);
        apply(Cue());
    }

    // A fresh state keeps what was drawn, in the new size, and starts from the same cue.
    void inherit(const Hopfield& old)
    {
        bool const cued = old.cuedIndex() >= 0;
        for (std::int64_t k = 0; k < old.patterns_.drawn(); ++k) {
            auto const cells =
                unpacked(old.patterns_.bits(k), static_cast<std::size_t>(old.patterns_.neurons()));
            patterns_.addDrawn(packed(resampled(cells, old.side(), side())), old.patterns_.name(k));
        }
        patterns_.setCount(params_.P);
        patternsChanged();
        random_ = firstRandom_;
        Cue cue = old.cue_;
        if (!cue.cells.empty()) {
            cue.cells = resampled(cue.cells, old.side(), side());
        }
        cue.pattern =
            cued && old.cuedIndex() < patterns_.count() ? patterns_.id(old.cuedIndex()) : 0;
        apply(cue);
    }

    void tune(const Params& next)
    {
        bool const stored = next.P != params_.P || next.bias != params_.bias;
        params_ = next;
        network_.tune(next);
        if (stored) {
            patterns_.setBias(next.bias);
            patterns_.setCount(next.P);
            patternsChanged();
        }
    }
    const Params& params() const { return params_; }

    Outcome act(const ActionCall& call, const Payload& payload);

    bool advance(StopCheck stop, WorkerPool&) { return network_.advance(stop); }

    void measure(std::span<double> out) const
    {
        readOverlaps();
        std::int64_t const cued = cuedIndex();
        double const m = cued >= 0 ? overlaps_[static_cast<std::size_t>(cued)] : notANumber;
        auto const ranked = [this](std::size_t k) {
            return k < largest_.size() ? std::fabs(largest_[k].overlap) : notANumber;
        };
        bool const atRest = params_.T > 0 || network_.flips() == 0;
        std::array const values{m,
                                ranked(0),
                                ranked(1),
                                network_.energy(),
                                network_.flips() < 0 ? notANumber
                                                     : static_cast<double>(network_.flips()) /
                                                           static_cast<double>(params_.neurons()),
                                cued >= 0 ? (m > recalledAbove && atRest ? 1.0 : 0.0) : notANumber};
        std::copy(values.begin(), values.end(), out.begin());
    }
    void derive(std::span<const double>, std::span<double>) const {}
    double energyFromScratch() const { return network_.energyFromScratch(); }
    double attempts() const { return static_cast<double>(params_.neurons()); }
    std::string_view kernel() const { return network_.kernel(); }
    std::string_view notice() const
    {
        if (!network_.learnt()) {
            return "The network is learning its patterns.";
        }
        if (network_.dependentPatterns() > 0) {
            return "Some patterns are combinations of others; the pseudo-inverse leaves them out.";
        }
        if (alikeVersion_ != patterns_.version()) {
            alikeVersion_ = patterns_.version();
            alike_ = someLookAlike(patterns_);
        }
        return alike_ && params_.rule == RuleChoice::hebb
                   ? "Some drawn patterns look alike: Hebb's rule blends them, the pseudo-inverse "
                     "separates them."
                   : "";
    }
    void status(std::string& out) const;

    void predict(Predictions& out) const
    {
        if (cuedIndex() >= 0 && !network_.hasUnlearnt()) {
            hopfield::predict(params_, patterns_.drawn(), out);
        }
    }
    static void theory(const Params& p, Predictions& out) { hopfield::predict(p, 0, out); }
    static void marks(const Params& p, std::vector<Mark>& out) { hopfield::marks(p, out); }
    static void map(const Params& p, MapData& out) { phaseMap(p, out); }

    void curve(int index, std::vector<CurvePoint>& out) const
    {
        out.clear();
        if (params_.rule != RuleChoice::hebb) {
            return;
        }
        auto const p = static_cast<double>(patterns_.count());
        if (index == 1) {
            crosstalkGaussian(p / static_cast<double>(params_.neurons()), out);
            return;
        }
        if (crosstalkVersion_ != patterns_.version()) {
            crosstalkVersion_ = patterns_.version();
            crosstalkDensity(patterns_, patternsForCrosstalk, crosstalk_);
        }
        out = crosstalk_;
    }

    void shelf(Shelf& out) const { fillShelf(patterns_, side(), out); }
    std::uint64_t shelfVersion() const { return patterns_.version(); }
    void shelfValues(std::vector<float>& out) const
    {
        readOverlaps();
        out.resize(std::min(overlaps_.size(), shelfRows));
        std::transform(overlaps_.begin(), overlaps_.begin() + std::ssize(out), out.begin(),
                       [](double m) { return static_cast<float>(m); });
    }

    WorldSize world(int picture) const
    {
        int const shown = picture == 1 ? coupledSide(params_.neurons()) : side();
        return {shown, shown};
    }
    void draw(int picture, const Tile& tile, std::span<std::uint8_t> cells) const
    {
        if (picture == 1) {
            drawCouplings(network_, params_.neurons(), tile, cells);
        } else {
            drawSpins(network_.spins(), side(), tile, cells);
        }
    }
    void paint(const Brush& brush)
    {
        forEachCell(brush, [&](int x, int y) {
            if (x >= 0 && y >= 0 && x < side() && y < side()) {
                network_.setSpin(std::int64_t{y} * side() + x, brush.value > 0);
            }
        });
    }

    std::optional<Array> exportArray(std::string_view id) const;
    Outcome importArray(std::string_view id, const Array& array);
    void digest(Fnv& fnv) const { network_.digest(fnv); }
    void save(Archive& archive) const
    {
        savePatterns(patterns_, archive);
        cue_.save(cuedIndex(), archive);
        archive.put("cue-generator",
                    std::vector<std::uint64_t>(random_.state().begin(), random_.state().end()));
        network_.save(archive);
    }
    Outcome load(const Archive& archive);

private:
    static constexpr std::int64_t patternsForCrosstalk = 8;

    int side() const { return static_cast<int>(params_.side); }
    std::int64_t cuedIndex() const
    {
        if (cuedVersion_ != patterns_.version()) {
            cuedVersion_ = patterns_.version();
            cuedIndex_ = patterns_.indexOf(cue_.pattern).value_or(-1);
        }
        return cuedIndex_;
    }
    void readOverlaps() const
    {
        network_.overlaps(overlaps_);
        rankOverlaps(overlaps_, rankedOverlaps, largest_);
    }
    void patternsChanged()
    {
        params_.P = patterns_.count();
        network_.patternsChanged();
    }
    void apply(const Cue& cue)
    {
        cue_ = cue;
        cuedVersion_ = 0;
        network_.setSpins(cue.state(patterns_, side(), random_));
    }
    // How many more patterns fit, in a sentence where they do not.
    Outcome roomFor(std::int64_t more) const
    {
        Params next = params_;
        next.P += more;
        return next.P > 131072 ? Outcome::refused("No more than 131072 patterns can be stored.")
                               : checkLimits(next);
    }
    Result<std::int64_t> patternOf(const ActionCall& call, std::string_view id) const;
    Outcome cuePattern(const ActionCall& call);
    Outcome cueMixture(const ActionCall& call);
    Outcome cueDrawing(const Payload& drawing);
    Outcome storeAll(std::vector<NamedCells> pictures);
    Outcome change(const ActionCall& call);
    Outcome unlearn(double strength);

    Params params_;
    PatternStore patterns_;
    Network network_;
    Cue cue_;
    Rng firstRandom_, random_; // of cues
    mutable std::vector<double> overlaps_;
    mutable std::vector<Ranked> largest_;
    mutable double namedOverlap_ = 0;
    mutable std::int64_t cuedIndex_ = -1;
    mutable std::uint64_t cuedVersion_ = 0, crosstalkVersion_ = 0, alikeVersion_ = 0;
    mutable bool alike_ = false;
    mutable std::vector<CurvePoint> crosstalk_;
};

void Hopfield::status(std::string& out) const
{
    if (!network_.learnt()) {
        out = "learning …";
        return;
    }
    readOverlaps();
    double const first = largest_.empty() ? 0 : largest_.front().overlap;
    bool const moves =
        params_.T > 0 ? std::fabs(first - namedOverlap_) > drifting : network_.flips() != 0;
    namedOverlap_ = first;
    nameState(
        {largest_, params_.T,
         static_cast<double>(patterns_.count()) / static_cast<double>(params_.neurons()), moves,
         network_.twoCycle()},
        [this](int k) -> const std::string& { return patterns_.name(k); }, out);
}

Result<std::int64_t> Hopfield::patternOf(const ActionCall& call, std::string_view id) const
{
    auto const number = std::get<std::int64_t>(*findValue(call.values, id));
    if (number > patterns_.count()) {
        return Result<std::int64_t>::refused(
            "There is no pattern " + std::to_string(number) + "; " +
            (patterns_.count() == 0 ? "none is stored."
                                    : "expected 1 to " + std::to_string(patterns_.count()) + "."));
    }
    return number - 1;
}

Outcome Hopfield::act(const ActionCall& call, const Payload& payload)
{
    auto const& id = call.action->id;
    if (id == "cue") {
        return cuePattern(call);
    }
    if (id == "cue-drawing") {
        return cueDrawing(payload);
    }
    if (id == "cue-random") {
        apply(Cue());
        return Outcome::done();
    }
    if (id == "cue-mixture") {
        return cueMixture(call);
    }
    if (id == "unlearn") {
        return unlearn(numberOf(*findValue(call.values, "strength")));
    }
    if (call.action->group != "Store") {
        return change(call);
    }
    if (id == "add-random") {
        auto const count = std::get<std::int64_t>(*findValue(call.values, "count"));
        if (auto outcome = roomFor(count); !outcome) {
            return outcome;
        }
        patterns_.setCount(patterns_.count() + count);
        patternsChanged();
        return Outcome::done();
    }
    auto pictures = picturesToStore(call, payload, side(), patterns_);
    return pictures ? storeAll(std::move(*pictures)) : pictures.outcome();
}

Outcome Hopfield::cuePattern(const ActionCall& call)
{
    auto const pattern = patternOf(call, "pattern");
    if (!pattern) {
        return pattern.outcome();
    }
    Cue cue;
    cue.kind = CueKind::pattern;
    cue.pattern = patterns_.id(*pattern);
    cue.noise = numberOf(*findValue(call.values, "noise"));
    cue.hide = static_cast<Hide>(numberOf(*findValue(call.values, "hide")));
    cue.fillRandom = numberOf(*findValue(call.values, "fill")) != 0;
    apply(cue);
    return Outcome::done();
}

// The pattern that the drawing is most like is taken to be the one that is meant.
Outcome Hopfield::cueDrawing(const Payload& drawing)
{
    auto cells = cellsOf(drawing, side());
    if (!cells) {
        return cells.outcome();
    }
    Cue cue;
    cue.kind = CueKind::cells;
    cue.cells = std::move(*cells);
    if (auto const nearest = nearestPattern(patterns_, cue.cells)) {
        cue.pattern = patterns_.id(*nearest);
    }
    apply(cue);
    return Outcome::done();
}

Outcome Hopfield::cueMixture(const ActionCall& call)
{
    auto const& text = std::get<std::string>(*findValue(call.values, "patterns"));
    auto const members = mixtureMembers(text, patterns_.count());
    if (!members) {
        return members.outcome();
    }
    Cue cue;
    cue.kind = CueKind::cells;
    cue.cells = majority(patterns_, *members);
    cue.pattern = patterns_.id(members->front());
    apply(cue);
    return Outcome::done();
}

Outcome Hopfield::storeAll(std::vector<NamedCells> pictures)
{
    if (auto outcome = roomFor(std::ssize(pictures)); !outcome) {
        return outcome;
    }
    for (auto& picture : pictures) {
        patterns_.addDrawn(packed(picture.cells), std::move(picture.name));
    }
    patternsChanged();
    return Outcome::done();
}

Outcome Hopfield::change(const ActionCall& call)
{
    auto const& id = call.action->id;
    if (id == "forget-all") {
        patterns_.clear();
        network_.forgetDreams();
        patternsChanged();
        return Outcome::done();
    }
    auto const pattern = patternOf(call, id == "move" ? "from" : "pattern");
    if (!pattern) {
        return pattern.outcome();
    }
    if (id == "forget") {
        patterns_.remove(*pattern);
        patternsChanged();
        return Outcome::done();
    }
    auto const target = id == "move" ? patternOf(call, "to") : pattern;
    if (!target) {
        return target.outcome();
    }
    if (!patterns_.isDrawn(*pattern) || !patterns_.isDrawn(*target)) {
        return Outcome::refused("Only drawn patterns can be moved or renamed; the drawn ones are 1 "
                                "to " +
                                std::to_string(patterns_.drawn()) + ".");
    }
    if (id == "move") {
        patterns_.move(*pattern, *target);
        patternsChanged();
    } else {
        patterns_.rename(*pattern, oneLine(std::get<std::string>(*findValue(call.values, "name"))));
    }
    return Outcome::done();
}

// One dream: from a random state to where it settles, at T = 0.
Outcome Hopfield::unlearn(double strength)
{
    if (params_.rule != RuleChoice::hebb) {
        return Outcome::refused("Action 'unlearn' needs rule hebb: only there a dream is taken out "
                                "of the couplings.");
    }
    constexpr int longestDream = 200;
    Params cold = params_;
    cold.T = 0;
    cold.dynamics = DynamicsChoice::asynchronous;
    apply(Cue());
    network_.tune(cold);
    for (int sweep = 0; sweep < longestDream && network_.flips() != 0; ++sweep) {
        network_.advance(StopCheck());
    }
    network_.unlearn(strength);
    network_.tune(params_);
    return Outcome::done();
}

std::optional<Array> Hopfield::exportArray(std::string_view id) const
{
    auto const n = static_cast<std::size_t>(side());
    if (id == "spins") {
        return Array::of(network_.spins(), {n, n});
    }
    if (id == "patterns" && patterns_.count() <= mostExported / params_.neurons()) {
        return patternArray(patterns_, side());
    }
    return id == "couplings" && params_.neurons() <= largestMatrix
               ? couplingArray(network_, params_.neurons())
               : std::nullopt;
}

Outcome Hopfield::importArray(std::string_view id, const Array& array)
{
    if (id == "spins") {
        auto spins = spinsOf(array, side());
        if (spins) {
            cue_ = Cue();
            cuedVersion_ = 0;
            network_.setSpins(std::move(*spins));
        }
        return spins.outcome();
    }
    if (id != "patterns") {
        return Outcome::refused("Model 'hopfield' has no array '" + std::string(id) +
                                "' to import; expected spins or patterns.");
    }
    auto pictures = picturesOf(array, side());
    if (!pictures) {
        return pictures.outcome();
    }
    if (auto outcome = roomFor(std::ssize(*pictures) - params_.P); !outcome) {
        return outcome;
    }
    patterns_.clear();
    return storeAll(std::move(*pictures));
}

Outcome Hopfield::load(const Archive& archive)
{
    std::vector<std::uint64_t> generator;
    if (auto outcome = archive.get("cue-generator", generator, 4); !outcome) {
        return outcome;
    }
    if (auto outcome = loadPatterns(archive, params_.P, patterns_); !outcome) {
        return outcome;
    }
    Cue cue;
    if (auto outcome = cue.load(archive, patterns_); !outcome) {
        return outcome;
    }
    cue_ = std::move(cue);
    cuedVersion_ = 0;
    random_ = Rng(Rng::State{generator[0], generator[1], generator[2], generator[3]});
    return network_.load(archive);
}

} // namespace

extern const ModelEntry hopfieldEntry;
constinit const ModelEntry hopfieldEntry = entry<Hopfield>();

} // namespace core
