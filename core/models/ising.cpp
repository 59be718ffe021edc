// SPDX-License-Identifier: GPL-3.0-or-later
// The Ising model on square and triangular lattices: E = -J sum_<ij> s_i s_j - sum_i (h + h_i) s_i.
#include "core/base/rng.h"
#include "core/model/hosted.h"
#include "core/models/ising/block_spins.h"
#include "core/models/ising/card.h"
#include "core/models/ising/cluster_count.h"
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

class Ising
{
public:
    using Params = ising::Params;
    static constexpr ModelCard card{.id = "ising",
                                    .title = "Ising lattice",
                                    .blurb = "Spins on a lattice that prefer to agree with their "
                                             "neighbours.",
                                    .step = "N attempted flips or exchanges, or clusters",
                                    .observables = ising::observables,
                                    .pictures = ising::pictures,
                                    .curves = ising::curves,
                                    .arrays = ising::arrays,
                                    .histogram = "magnetization",
                                    .notes = ising::notes};

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
            clusters_.restart();
        }
        giveClusters();
    }

    bool advance(StopCheck stop, WorkerPool& pool)
    {
        if (!sampler_->advance(stop, pool)) {
            return false;
        }
        if (findsClusters()) {
            clusters_.note(sampler_->measure(Measure::counts).clusterSize, sites());
            giveClusters();
        }
        return true;
    }

    void warmedUp() { clusters_.freeze(); }

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

    void start()
    {
        fillSpins(params_.start, side(), streamSeed(seed_, 0), bits_);
        sampler_->load(bits_.words.data());
    }
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
        return params_.algorithm == Algorithm::wolff && params_.clusters == 0 &&
               !clusters_.frozen();
    }
    void giveClusters()
    {
        sampler_->setClusters(params_.clusters > 0 ? static_cast<std::uint64_t>(params_.clusters)
                                                   : clusters_.found());
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

    ClusterCount clusters_;

    // Room for pictures and curves, kept so that a steady frame allocates nothing.
    mutable BitSquare bits_, blocked_;
    mutable std::vector<std::uint64_t> row_;
};

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
    return spinArray(bits_);
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
    if (auto outcome = readSpins(array, side(), bits_); !outcome) {
        return outcome;
    }
    sampler_->load(bits_.words.data());
    return Outcome::done();
}

// Spins row by row, one bit each without gaps, then what the generator has come to.
void Ising::digest(Fnv& fnv) const
{
    readBits(bits_);
    digestSpins(bits_, fnv);
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
    clusters_.save(archive);
    field_.save(archive);
}

Outcome Ising::load(const Archive& archive)
{
    BitSquare bits;
    bits.resize(side());
    std::vector<std::uint64_t> progress;
    ClusterCount clusters;
    std::uint64_t exchanges = 0;
    for (const auto& outcome :
         {archive.get("spins", bits.words, bits.words.size()), archive.get("generator", progress),
          archive.get("exchanges", exchanges), clusters.load(archive)}) {
        if (!outcome) {
            return outcome;
        }
    }
    if (auto outcome = field_.load(archive); !outcome) {
        return outcome;
    }
    exchanges_ = exchanges;
    makeSampler();
    sampler_->load(bits.words.data());
    clusters_ = clusters;
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
