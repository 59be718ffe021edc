// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace core {

// Averages over a local field u = mean + width z, z a standard Gaussian, of one spin at temperature
// T; k_B = 1. All stay finite and smooth as T -> 0.
struct GaussianAverages
{
    double tanh = 0;         // <tanh(u/T)>, the magnetization
    double tanh2 = 0;        // <tanh^2(u/T)> = 1 - T slope
    double slope = 0;        // <sech^2(u/T)> / T, the derivative of the magnetization by the mean
    double slopeZ = 0;       // <z sech^2(u/T)> / T, that by the width
    double slopeHermite = 0; // <(z^2 - 1) sech^2(u/T)> / T, width times that of the slope by width
};

// width >= 0, T >= 0, one of them above 0. Absolute errors below 1e-14 (times 1/T or 1/width for
// the slopes, whichever is less). About a microsecond.
GaussianAverages gaussianAverages(double mean, double width, double temperature);

// T <ln 2cosh(u/T)>, <|u|> at T = 0.
double gaussianLnCosh(double mean, double width, double temperature);

} // namespace core
