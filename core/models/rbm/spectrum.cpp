// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/rbm/spectrum.h"

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>

namespace core::rbm {

std::vector<double> singularValues(const Machine& machine, std::size_t most)
{
    using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    auto const weights = machine.weights();
    Eigen::Map<const Matrix> const W(weights.data(), machine.visible(), machine.hidden());
    Eigen::MatrixXf const squares = machine.visible() <= machine.hidden()
                                        ? Eigen::MatrixXf(W * W.transpose())
                                        : Eigen::MatrixXf(W.transpose() * W);
    Eigen::SelfAdjointEigenSolver<Eigen::MatrixXf> const solver(squares, Eigen::EigenvaluesOnly);
    std::vector<double> values;
    for (Eigen::Index i = squares.rows() - 1; i >= 0 && values.size() < most; --i) {
        values.push_back(std::sqrt(std::max(0.0, static_cast<double>(solver.eigenvalues()[i]))));
    }
    return values;
}

double noiseEdge(double deviation, int n, int m)
{
    return deviation * (std::sqrt(n) + std::sqrt(m));
}

// A sum for each lane of a panel, so that a vector holds them; the padding is 0.
double rootMeanSquare(const Machine& machine)
{
    double sum = 0;
    for (int p = 0; p < machine.hiddenPanels(); ++p) {
        std::array<float, 16> lanes{};
        const float* const panel = machine.panel(p);
        for (int i = 0; i < machine.visible(); ++i) {
            for (std::size_t l = 0; l < 16; ++l) {
                float const w = panel[16 * static_cast<std::size_t>(i) + l];
                lanes[l] += w * w;
            }
        }
        for (float const lane : lanes) {
            sum += static_cast<double>(lane);
        }
    }
    return std::sqrt(sum / (static_cast<double>(machine.visible()) * machine.hidden()));
}

void density(std::span<const float> values, double low, double high, int bins,
             std::vector<CurvePoint>& out)
{
    out.clear();
    if (values.empty() || !(high > low)) {
        return;
    }
    double const width = (high - low) / bins;
    std::vector<int> counts(static_cast<std::size_t>(bins), 0);
    for (float const value : values) {
        double const place = (static_cast<double>(value) - low) / width;
        ++counts[static_cast<std::size_t>(std::clamp(place, 0.0, bins - 1.0))];
    }
    for (int b = 0; b < bins; ++b) {
        double const share =
            counts[static_cast<std::size_t>(b)] / static_cast<double>(values.size());
        out.push_back({low + (b + 0.5) * width, share / width});
    }
}

} // namespace core::rbm
