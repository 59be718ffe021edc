// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/archive.h"
#include "core/base/fnv.h"
#include "core/base/gauge.h"
#include "core/base/stop_check.h"
#include "core/base/worker_pool.h"
#include "core/model/card.h"
#include "core/model/progress.h"
#include "core/param/schema.h"

namespace core {

// A model: a plain class. Its author writes no virtual function, no registration, no widget, no
// file format.
template <class M>
concept Model = Described<typename M::Params> &&
    std::constructible_from<M, const typename M::Params&, std::uint64_t> &&
    requires(M m, const M c, const typename M::Params& p, StopCheck stop, WorkerPool& pool,
             std::span<double> out, std::span<const double> means, const Tile& tile,
             std::span<std::uint8_t> cells, Fnv& fnv, Archive& archive, const Archive& saved,
             Predictions& predictions)
{
    {
        M::card
        } -> std::convertible_to<const ModelCard&>;
    // Live or view parameters changed; takes effect at once, also inside a step.
    {
        m.tune(p)
        } -> std::same_as<void>;
    // True: a step is complete. May return false at a band boundary when stop() says so, and is
    // called again.
    {
        m.advance(stop, pool)
        } -> std::same_as<bool>;
    // One number per sampled and internal observable, in the card's order; NaN where it has no
    // meaning.
    {
        c.measure(out)
        } -> std::same_as<void>;
    // One number per derived observable, from the means of the others.
    {
        c.derive(means, out)
        } -> std::same_as<void>;
    // World of picture i, and its bytes for a tile.
    {
        c.world(0)
        } -> std::same_as<WorldSize>;
    {
        c.draw(0, tile, cells)
        } -> std::same_as<void>;
    // State in canonical order, then the generator.
    {
        c.digest(fnv)
        } -> std::same_as<void>;
    // Bit-exact continuation. load: refused with a sentence and nothing changed when it does not
    // fit.
    {
        c.save(archive)
        } -> std::same_as<void>;
    {
        m.load(saved)
        } -> std::same_as<Outcome>;
    // What theory says for the present parameters and quenched state.
    {
        c.predict(predictions)
        } -> std::same_as<void>;
    // Parameters that cannot go together are refused with a sentence.
    {
        M::validate(p)
        } -> std::same_as<Outcome>;
};

// Capabilities are detected, not inherited.
template <class M>
concept Paintable = requires(M m, const Brush& brush)
{
    {
        m.paint(brush)
        } -> std::same_as<void>;
};
template <class M>
concept Energetic = requires(const M c)
{
    {
        c.energyFromScratch()
        } -> std::same_as<double>; // per site
};
template <class M>
concept Curved = requires(const M c, std::vector<CurvePoint>& points)
{
    {
        c.curve(0, points)
        } -> std::same_as<void>; // the card's curve i as it is now
};
template <class M>
concept Exporting = requires(M m, const M c, std::string_view id, const Array& array)
{
    {
        c.exportArray(id)
        } -> std::same_as<std::optional<Array>>;
    {
        m.importArray(id, array)
        } -> std::same_as<Outcome>;
};
// Theory without a state: for curves along a parameter. Called from any thread.
template <class M>
concept Theoretical = requires(const typename M::Params& p, Predictions& predictions)
{
    {
        M::theory(p, predictions)
        } -> std::same_as<void>;
};
template <class M>
concept Marked = requires(const typename M::Params& p, std::vector<Mark>& marks)
{
    {
        M::marks(p, marks)
        } -> std::same_as<void>;
};
// "bit-packed, AVX-512": what does the work; and what a person should know ("slow on a frustrated
// lattice").
template <class M>
concept Telling = requires(const M c)
{
    {
        c.kernel()
        } -> std::same_as<std::string_view>;
    {
        c.notice()
        } -> std::same_as<std::string_view>;
};
// May it start? Refused with a sentence where something is missing that parameters alone cannot
// tell (an image).
template <class M>
concept Preparing = requires(const M c)
{
    {
        c.ready()
        } -> std::same_as<Outcome>;
};
// A fresh state takes over what outlives the old one (site fields).
template <class M>
concept Inheriting = requires(M m, const M& old)
{
    {
        m.inherit(old)
        } -> std::same_as<void>;
};
// The making of a fresh state may take long (a file is read): it tells the gauge, which may be
// null, how far it is, and gives up when it is not wanted any more; then ready() refuses it.
template <class M>
concept Gauged =
    std::constructible_from<M, const typename M::Params&, std::uint64_t, const M&, Gauge*>;
// A state that a document is going to fill need not fetch what the document brings (a file's
// pictures), and goes on using what the one before has already made.
struct ToBeLoaded
{
};
template <class M>
concept Fillable =
    std::constructible_from<M, const typename M::Params&, std::uint64_t, const M&, ToBeLoaded>;
// Elementary attempts (flips, exchanges) in one step: for rates such as flips/ns.
template <class M>
concept Counting = requires(const M c)
{
    {
        c.attempts()
        } -> std::same_as<double>;
};
// The model changes its own parameters (an action adds a pattern, a number is held to a limit, a
// step reaches the last epoch): these are in force.
template <class M>
concept Adapting = requires(const M c)
{
    {
        c.params()
        } -> std::convertible_to<const typename M::Params&>;
};
// A step may change parameters too (a machine has learnt for as long as it was to): how often one
// did.
template <class M>
concept Deciding = requires(const M c)
{
    {
        c.ownChanges()
        } -> std::same_as<std::uint64_t>;
};
// Carries out one of the card's actions; the values are complete and checked, the payload is of the
// kind asked for. Refused with a sentence and nothing changed. Leaves the model between two steps.
template <class M>
concept Acting = requires(M m, const ActionCall& call, const Payload& payload)
{
    {
        m.act(call, payload)
        } -> std::same_as<Outcome>;
};
// The card's shelf: its rows, a number that changes when they do, and the rows' values, as many as
// rows, cheap enough for each picture and without allocating once `values` has room.
template <class M>
concept Shelved = requires(const M c, Shelf& shelf, std::vector<float>& values)
{
    {
        c.shelf(shelf)
        } -> std::same_as<void>;
    {
        c.shelfVersion()
        } -> std::same_as<std::uint64_t>;
    {
        c.shelfValues(values)
        } -> std::same_as<void>;
};
// What the state is, in a few words ("mixture of A + B + C"); called for each picture.
template <class M>
concept Stating = requires(const M c, std::string& status)
{
    {
        c.status(status)
        } -> std::same_as<void>;
};
// How far learning or preparing has come; called for each picture.
template <class M>
concept Progressing = requires(const M c)
{
    {
        c.progress()
        } -> std::same_as<Progress>;
};
// The lines and regions of the card's map. Called from any thread.
template <class M>
concept Mapped = requires(const typename M::Params& p, MapData& map)
{
    {
        M::map(p, map)
        } -> std::same_as<void>;
};
// Expensive quantities (a likelihood) are measured now and then and NaN in between: evaluate()
// measures them for the present state, resumable like advance(); hasNews() tells that the last step
// did.
template <class M>
concept Evaluating = requires(M m, const M c, StopCheck stop, WorkerPool& pool)
{
    {
        m.evaluate(stop, pool)
        } -> std::same_as<bool>;
    {
        c.hasNews()
        } -> std::same_as<bool>;
};
// Called when the warm-up ends: what was tuned during it is frozen (the number of Wolff clusters
// per step).
template <class M>
concept Warming = requires(M m)
{
    {
        m.warmedUp()
        } -> std::same_as<void>;
};

} // namespace core
