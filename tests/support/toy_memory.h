// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "core/labs/lab.h"
#include "core/model/hosted.h"
#include "core/stats/estimate.h"

#include <algorithm>
#include <numeric>

// A memory of a few lines with everything that a model can offer a window: pads, actions, a shelf,
// a map, an alias, a status. Each step sets one row of cells to those of the nearest pattern; above
// T = 1 nothing moves.
namespace toy {

struct Params
{
    std::int64_t side = 8;
    std::int64_t P = 2;
    double T = 0;
};

} // namespace toy

template <>
struct core::Schema<toy::Params>
{
    static constexpr auto fields =
        std::tuple{Field{&toy::Params::side, ParamSpec{.id = "side",
                                                       .label = "Side",
                                                       .help = "Cells along a side.",
                                                       .min = 2,
                                                       .max = 64,
                                                       .effect = Effect::rebuild}},
                   Field{&toy::Params::P, ParamSpec{.id = "P",
                                                    .label = "Patterns",
                                                    .help = "Patterns that are stored.",
                                                    .min = 0,
                                                    .max = 400}},
                   Field{&toy::Params::T, ParamSpec{.id = "T",
                                                    .label = "Temperature",
                                                    .symbol = "T",
                                                    .help = "Above 1 nothing moves.",
                                                    .min = 0,
                                                    .max = 2}}};
    static constexpr auto aliases = std::tuple{Alias<toy::Params>{
        [](const toy::Params& p) {
            return static_cast<double>(p.P) / static_cast<double>(p.side * p.side);
        },
        [](toy::Params& p, double load) {
            p.P = std::llround(load * static_cast<double>(p.side * p.side));
        },
        ParamSpec{.id = "load",
                  .label = "Load",
                  .symbol = "α",
                  .help = "Patterns per cell.",
                  .min = 0,
                  .max = 1,
                  .aliasOf = "P"}}};
};

namespace toy {

using core::ParamKind;
using core::ParamSpec;

inline constexpr std::array observables{
    core::ObservableSpec{"overlap", "Overlap", "m", "", "With the cued pattern.",
                         core::ObservableKind::sampled, -1, 1},
    core::ObservableSpec{"up", "Up", "u", "", "Share of cells that are up.",
                         core::ObservableKind::sampled, 0, 1}};
inline constexpr std::array pictures{
    core::PictureSpec{"state", "State", core::PictureKind::grid, "spins", true}};
inline constexpr ParamSpec patternArgument{.id = "pattern",
                                           .label = "Pattern",
                                           .help = "Number of the pattern, from 1.",
                                           .min = 1,
                                           .max = 400,
                                           .kind = ParamKind::integer,
                                           .fallback = 1};
inline constexpr std::array cueArguments{patternArgument,
                                         ParamSpec{.id = "noise",
                                                   .label = "Noise",
                                                   .help = "Share of the cells that are flipped.",
                                                   .kind = ParamKind::real,
                                                   .fallback = 0}};
inline constexpr std::array rowArguments{patternArgument};
inline constexpr std::array countArguments{ParamSpec{.id = "count",
                                                     .label = "Count",
                                                     .help = "How many.",
                                                     .min = 1,
                                                     .max = 100,
                                                     .kind = ParamKind::integer,
                                                     .fallback = 1}};
inline constexpr std::array moveArguments{ParamSpec{.id = "from",
                                                    .label = "From",
                                                    .help = "Number of the pattern.",
                                                    .min = 1,
                                                    .max = 400,
                                                    .kind = ParamKind::integer,
                                                    .fallback = 1},
                                          ParamSpec{.id = "to",
                                                    .label = "To",
                                                    .help = "Its new number.",
                                                    .min = 1,
                                                    .max = 400,
                                                    .kind = ParamKind::integer,
                                                    .fallback = 1}};
inline constexpr std::array actions{
    core::ActionSpec{.id = "cue",
                     .label = "Cue pattern",
                     .help = "The state becomes a pattern.",
                     .params = cueArguments,
                     .group = "Recall",
                     .rowParam = "pattern"},
    core::ActionSpec{.id = "cue-drawing",
                     .label = "Cue drawing",
                     .help = "The state becomes the drawing.",
                     .payload = core::PayloadKind::drawing,
                     .pad = "cue",
                     .group = "Recall"},
    core::ActionSpec{.id = "store",
                     .label = "Store drawing",
                     .help = "The drawing becomes a pattern; an empty one is refused.",
                     .payload = core::PayloadKind::drawing,
                     .pad = "cue",
                     .group = "Store"},
    core::ActionSpec{.id = "add-random",
                     .label = "Add random",
                     .help = "Further patterns.",
                     .params = countArguments,
                     .group = "Store"},
    core::ActionSpec{.id = "store-image",
                     .label = "Store image",
                     .help = "A picture becomes a pattern.",
                     .payload = core::PayloadKind::image,
                     .group = "Store"},
    core::ActionSpec{.id = "move",
                     .label = "Move pattern",
                     .help = "Gives a pattern another number.",
                     .params = moveArguments,
                     .group = "Patterns"},
    core::ActionSpec{.id = "forget",
                     .label = "Forget",
                     .help = "Removes a pattern.",
                     .params = rowArguments,
                     .group = "Patterns",
                     .rowParam = "pattern",
                     .destructive = true},
    core::ActionSpec{.id = "forget-all",
                     .label = "Forget all",
                     .help = "Removes every pattern.",
                     .group = "Patterns",
                     .destructive = true}};
inline constexpr std::array pads{core::PadSpec{"cue", "Drawing", "What is to be stored.", 0, 3}};
inline constexpr std::array shelves{
    core::ShelfSpec{"patterns", "Patterns", "What is stored.", "Overlap", "m", -1, 1, "move"}};
inline constexpr std::array maps{
    core::MapSpec{"phase", "Map", "Where it works.", "load", "T", 0, 0.5, 0, 2, "overlap"}};

class Memory
{
public:
    using Params = toy::Params;
    using Cells = std::vector<std::uint8_t>;
    static constexpr core::ModelCard card{.id = "toy",
                                          .title = "Toy memory",
                                          .blurb = "A memory for tests.",
                                          .step = "one row",
                                          .observables = observables,
                                          .pictures = pictures,
                                          .actions = actions,
                                          .pads = pads,
                                          .shelves = shelves,
                                          .maps = maps};

    Memory(const Params& params, std::uint64_t seed) : params_(params), rng_(seed)
    {
        state_.assign(size(), 0);
        setCount();
    }
    static core::Outcome validate(const Params&) { return core::Outcome::done(); }
    void inherit(const Memory& old)
    {
        if (old.params_.side == params_.side) {
            patterns_ = old.patterns_;
            names_ = old.names_;
            setCount();
        }
    }
    void tune(const Params& next)
    {
        params_ = next;
        setCount();
    }
    const Params& params() const { return params_; }

    bool advance(core::StopCheck, core::WorkerPool&)
    {
        auto const best = nearest();
        auto const side = static_cast<std::size_t>(params_.side);
        for (std::size_t x = 0; params_.T <= 1 && best >= 0 && x < side; ++x) {
            auto const at = row_ % side * side + x;
            state_[at] = patterns_[static_cast<std::size_t>(best)][at];
        }
        ++row_;
        return true;
    }
    void measure(std::span<double> out) const
    {
        out[0] = cued_ < patterns_.size() ? overlap(cued_) : core::notANumber;
        out[1] = static_cast<double>(std::count(state_.begin(), state_.end(), 1)) /
                 static_cast<double>(size());
    }
    void derive(std::span<const double>, std::span<double>) const {}
    core::WorldSize world(int) const
    {
        return {static_cast<int>(params_.side), static_cast<int>(params_.side)};
    }
    void draw(int, const core::Tile& tile, std::span<std::uint8_t> cells) const
    {
        for (int y = 0; y < tile.height; ++y) {
            for (int x = 0; x < tile.width; ++x) {
                auto const cx = std::min<std::int64_t>(tile.x0 + x * tile.scale, params_.side - 1);
                auto const cy = std::min<std::int64_t>(tile.y0 + y * tile.scale, params_.side - 1);
                cells[static_cast<std::size_t>(y * tile.width + x)] =
                    state_[static_cast<std::size_t>(cy * params_.side + cx)] ? 255 : 0;
            }
        }
    }
    void paint(const core::Brush& brush)
    {
        core::forEachCell(brush, [&](int x, int y) {
            if (x >= 0 && y >= 0 && x < params_.side && y < params_.side) {
                state_[static_cast<std::size_t>(y * params_.side + x)] = brush.value > 0;
            }
        });
    }

    core::Outcome act(const core::ActionCall& call, const core::Payload& payload)
    {
        auto const& id = call.action->id;
        auto const number = [&](std::string_view name) {
            return static_cast<std::size_t>(core::numberOf(*core::findValue(call.values, name)));
        };
        if (id == "cue" || id == "forget") {
            if (number("pattern") > patterns_.size()) {
                return core::Outcome::refused("There is no such pattern.");
            }
        }
        if (id == "cue") {
            cue(number("pattern") - 1, core::numberOf(*core::findValue(call.values, "noise")));
        } else if (id == "cue-drawing") {
            state_ = known(payload);
        } else if (id == "store" || id == "store-image") {
            auto cells = known(payload);
            if (std::count(cells.begin(), cells.end(), 1) == 0) {
                return core::Outcome::refused("The drawing is empty.");
            }
            patterns_.insert(patterns_.begin(), cells);
            names_.insert(names_.begin(), payload.name.empty() ? "drawn" : payload.name);
        } else if (id == "add-random") {
            params_.P += static_cast<std::int64_t>(number("count"));
            setCount();
        } else if (id == "move") {
            auto const from = number("from") - 1, to = number("to") - 1;
            if (from >= patterns_.size() || to >= patterns_.size()) {
                return core::Outcome::refused("There is no such pattern.");
            }
            move(patterns_, from, to);
            move(names_, from, to);
        } else if (id == "forget") {
            patterns_.erase(patterns_.begin() + static_cast<std::ptrdiff_t>(number("pattern")) - 1);
            names_.erase(names_.begin() + static_cast<std::ptrdiff_t>(number("pattern")) - 1);
        } else {
            patterns_.clear();
            names_.clear();
        }
        params_.P = static_cast<std::int64_t>(patterns_.size());
        ++version_;
        return core::Outcome::done();
    }
    void shelf(core::Shelf& out) const
    {
        out.version = version_;
        out.total = patterns_.size();
        out.rows.clear();
        for (std::size_t k = 0; k < std::min(patterns_.size(), core::shelfRows); ++k) {
            core::ShelfRow row{names_[k],
                               k == 1 ? "much like another" : "",
                               names_[k] == "drawn",
                               static_cast<int>(params_.side),
                               static_cast<int>(params_.side),
                               patterns_[k]};
            for (auto& cell : row.cells) {
                cell = cell ? 255 : 0;
            }
            out.rows.push_back(std::move(row));
        }
    }
    std::uint64_t shelfVersion() const { return version_; }
    void shelfValues(std::vector<float>& values) const
    {
        values.clear();
        for (std::size_t k = 0; k < std::min(patterns_.size(), core::shelfRows); ++k) {
            values.push_back(static_cast<float>(overlap(k)));
        }
    }
    void status(std::string& out) const
    {
        auto const best = nearest();
        if (best >= 0 && patterns_[static_cast<std::size_t>(best)] == state_) {
            out = names_[static_cast<std::size_t>(best)];
        } else {
            out = "thinking";
        }
    }
    static void map(const Params& params, core::MapData& out)
    {
        if (params.side >= 4) {
            out.lines = {{"T_M(α)", {{0, 1}, {0.25, 0.5}, {0.4, 0}}},
                         {"T_g", {{0, 1}, {0.5, 1.7}}}};
            out.regions = {{"retrieval", 0.08, 0.3}, {"paramagnet", 0.2, 1.7}};
        }
    }

    void predict(core::Predictions&) const {}
    void digest(core::Fnv& fnv) const { fnv.bytes(state_); }
    void save(core::Archive& archive) const
    {
        Cells all;
        std::string names;
        for (std::size_t k = 0; k < patterns_.size(); ++k) {
            all.insert(all.end(), patterns_[k].begin(), patterns_[k].end());
            names += names_[k] + '\n';
        }
        archive.put("state", state_);
        archive.put("patterns", all);
        archive.putText("names", names);
        archive.put("row", static_cast<std::uint64_t>(row_));
        archive.put("cued", static_cast<std::uint64_t>(cued_));
    }
    core::Outcome load(const core::Archive& archive)
    {
        Cells all;
        std::string names;
        std::uint64_t row = 0, cued = 0;
        for (auto outcome : {archive.get("state", state_, size()), archive.get("patterns", all),
                             archive.getText("names", names), archive.get("row", row),
                             archive.get("cued", cued)}) {
            if (!outcome) {
                return outcome;
            }
        }
        patterns_.clear();
        names_.clear();
        for (std::size_t at = 0; at < all.size(); at += size()) {
            patterns_.emplace_back(all.begin() + static_cast<std::ptrdiff_t>(at),
                                   all.begin() + static_cast<std::ptrdiff_t>(at + size()));
            auto const end = names.find('\n');
            names_.push_back(names.substr(0, end));
            names.erase(0, end + 1);
        }
        row_ = static_cast<std::size_t>(row);
        cued_ = static_cast<std::size_t>(cued);
        ++version_;
        return core::Outcome::done();
    }

private:
    std::size_t size() const { return static_cast<std::size_t>(params_.side * params_.side); }
    template <class T>
    static void move(std::vector<T>& all, std::size_t from, std::size_t to)
    {
        auto one = std::move(all[from]);
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(from));
        all.insert(all.begin() + static_cast<std::ptrdiff_t>(to), std::move(one));
    }
    static Cells known(const core::Payload& payload)
    {
        Cells cells = payload.cells;
        for (auto& cell : cells) {
            cell = payload.kind == core::PayloadKind::image ? cell > 127 : cell == 1;
        }
        return cells;
    }
    void setCount()
    {
        auto const wanted = static_cast<std::size_t>(params_.P);
        while (patterns_.size() < wanted) {
            Cells cells(size());
            for (auto& cell : cells) {
                cell = rng_.next() >> 63 != 0;
            }
            patterns_.push_back(std::move(cells));
            names_.push_back("random " + std::to_string(patterns_.size()));
        }
        patterns_.resize(wanted);
        names_.resize(wanted);
        ++version_;
    }
    void cue(std::size_t pattern, double noise)
    {
        cued_ = pattern;
        state_ = patterns_[pattern];
        std::vector<std::size_t> order(size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        auto const flips =
            static_cast<std::size_t>(std::llround(noise * static_cast<double>(size())));
        for (std::size_t i = 0; i < flips; ++i) {
            std::swap(order[i], order[i + static_cast<std::size_t>(rng_.below(size() - i))]);
            state_[order[i]] ^= 1;
        }
    }
    double overlap(std::size_t k) const
    {
        double sum = 0;
        for (std::size_t i = 0; i < size(); ++i) {
            sum += state_[i] == patterns_[k][i] ? 1 : -1;
        }
        return sum / static_cast<double>(size());
    }
    int nearest() const
    {
        int best = -1;
        for (std::size_t k = 0; k < patterns_.size(); ++k) {
            if (best < 0 || overlap(k) > overlap(static_cast<std::size_t>(best))) {
                best = static_cast<int>(k);
            }
        }
        return best;
    }

    Params params_;
    core::Rng rng_;
    Cells state_;
    std::vector<Cells> patterns_;
    std::vector<std::string> names_;
    std::size_t row_ = 0, cued_ = 0;
    std::uint64_t version_ = 1;
};

inline const core::ModelEntry entry = core::entry<Memory>();

inline core::Lab lab()
{
    core::Lab lab = core::defaultLab(entry);
    lab.settings = "side=8 P=2 T=0";
    lab.jobs = {{core::JobKind::argument, "basin", "Basin", "Recall against noise.", "noise", 0,
                 0.5, 5, "overlap", "cue:pattern=1", 4, 1, 0}};
    return lab;
}

} // namespace toy
