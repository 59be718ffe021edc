// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/action.h"
#include "core/model/curve_point.h"
#include "core/model/map.h"
#include "core/model/shelf.h"
#include "core/picture/picture.h"

#include <cmath>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// sampled: one number per step. derived: a function of means, error by the jackknife. internal:
// sampled because derived ones need it, never listed. training: one number at some steps of a model
// that learns; only the last one means something, it has no mean and no error.
enum class ObservableKind : std::uint8_t { sampled, derived, internal, training };
std::string_view observableKindId(ObservableKind kind); // "sampled", "derived", "training"

struct ObservableSpec
{
    std::string_view id, label, symbol, unit, help;
    ObservableKind kind = ObservableKind::sampled;
    double low = -INFINITY, high = INFINITY; // bounds the conformance suite holds it to
    std::string_view error = {}; // of a quantity of training: the one that is its standard error
};

// A curve the model publishes now and then (a correlation function); the engine averages it over
// time, or shows the present one (`averaged` false). `theory` names the curve it should follow,
// drawn as a line beside it.
struct CurveSpec
{
    std::string_view id, label, xLabel, yLabel, help;
    bool averaged = true;
    std::string_view theory = {};
};

// An array the model can export, and import when `importable`.
struct ArraySpec
{
    std::string_view id, label, help;
    bool importable = false;
};

struct ModelCard
{
    std::string_view id, title, blurb, step; // step: "N attempted flips"
    std::span<const ObservableSpec>
        observables; // at most 16 without derived; sampled first, then training, internal, derived
    std::span<const PictureSpec> pictures;
    std::span<const CurveSpec> curves = {};
    std::span<const ArraySpec> arrays = {};
    std::string_view histogram =
        {}; // the sampled observable whose distribution is kept, such as P(m)
    std::span<const std::string_view> notes =
        {};                              // equation, assumptions, limits: sentences for Help
    std::string_view system = "lattice"; // of what there is an infinite one: "infinite lattice"
    std::span<const ActionSpec> actions = {};
    std::span<const PadSpec> pads = {};
    std::span<const ShelfSpec> shelves = {}; // none or one
    std::span<const MapSpec> maps = {};      // none or one
    // A step is an update of what it learns: runs have no warm-up unless one is asked for.
    bool learns = false;
};

enum class ExactKind : std::uint8_t { thisSize, infinite, approximation };
std::string_view exactKindId(ExactKind kind); // "this-size", "infinite", "approximation"

// What theory says of one observable.
struct Prediction
{
    std::string_view observable;
    double value = 0;
    ExactKind kind = ExactKind::thisSize;
    std::string_view source; // "Kaufman 1949"
};
using Predictions = std::vector<Prediction>;

// A distinguished value of a parameter: T_c on the temperature slider and in the plots.
struct Mark
{
    std::string_view param;
    double value = 0;
    std::string_view label; // "T_c"
};

// One stroke of a pen: the cells within `radius` of the segment from (x0, y0) to (x1, y1).
enum class BrushTarget : std::uint8_t { state, field };
struct Brush
{
    BrushTarget target = BrushTarget::state;
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    double radius = 0.5;
    double value = 1; // state: > 0 up, < 0 down; field: -1 ... 1 of the field's strength, 0 erases
};

// Calls visit(x, y) once for each cell of the stroke; coordinates are not clipped.
template <class F>
void forEachCell(const Brush& brush, F&& visit)
{
    double const dx = brush.x1 - brush.x0, dy = brush.y1 - brush.y0;
    double const length2 = dx * dx + dy * dy, r2 = brush.radius * brush.radius;
    int const reach = static_cast<int>(std::ceil(brush.radius));
    for (int y = std::min(brush.y0, brush.y1) - reach; y <= std::max(brush.y0, brush.y1) + reach;
         ++y) {
        for (int x = std::min(brush.x0, brush.x1) - reach;
             x <= std::max(brush.x0, brush.x1) + reach; ++x) {
            double const px = x - brush.x0, py = y - brush.y0;
            double const along =
                length2 > 0 ? std::min(1.0, std::max(0.0, (px * dx + py * dy) / length2)) : 0.0;
            double const ex = px - along * dx, ey = py - along * dy;
            if (ex * ex + ey * ey <= r2) {
                visit(x, y);
            }
        }
    }
}

} // namespace core
