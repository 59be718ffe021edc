// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/param/schema.h"

#include <array>

namespace core::ising {

enum class LatticeChoice : std::uint8_t { square, triangular };
enum class BoundaryChoice : std::uint8_t { periodic, free, plus, plusMinus };
enum class FieldSource : std::uint8_t { none, painted, random, image };
enum class Algorithm : std::uint8_t { metropolis, heatBath, wolff, swendsenWang, kawasaki };
enum class Start : std::uint8_t { random, up, down, stripes };
enum class BlockSize : std::uint8_t { two, three };

struct Params
{
    std::int64_t L = 64;
    LatticeChoice lattice = LatticeChoice::square;
    BoundaryChoice boundary = BoundaryChoice::periodic;
    double T = 2.269185314213022;
    double J = 1;
    double h = 0;
    FieldSource field = FieldSource::none;
    double fieldStrength = 1;
    Algorithm algorithm = Algorithm::metropolis;
    std::int64_t clusters = 0;
    Start start = Start::random;
    BlockSize blockSize = BlockSize::two;
    std::int64_t blockLevels = 2;
};

inline constexpr std::array latticeChoices{
    Choice{"square", "Square", "Four neighbours."},
    Choice{"triangular", "Triangular", "Six neighbours; an antiferromagnet is frustrated."}};
inline constexpr std::array boundaryChoices{
    Choice{"periodic", "Periodic", "A torus: no edge."},
    Choice{"free", "Free", "Edges without neighbours beyond."},
    Choice{"plus", "Plus frame", "A frame of fixed spins up around the lattice."},
    Choice{"plus-minus", "Plus-minus frame",
           "A fixed frame, down around the upper half and up around the lower: a wall between two "
           "phases."}};
inline constexpr std::array fieldChoices{
    Choice{"none", "None", "No field beside the uniform one."},
    Choice{"painted", "Painted", "Drawn with the field pens on the lattice."},
    Choice{"random", "Random ±", "Plus or minus the strength at each site, fixed by the seed."},
    Choice{"image", "Picture", "From a loaded picture: black is minus, white plus the strength."}};
inline constexpr std::array algorithmChoices{
    Choice{"metropolis", "Metropolis",
           "One spin at a time, accepted with min(1, exp(-ΔE/T)). Not ergodic at J = h = 0."},
    Choice{"heat-bath", "Heat bath",
           "One spin at a time, drawn from its neighbours' field (Glauber)."},
    Choice{"wolff", "Wolff clusters",
           "One cluster at a time, always flipped. Valid but slow on a frustrated lattice."},
    Choice{"swendsen-wang", "Swendsen-Wang clusters",
           "The whole lattice in clusters, each flipped with probability 1/2. Valid but slow on a "
           "frustrated "
           "lattice."},
    Choice{"kawasaki", "Kawasaki exchange",
           "Neighbours trade places: the magnetisation is conserved."}};
inline constexpr std::array startChoices{
    Choice{"random", "Random (T = ∞)"}, Choice{"up", "All up"}, Choice{"down", "All down"},
    Choice{"stripes", "Stripes", "The upper half down, the lower half up."}};
inline constexpr std::array blockChoices{
    Choice{"2", "2 × 2", "Ties are settled by a fixed random bit of each block."},
    Choice{"3", "3 × 3", "Never a tie."}};

constexpr std::uint32_t choiceBit(auto choice) { return 1u << static_cast<unsigned>(choice); }

} // namespace core::ising

namespace core {

template <>
struct Schema<ising::Params>
{
    using P = ising::Params;
    static constexpr auto fields = std::tuple{
        Field{
            &P::L,
            ParamSpec{.id = "L",
                      .label = "Size",
                      .symbol = "L",
                      .unit = "spins",
                      .help = "Side of the lattice of N = L² spins. Multiples of 128 are fastest.",
                      .min = 2,
                      .max = 16384,
                      .scale = Scale::logarithmic,
                      .effect = Effect::rebuild}},
        Field{&P::lattice, ParamSpec{.id = "lattice",
                                     .label = "Lattice",
                                     .help = "Which sites are neighbours.",
                                     .effect = Effect::rebuild,
                                     .choices = ising::latticeChoices}},
        Field{&P::boundary, ParamSpec{.id = "boundary",
                                      .label = "Boundary",
                                      .help = "What lies beyond the edge of the lattice.",
                                      .effect = Effect::rebuild,
                                      .choices = ising::boundaryChoices}},
        Field{&P::T,
              ParamSpec{.id = "T",
                        .label = "Temperature",
                        .symbol = "T",
                        .unit = "J/k_B",
                        .help =
                            "Temperature. The infinite square lattice orders below T_c = 2.2692 J.",
                        .min = 0,
                        .max = 20,
                        .step = 0.01}},
        Field{&P::J,
              ParamSpec{.id = "J",
                        .label = "Coupling",
                        .symbol = "J",
                        .help =
                            "Coupling of neighbours: positive they agree, negative they disagree "
                            "(antiferromagnet).",
                        .min = -2,
                        .max = 2,
                        .step = 0.01}},
        Field{&P::h, ParamSpec{.id = "h",
                               .label = "Field",
                               .symbol = "h",
                               .unit = "J",
                               .help = "Uniform magnetic field on every spin.",
                               .min = -5,
                               .max = 5,
                               .step = 0.01}},
        Field{
            &P::field,
            ParamSpec{.id = "field",
                      .label = "Site field",
                      .symbol = "h_i",
                      .help = "Where a field of its own for each site comes from; up to L = 4096.",
                      .choices = ising::fieldChoices}},
        Field{&P::fieldStrength,
              ParamSpec{.id = "field-strength",
                        .label = "Field strength",
                        .unit = "J",
                        .help = "The largest site field; 255 levels between minus and plus this.",
                        .min = 0,
                        .max = 5,
                        .step = 0.01,
                        .whenId = "field",
                        .whenMask = 14}},
        Field{&P::algorithm,
              ParamSpec{.id = "algorithm",
                        .label = "Algorithm",
                        .help =
                            "How the spins move. All lead to the same equilibrium; Kawasaki at the "
                            "magnetisation it starts with.",
                        .choices = ising::algorithmChoices}},
        Field{&P::clusters,
              ParamSpec{
                  .id = "clusters",
                  .label = "Clusters per step",
                  .help = "How many Wolff clusters make a step; 0: about one flip per spin, found "
                          "during the warm-up and then fixed.",
                  .min = 0,
                  .max = 1e6,
                  .step = 1,
                  .scale = Scale::logarithmic,
                  .whenId = "algorithm",
                  .whenMask = ising::choiceBit(ising::Algorithm::wolff)}},
        Field{&P::start, ParamSpec{.id = "start",
                                   .label = "Start from",
                                   .help = "The spins before the first step.",
                                   .effect = Effect::rebuild,
                                   .choices = ising::startChoices}},
        Field{&P::blockSize,
              ParamSpec{.id = "block-size",
                        .label = "Block",
                        .help = "Block-spin view: each block of this size becomes one spin, by "
                                "majority.",
                        .effect = Effect::view,
                        .choices = ising::blockChoices}},
        Field{&P::blockLevels,
              ParamSpec{.id = "block-levels",
                        .label = "Times blocked",
                        .help = "Block-spin view: how often the blocking is repeated.",
                        .min = 0,
                        .max = 8,
                        .step = 1,
                        .effect = Effect::view}}};
};

} // namespace core
