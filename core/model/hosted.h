// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/any_model.h"
#include "core/model/concept.h"
#include "core/param/param_text.h"

namespace core {

// Turns a plain model into an AnyModel: parameters, seed, step count, all-or-nothing assignment and
// files.
template <Model M>
class Hosted final : public AnyModel
{
public:
    using Params = typename M::Params;

    Hosted(const Params& params, std::uint64_t seed)
        : params_(params), seed_(seed), model_(std::make_unique<M>(params, seed))
    {
    }

    const ModelCard& card() const override { return M::card; }
    std::span<const ParamSpec> specs() const override { return specsOf<Params>(); }
    ParamMap params() const override { return valuesOf(inForce()); }
    std::uint64_t seed() const override { return seed_; }

    Assigned set(const ParamMap& values) override
    {
        Params next = inForce();
        Assigned result;
        result.outcome = assignAll(next, values);
        if (result.outcome) {
            result.outcome = M::validate(next);
        }
        if (!result.outcome) {
            return result;
        }
        compare(next, result);
        if (result.rebuilt) {
            rebuild(next, result);
        } else {
            retune(next, result);
        }
        return result;
    }

    Outcome restart(std::uint64_t seed) override
    {
        std::uint64_t const before = std::exchange(seed_, seed);
        Assigned result;
        rebuild(Params(inForce()), result);
        if (!result.outcome) {
            seed_ = before;
        }
        return result.outcome;
    }
    void reportTo(Gauge* gauge) override { gauge_ = gauge; }

    Outcome ready() const override
    {
        if constexpr (Preparing<M>) {
            return std::as_const(*model_).ready();
        }
        return Outcome::done();
    }

    bool advance(StopCheck stop, WorkerPool& pool) override
    {
        bool const complete = model_->advance(stop, pool);
        steps_ += complete ? 1 : 0;
        return complete;
    }
    std::uint64_t steps() const override { return steps_; }
    void warmedUp() override
    {
        if constexpr (Warming<M>) {
            model_->warmedUp();
        }
    }

    bool evaluate([[maybe_unused]] StopCheck stop, [[maybe_unused]] WorkerPool& pool) override
    {
        if constexpr (Evaluating<M>) {
            return model_->evaluate(stop, pool);
        }
        return true;
    }

    std::uint64_t ownChanges() const override
    {
        if constexpr (Deciding<M>) {
            return std::as_const(*model_).ownChanges();
        }
        return 0;
    }
    bool hasNews() const override
    {
        if constexpr (Evaluating<M>) {
            return std::as_const(*model_).hasNews();
        }
        return false;
    }
    void measure(std::span<double> out) const override { std::as_const(*model_).measure(out); }
    void derive(std::span<const double> means, std::span<double> out) const override
    {
        std::as_const(*model_).derive(means, out);
    }
    void predict(Predictions& out) const override { std::as_const(*model_).predict(out); }
    void marks(std::vector<Mark>& out) const override
    {
        if constexpr (Marked<M>) {
            M::marks(inForce(), out);
        }
    }
    void curve(int index, std::vector<CurvePoint>& out) const override
    {
        if constexpr (Curved<M>) {
            std::as_const(*model_).curve(index, out);
        }
    }

    WorldSize world(int picture) const override { return std::as_const(*model_).world(picture); }
    void draw(int picture, const Tile& tile, std::span<std::uint8_t> cells) const override
    {
        std::as_const(*model_).draw(picture, tile, cells);
    }

    bool paintable() const override { return Paintable<M>; }
    void paint([[maybe_unused]] const Brush& brush) override
    {
        if constexpr (Paintable<M>) {
            model_->paint(brush);
        }
    }

    Outcome act(const ActionCall& call, [[maybe_unused]] const Payload& payload) override
    {
        if constexpr (Acting<M>) {
            return model_->act(call, payload);
        }
        return Outcome::refused("Model '" + std::string(M::card.id) + "' has no action '" +
                                std::string(call.action->id) + "'.");
    }

    void shelf([[maybe_unused]] Shelf& out) const override
    {
        if constexpr (Shelved<M>) {
            std::as_const(*model_).shelf(out);
        }
    }
    std::uint64_t shelfVersion() const override
    {
        if constexpr (Shelved<M>) {
            return std::as_const(*model_).shelfVersion();
        }
        return 0;
    }
    void shelfValues([[maybe_unused]] std::vector<float>& out) const override
    {
        if constexpr (Shelved<M>) {
            std::as_const(*model_).shelfValues(out);
        }
    }
    void status(std::string& out) const override
    {
        out.clear();
        if constexpr (Stating<M>) {
            std::as_const(*model_).status(out);
        }
    }
    Progress progress() const override
    {
        if constexpr (Progressing<M>) {
            return std::as_const(*model_).progress();
        }
        return {};
    }

    std::optional<Array> exportArray([[maybe_unused]] std::string_view id) const override
    {
        if constexpr (Exporting<M>) {
            return std::as_const(*model_).exportArray(id);
        }
        return std::nullopt;
    }
    Outcome importArray(std::string_view id, [[maybe_unused]] const Array& array) override
    {
        if constexpr (Exporting<M>) {
            return model_->importArray(id, array);
        }
        return Outcome::refused("Model '" + std::string(M::card.id) + "' has no array '" +
                                std::string(id) + "' to import.");
    }

    std::optional<double> energyFromScratch() const override
    {
        if constexpr (Energetic<M>) {
            return std::as_const(*model_).energyFromScratch();
        }
        return std::nullopt;
    }
    double attempts() const override
    {
        if constexpr (Counting<M>) {
            return std::as_const(*model_).attempts();
        }
        return 0;
    }
    std::string_view kernel() const override
    {
        if constexpr (Telling<M>) {
            return std::as_const(*model_).kernel();
        }
        return {};
    }
    std::string_view notice() const override
    {
        if constexpr (Telling<M>) {
            return std::as_const(*model_).notice();
        }
        return {};
    }

    std::string hash() const override
    {
        Fnv fnv;
        fnv.text(M::card.id);
        fnv.word(steps_);
        std::as_const(*model_).digest(fnv);
        return fnv.hex();
    }

    void save(Archive& archive) const override
    {
        archive.putText("model", std::string(M::card.id));
        archive.putText("parameters", differenceFromDefaults(specs(), params()));
        archive.putText("seed", std::to_string(seed_));
        archive.putText("steps", std::to_string(steps_));
        std::as_const(*model_).save(archive);
    }

    Outcome load(const Archive& archive) override;

private:
    void rebuild(const Params& next, Assigned& result)
    {
        auto fresh = successor(next);
        if constexpr (Inheriting<M>) {
            fresh->inherit(std::as_const(*model_));
        }
        if constexpr (Preparing<M>) {
            result.outcome = std::as_const(*fresh).ready();
        }
        if (result.outcome) {
            params_ = next;
            model_ = std::move(fresh);
            steps_ = 0;
        }
    }

    // A model may be made from parameters, seed and the one before, whose data it goes on using.
    std::unique_ptr<M> successor(const Params& next) const
    {
        if constexpr (Gauged<M>) {
            return std::make_unique<M>(next, seed_, std::as_const(*model_), gauge_);
        } else if constexpr (std::constructible_from<M, const Params&, std::uint64_t, const M&>) {
            return std::make_unique<M>(next, seed_, std::as_const(*model_));
        } else {
            return std::make_unique<M>(next, seed_);
        }
    }

    void retune(const Params& next, Assigned& result)
    {
        Params const before = inForce();
        model_->tune(next);
        if constexpr (Preparing<M>) {
            result.outcome = std::as_const(*model_).ready();
        }
        if (result.outcome) {
            params_ = next;
        } else {
            model_->tune(before);
        }
    }

    const Params& inForce() const
    {
        if constexpr (Adapting<M>) {
            return std::as_const(*model_).params();
        } else {
            return params_;
        }
    }

    std::unique_ptr<M> toBeLoaded(const Params& params, std::uint64_t seed) const
    {
        if constexpr (Fillable<M>) {
            return std::make_unique<M>(params, seed, std::as_const(*model_), ToBeLoaded());
        } else {
            return std::make_unique<M>(params, seed);
        }
    }

    void compare(const Params& next, Assigned& result) const
    {
        ParamMap const before = params(), after = valuesOf(next);
        for (std::size_t i = 0; i < before.size(); ++i) {
            if (before[i].second != after[i].second) {
                Effect const effect = specs()[i].effect;
                result.rebuilt |= effect == Effect::rebuild;
                result.retuned |= effect == Effect::live;
            }
        }
    }

    Params params_; // as they were set
    std::uint64_t seed_ = 1;
    std::uint64_t steps_ = 0;
    std::unique_ptr<M> model_;
    Gauge* gauge_ = nullptr;
};

// What an archive says of itself before its state is read; refused with a sentence when it is for
// another model or does not parse.
struct SavedHeader
{
    ParamMap params;
    std::uint64_t seed = 1, steps = 0;
};
Result<SavedHeader> readSavedHeader(const Archive& archive, const ModelCard& card,
                                    std::span<const ParamSpec> specs);

template <Model M>
Outcome Hosted<M>::load(const Archive& archive)
{
    auto const header = readSavedHeader(archive, M::card, specs());
    if (!header) {
        return header.outcome();
    }
    Params next{};
    if (auto outcome = assignAll(next, header->params); !outcome) {
        return outcome;
    }
    if (auto outcome = M::validate(next); !outcome) {
        return outcome;
    }
    auto fresh = toBeLoaded(next, header->seed);
    if (auto outcome = fresh->load(archive); !outcome) {
        return outcome;
    }
    params_ = next;
    seed_ = header->seed;
    steps_ = header->steps;
    model_ = std::move(fresh);
    return Outcome::done();
}

// The entry of a model: the closing line of its file is `constinit const ModelEntry name =
// entry<Model>();`
template <Model M>
constexpr ModelEntry entry()
{
    using Params = typename M::Params;
    return ModelEntry{
        &M::card, [] { return specsOf<Params>(); },
        [](const ParamMap& values, std::uint64_t seed) -> Result<std::unique_ptr<AnyModel>> {
            using R = Result<std::unique_ptr<AnyModel>>;
            Params params{};
            if (auto outcome = assignAll(params, values); !outcome) {
                return R::refused(outcome.reason());
            }
            if (auto outcome = M::validate(params); !outcome) {
                return R::refused(outcome.reason());
            }
            return R(std::make_unique<Hosted<M>>(params, seed));
        },
        [](const ParamMap& values) {
            Predictions predictions;
            if constexpr (Theoretical<M>) {
                Params params{};
                if (assignAll(params, values)) {
                    M::theory(params, predictions);
                }
            }
            return predictions;
        },
        [](const ParamMap& values) {
            MapData map;
            if constexpr (Mapped<M>) {
                Params params{};
                if (assignAll(params, values)) {
                    M::map(params, map);
                }
            }
            return map;
        }};
}

} // namespace core
