// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/prediction.h"

#include "core/theory/hopfield.h"
#include "core/theory/hopfield_mixture.h"

namespace core::hopfield {

namespace {

constexpr double widestLoad = 2;
constexpr std::size_t linePoints = 64;

bool applies(const Params& p)
{
    return p.rule == RuleChoice::hebb && p.bias == 0 && p.threshold == 0 &&
           p.dynamics != DynamicsChoice::synchronous;
}

double loadOf(const Params& p)
{
    return static_cast<double>(p.P) / static_cast<double>(p.neurons());
}

void addLine(MapData& out, std::string_view label, const std::vector<HopfieldPoint>& points)
{
    MapLine line{label, {}};
    for (const auto& point : points) {
        line.points.push_back({point.alpha, point.temperature});
    }
    out.lines.push_back(std::move(line));
}

// No lines: what the diagram would need, and what is known without one.
void sayWhyNot(const Params& p, MapData& out)
{
    constexpr double middle = 0.1, top = 1.36, below = 1.16;
    if (p.rule != RuleChoice::hebb) {
        out.regions = {{"curves are known for Hebb's rule", middle, top}};
        if (p.rule == RuleChoice::pseudoInverse) {
            out.regions.push_back({"at T = 0 exact up to α = 1", middle, below});
        }
    } else if (p.dynamics == DynamicsChoice::synchronous) {
        out.regions = {{"curves need one neuron at a time", middle, top}};
    } else {
        out.regions = {{"curves need bias 0 and threshold 0", middle, top}};
    }
}

} // namespace

void predict(const Params& params, std::int64_t drawn, Predictions& out)
{
    if (!applies(params) || drawn > 0 || params.P < 1) {
        return;
    }
    if (auto const state = hopfieldRetrieval(loadOf(params), params.T)) {
        constexpr std::string_view source = "Amit, Gutfreund & Sompolinsky 1987";
        out.push_back({"overlap", state->overlap, ExactKind::infinite, source});
        out.push_back({"max-overlap", state->overlap, ExactKind::infinite, source});
        out.push_back({"energy", state->energy, ExactKind::infinite, source});
    }
}

void marks(const Params& params, std::vector<Mark>& out)
{
    if (params.rule == RuleChoice::pseudoInverse) {
        out.push_back({"load", 1, "α_max"});
    }
    if (!applies(params)) {
        return;
    }
    if (auto const capacity = hopfieldCapacity(params.T)) {
        out.push_back({"load", *capacity, "α_c"});
    }
    if (auto const melting = hopfieldSpinodal(loadOf(params))) {
        out.push_back({"T", *melting, "T_M"});
    }
}

void phaseMap(const Params& params, MapData& out)
{
    if (!applies(params)) {
        sayWhyNot(params, out);
        return;
    }
    auto const diagram = hopfieldDiagram(linePoints, widestLoad);
    addLine(out, "T_M", diagram.retrieval);
    addLine(out, "T_c", diagram.stable);
    addLine(out, "T_g", diagram.glass);
    if (auto const mixture = hopfieldMixtureTemperature(3)) {
        out.lines.push_back({"3-mixtures", {{0, *mixture}, {0.01, *mixture}}});
    }
    out.regions = {{"retrieval", 0.012, 0.2},
                   {"metastable", 0.085, 0.12},
                   {"spin glass", 0.15, 0.75},
                   {"paramagnet", 0.04, 1.35}};
}

} // namespace core::hopfield
