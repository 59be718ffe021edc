// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/archive.h"
#include "core/base/fnv.h"
#include "core/base/gauge.h"
#include "core/base/stop_check.h"
#include "core/base/worker_pool.h"
#include "core/model/card.h"
#include "core/model/progress.h"
#include "core/param/spec.h"

#include <memory>
#include <optional>

namespace core {

// What engine and experiments see of a model; made from any Model by Hosted. Virtual calls happen
// once per band or sample, not per spin.
class AnyModel
{
public:
    virtual ~AnyModel() = default;

    virtual const ModelCard& card() const = 0;
    virtual std::span<const ParamSpec> specs() const = 0;
    // In force; a model may change its own (see the concept Adapting).
    virtual ParamMap params() const = 0;
    virtual std::uint64_t seed() const = 0;

    // Assigns all or none. rebuilt: a fresh state was made because a parameter asked for it.
    struct Assigned
    {
        Outcome outcome = Outcome::done();
        bool rebuilt = false;
        bool retuned = false; // a live parameter has another value than before
    };
    virtual Assigned set(const ParamMap& values) = 0;
    // A fresh state from the present parameters.
    virtual Outcome restart(std::uint64_t seed) = 0;

    // Whom the making of a fresh state tells how far it is, and by whom it may be given up: then
    // refused, with the old state as it was. Null: nobody.
    virtual void reportTo(Gauge* gauge) = 0;

    // Refused while something is missing without which no step can be made; asked before the first
    // step.
    virtual Outcome ready() const = 0;
    virtual bool advance(StopCheck stop, WorkerPool& pool) = 0;
    // Grows with each step that changed parameters by itself.
    virtual std::uint64_t ownChanges() const = 0;
    virtual std::uint64_t steps() const = 0; // completed
    virtual void warmedUp() = 0;
    // Computes now what is otherwise computed only now and then, for the present state; may take
    // long. False when `stop` ended it.
    virtual bool evaluate(StopCheck stop, WorkerPool& pool) = 0;

    virtual void measure(std::span<double> out) const = 0;
    // Did the last step measure something that is measured only now and then?
    virtual bool hasNews() const = 0;
    virtual void derive(std::span<const double> means, std::span<double> out) const = 0;
    virtual void predict(Predictions& out) const = 0;
    virtual void marks(std::vector<Mark>& out) const = 0;
    virtual void curve(int index, std::vector<CurvePoint>& out) const = 0;

    virtual WorldSize world(int picture) const = 0;
    virtual void draw(int picture, const Tile& tile, std::span<std::uint8_t> cells) const = 0;

    virtual bool paintable() const = 0;
    virtual void paint(const Brush& brush) = 0;

    // One of the card's actions; refused with a sentence and nothing changed. May change
    // parameters.
    virtual Outcome act(const ActionCall& call, const Payload& payload) = 0;

    virtual void shelf(Shelf& out) const = 0;
    virtual std::uint64_t shelfVersion() const = 0;
    virtual void shelfValues(std::vector<float>& out) const = 0;
    virtual void status(std::string& out) const = 0;
    virtual Progress progress() const = 0;

    virtual std::optional<Array> exportArray(std::string_view id) const = 0;
    virtual Outcome importArray(std::string_view id, const Array& array) = 0;

    virtual std::optional<double> energyFromScratch() const = 0;
    virtual double
    attempts() const = 0; // elementary attempts per step, 0 where that has no meaning
    virtual std::string_view kernel() const = 0;
    virtual std::string_view notice() const = 0;

    // FNV-1a over model id, completed steps, state, generator.
    virtual std::string hash() const = 0;
    // Parameters, seed, steps and state; load is all or nothing.
    virtual void save(Archive& archive) const = 0;
    virtual Outcome load(const Archive& archive) = 0;
};

// What is registered of a model.
struct ModelEntry
{
    const ModelCard* card;
    std::span<const ParamSpec> (*specs)();
    // Refused with a sentence when a value or a combination is.
    Result<std::unique_ptr<AnyModel>> (*make)(const ParamMap& values, std::uint64_t seed);
    // Predictions for parameters, without a state; from any thread.
    Predictions (*theory)(const ParamMap& values);
    // Lines and regions of the card's map for parameters; from any thread.
    MapData (*map)(const ParamMap& values);
};

std::size_t sampledCount(const ModelCard& card); // all but the derived ones
std::size_t derivedCount(const ModelCard& card);
// Index of an observable on the card, or -1.
int observableIndex(const ModelCard& card, std::string_view id);

} // namespace core
