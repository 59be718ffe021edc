// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"

#include <vector>

namespace app {

// The restricted Boltzmann machine as one programs it with a library of matrix products: layers as
// dense matrices of floats, rows being images, every product a call of OpenBLAS on one thread. What
// the fast kernels are measured against.
class ReferenceRbm
{
public:
    ReferenceRbm(int visible, int hidden, int batch);

    // One update by contrastive divergence with one step, plain gradient; images of the batch.
    double learn(const std::vector<float>& images);
    // One step of annealed importance sampling of `batch` chains at beta; chains stepped.
    double anneal(double beta);

private:
    void hiddenFields(const std::vector<float>& visible);
    void visibleFields();
    void draw(const std::vector<float>& probabilities, std::vector<float>& states);

    int visible_, hidden_, batch_;
    core::Rng random_;
    std::vector<float> W_, b_, c_;            // visible x hidden
    std::vector<float> fields_, p0_, p1_, h_; // batch x hidden
    std::vector<float> visibleFields_, v_;    // batch x visible
    std::vector<double> logWeights_;
};

} // namespace app
