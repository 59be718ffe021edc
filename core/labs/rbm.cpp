// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/labs/designed.h"

namespace core {

Lab rbmLab()
{
    Lab lab{.id = "rbm",
            .title = "Restricted Boltzmann machine",
            .group = "Learning",
            .model = "rbm",
            .story = "A machine that learns what pictures look like. Press Run and features form; "
                     "draw half a digit and it completes it; let it dream, hot and cold.",
            .settings = "data=digits hidden=256 method=pcd k=1 chains=100 learning-rate=0.05 "
                        "decay=1e-3 momentum=0.5 weight-decay=1e-4 batch=100 gradient=centred "
                        "likelihood-every=300 "
                        "ais-runs=24 ais-temperatures=1200"};
    lab.views = {0, 1, 2, 3};
    lab.padViews = {4};
    lab.toggle = ViewToggle{0, 5, "Excited by the drawing",
                            "Frames the features that the drawing, with what was found for its "
                            "unknown pixels, switches on; the others turn pale."};
    lab.dropped = {"file", "data=idx"};
    lab.pads = {{"drawing", '3', Half::bottom, 0.15}};
    lab.actions = {"complete"};
    lab.plots = {
        {.id = "loss",
         .title = "Loss",
         .observables = {"reconstruction-error"},
         .right = {"log-likelihood", "log-likelihood-test"}},
        {.id = "singular-values",
         .title = "Singular values of W",
         .kind = PlotKind::trace,
         .observables = {},
         .curve = 0,
         .brief = "σ",
         .lines = 12},
        {.id = "weights",
         .title = "Weights",
         .kind = PlotKind::curve,
         .observables = {},
         .curve = 2,
         .brief = "w"},
        {.id = "activity",
         .title = "Hidden activity",
         .kind = PlotKind::curve,
         .observables = {},
         .curve = 3,
         .brief = "h"},
        {.id = "spectrum",
         .title = "Singular values by rank",
         .kind = PlotKind::curve,
         .observables = {},
         .curve = 0,
         .brief = "rank"},
        {.id = "energies",
         .title = "Free energies",
         .observables = {"free-energy-train", "free-energy-test"},
         .brief = "F"},
        {.id = "pseudo-likelihood",
         .title = "Pseudo-likelihood",
         .observables = {"pseudo-likelihood"},
         .brief = "PL"},
        {.id = "fantasies",
         .title = "Fantasies as spins",
         .observables = {"fantasy-energy", "fantasy-abs-magnetization"},
         .brief = "e"},
    };
    lab.controls = {
        {"Training",
         {"learning", "epochs", "method", "k", "chains", "learning-rate", "decay", "momentum",
          "weight-decay", "batch", "gradient"}},
        {"Dreaming", {"T"}},
        {"Machine", {"hidden", "init", "bias-init"}},
        {"Data",
         {"data", "side", "picture-side", "file", "labels", "folder", "L", "data-T", "binarise"}},
        {"Likelihood", {"likelihood-every", "ais-runs", "ais-temperatures"}}};
    lab.table = {"log-likelihood",  "log-likelihood-test", "ln-Z",
                 "free-energy-gap", "pseudo-likelihood",   "reconstruction-error",
                 "hidden-activity", "weight-norm",         "epoch"};
    lab.compare = {"method", "cd", "pcd", "log-likelihood", 3};
    // Features are many and alike: Hebb's rule would lose them all. Where they are more than the
    // neurons, the pseudo-inverse has no room for them.
    lab.bridges = {{"to-hopfield", "Open in Hopfield lab",
                    "J_ij = Σ_μ W_iμ W_jμ. The signs of each feature become a stored pattern.",
                    "hopfield", "hopfield-patterns", "patterns",
                    "side={width} P=0 rule=pseudo-inverse T=0 cue:pattern=1,noise=0.02|"
                    "side={width} P=0 rule=dense power=3 T=0 cue:pattern=1,noise=0.02",
                    7}};
    lab.presets = {
        {"digits", "Digits, persistent chains", "Ten digits, 256 features: strokes appear first.",
         "data=digits hidden=256 method=pcd k=1 chains=100 learning-rate=0.05 decay=1e-3 "
         "momentum=0.5 weight-decay=1e-4 batch=100 gradient=centred learning=true T=1 "
         "likelihood-every=300"},
        {"digits-cd", "Digits, contrastive divergence",
         "The same with chains that start at the data: the fantasies are worse than the "
         "reconstructions.",
         "data=digits hidden=256 method=cd k=1 learning-rate=0.05 decay=1e-3 momentum=0.5 "
         "weight-decay=1e-4 batch=100 gradient=centred learning=true T=1 likelihood-every=300"},
        {"bars", "Bars and stripes, exact",
         "Fourteen pictures, the likelihood exact: watch it near its bound -ln 14 = -2.639.",
         "data=bars-and-stripes side=3 hidden=16 method=pcd k=5 chains=200 learning-rate=0.05 "
         "decay=1e-4 momentum=0 weight-decay=0 gradient=plain learning=true T=1 "
         "likelihood-every=100"},
        {"too-fast", "Too few chains, too large a rate",
         "Persistent chains that cannot follow: the likelihood falls again.",
         "data=bars-and-stripes side=3 hidden=9 method=pcd k=1 chains=14 learning-rate=0.5 "
         "decay=0 momentum=0 weight-decay=0 gradient=plain learning=true T=1 likelihood-every=20"},
        {"ising", "Snapshots of a lattice",
         "The machine learns the lattice's law; its fantasies have the lattice's energy.",
         "data=ising L=8 data-T=3 hidden=64 method=pcd k=5 chains=200 learning-rate=0.02 "
         "decay=1e-5 momentum=0.5 weight-decay=0 gradient=plain learning=true T=1 "
         "likelihood-every=2000"},
    };
    return lab;
}

} // namespace core
