// SPDX-License-Identifier: GPL-3.0-or-later
// What can be measured, drawn and done in the Hopfield model: the parts of its card.
#pragma once

#include "core/model/card.h"

#include <array>

namespace core::hopfield {

inline constexpr std::array observables{
    ObservableSpec{"overlap", "Overlap with the cued pattern", "m", "",
                   "(1/N) Σ ξ_i s_i with the pattern that was cued; none before a cue.",
                   ObservableKind::sampled, -1, 1},
    ObservableSpec{"max-overlap", "Largest overlap", "m_max", "",
                   "Largest |m_μ| over all patterns.", ObservableKind::sampled, 0, 1},
    ObservableSpec{"second-overlap", "Second overlap", "m_2", "",
                   "Second largest |m_μ|: large in a mixture.", ObservableKind::sampled, 0, 1},
    ObservableSpec{"energy", "Energy per neuron", "e", "", "E/N, the threshold's term included.",
                   ObservableKind::sampled},
    ObservableSpec{"flips", "Flips per sweep", "f", "",
                   "Share of the neurons that changed in the last sweep.", ObservableKind::sampled,
                   0, 1},
    ObservableSpec{"recalled", "Recalled", "R", "",
                   "1 when the overlap with the cued pattern is above 0.95 and, at T = 0, nothing "
                   "moves any more.",
                   ObservableKind::sampled, 0, 1}};

inline constexpr std::array pictures{
    PictureSpec{"state", "Network state", PictureKind::grid, "spins", true},
    PictureSpec{"couplings", "Couplings J", PictureKind::grid, "diverging", false}};

inline constexpr std::array curves{
    CurveSpec{"crosstalk", "Crosstalk", "C", "density",
              "How the other patterns disturb a stored one: density of the aligned fields' noise "
              "over neurons and patterns, under Hebb's rule; an error where C < -1.",
              false, "crosstalk-theory"},
    CurveSpec{"crosstalk-theory", "Gaussian, variance α", "C", "density",
              "Gaussian of variance α: independent random patterns under Hebb's rule.", false}};

inline constexpr std::array arrays{
    ArraySpec{"spins", "Neurons", "Rows and columns, side x side numbers, +1 or -1 (int8).", true},
    ArraySpec{"patterns", "Patterns",
              "P x side x side numbers, +1 or -1 (int8), P·N ≤ 2³⁰; imported ones replace all.",
              true},
    ArraySpec{"couplings", "Couplings", "N x N numbers (float64), N ≤ 4096; pair rules only."}};

inline constexpr std::array hideChoices{Choice{"none", "Nothing"}, Choice{"left", "Left half"},
                                        Choice{"right", "Right half"}, Choice{"top", "Top half"},
                                        Choice{"bottom", "Bottom half"}};
inline constexpr std::array fillChoices{Choice{"off", "Off"}, Choice{"random", "Random"}};
inline constexpr std::array ditherChoices{
    Choice{"threshold", "Threshold", "Below the level is up."},
    Choice{"diffusion", "Error diffusion", "Grey as a pattern of dots (Floyd and Steinberg)."}};

inline constexpr ParamSpec patternArgument{.id = "pattern",
                                           .label = "Pattern",
                                           .help = "Number of the pattern, from 1.",
                                           .min = 1,
                                           .max = 131072,
                                           .step = 1,
                                           .kind = ParamKind::integer,
                                           .fallback = 1};
inline constexpr ParamSpec nameArgument{.id = "name",
                                        .label = "Name",
                                        .help =
                                            "What the pattern is called; empty: as the drawing or "
                                            "the picture is, or a number.",
                                        .kind = ParamKind::text};

inline constexpr std::array cueArguments{
    patternArgument,
    ParamSpec{.id = "noise",
              .label = "Noise",
              .help = "Share of the neurons that are flipped: exactly round(noise·N) of them.",
              .step = 0.05,
              .kind = ParamKind::real,
              .fallback = 0},
    ParamSpec{.id = "hide",
              .label = "Hide",
              .help = "The part of the pattern that is hidden.",
              .max = 4,
              .choices = hideChoices,
              .kind = ParamKind::choice},
    ParamSpec{.id = "fill",
              .label = "Hidden part",
              .help = "What the hidden part starts from.",
              .max = 1,
              .choices = fillChoices,
              .kind = ParamKind::choice}};
inline constexpr std::array storeArguments{nameArgument};
inline constexpr std::array imageArguments{
    nameArgument,
    ParamSpec{.id = "level",
              .label = "Level",
              .help = "Grey level, 0 to 1: what is darker is up.",
              .step = 0.05,
              .kind = ParamKind::real,
              .fallback = 0.5},
    ParamSpec{.id = "dither",
              .label = "Method",
              .help = "How grey becomes black and white.",
              .max = 1,
              .choices = ditherChoices,
              .kind = ParamKind::choice},
    ParamSpec{.id = "invert",
              .label = "Invert",
              .help = "What is brighter is up instead.",
              .kind = ParamKind::toggle}};
inline constexpr std::array textArguments{
    ParamSpec{.id = "text",
              .label = "Letters",
              .help = "One pattern is stored for each letter.",
              .kind = ParamKind::text,
              .fallbackText = "AKOTX"}};
inline constexpr std::array randomArguments{ParamSpec{.id = "count",
                                                      .label = "Count",
                                                      .help = "How many random patterns.",
                                                      .min = 1,
                                                      .max = 131072,
                                                      .step = 1,
                                                      .kind = ParamKind::integer,
                                                      .fallback = 1}};
inline constexpr std::array forgetArguments{patternArgument};
inline constexpr std::array moveArguments{ParamSpec{.id = "from",
                                                    .label = "From",
                                                    .help = "Number of the drawn pattern, from 1.",
                                                    .min = 1,
                                                    .max = 131072,
                                                    .step = 1,
                                                    .kind = ParamKind::integer,
                                                    .fallback = 1},
                                          ParamSpec{.id = "to",
                                                    .label = "To",
                                                    .help = "Its new number, from 1.",
                                                    .min = 1,
                                                    .max = 131072,
                                                    .step = 1,
                                                    .kind = ParamKind::integer,
                                                    .fallback = 1}};
inline constexpr std::array renameArguments{patternArgument, nameArgument};
inline constexpr std::array unlearnArguments{
    ParamSpec{.id = "strength",
              .label = "Strength",
              .help = "How much of the dreamt state is unlearnt, as a share of one pattern.",
              .step = 0.01,
              .kind = ParamKind::real,
              .fallback = 0.01}};
inline constexpr std::array mixtureArguments{
    ParamSpec{.id = "patterns",
              .label = "Patterns",
              .help = "Numbers of the patterns, joined by '+'; the state is their majority.",
              .kind = ParamKind::text,
              .fallbackText = "1+2+3"}};

inline constexpr std::array actions{
    ActionSpec{.id = "cue",
               .label = "Cue pattern",
               .help = "Sets the state to a stored pattern, spoilt by noise or half hidden.",
               .params = cueArguments,
               .group = "Recall",
               .rowParam = "pattern",
               .prominent = true},
    ActionSpec{.id = "cue-drawing",
               .label = "Cue drawing",
               .help = "Sets the state to the drawing; unknown cells start at random.",
               .payload = PayloadKind::drawing,
               .pad = "cue",
               .group = "Recall",
               .prominent = true},
    ActionSpec{.id = "cue-random",
               .label = "Cue random",
               .help = "Sets the state to random neurons.",
               .group = "Recall"},
    ActionSpec{.id = "cue-mixture",
               .label = "Cue mixture",
               .help = "Sets the state to the majority of several patterns.",
               .params = mixtureArguments,
               .group = "Recall"},
    ActionSpec{.id = "store",
               .label = "Store drawing",
               .help = "Stores the drawing as a pattern; unknown cells are down.",
               .params = storeArguments,
               .payload = PayloadKind::drawing,
               .pad = "cue",
               .group = "Store",
               .prominent = true,
               .atOnce = true},
    ActionSpec{.id = "store-image",
               .label = "Store image",
               .help = "Stores a picture as a pattern.",
               .params = imageArguments,
               .payload = PayloadKind::image,
               .group = "Store"},
    ActionSpec{.id = "store-text",
               .label = "Store letters",
               .help = "Stores one pattern for each letter of a text.",
               .params = textArguments,
               .group = "Store"},
    ActionSpec{.id = "add-random",
               .label = "Add random",
               .help = "Stores further random patterns.",
               .params = randomArguments,
               .group = "Store",
               .prominent = true},
    ActionSpec{.id = "move",
               .label = "Move pattern",
               .help = "Gives a drawn pattern another place among the drawn ones.",
               .params = moveArguments,
               .group = "Patterns"},
    ActionSpec{.id = "rename",
               .label = "Rename pattern",
               .help = "Gives a drawn pattern another name.",
               .params = renameArguments,
               .group = "Patterns",
               .rowParam = "pattern"},
    ActionSpec{.id = "unlearn",
               .label = "Unlearn",
               .help = "Dreams: settles from a random state and unlearns a little of where it "
                       "ends (Hopfield, Feinstein and Palmer 1983); Hebb's rule only.",
               .params = unlearnArguments,
               .group = "Patterns"},
    ActionSpec{.id = "forget",
               .label = "Forget",
               .help = "Removes one pattern.",
               .params = forgetArguments,
               .group = "Patterns",
               .rowParam = "pattern",
               .destructive = true},
    ActionSpec{.id = "forget-all",
               .label = "Forget all",
               .help = "Removes every pattern, drawn and random.",
               .group = "Patterns",
               .destructive = true,
               .prominent = true}};

inline constexpr std::array pads{PadSpec{
    "cue", "Your drawing (the cue)", "Draw what the network is to store or to remember.", 0, 3}};
inline constexpr std::array shelves{ShelfSpec{"patterns", "Stored patterns",
                                              "The stored patterns with their overlaps m, live.",
                                              "Overlap", "m", -1, 1, "move", "rename"}};
inline constexpr std::array maps{MapSpec{
    "phase", "Phase diagram",
    "Where memory works: drag the point and the network follows. Below T_M memories exist, "
    "below T_c they are the equilibrium, at T_g the spin glass melts, and mixtures of three "
    "patterns live below 0.46 for few patterns (Amit, Gutfreund and Sompolinsky 1985).",
    "load", "T", 0, 0.2, 0, 1.5, "overlap"}};

inline constexpr std::array<std::string_view, 9> notes{
    "E = -½ Σ_{i≠j} J_ij s_i s_j + θ Σ_i s_i; heat bath p(s_i = +1) = 1/(1 + exp(-2 λ_i/T)), λ_i "
    "half "
    "the energy difference of the two values of s_i (λ_i = Σ_j J_ij s_j - θ for pair couplings).",
    "At T = 0 the sign rule; a tie keeps the state.",
    "Hebb: J = ξξᵀ/N without diagonal (Hopfield 1982). Pseudo-inverse: the projection onto the "
    "patterns, without diagonal (Personnaz et al. 1985, Kanter and Sompolinsky 1987). Storkey "
    "1997. "
    "Dense: E = -(N/n) Σ m^n (Krotov and Hopfield 2016). Exponential: Demircigil et al. 2017.",
    "Theory: replica-symmetric (Amit, Gutfreund and Sompolinsky 1985, 1987), infinite N, random "
    "unbiased patterns, Hebb, θ = 0, one neuron at a time; elsewhere it says nothing.",
    "Without noise memory breaks down at α_c = 0.138: all patterns at once, not one by one.",
    "The pseudo-inverse recalls exactly up to P = N; its basins of attraction shrink to nothing "
    "there.",
    "Synchronous updates obey another law, exp(-H/T) with H = -T Σ ln 2cosh(λ_i/T) + Σ θ s_i, and "
    "may end in a cycle of two states (Peretto 1984).",
    "Hebb's network is a restricted Boltzmann machine with P Gaussian hidden units and weights W = "
    "ξ/√N: summed over them it has J = WWᵀ (Barra, Bernacchia, Santucci and Contucci 2012).",
    "A step is one sweep: N attempted updates; synchronous: one update of all."};

} // namespace core::hopfield
