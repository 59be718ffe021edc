// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace app {

// The Hopfield network as one programs it who knows that couplings need not be stored: Hebb's rule
// by overlaps of 16 bits and patterns of a byte a neuron, T = 0, in one random order for all
// sweeps. What the fast kernels are measured against.
class ReferenceHopfield
{
public:
    // `patterns`: P x N numbers +1 and -1; N, P < 32768.
    ReferenceHopfield(const std::vector<std::int8_t>& patterns, int neurons);

    void load(const std::vector<std::int8_t>& spins);
    // Sweeps until one changes nothing; the number of attempts.
    double recall();
    // All N x N couplings, times N, from the patterns as bits; their number.
    double train();

private:
    bool sweep();

    int neurons_, patterns_, words_;
    std::vector<std::int8_t> spins_, byNeuron_;
    std::vector<std::int16_t> overlaps_, couplings_;
    std::vector<std::uint64_t> bits_; // by neuron
    std::vector<int> order_;
};

} // namespace app
