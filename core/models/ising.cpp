// SPDX-License-Identifier: GPL-3.0-or-later
// The Ising model on square and triangular lattices: E = -J sum_<ij> s_i s_j - sum_i (h + h_i) s_i.
#include "core/base/rng.h"
#include "core/model/hosted.h"
#include "core/models/ising/block_spins.h"
#include "core/models/ising/correlation.h"
#include "core/models/ising/factory.h"
#include "core/models/ising/pictures.h"
#include "core/models/ising/prediction.h"
#include "core/models/ising/site_field.h"
#include "core/stats/estimate.h"

#include <algorithm>
#include <cmath>

namespace core {

namespace {

using namespace ising;

constexpr std::array isingObservables{
    ObservableSpec{"energy", "Energy per spin", "e", "J", "Energy per spin, field terms included.",
                   ObservableKind::sampled, -34, 34},
    ObservableSpec{"magnetization", "Magnetisation", "m", "", "Mean spin.", ObservableKind::sampled,
                   -1, 1},
    ObservableSpec{"abs-magnetization", "Absolute magnetisation", "⟨|m|⟩", "",
                   "Absolute value of the mean spin: the order parameter.", ObservableKind::sampled,
                   0, 1},
    ObservableSpec{"m2", "Squared magnetisation", "⟨m²⟩", "", "Square of the mean spin.",
                   ObservableKind::sampled, 0, 1},
    ObservableSpec{
        "staggered-magnetization", "Staggered magnetisation", "m_s", "",
        "Mean of (-1)^(x+y) s: the order parameter of the antiferromagnet. Only where the "
        "sites fall into two classes.",
        ObservableKind::sampled, -1, 1},
    ObservableSpec{"acceptance", "Acceptance", "a", "",
                   "Share of attempts that change a spin; local algorithms only.",
                   ObservableKind::sampled, 0, 1},
    ObservableSpec{"cluster-size", "Cluster size", "⟨n⟩", "spins",
                   "Mean size of the flipped clusters (Wolff), Σn²/N (Swendsen-Wang).",
                   ObservableKind::sampled, 0, 16384.0 * 16384.0},
    ObservableSpec{"energy2", "Squared energy", "e²", "", "", ObservableKind::internal},
    ObservableSpec{"m4", "Fourth power", "m⁴", "", "", ObservableKind::internal},
    ObservableSpec{"structure-factor", "Structure factor", "F", "", "", ObservableKind::internal},
    ObservableSpec{"specific-heat", "Specific heat", "c", "k_B",
                   "N(⟨e²⟩ - ⟨e⟩²)/T², from the fluctuations of the energy.",
                   ObservableKind::derived},
    ObservableSpec{"susceptibility", "Susceptibility", "χ", "1/J",
                   "N(⟨m²⟩ - ⟨|m|⟩²)/T at h = 0, N(⟨m²⟩ - ⟨m⟩²)/T at h ≠ 0.",
                   ObservableKind::derived},
    ObservableSpec{"binder", "Binder cumulant", "U₄", "",
                   "1 - ⟨m⁴⟩/(3⟨m²⟩²): 2/3 ordered, 0 disordered, 0.6107 at T_c.",
                   ObservableKind::derived},
    ObservableSpec{"correlation-length", "Correlation length", "ξ", "spacings",
                   "√(χ₀/F - 1)/(2 sin(π/L)), second moment; square lattice, periodic.",
                   ObservableKind::derived},
};
constexpr std::size_t sampledObservables = 10;

constexpr std::array isingPictures{
    PictureSpec{"spins", "Spins", PictureKind::grid, "spins", true},
    PictureSpec{"blocks", "Block spins", PictureKind::grid, "spins", false},
    PictureSpec{"field", "Site field", PictureKind::grid, "diverging", true}};
constexpr std::array isingCurves{CurveSpec{"correlation", "Correlation function G(r)", "distance r",
                                           "G(r)", "Mean of s(x) s(x + r) along both axes."}};
constexpr std::array isingArrays{
    ArraySpec{"spins", "Spins", "L x L numbers, +1 or -1 (int8).", true},
    ArraySpec{
        "field", "Site field",
        "L x L site fields h_i in units of J, within plus or minus field-strength (float64); bytes "
        "(uint8) of any size are read as a picture, 0 = minus, 255 = plus the strength.",
        true}};
constexpr std::array<std::string_view, 6> isingNotes{
    "E = -J Σ_<ij> s_i s_j - Σ_i (h + h_i) s_i, each bond once; J = k_B = 1 are the units.",
    "Square lattice without field: the exact energy and specific heat of this very size (Kaufman "
    "1949), "
    "the infinite lattice's magnetisation (Onsager 1944, Yang 1952); T_c = 2/ln(1 + √2) = "
    "2.269185.",
    "Triangular lattice: neighbours along x, y and one diagonal; T_c = 4/ln 3 = 3.640957.",
    "Metropolis is not ergodic at J = h = 0, where every proposal is accepted; use heat bath "
    "there.",
    "Cluster algorithms are valid on frustrated lattices (an antiferromagnet on triangles or on an "
    "odd "
    "torus) but slow: their clusters do not follow the order there.",
    "A step is N attempted flips (Metropolis, heat bath), N attempted exchanges (Kawasaki), one "
    "decomposition (Swendsen-Wang) or a fixed number of clusters (Wolff)."};

class Ising
{
public:
    using Params = ising::Params;
    static constexpr ModelCard card{.id = "ising",
                                    .title = "Ising lattice",
                                    .blurb = "Spins on a lattice that prefer to agree with their "
                                             "neighbours.",
                                    .step = "N attempted flips or exchanges, or clusters",
                                    .observables = isingObservables,
                                    .pictures = isingPictures,
                                    .curves = isingCurves,
                                    .arrays = isingArrays,
                                    .histogram = "magnetization",
                                    .notes = isingNotes};

    static Outcome validate(const Params& p)
    {
        if (p.field != FieldSource::none && p.L > largestFieldSide) {
            return Outcome::refused(
                "Parameter 'L' is " + std::to_string(p.L) +
                "; with a site field ('field' other than none) expected at most " +
                std::to_string(largestFieldSide) + ".");
        }
        return Outcome::done();
    }

    Ising(const Params& params, std::uint64_t seed)
        : params_(params), seed_(seed), field_(params.L, streamSeed(seed, 1))
    {
        field_.choose(params.field);
        makeSampler();
        start();
        tune(params);
    }

    Outcome ready() const
    {
        return params_.field == FieldSource::image && !field_.hasImage()
                   ? Outcome::refused(
                         "Parameter 'field' is image, but no picture was loaded; expected "
                         "an array or picture imported as 'field'.")
                   : Outcome::done();
    }

    void inherit(const Ising& old)
    {
        field_.inherit(old.field_);
        giveField();
    }

    void tune(const Params& next)
    {
        bool const fieldChanged = next.field != params_.field;
        bool const retuned = next.T != params_.T || next.J != params_.J || next.h != params_.h ||
                             next.algorithm != params_.algorithm ||
                             next.clusters != params_.clusters;
        SamplerKind const before = kind_;
        params_ = next;
        if (fieldChanged) {
            field_.choose(next.field);
        }
        if (samplerKind(params_) != before) {
            exchangeSampler();
        }
        sampler_->setDynamics(ruleOf(params_.algorithm), params_.J, params_.T, params_.h);
        giveField();
        if (retuned) {
            clusterSizes_ = {};
            frozen_ = false;
        }
        giveClusters();
    }

    bool advance(StopCheck stop, WorkerPool& pool)
    {
        if (!sampler_->advance(stop, pool)) {
            return false;
        }
        if (findsClusters()) {
            noteClusters();
        }
        return true;
    }

    void warmedUp() { frozen_ = true; }

    void measure(std::span<double> out) const
    {
        Sums const sums =
            sampler_->measure(hasLength() ? Measure::structureFactor : Measure::counts);
        double const n = sites(), e = energyOf(sums);
        double const m = (2 * static_cast<double>(sums.up) - n) / n;
        bool const clusters = isCluster();
        std::array<double, sampledObservables> const values{
            e,
            m,
            std::fabs(m),
            m * m,
            bipartite(geometry_) ? static_cast<double>(sums.staggered) / n : notANumber,
            acceptanceOf(sums),
            clusters ? sums.clusterSize : notANumber,
            e * e,
            m * m * m * m,
            hasLength() ? sums.structureFactor : notANumber};
        std::copy(values.begin(), values.end(), out.begin());
    }

    void derive(std::span<const double> mean, std::span<double> out) const
    {
        double const n = sites(), T = params_.T;
        double const e = mean[0], m = mean[1], absolute = mean[2], m2 = mean[3];
        double const e2 = mean[7], m4 = mean[8], F = mean[9];
        double const centre = params_.h == 0 ? absolute : m;
        double const ratio = n * m2 / F - 1;
        out[0] = T > 0 ? n * (e2 - e * e) / (T * T) : notANumber;
        out[1] = T > 0 ? n * (m2 - centre * centre) / T : notANumber;
        out[2] = m2 > 0 ? 1 - m4 / (3 * m2 * m2) : notANumber;
        out[3] = F > 0 && ratio >= 0
                     ? std::sqrt(ratio) /
                           (2 * std::sin(3.14159265358979323846 / static_cast<double>(side())))
                     : notANumber;
    }

    double energyFromScratch() const { return energyOf(sampler_->measure(Measure::counts)); }

    void predict(Predictions& out) const
    {
        Quenched quenched;
        if (side() * side() <= 20 && field_.active()) {
            quenched.siteFields = field_.values(params_.fieldStrength);
        } else if (field_.active()) {
            return;
        }
        if (params_.algorithm == Algorithm::kawasaki) {
            quenched.magnetization = 2 * sampler_->measure(Measure::counts).up - side() * side();
        }
        ising::predict(params_, quenched, out);
    }
    static void theory(const Params& p, Predictions& out)
    {
        if (p.field == FieldSource::none && p.algorithm != Algorithm::kawasaki) {
            ising::predict(p, {}, out);
        }
    }
    static void marks(const Params& p, std::vector<Mark>& out) { criticalMarks(p, out); }

    void curve(int, std::vector<CurvePoint>& out) const
    {
        readBits(bits_);
        correlation(bits_, params_.boundary == BoundaryChoice::periodic, out);
    }

    WorldSize world(int picture) const
    {
        int const shown = picture == 1 ? blockedSide(side(), blockSide(), levels()) : side();
        return {shown, shown};
    }

    void draw(int picture, const Tile& tile, std::span<std::uint8_t> cells) const
    {
        if (picture == 0) {
            drawSpins(*sampler_, tile, cells, row_);
        } else if (picture == 2) {
            drawLevels(field_.levels(), side(), tile, cells);
        } else {
            readBits(bits_);
            for (int level = 0; level < levels() && bits_.side / blockSide() >= 1; ++level) {
                blockSpins(bits_, blockSide(), level, blocked_);
                std::swap(bits_, blocked_);
            }
            drawBits(bits_, tile, cells);
        }
    }

    void paint(const Brush& brush)
    {
        forEachCell(brush, [&](int x, int y) {
            if (params_.boundary == BoundaryChoice::periodic) {
                x = (x % side() + side()) % side();
                y = (y % side() + side()) % side();
            }
            if (x < 0 || y < 0 || x >= side() || y >= side()) {
                return;
            }
            if (brush.target == BrushTarget::state) {
                sampler_->setSpin(x, y, brush.value > 0);
            } else if (field_.active()) {
                field_.set(x, y, brush.value);
                sampler_->setSiteField(x, y, field_.level(x, y));
            }
        });
    }

    std::optional<Array> exportArray(std::string_view id) const;
    Outcome importArray(std::string_view id, const Array& array);

    double attempts() const { return params_.algorithm == Algorithm::wolff ? 0 : sites(); }
    std::string_view kernel() const { return sampler_->kernel(); }
    std::string_view notice() const
    {
        bool const frustrated = params_.J < 0 && !bipartite(geometry_);
        if (isCluster() && frustrated) {
            return "Valid but slow: clusters do not follow the order of a frustrated lattice.";
        }
        if (params_.algorithm == Algorithm::metropolis && params_.J == 0 && params_.h == 0 &&
            !field_.active()) {
            return "Not ergodic: at J = h = 0 Metropolis accepts every flip; use heat bath.";
        }
        return {};
    }

    void digest(Fnv& fnv) const;
    void save(Archive& archive) const;
    Outcome load(const Archive& archive);

private:
    static constexpr std::int64_t largestFieldSide = 4096;
    static constexpr std::uint64_t stepsToFindClusters = 200;

    int side() const { return static_cast<int>(params_.L); }
    double sites() const { return static_cast<double>(params_.L * params_.L); }
    int blockSide() const { return params_.blockSize == BlockSize::two ? 2 : 3; }
    int levels() const { return static_cast<int>(params_.blockLevels); }
    bool isCluster() const
    {
        return params_.algorithm == Algorithm::wolff ||
               params_.algorithm == Algorithm::swendsenWang;
    }
    bool hasLength() const
    {
        return params_.lattice == LatticeChoice::square &&
               params_.boundary == BoundaryChoice::periodic;
    }

    double energyOf(const Sums& sums) const
    {
        double const n = sites();
        double const bonds = static_cast<double>(sums.bonds - 2 * sums.unequalBonds);
        double const spin = 2 * static_cast<double>(sums.up) - n;
        return -(params_.J * bonds + params_.h * spin + sums.fieldSum) / n;
    }

    double acceptanceOf(const Sums& sums) const
    {
        if (isCluster() || sums.changed < 0) {
            return notANumber;
        }
        return sums.acceptance >= 0 ? sums.acceptance : static_cast<double>(sums.changed) / sites();
    }

    // Streams are named by seed, kind of sampler and the number of exchanges: none is used twice.
    void makeSampler()
    {
        kind_ = samplerKind(params_);
        sampler_ = ising::makeSampler(
            params_, streamSeed(seed_, 16 + 8 * exchanges_ + static_cast<std::uint64_t>(kind_)));
        sampler_->countChanges(true);
        geometry_ = geometryOf(params_);
    }

    void exchangeSampler()
    {
        readBits(bits_);
        ++exchanges_;
        makeSampler();
        sampler_->load(bits_.words.data());
    }

    void start();
    void giveField()
    {
        if (field_.active()) {
            sampler_->setSiteFields(field_.levels(), params_.fieldStrength);
        } else {
            sampler_->setSiteFields({}, 0);
        }
    }

    bool findsClusters() const
    {
        return params_.algorithm == Algorithm::wolff && params_.clusters == 0 && !frozen_;
    }
    // About N flipped spins a step: N / mean cluster size, found in the first steps and then
    // frozen. Late steps count most and the number at most doubles from step to step: the first
    // clusters of a random start are small, and a step of thousands of these would end in thousands
    // of large ones.
    void noteClusters()
    {
        ++clusterSizes_.steps;
        double const weight = std::max(1.0 / static_cast<double>(clusterSizes_.steps), 0.1);
        clusterSizes_.mean +=
            weight * (sampler_->measure(Measure::counts).clusterSize - clusterSizes_.mean);
        double const most = std::min(1e6, 2.0 * static_cast<double>(clustersFound_));
        clustersFound_ = static_cast<std::uint64_t>(
            std::clamp(std::nearbyint(sites() / std::max(clusterSizes_.mean, 1.0)), 1.0, most));
        frozen_ = clusterSizes_.steps >= stepsToFindClusters;
        giveClusters();
    }
    void giveClusters()
    {
        sampler_->setClusters(params_.clusters > 0 ? static_cast<std::uint64_t>(params_.clusters)
                                                   : clustersFound_);
    }

    void readBits(BitSquare& bits) const
    {
        bits.side = side();
        bits.words.resize(static_cast<std::size_t>(bits.wordsPerRow()) *
                          static_cast<std::size_t>(side()));
        sampler_->store(bits.words.data());
    }

    Params params_;
    std::uint64_t seed_;
    SiteField field_;
    Geometry geometry_;
    SamplerKind kind_ = SamplerKind::plain;
    std::uint64_t exchanges_ = 0;
    std::unique_ptr<Sampler> sampler_;

    struct ClusterSizes
    {
        double mean = 0;
        std::uint64_t steps = 0;
    } clusterSizes_;
    std::uint64_t clustersFound_ = 1;
    bool frozen_ = false;

    // Room for pictures and curves, kept so that a steady frame allocates nothing.
    mutable BitSquare bits_, blocked_;
    mutable std::vector<std::uint64_t> row_;
};

void Ising::start()
{
    bits_.resize(side());
    Rng random(streamSeed(seed_, 0));
    int const perRow = bits_.wordsPerRow();
    std::uint64_t const lastMask =
        side() % 64 == 0 ? ~std::uint64_t{0} : (std::uint64_t{1} << (side() % 64)) - 1;
    for (int y = 0; y < side(); ++y) {
        for (int w = 0; w < perRow; ++w) {
            bool const up =
                params_.start == Start::up || (params_.start == Start::stripes && y >= side() / 2);
            std::uint64_t const word = params_.start == Start::random ? random.next()
                                       : up                           ? ~std::uint64_t{0}
                                                                      : 0;
            bits_.words[static_cast<std::size_t>(y * perRow + w)] =
                w + 1 == perRow ? word & lastMask : word;
        }
    }
    sampler_->load(bits_.words.data());
}

std::optional<Array> Ising::exportArray(std::string_view id) const
{
    auto const n = static_cast<std::size_t>(side());
    if (id == "field") {
        return Array::of(field_.values(params_.fieldStrength), {n, n});
    }
    if (id != "spins") {
        return std::nullopt;
    }
    readBits(bits_);
    std::vector<std::int8_t> spins;
    spins.reserve(n * n);
    for (int y = 0; y < side(); ++y) {
        for (int x = 0; x < side(); ++x) {
            spins.push_back(bits_.at(x, y) ? 1 : -1);
        }
    }
    return Array::of(spins, {n, n});
}

Outcome Ising::importArray(std::string_view id, const Array& array)
{
    if (id == "field") {
        if (params_.L > largestFieldSide) {
            return Outcome::refused("Parameter 'L' is " + std::to_string(params_.L) +
                                    "; a site field needs at most " +
                                    std::to_string(largestFieldSide) + ".");
        }
        auto outcome = field_.import(array, params_.fieldStrength);
        if (outcome) {
            giveField();
        }
        return outcome;
    }
    if (id != "spins") {
        return Outcome::refused("Model 'ising' has no array '" + std::string(id) +
                                "' to import; expected spins or field.");
    }
    if (array.shape != std::vector<std::size_t>(2, static_cast<std::size_t>(side()))) {
        return Outcome::refused("Array 'spins' has another shape than the lattice; expected " +
                                std::to_string(side()) + " x " + std::to_string(side()) + ".");
    }
    for (std::size_t i = 0; i < array.size(); ++i) {
        if (std::fabs(array.real(i)) != 1) {
            return Outcome::refused("Array 'spins' has a number that is neither +1 nor -1.");
        }
    }
    bits_.resize(side());
    for (std::size_t i = 0; i < array.size(); ++i) {
        std::size_t const x = i % static_cast<std::size_t>(side());
        std::size_t const y = i / static_cast<std::size_t>(side());
        bits_.words[y * static_cast<std::size_t>(bits_.wordsPerRow()) + x / 64] |=
            std::uint64_t{array.real(i) > 0 ? 1u : 0u} << (x % 64);
    }
    sampler_->load(bits_.words.data());
    return Outcome::done();
}

// Spins row by row, one bit each without gaps, then what the generator has come to.
void Ising::digest(Fnv& fnv) const
{
    readBits(bits_);
    unsigned byte = 0;
    int filled = 0;
    for (int y = 0; y < side(); ++y) {
        for (int x = 0; x < side(); ++x) {
            byte |= (bits_.at(x, y) ? 1u : 0u) << filled;
            if (++filled == 8) {
                fnv.byte(static_cast<std::uint8_t>(byte));
                byte = 0;
                filled = 0;
            }
        }
    }
    if (filled > 0) {
        fnv.byte(static_cast<std::uint8_t>(byte));
    }
    std::vector<std::uint64_t> words;
    sampler_->saveProgress(words);
    fnv.word(exchanges_);
    for (auto const word : words) {
        fnv.word(word);
    }
}

void Ising::save(Archive& archive) const
{
    readBits(bits_);
    archive.put("spins", bits_.words);
    std::vector<std::uint64_t> progress;
    sampler_->saveProgress(progress);
    archive.put("generator", progress);
    archive.put("exchanges", exchanges_);
    archive.put("clusters",
                std::vector<std::uint64_t>{clustersFound_, clusterSizes_.steps, frozen_ ? 1u : 0u});
    archive.put("cluster-sizes", clusterSizes_.mean);
    field_.save(archive);
}

Outcome Ising::load(const Archive& archive)
{
    BitSquare bits;
    bits.resize(side());
    std::vector<std::uint64_t> progress, clusters;
    std::uint64_t exchanges = 0;
    double sizes = 0;
    for (const auto& outcome :
         {archive.get("spins", bits.words, bits.words.size()), archive.get("generator", progress),
          archive.get("exchanges", exchanges), archive.get("clusters", clusters, 3),
          archive.get("cluster-sizes", sizes)}) {
        if (!outcome) {
            return outcome;
        }
    }
    if (auto outcome = field_.load(archive); !outcome) {
        return outcome;
    }
    if (clusters[0] < 1 || clusters[0] > 1000000 || !(sizes >= 0)) {
        return Outcome::refused("The saved number of clusters is " + std::to_string(clusters[0]) +
                                "; expected 1 to 1000000.");
    }
    exchanges_ = exchanges;
    makeSampler();
    sampler_->load(bits.words.data());
    clustersFound_ = clusters[0];
    clusterSizes_ = {sizes, clusters[1]};
    frozen_ = clusters[2] != 0;
    sampler_->setDynamics(ruleOf(params_.algorithm), params_.J, params_.T, params_.h);
    giveField();
    giveClusters();
    if (!sampler_->restoreProgress(progress)) {
        return Outcome::refused(
            "The saved generator does not belong to this lattice and algorithm.");
    }
    return Outcome::done();
}

} // namespace

extern const ModelEntry isingEntry;
constinit const ModelEntry isingEntry = entry<Ising>();

} // namespace core
