// SPDX-License-Identifier: GPL-3.0-or-later
// What can be measured, drawn and done with the restricted Boltzmann machine: the parts of its
// card.
#pragma once

#include "core/model/card.h"

#include <array>

namespace core::rbm {

// The order of the numbers that are measured at a step.
namespace quantity {
enum Index : std::size_t {
    fantasyEnergy,
    fantasyMagnetization,
    reconstructionError,
    pseudoLikelihood,
    freeEnergyTrain,
    freeEnergyTest,
    freeEnergyGap,
    logLikelihood,
    logLikelihoodTest,
    lnZ,
    lnZError,
    hiddenActivity,
    weightNorm,
    epoch
};
} // namespace quantity

inline constexpr std::array observables{
    ObservableSpec{"fantasy-energy", "Energy of the fantasies", "e", "J",
                   "Energy per site of the fantasies read as spins of the lattice that was learnt; "
                   "only with the lattice's data.",
                   ObservableKind::sampled, -2, 2},
    ObservableSpec{"fantasy-abs-magnetization", "|Magnetisation| of the fantasies", "|m|", "",
                   "Mean over the fantasies, read as spins, of the absolute magnetisation; only "
                   "with the lattice's data.",
                   ObservableKind::sampled, 0, 1},
    ObservableSpec{"reconstruction-error", "Reconstruction error", "R", "",
                   "Mean square difference of the data and their reconstruction by one Gibbs step: "
                   "cheap, and not a likelihood.",
                   ObservableKind::training, 0, 1},
    ObservableSpec{"pseudo-likelihood", "Pseudo-likelihood", "PL", "nats",
                   "Sum over pixels of ln p(pixel | the other pixels), mean over training pictures "
                   "(Besag 1975).",
                   ObservableKind::training},
    ObservableSpec{"free-energy-train", "Free energy of the data", "F", "",
                   "F(v) = -b·v - Σ ln(1 + exp(c_j + W_j·v)), mean over training pictures.",
                   ObservableKind::training},
    ObservableSpec{"free-energy-test", "Free energy of test data", "F_test", "",
                   "The same over pictures that were never shown.", ObservableKind::training},
    ObservableSpec{"free-energy-gap", "Free-energy gap", "ΔF", "nats",
                   "F_test - F: it grows when the machine learns by heart (Hinton 2012).",
                   ObservableKind::training},
    ObservableSpec{"log-likelihood", "Log-likelihood", "ln p", "nats",
                   "Mean of ln p(v) over training pictures: exact by enumeration of the smaller "
                   "layer up to 22 units, else by annealed importance sampling.",
                   ObservableKind::training, -INFINITY, INFINITY, "ln-Z-error"},
    ObservableSpec{"log-likelihood-test", "Log-likelihood of test data", "ln p_test", "nats",
                   "The same over pictures that were never shown.", ObservableKind::training,
                   -INFINITY, INFINITY, "ln-Z-error"},
    ObservableSpec{"ln-Z", "Log partition function", "ln Z", "",
                   "Logarithm of the normalising constant: exact, or by annealed importance "
                   "sampling (Salakhutdinov and Murray 2008).",
                   ObservableKind::training, -INFINITY, INFINITY, "ln-Z-error"},
    ObservableSpec{"ln-Z-error", "Error of ln Z", "δ ln Z", "",
                   "Statistical error of ln Z, and so of the log-likelihoods; 0 where they are "
                   "exact.",
                   ObservableKind::training, 0},
    ObservableSpec{"hidden-activity", "Hidden activity", "h", "",
                   "Mean probability of the hidden units over the last batch.",
                   ObservableKind::training, 0, 1},
    ObservableSpec{"weight-norm", "Size of the weights", "|W|", "",
                   "Root of the mean square weight.", ObservableKind::training, 0},
    ObservableSpec{"epoch", "Epoch", "", "", "How often each training picture was shown.",
                   ObservableKind::training, 0}};

namespace picture {
enum Index : int {
    filters,
    data,
    reconstruction,
    fantasy,
    completion,
    excited,
    weights,
    couplings
};
} // namespace picture

inline constexpr std::array pictures{
    PictureSpec{"filters", "Weights: features", PictureKind::grid, "diverging"},
    PictureSpec{"data", "Data", PictureKind::grid, "spins"},
    PictureSpec{"reconstruction", "Reconstruction", PictureKind::grid, "spins"},
    PictureSpec{"fantasy", "Fantasy|, T = {T}", PictureKind::grid, "spins"},
    PictureSpec{"completion", "Completion", PictureKind::grid, "spins"},
    PictureSpec{"excited", "Excited features", PictureKind::grid, "diverging"},
    PictureSpec{"weights", "Matrix W", PictureKind::grid, "diverging"},
    PictureSpec{"couplings", "As a Hopfield network: J = WWᵀ", PictureKind::grid, "diverging"}};

namespace curve {
enum Index : int { spectrum, spectrumEdge, weightDensity, activityDensity };
} // namespace curve

inline constexpr std::array curves{
    CurveSpec{"spectrum", "Singular values", "rank", "σ",
              "Singular values of W, the largest first: what is learnt leaves the noise.", false,
              "noise-edge"},
    CurveSpec{"noise-edge", "Edge of the initial noise", "rank", "σ",
              "Largest singular value of random weights of the initial size: init (√N_v + √N_h) "
              "(Marchenko and Pastur 1967).",
              false},
    CurveSpec{"weight-density", "Weights", "w", "density", "Density of the weights.", false},
    CurveSpec{"activity-density", "Hidden activity", "h", "density",
              "Density of the units' mean activity over the last batch.", false}};

inline constexpr std::array arrays{
    // First, so that of a file with everything the weights themselves have the last word.
    ArraySpec{"hopfield-patterns", "As patterns of a Hopfield memory",
              "N_h x height x width numbers, +1 or -1 (int8): the signs of each hidden unit's "
              "weights. Imported, patterns become weights ξ/√N_v without biases, so that WWᵀ is "
              "Hebb's J.",
              true},
    ArraySpec{"weights", "Weights", "N_v x N_h numbers (float32).", true},
    ArraySpec{"visible-bias", "Visible biases", "N_v numbers (float32).", true},
    ArraySpec{"hidden-bias", "Hidden biases", "N_h numbers (float32).", true},
    ArraySpec{"hopfield-couplings", "Couplings as a Hopfield network",
              "N_v x N_v numbers (float64): J = WWᵀ without its diagonal, N_v ≤ 4096."},
    ArraySpec{"fantasies", "Fantasies", "Count x height x width numbers, 0 or 1 (uint8)."},
    ArraySpec{"ising-couplings", "Couplings of the learnt law",
              "N_v x N_v numbers (float64): pair couplings J_ik/T of the visible layer in ±1 "
              "units."}};

inline constexpr std::array startChoices{
    Choice{"noise", "Noise", "Each pixel by a coin."},
    Choice{"data", "Data", "Pictures of the training set."},
    Choice{"chains", "Chains", "Where the persistent chains are."}};

inline constexpr std::array dreamArguments{
    ParamSpec{.id = "start",
              .label = "Start from",
              .help = "Where the fantasies begin; from noise they may stay "
                      "in states that no picture is like.",
              .max = 2,
              .choices = startChoices,
              .kind = ParamKind::choice,
              .fallback = 1}};
inline constexpr std::array storeArguments{
    ParamSpec{.id = "name",
              .label = "Name",
              .help = "What the picture is called; empty: numbered.",
              .kind = ParamKind::text}};

inline constexpr std::array actions{
    ActionSpec{.id = "complete",
               .label = "Complete",
               .help = "Holds the drawn pixels and lets the machine find the unknown ones.",
               .payload = PayloadKind::drawing,
               .pad = "drawing",
               .group = "Dream",
               .prominent = true,
               .aside = true},
    ActionSpec{.id = "dream",
               .label = "Dream",
               .help = "Stops learning and starts the fantasies anew: at T below 1 they freeze, "
                       "above they melt.",
               .params = dreamArguments,
               .group = "Dream",
               .prominent = true},
    ActionSpec{.id = "reset-chains",
               .label = "Reset chains",
               .help = "The persistent chains start again from noise.",
               .group = "Chains"},
    ActionSpec{.id = "new-chains-from-data",
               .label = "Chains from data",
               .help = "The persistent chains start again from training pictures.",
               .group = "Chains"},
    ActionSpec{.id = "store",
               .label = "Add to my drawings",
               .help = "Adds the drawing to the pictures of the data 'My drawings'; unknown cells "
                       "are off.",
               .params = storeArguments,
               .payload = PayloadKind::drawing,
               .pad = "drawing",
               .group = "Data",
               .prominent = true},
    ActionSpec{.id = "forget-drawings",
               .label = "Forget my drawings",
               .help = "Removes every picture that was added.",
               .group = "Data",
               .destructive = true}};

inline constexpr std::array pads{PadSpec{
    "drawing", "Draw a part", "Draw some pixels and leave the rest unknown: the machine finds it.",
    picture::completion, 3, "complete"}};

inline constexpr std::array<std::string_view, 9> notes{
    "E(v, h) = -bᵀv - cᵀh - vᵀWh with units 0 or 1; p(h_j = 1 | v) = 1/(1 + exp(-(c_j + Σ_i v_i "
    "W_ij)/T)) and likewise for v (Smolensky 1986, Hinton 2002).",
    "A step is one update: the gradient of the mean log-likelihood of a batch, <v h>_data - "
    "<v h>_model, the second mean by Gibbs sampling.",
    "Contrastive divergence starts its chains at the data (Hinton 2002); persistent chains go on "
    "where they were (Tieleman 2008) and need a small rate, many chains, or both.",
    "Learning is at T = 1; T heats fantasies and completions only. While persistent chains learn "
    "at "
    "T = 1 the fantasies are these chains.",
    "The reconstruction error is not a likelihood: it may fall while the likelihood falls too.",
    "The normalising constant Z is exact up to 22 units in the smaller layer; else it comes from "
    "annealed importance sampling from the "
    "machine without weights, with its own error: right in the mean, mostly a little below.",
    "With pictures of a lattice the machine's samples can be held against Kaufman's exact energy.",
    "Summed over P Gaussian hidden units, weights W = ξ/√N_v leave Hebb's couplings J = WWᵀ = "
    "ξξᵀ/N_v, for exp(β(ξ·s)²/2N) = ∫ dz exp(-z²/2 + √(β/N) z ξ·s)/√(2π): a Hopfield network of P "
    "patterns is such a machine. The units here are 0 or 1, so WWᵀ is the picture, not the law.",
    "Same seed, same machine to the last bit, whatever the number of threads and the instruction "
    "set."};

} // namespace core::rbm
