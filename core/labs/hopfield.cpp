// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/labs/designed.h"

namespace core {

Lab hopfieldLab()
{
    Lab lab{.id = "hopfield",
            .title = "Hopfield memory",
            .group = "Memory",
            .model = "hopfield",
            .story = "Neurons that remember what they were shown. Draw a letter, hide half of it, "
                     "press Run, and the rest comes back; load the memory until it forgets.",
            .settings = "side=32 P=0 rule=pseudo-inverse T=0",
            .stepsPerSecond = 1};
    lab.views = {0};
    lab.caption = {{"overlap", "overlap"}, {"energy", "energy"}};
    lab.plots = {
        {"time", "Energy and overlaps", PlotKind::time, {"overlap", "energy", "second-overlap"}},
        {"phase", "Phase diagram: drag the point", PlotKind::map, {}},
        {"parameter",
         "Against the load",
         PlotKind::parameter,
         {"overlap", "max-overlap", "recalled", "energy", "flips"},
         "load"},
        {"temperature",
         "Against temperature",
         PlotKind::parameter,
         {"overlap", "max-overlap", "energy"},
         "T"},
        {.id = "crosstalk",
         .title = "Crosstalk of the stored patterns",
         .kind = PlotKind::curve,
         .observables = {},
         .curve = 0,
         .brief = "Crosstalk"},
    };
    lab.controls = {{"Parameters", {"T", "load", "threshold"}},
                    {"Memory", {"rule", "power", "beta", "P", "bias"}},
                    {"System", {"dynamics", "side"}}};
    lab.table = {"overlap", "max-overlap", "second-overlap", "energy", "flips", "recalled"};
    lab.pads = {{"cue", 'A', Half::bottom}};
    lab.actions = {"store-text:text=AKOTX", "cue-drawing"};
    lab.compare = {"rule", "hebb", "pseudo-inverse", "overlap"};
    lab.presets = {
        {"letters",
         "Five letters, pseudo-inverse",
         "Each is recalled from any half, however alike they are.",
         "side=32 P=0 rule=pseudo-inverse T=0 dynamics=asynchronous threshold=0",
         {"forget-all"},
         {"store-text:text=AKOTX", "cue:pattern=1,hide=bottom"}},
        {"alike",
         "Look-alikes under Hebb",
         "Letters that share strokes blend; choose the pseudo-inverse and they part.",
         "side=32 P=0 rule=hebb T=0 dynamics=asynchronous threshold=0",
         {"forget-all"},
         {"store-text:text=EFHPB", "cue:pattern=3"}},
        {"light",
         "Lightly loaded random patterns",
         "Retrieval is the true equilibrium here.",
         "side=64 load=0.03 bias=0 rule=hebb T=0 dynamics=asynchronous threshold=0",
         {"forget-all"},
         {"cue:pattern=1,noise=0.25"}},
        {"edge",
         "At the edge of capacity",
         "A few patterns more, and all of them are lost.",
         "side=64 load=0.138 bias=0 rule=hebb T=0 dynamics=asynchronous threshold=0",
         {"forget-all"},
         {"cue:pattern=1,noise=0.05"}},
        {"warm",
         "Warm memory",
         "Noise shakes single neurons; the memory holds.",
         "side=64 load=0.02 bias=0 rule=hebb T=0.5 dynamics=asynchronous threshold=0",
         {"forget-all"},
         {"cue:pattern=1"}},
        {"mixture",
         "A mixture of three",
         "A false memory: the majority of three true ones.",
         "side=64 load=0.002 bias=0 rule=hebb T=0.1 dynamics=asynchronous threshold=0",
         {"forget-all"},
         {"cue-mixture:patterns=1+2+3"}},
        {"dense",
         "Dense memory",
         "With m^3 in the energy far more patterns fit.",
         "side=32 load=0.5 bias=0 rule=dense power=3 T=0 dynamics=asynchronous threshold=0",
         {"forget-all"},
         {"cue:pattern=1,noise=0.2"}},
        {"cycle",
         "A cycle of two states",
         "All at once, and the network may swing for ever.",
         "side=32 load=0.3 bias=0 rule=hebb T=0 dynamics=synchronous threshold=0",
         {"forget-all"},
         {"cue-random"}},
    };
    // Cold: the patterns stand as long as T is small beside 1/sqrt(N), and melt above.
    lab.bridges = {
        {"from-hopfield", "Open as Boltzmann machine",
         "Hebb's J = ξξᵀ/N is WWᵀ with W = ξ/√N. Each pattern becomes a feature.", "rbm",
         "patterns", "hopfield-patterns",
         "data=drawn picture-side={width} hidden={count} learning=false T=0.01 dream:start=data",
         1}};
    lab.jobs = {
        {JobKind::sweep, "capacity", "Capacity",
         "Cues a pattern with 5 % noise at each load and measures how much of it stays.", "load",
         0.02, 0.2, 19, "overlap", "cue:pattern=1,noise=0.05", 5, 100, 50},
        {JobKind::argument, "basin", "Basin",
         "How often a spoilt pattern is recalled, against the share of neurons that were flipped.",
         "noise", 0, 0.5, 21, "recalled", "cue:pattern=1", 20, 1, 30},
        {JobKind::sweep, "melting", "Melting",
         "Cues a pattern at each temperature and measures how much of it stays.", "T", 0, 1.2, 25,
         "overlap", "cue:pattern=1,noise=0.05", 3, 200, 50},
    };
    return lab;
}

} // namespace core
