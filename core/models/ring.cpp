// SPDX-License-Identifier: GPL-3.0-or-later
// The one-dimensional Ising ring: E = -J sum_i s_i s_{i+1} - h sum_i s_i, solved exactly by its
// transfer matrix (Ising, Z. Phys. 31, 253, 1925). Heat bath, sequential.
#include "core/base/rng.h"
#include "core/model/hosted.h"
#include "core/models/ising/acceptance.h"
#include "core/stats/estimate.h"
#include "core/theory/ising_ring.h"

#include <algorithm>
#include <cmath>

namespace core {

namespace {

struct RingParams
{
    std::int64_t N = 256;
    double T = 1;
    double J = 1;
    double h = 0;
};

} // namespace

template <>
struct Schema<RingParams>
{
    static constexpr auto fields = std::tuple{
        Field{&RingParams::N, ParamSpec{.id = "N",
                                        .label = "Spins",
                                        .symbol = "N",
                                        .help = "Number of spins on the ring.",
                                        .min = 3,
                                        .max = 4096,
                                        .step = 1,
                                        .scale = Scale::logarithmic,
                                        .effect = Effect::rebuild}},
        Field{&RingParams::T, ParamSpec{.id = "T",
                                        .label = "Temperature",
                                        .symbol = "T",
                                        .unit = "J/k_B",
                                        .help = "Temperature; a ring orders only at T = 0.",
                                        .min = 0,
                                        .max = 20,
                                        .step = 0.01}},
        Field{&RingParams::J,
              ParamSpec{.id = "J",
                        .label = "Coupling",
                        .symbol = "J",
                        .help = "Coupling of neighbours; negative: antiferromagnet.",
                        .min = -2,
                        .max = 2,
                        .step = 0.01}},
        Field{&RingParams::h, ParamSpec{.id = "h",
                                        .label = "Field",
                                        .symbol = "h",
                                        .help = "Uniform magnetic field.",
                                        .min = -5,
                                        .max = 5,
                                        .step = 0.01}}};
};

namespace {

constexpr std::array ringObservables{
    ObservableSpec{"energy", "Energy per spin", "e", "J", "Energy per spin, field term included.",
                   ObservableKind::sampled, -7, 7},
    ObservableSpec{"magnetization", "Magnetisation", "m", "", "Mean spin.", ObservableKind::sampled,
                   -1, 1},
    ObservableSpec{"abs-magnetization", "Absolute magnetisation", "|m|", "",
                   "Absolute value of the mean spin.", ObservableKind::sampled, 0, 1},
    ObservableSpec{"m2", "Squared magnetisation", "m²", "", "Square of the mean spin.",
                   ObservableKind::sampled, 0, 1},
    ObservableSpec{"acceptance", "Acceptance", "a", "", "Share of attempts that change a spin.",
                   ObservableKind::sampled, 0, 1},
    ObservableSpec{"energy2", "Squared energy", "e²", "", "Square of the energy per spin.",
                   ObservableKind::internal, 0, 49},
    ObservableSpec{"specific-heat", "Specific heat", "c", "k_B",
                   "N(<e²> - <e>²)/T², from the fluctuations of the energy.",
                   ObservableKind::derived},
    ObservableSpec{"susceptibility", "Susceptibility", "χ", "1/J",
                   "N(<m²> - <|m|>²)/T at h = 0, N(<m²> - <m>²)/T at h ≠ 0.",
                   ObservableKind::derived},
};

constexpr std::array ringPictures{
    PictureSpec{"spins", "Space and time: newest step below", PictureKind::grid, "spins", false}};
constexpr std::array ringCurves{CurveSpec{"correlation", "Correlation function", "distance r",
                                          "G(r)", "Mean of s_i s_{i+r} around the ring."}};
constexpr std::array ringArrays{ArraySpec{"spins", "Spins", "N numbers, +1 or -1 (int8).", true}};
constexpr std::array<std::string_view, 3> ringNotes{
    "E = -J Σ s_i s_{i+1} - h Σ s_i on a ring of N spins.",
    "Exact for every N by the 2 × 2 transfer matrix (Ising 1925): no transition at any T > 0.",
    "Dynamics: heat bath (Glauber 1963), spin after spin."};

class Ring
{
public:
    using Params = RingParams;
    static constexpr ModelCard card{.id = "ring",
                                    .title = "Ising ring",
                                    .blurb =
                                        "One dimension, solved exactly: no order but at T = 0.",
                                    .step = "N attempted flips",
                                    .observables = ringObservables,
                                    .pictures = ringPictures,
                                    .curves = ringCurves,
                                    .arrays = ringArrays,
                                    .histogram = "magnetization",
                                    .notes = ringNotes};

    static Outcome validate(const RingParams&) { return Outcome::done(); }

    Ring(const RingParams& params, std::uint64_t seed)
        : random_(streamSeed(seed, 0)), spins_(static_cast<std::size_t>(params.N)),
          history_(spins_.size() * rows, 0)
    {
        for (auto& spin : spins_) {
            spin = random_.next() >> 63 ? 1 : -1;
        }
        remember();
        tune(params);
    }

    void tune(const RingParams& params)
    {
        params_ = params;
        for (int sum = -2; sum <= 2; sum += 2) {
            double const dE = -2 * (params.J * sum + params.h);
            up_[static_cast<std::size_t>(sum / 2 + 1)] =
                ising::threshold64(ising::acceptance(ising::Rule::heatBath, dE, params.T));
        }
    }

    bool advance(StopCheck, WorkerPool&)
    {
        std::size_t const n = spins_.size();
        std::uint64_t changed = 0;
        for (std::size_t i = 0; i < n; ++i) {
            int const sum = spins_[i == 0 ? n - 1 : i - 1] + spins_[i + 1 == n ? 0 : i + 1];
            std::int8_t const next =
                random_.next() < up_[static_cast<std::size_t>(sum / 2 + 1)] ? 1 : -1;
            changed += next != spins_[i];
            spins_[i] = next;
        }
        acceptance_ = static_cast<double>(changed) / static_cast<double>(n);
        remember();
        return true;
    }

    double energyFromScratch() const
    {
        std::int64_t bonds = 0, sum = 0;
        for (std::size_t i = 0; i < spins_.size(); ++i) {
            bonds += spins_[i] * spins_[(i + 1) % spins_.size()];
            sum += spins_[i];
        }
        return -(params_.J * static_cast<double>(bonds) + params_.h * static_cast<double>(sum)) /
               static_cast<double>(spins_.size());
    }

    void measure(std::span<double> out) const
    {
        double const e = energyFromScratch();
        std::int64_t sum = 0;
        for (auto const spin : spins_) {
            sum += spin;
        }
        double const m = static_cast<double>(sum) / static_cast<double>(spins_.size());
        std::array const values{e, m, std::fabs(m), m * m, acceptance_, e * e};
        std::copy(values.begin(), values.end(), out.begin());
    }

    void derive(std::span<const double> means, std::span<double> out) const
    {
        auto const n = static_cast<double>(spins_.size());
        double const T = params_.T, centre = params_.h == 0 ? means[2] : means[1];
        out[0] = T > 0 ? n * (means[5] - means[0] * means[0]) / (T * T) : notANumber;
        out[1] = T > 0 ? n * (means[3] - centre * centre) / T : notANumber;
    }

    void curve(int, std::vector<CurvePoint>& out) const
    {
        std::size_t const n = spins_.size();
        out.clear();
        for (std::size_t r = 0; r <= std::min<std::size_t>(n / 2, 64); ++r) {
            std::int64_t sum = 0;
            for (std::size_t i = 0; i < n; ++i) {
                sum += spins_[i] * spins_[(i + r) % n];
            }
            out.push_back(
                {static_cast<double>(r), static_cast<double>(sum) / static_cast<double>(n)});
        }
    }

    void predict(Predictions& out) const { theory(params_, out); }
    static void theory(const RingParams& p, Predictions& out)
    {
        constexpr std::string_view source = "transfer matrix, Ising 1925";
        auto const add = [&](std::string_view id, double value) {
            if (std::isfinite(value)) {
                out.push_back({id, value, ExactKind::thisSize, source});
            }
        };
        auto const matrix = isingRing(p.N, p.J, p.h, p.T);
        auto const law = isingRingLaw(p.N, p.J, p.h, p.T);
        if (!matrix || !law) {
            return;
        }
        add("energy", matrix->energy);
        add("abs-magnetization", law->absMagnetization);
        add("m2", matrix->m2);
        if (p.h != 0) {
            add("magnetization", matrix->magnetization);
        }
        if (p.T > 0) {
            add("specific-heat", matrix->specificHeat);
            add("susceptibility", p.h == 0 ? *law->susceptibilityAbs : *matrix->susceptibility);
        }
    }
    double attempts() const { return static_cast<double>(spins_.size()); }

    WorldSize world(int) const { return {static_cast<int>(spins_.size()), rows}; }

    void draw(int, const Tile& tile, std::span<std::uint8_t> cells) const
    {
        int const width = static_cast<int>(spins_.size());
        std::size_t at = 0;
        for (int j = 0; j < tile.height; ++j) {
            for (int i = 0; i < tile.width; ++i) {
                cells[at++] = blockMean(tile.x0 + i * tile.scale, tile.y0 + j * tile.scale,
                                        tile.scale, width);
            }
        }
    }

    std::optional<Array> exportArray(std::string_view id) const
    {
        return id == "spins" ? std::optional(Array::of(spins_)) : std::nullopt;
    }
    Outcome importArray(std::string_view id, const Array& array)
    {
        if (id != "spins") {
            return Outcome::refused("Model 'ring' has no array '" + std::string(id) +
                                    "' to import; expected spins.");
        }
        if (array.size() != spins_.size()) {
            return Outcome::refused("Array 'spins' has " + std::to_string(array.size()) +
                                    " numbers; expected " + std::to_string(spins_.size()) + ".");
        }
        for (std::size_t i = 0; i < spins_.size(); ++i) {
            if (std::fabs(array.real(i)) != 1) {
                return Outcome::refused("Array 'spins' has a number that is neither +1 nor -1.");
            }
        }
        for (std::size_t i = 0; i < spins_.size(); ++i) {
            spins_[i] = array.real(i) > 0 ? 1 : -1;
        }
        remember();
        return Outcome::done();
    }

    void digest(Fnv& fnv) const
    {
        for (std::size_t i = 0; i < spins_.size(); i += 8) {
            unsigned byte = 0;
            for (std::size_t k = 0; k < 8 && i + k < spins_.size(); ++k) {
                byte |= (spins_[i + k] > 0 ? 1u : 0u) << k;
            }
            fnv.byte(static_cast<std::uint8_t>(byte));
        }
        for (auto const word : random_.state()) {
            fnv.word(word);
        }
    }

    void save(Archive& archive) const
    {
        archive.put("spins", spins_);
        archive.put("generator",
                    std::vector<std::uint64_t>(random_.state().begin(), random_.state().end()));
        archive.put("history", history_);
        archive.put("newest", static_cast<std::uint64_t>(newest_));
        archive.put("acceptance", acceptance_);
    }

    Outcome load(const Archive& archive)
    {
        std::vector<std::int8_t> spins;
        std::vector<std::uint8_t> history;
        std::vector<std::uint64_t> generator;
        std::uint64_t newest = 0;
        double acceptance = 0;
        for (const auto& outcome :
             {archive.get("spins", spins, spins_.size()), archive.get("generator", generator, 4),
              archive.get("history", history, history_.size()), archive.get("newest", newest),
              archive.get("acceptance", acceptance)}) {
            if (!outcome) {
                return outcome;
            }
        }
        bool const binary = std::all_of(spins.begin(), spins.end(),
                                        [](std::int8_t s) { return s == 1 || s == -1; });
        if (!binary || newest >= rows) {
            return Outcome::refused(
                "The saved ring has spins other than +1 and -1, or no such row.");
        }
        spins_ = std::move(spins);
        history_ = std::move(history);
        newest_ = static_cast<int>(newest);
        acceptance_ = acceptance;
        random_ = Rng(Rng::State{generator[0], generator[1], generator[2], generator[3]});
        return Outcome::done();
    }

private:
    static constexpr int rows = 256; // steps that the picture remembers

    void remember()
    {
        newest_ = (newest_ + 1) % rows;
        for (std::size_t i = 0; i < spins_.size(); ++i) {
            history_[static_cast<std::size_t>(newest_) * spins_.size() + i] =
                spins_[i] > 0 ? 255 : 0;
        }
    }

    std::uint8_t blockMean(int x0, int y0, int scale, int width) const
    {
        int sum = 0, count = 0;
        for (int y = y0; y < std::min(y0 + scale, rows); ++y) {
            int const row = (newest_ + 1 + y) % rows;
            for (int x = x0; x < std::min(x0 + scale, width); ++x, ++count) {
                sum += history_[static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
                                static_cast<std::size_t>(x)];
            }
        }
        return static_cast<std::uint8_t>(count > 0 ? (sum + count / 2) / count : 0);
    }

    RingParams params_;
    Rng random_;
    std::vector<std::int8_t> spins_;
    std::vector<std::uint8_t> history_; // 0 or 255, a ring of rows
    int newest_ = 0;
    double acceptance_ = 0;
    std::array<std::uint64_t, 3> up_{};
};

} // namespace

extern const ModelEntry ringEntry;
constinit const ModelEntry ringEntry = entry<Ring>();

} // namespace core
