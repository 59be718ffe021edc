// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/any_model.h"
#include "core/picture/drawing.h"

#include <optional>

namespace core {

// A laboratory: which model is shown with which views, plots, controls and presets. Data only.
// trace: the first values of a curve, each a line against the step.
enum class PlotKind : std::uint8_t { time, parameter, histogram, curve, map, trace };

struct PlotSpec
{
    std::string_view id, title;
    PlotKind kind = PlotKind::time;
    std::vector<std::string_view> observables; // time: drawn together; parameter: a choice of these
    std::string_view along = {};               // parameter: the id on the x axis
    int curve = 0;                             // curve, trace: the card's curve
    bool logX = false, logY = false;
    std::string_view brief = {};              // the title on a tab
    std::vector<std::string_view> right = {}; // time: those with an axis of their own at the right
    int lines = 12;                           // trace: how many values of the curve, at most
};
// What stands on a pad when the laboratory is opened: a letter, half of it unknown.
struct PadStart
{
    std::string_view pad;
    char letter = 'A';
    std::optional<Half> hidden = {};
    double margin = 0; // on each side, as a share of the pad's
};
// A file that is dropped on the laboratory: what `param` is to name, with `settings` besides.
struct DroppedFile
{
    std::string_view param, settings;
};
struct ControlGroup
{
    std::string_view title;
    std::vector<std::string_view> params;
};
struct Preset
{
    std::string_view id, title, help;
    std::string_view settings; // "T=2.269 L=512"
    // Done before the settings, and to the fresh state after them: "cue:pattern=1,noise=0.1". A
    // preset with either begins with a fresh state.
    std::vector<std::string_view> first = {}, then = {};
};
// One experiment a person can start: a sweep of a parameter, or a closed loop of it.
// argument: a sweep of a parameter of `action` (the noise of a cue), at the present parameters.
enum class JobKind : std::uint8_t { sweep, loop, quench, argument };
struct JobSpec
{
    JobKind kind = JobKind::sweep;
    std::string_view id, title, help;
    std::string_view param;  // swept, looped or quenched
    double from = 0, to = 1; // defaults of its dialog
    int points = 21;
    std::string_view observable = {}; // what is drawn
    // Done to each fresh model before its warm-up: "cue:pattern=1,noise=0.05".
    std::string_view action = {};
    int repeats = 1;
    std::uint64_t steps = 0, warmup = 0; // of each point; 0: the job's own defaults
    // Settings of a sweep that begins at its low end, on top of what is set: "start=up".
    std::string_view fromBelow = {};
};

// What is compared first when two runs are put side by side; empty: the window chooses. An empty
// value is the one that is set.
struct CompareSpec
{
    std::string_view param = {}, left = {}, right = {};
    std::string_view observable = {}; // drawn against time
    int view = -1;                    // picture shown; -1: the laboratory's first
};
// A switch beside a picture's title: off it shows `view`, on it shows `instead`, in the same place.
struct ViewToggle
{
    int view = 0, instead = 0;
    std::string_view label, help;
};
// A way into another laboratory: what this model exports as `give` is imported there as `take`;
// what `settings` may say stands in crossing.h. Beside it stands picture `view` (-1: none).
struct Bridge
{
    std::string_view id, label, help;
    std::string_view lab, give, take;
    std::string_view settings = {};
    int view = -1;
};
// A number in words under the first picture, live: "overlap 0.87".
struct LiveNumber
{
    std::string_view observable, word;
};

struct Lab
{
    std::string_view id, title, group, model, story; // group: "Matter"
    std::string_view settings = {};                  // what the window starts with: "L=512 T=2.3"
    double stepsPerSecond = 0;                       // at first; 0: unlimited
    std::vector<int> views = {};                     // picture indices shown at start
    // Shown beside the pads. With any, the first view stands large at the left, the others in a row
    // above the pads.
    std::vector<int> padViews = {};
    std::vector<LiveNumber> caption = {}; // sampled observables
    std::vector<PlotSpec> plots = {};
    std::vector<ControlGroup> controls = {};
    std::vector<std::string_view> table = {}; // observables of the measured/exact table
    std::vector<Preset> presets = {};
    std::vector<JobSpec> jobs = {};
    std::vector<PadStart> pads = {};
    std::optional<DroppedFile> dropped = {}; // documents and pictures excepted
    // Done when the laboratory is opened, one after the other: "store-text:text=AEFHT". Those that
    // take a drawing take what stands on the pad then.
    std::vector<std::string_view> actions = {};
    CompareSpec compare = {};
    std::optional<ViewToggle> toggle = {};
    std::vector<Bridge> bridges = {};
};

// The drawing on the pad when the laboratory is opened, in the size of the pad's picture; no cells
// where nothing stands on it.
Drawing firstDrawing(const Lab& lab, const PadSpec& pad, WorldSize world);

// Every model is a complete lab before anyone designs one.
Lab defaultLab(const ModelEntry& entry);

// Every lab: designed ones and, for models without one, the default. In the rail's order.
const std::vector<Lab>& labs();
const Lab* findLab(std::string_view id);

} // namespace core
