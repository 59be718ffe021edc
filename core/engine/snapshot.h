// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/card.h"
#include "core/model/progress.h"
#include "core/param/spec.h"
#include "core/stats/estimate.h"

#include <array>
#include <string>

namespace core {

// One measured step. Up to sixteen sampled observables in the card's order.
struct Sample
{
    static constexpr std::size_t maxValues = 16;
    std::uint64_t step = 0;
    std::uint32_t epoch = 0; // changes when a parameter or the state was changed from outside
    std::array<double, maxValues> values{};
};

// What the window sees, sixty times a second at most. Written by the engine, then never again until
// its slot returns.
struct Snapshot
{
    std::uint64_t frame = 0, step = 0, seed = 1;
    std::uint32_t epoch = 0;
    bool running = false;
    bool settling = false;     // the transient after a change is still being left out
    double stepsPerSecond = 0; // reached
    double attemptsPerNs = 0;  // flips/ns reached, 0 where it has no meaning
    std::uint64_t measureEvery = 1;
    std::uint64_t samplesLost = 0;
    std::string kernel, notice;
    Progress progress;          // of learning or preparing
    std::string status;         // what the state is, in a few words; may be empty
    std::vector<double> values; // sampled observables in the card's order; empty unless asked for
    std::vector<float> shelfValues; // one per row of the report's shelf of this version
    std::uint64_t shelfVersion = 0;
    std::string refusal;              // the last command that was refused, in a sentence
    std::uint64_t refusals = 0;       // grows with each
    std::uint64_t commandsObeyed = 0; // posted commands that this picture already shows
    std::vector<Picture> pictures;    // one per picture on the card; empty cells where nobody looks
};

// A point the person has visited: the value of the plot's parameter and every observable there.
struct VisitedPoint
{
    std::string key; // all live and rebuild parameters as text
    ParamMap params;
    std::vector<Estimate> estimates; // one per observable on the card
    bool current = false;
};

struct AveragedCurve
{
    std::vector<CurvePoint> mean;
    std::vector<double> error;
};

// The slower numbers: four times a second at most, and at once after a change.
struct Report
{
    std::uint64_t number = 0;
    std::uint32_t epoch = 0;
    std::uint64_t step = 0;
    bool settling = false;
    ParamMap params;                 // in force
    std::vector<Estimate> estimates; // one per observable on the card
    Predictions predictions;
    std::vector<Mark> marks;
    std::vector<VisitedPoint> points;
    double histogramLow = -1, histogramHigh = 1;
    std::vector<std::uint64_t> histogram;
    std::vector<AveragedCurve> curves;
    Shelf shelf;
};

} // namespace core
