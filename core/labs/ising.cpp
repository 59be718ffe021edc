// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/labs/designed.h"

namespace core {

Lab isingLab()
{
    Lab lab{
        .id = "ising",
        .title = "Ising lattice",
        .group = "Matter",
        .model = "ising",
        .story =
            "Spins that prefer to agree, and heat that keeps them from it. Drag the temperature "
            "through T_c and watch order appear.",
        .settings = "L=512 T=2.3",
        .stepsPerSecond = 1000};
    lab.views = {0};
    lab.plots = {
        {"time", "Energy and magnetisation", PlotKind::time, {"energy", "magnetization"}},
        {"parameter",
         "Against temperature: your path on the exact curve",
         PlotKind::parameter,
         {"abs-magnetization", "energy", "specific-heat", "susceptibility", "binder"},
         "T"},
        {"histogram", "P(m)", PlotKind::histogram, {"magnetization"}},
        {.id = "correlation",
         .title = "Correlation function G(r)",
         .kind = PlotKind::curve,
         .observables = {},
         .curve = 0,
         .brief = "G(r)"},
    };
    lab.controls = {{"Parameters", {"T", "h", "J"}},
                    {"System", {"algorithm", "clusters", "lattice", "boundary", "L", "start"}},
                    {"Site field", {"field", "field-strength"}},
                    {"Block spins", {"block-size", "block-levels"}}};
    lab.table = {"energy",     "abs-magnetization",  "specific-heat", "susceptibility",
                 "binder",     "correlation-length", "magnetization", "m2",
                 "acceptance", "cluster-size"};
    lab.compare = {"T", "2", "2.6", "abs-magnetization"};
    lab.presets = {
        {"critical", "At the critical point", "Clusters of every size.",
         "T=2.269185314213022 h=0 J=1"},
        {"hot", "Hot", "Disorder: neighbours barely know of each other.", "T=5 h=0 J=1"},
        {"cold", "Cold", "Order: one direction has won.", "T=1.5 h=0 J=1"},
        {"quench", "Quench from hot to cold", "Domains form and grow.",
         "T=0.5 h=0 J=1 start=random"},
        {"antiferromagnet", "Antiferromagnet", "Neighbours that disagree: a checkerboard.",
         "T=1.5 h=0 J=-1"},
        {"frustrated", "Frustrated triangle",
         "An antiferromagnet on triangles cannot please everyone.",
         "T=0.3 h=0 J=-1 lattice=triangular L=256"},
        {"wall", "A wall between two phases", "A frame that is minus above and plus below.",
         "T=1.8 h=0 J=1 boundary=plus-minus L=256"},
        {"wolff", "Wolff clusters at T_c", "Whole clusters flip: no critical slowing down.",
         "T=2.269185314213022 h=0 J=1 algorithm=wolff L=256"},
        {"kawasaki", "Demixing at fixed magnetisation", "Spins trade places; none is lost.",
         "T=1.2 h=0 J=1 algorithm=kawasaki L=256 start=random"},
    };
    lab.jobs = {
        {JobKind::sweep, "sweep", "Sweep T",
         "Measures at a range of temperatures, each point going on "
         "from the state of the one before.",
         "T", 1.5, 3.5, 21},
        {JobKind::loop, "hysteresis", "Hysteresis",
         "Takes the field down and up again and draws the loop.", "h", 1, -1, 81, "magnetization"},
        {JobKind::quench, "quench", "Quench",
         "From a random start to this temperature at once; energy and order against time.", "T", 20,
         1.0, 200, "energy"},
    };
    // A disordered start below T_c would freeze into stripes.
    lab.jobs.front().fromBelow = "start=up";
    return lab;
}

} // namespace core
