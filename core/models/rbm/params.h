// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/param/schema.h"

#include <array>

namespace core::rbm {

enum class DataChoice : std::uint8_t { barsAndStripes, digits, idx, ising, images, drawn };
enum class MethodChoice : std::uint8_t { cd, pcd };
enum class GradientChoice : std::uint8_t { plain, centred };
enum class BiasChoice : std::uint8_t { zero, data };
enum class BinariseChoice : std::uint8_t { threshold, stochastic };

struct Params
{
    DataChoice data = DataChoice::barsAndStripes;
    std::int64_t side = 3;
    std::int64_t pictureSide = 28;
    std::string file;
    std::string labels;
    std::string folder;
    std::int64_t L = 8;
    double dataT = 2.27;
    BinariseChoice binarise = BinariseChoice::threshold;
    std::int64_t hidden = 16;
    double init = 0.01;
    BiasChoice biasInit = BiasChoice::zero;
    bool learning = true;
    MethodChoice method = MethodChoice::pcd;
    std::int64_t k = 1;
    std::int64_t chains = 100;
    GradientChoice gradient = GradientChoice::plain;
    double learningRate = 0.05;
    double decay = 0;
    double momentum = 0.5;
    double weightDecay = 1e-4;
    std::int64_t batch = 100;
    std::int64_t epochs = 0;
    double T = 1;
    std::int64_t every = 600;
    std::int64_t aisRuns = 32;
    std::int64_t aisTemperatures = 3000;
};

inline constexpr std::array dataChoices{
    Choice{"bars-and-stripes", "Bars and stripes",
           "Every picture whose columns or whose rows are all of one colour."},
    Choice{"digits", "Digits", "Ten digits written by the program: 60 000 and 10 000 to test."},
    Choice{"idx", "IDX file", "Pictures in the format of MNIST, plain or gzip."},
    Choice{"ising", "Ising lattice", "Snapshots of the lattice in equilibrium."},
    Choice{"images", "Folder of images", "The PNG and PGM pictures of a folder."},
    Choice{"drawn", "My drawings", "The pictures that were stored from the drawing pad."}};
inline constexpr std::array methodChoices{
    Choice{"cd", "Contrastive divergence", "Chains that start at the data and run k steps."},
    Choice{"pcd", "Persistent chains", "Chains that go on where the last update left them."}};
inline constexpr std::array gradientChoices{
    Choice{"plain", "Plain"}, Choice{"centred", "Centred",
                                     "Units count from their mean: the same for a picture and its "
                                     "negative."}};
inline constexpr std::array biasChoices{
    Choice{"zero", "Zero"}, Choice{"data", "Data", "Log-odds of each pixel in the data."}};
inline constexpr std::array binariseChoices{
    Choice{"threshold", "Threshold", "Above half grey is on."},
    Choice{"stochastic", "Stochastic", "On with the probability of its grey, anew each epoch."}};

// Bits of DataChoice, for parameters that mean something with some data only.
constexpr std::uint32_t only(DataChoice choice) { return 1u << static_cast<unsigned>(choice); }

} // namespace core::rbm

namespace core {

template <>
struct Schema<rbm::Params>
{
    using P = rbm::Params;
    static constexpr auto fields = std::tuple{
        Field{&P::data, ParamSpec{.id = "data",
                                  .label = "Data",
                                  .help = "What the machine is to learn.",
                                  .effect = Effect::rebuild,
                                  .choices = rbm::dataChoices}},
        Field{&P::side, ParamSpec{.id = "side",
                                  .label = "Side",
                                  .help = "Side of the bars and stripes.",
                                  .min = 2,
                                  .max = 6,
                                  .step = 1,
                                  .effect = Effect::rebuild,
                                  .whenId = "data",
                                  .whenMask = rbm::only(rbm::DataChoice::barsAndStripes)}},
        Field{&P::pictureSide,
              ParamSpec{.id = "picture-side",
                        .label = "Picture side",
                        .help = "Pictures of a folder and drawings are scaled to so many pixels.",
                        .min = 2,
                        .max = 64,
                        .step = 1,
                        .effect = Effect::rebuild,
                        .whenId = "data",
                        .whenMask = rbm::only(rbm::DataChoice::images) |
                                    rbm::only(rbm::DataChoice::drawn)}},
        Field{&P::file, ParamSpec{.id = "file",
                                  .label = "Images",
                                  .help = "An IDX file of pictures, as MNIST has them, plain or "
                                          "gzip.",
                                  .effect = Effect::rebuild,
                                  .whenId = "data",
                                  .whenMask = rbm::only(rbm::DataChoice::idx),
                                  .path = PathKind::file}},
        Field{&P::labels, ParamSpec{.id = "labels",
                                    .label = "Labels",
                                    .help = "The IDX file of their labels; may be empty.",
                                    .effect = Effect::rebuild,
                                    .whenId = "data",
                                    .whenMask = rbm::only(rbm::DataChoice::idx),
                                    .path = PathKind::file}},
        Field{&P::folder, ParamSpec{.id = "folder",
                                    .label = "Folder",
                                    .help = "A folder of PNG or PGM pictures.",
                                    .effect = Effect::rebuild,
                                    .whenId = "data",
                                    .whenMask = rbm::only(rbm::DataChoice::images),
                                    .path = PathKind::folder}},
        Field{&P::L,
              ParamSpec{.id = "L",
                        .label = "Lattice side",
                        .symbol = "L",
                        .help = "Side of the Ising lattice: 10 000 pictures up to 16, fewer of "
                                "larger ones.",
                        .min = 2,
                        .max = 64,
                        .step = 1,
                        .effect = Effect::rebuild,
                        .whenId = "data",
                        .whenMask = rbm::only(rbm::DataChoice::ising)}},
        Field{&P::dataT, ParamSpec{.id = "data-T",
                                   .label = "Lattice temperature",
                                   .symbol = "T_data",
                                   .help = "Temperature at which the lattice was in equilibrium.",
                                   .min = 0.5,
                                   .max = 20,
                                   .step = 0.01,
                                   .effect = Effect::rebuild,
                                   .whenId = "data",
                                   .whenMask = rbm::only(rbm::DataChoice::ising)}},
        Field{&P::binarise, ParamSpec{.id = "binarise",
                                      .label = "Grey",
                                      .help = "How grey pixels become on or off.",
                                      .choices = rbm::binariseChoices,
                                      .whenId = "data",
                                      .whenMask = rbm::only(rbm::DataChoice::digits) |
                                                  rbm::only(rbm::DataChoice::idx) |
                                                  rbm::only(rbm::DataChoice::images)}},
        Field{&P::hidden, ParamSpec{.id = "hidden",
                                    .label = "Hidden units",
                                    .symbol = "N_h",
                                    .help = "How many features the machine can have.",
                                    .min = 1,
                                    .max = 4096,
                                    .step = 1,
                                    .scale = Scale::logarithmic,
                                    .effect = Effect::rebuild}},
        Field{&P::init, ParamSpec{.id = "init",
                                  .label = "Initial weights",
                                  .symbol = "σ_0",
                                  .help = "Standard deviation of the first, random weights.",
                                  .max = 1,
                                  .effect = Effect::rebuild}},
        Field{&P::biasInit, ParamSpec{.id = "bias-init",
                                      .label = "Initial biases",
                                      .help = "What the visible biases begin with.",
                                      .effect = Effect::rebuild,
                                      .choices = rbm::biasChoices}},
        Field{&P::learning, ParamSpec{.id = "learning",
                                      .label = "Learning",
                                      .help = "Off: a step lets the fantasies dream and changes "
                                              "no weight."}},
        Field{&P::method, ParamSpec{.id = "method",
                                    .label = "Method",
                                    .help = "Where the chains of the negative phase start.",
                                    .choices = rbm::methodChoices}},
        Field{&P::k, ParamSpec{.id = "k",
                               .label = "Gibbs steps",
                               .symbol = "k",
                               .help = "Gibbs steps of each chain in one update.",
                               .min = 1,
                               .max = 1000,
                               .step = 1,
                               .scale = Scale::logarithmic}},
        Field{&P::chains, ParamSpec{.id = "chains",
                                    .label = "Chains",
                                    .help = "How many persistent chains.",
                                    .min = 1,
                                    .max = 4096,
                                    .step = 1,
                                    .scale = Scale::logarithmic,
                                    .whenId = "method",
                                    .whenMask = 1u << 1}},
        Field{&P::gradient, ParamSpec{.id = "gradient",
                                      .label = "Gradient",
                                      .help = "Of the plain parameters, or of those that count "
                                              "from the mean activity.",
                                      .choices = rbm::gradientChoices}},
        Field{&P::learningRate, ParamSpec{.id = "learning-rate",
                                          .label = "Learning rate",
                                          .symbol = "η",
                                          .help = "Step of the first update.",
                                          .min = 0,
                                          .max = 1,
                                          .step = 0.01}},
        Field{&P::decay, ParamSpec{.id = "decay",
                                   .label = "Rate decay",
                                   .help = "The rate after t updates is rate/(1 + decay·t).",
                                   .min = 0,
                                   .max = 1,
                                   .step = 1e-4}},
        Field{&P::momentum, ParamSpec{.id = "momentum",
                                      .label = "Momentum",
                                      .help = "Share of the last step that is made again.",
                                      .min = 0,
                                      .max = 0.99,
                                      .step = 0.05}},
        Field{&P::weightDecay, ParamSpec{.id = "weight-decay",
                                         .label = "Weight decay",
                                         .symbol = "λ",
                                         .help = "Pulls the weights to 0: large weights cost.",
                                         .min = 0,
                                         .max = 1,
                                         .step = 1e-4}},
        Field{&P::batch, ParamSpec{.id = "batch",
                                   .label = "Batch",
                                   .help = "Pictures in one update; the whole set when it is "
                                           "smaller.",
                                   .min = 1,
                                   .max = 4096,
                                   .step = 1,
                                   .scale = Scale::logarithmic}},
        Field{&P::epochs,
              ParamSpec{.id = "epochs",
                        .label = "Learn for",
                        .unit = "epochs",
                        .help = "Then learning ends by itself, and the machine dreams on; 0: "
                                "without end. Switched on again, it learns for as many more; a "
                                "larger number lets it go on too.",
                        .min = 0,
                        .max = 1e6,
                        .step = 1}},
        Field{&P::T, ParamSpec{.id = "T",
                               .label = "Temperature",
                               .symbol = "T",
                               .help = "Of fantasies and completions: they freeze below 1 and "
                                       "melt above. Learning is at 1.",
                               .min = 0,
                               .max = 10,
                               .step = 0.05}},
        Field{&P::every, ParamSpec{.id = "likelihood-every",
                                   .label = "Likelihood every",
                                   .unit = "updates",
                                   .help = "Pace of the expensive quantities: they are computed "
                                           "beside the training and stand for the machine at "
                                           "multiples of this; 0: only at the end of a run.",
                                   .min = 0,
                                   .max = 1e6,
                                   .step = 100,
                                   .effect = Effect::view}},
        Field{&P::aisRuns, ParamSpec{.id = "ais-runs",
                                     .label = "AIS runs",
                                     .help = "Independent chains of annealed importance sampling.",
                                     .min = 2,
                                     .max = 10000,
                                     .step = 10,
                                     .scale = Scale::logarithmic,
                                     .effect = Effect::view}},
        Field{&P::aisTemperatures,
              ParamSpec{.id = "ais-temperatures",
                        .label = "AIS temperatures",
                        .help = "Steps from the machine without weights to this one.",
                        .min = 10,
                        .max = 1e5,
                        .step = 100,
                        .scale = Scale::logarithmic,
                        .effect = Effect::view}}};
};

} // namespace core
