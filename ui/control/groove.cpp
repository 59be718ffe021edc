// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/control/groove.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double kneeAt = 0.75; // of the groove
constexpr double decades = 4;   // below the top, of a logarithmic range that begins at 0
constexpr double logarithmicStep = 0.02;

// The largest of 1, 2, 5 times a power of ten that is not above x.
double niceBelow(double x)
{
    double const power = std::pow(10, std::floor(std::log10(x)));
    double const digits = x / power;
    return (digits >= 5 ? 5 : digits >= 2 ? 2 : 1) * power;
}

double roundedTo(double value, double step) { return std::round(value / step) * step; }

// Removes what the multiplication in roundedTo left behind the last digit of a step.
double cleaned(double value)
{
    if (value == 0) {
        return 0;
    }
    double const power = std::pow(10, 12 - std::ceil(std::log10(std::abs(value))));
    double const clean = std::round(value * power) / power;
    return std::isfinite(clean) ? clean : value;
}

} // namespace

Groove::Groove(const core::ParamSpec& spec, std::optional<double> mark)
    : min_(spec.min), max_(spec.max),
      step_(spec.step > 0 ? spec.step : niceBelow((spec.max - spec.min) / 200)),
      logarithmic_(spec.scale == core::Scale::logarithmic && spec.max > 0 && spec.min >= 0)
{
    low_ = min_ > 0 ? min_ : max_ * std::pow(10, -decades);
    double const range = max_ - min_;
    if (!logarithmic_ && mark && min_ >= 0 && *mark > min_ && *mark < min_ + 0.3 * range) {
        knee_ = min_ + std::max(2 * (*mark - min_), 0.1 * range);
    }
}

double Groove::positionOf(double value) const
{
    double const v = std::clamp(value, min_, max_);
    if (logarithmic_) {
        return v <= low_ ? 0 : std::log(v / low_) / std::log(max_ / low_);
    }
    if (knee_ > 0 && v > knee_) {
        return kneeAt + (1 - kneeAt) * std::log(v / knee_) / std::log(max_ / knee_);
    }
    return knee_ > 0 ? kneeAt * (v - min_) / (knee_ - min_) : (v - min_) / (max_ - min_);
}

double Groove::valueAt(double position) const
{
    double const p = std::clamp(position, 0.0, 1.0);
    if (logarithmic_) {
        return p <= 0 ? min_ : low_ * std::pow(max_ / low_, p);
    }
    if (knee_ > 0 && p > kneeAt) {
        return knee_ * std::pow(max_ / knee_, (p - kneeAt) / (1 - kneeAt));
    }
    return knee_ > 0 ? min_ + (knee_ - min_) * p / kneeAt : min_ + (max_ - min_) * p;
}

double Groove::roundValueAt(double position) const
{
    double const value = valueAt(position);
    double const step = logarithmic_ && value > 0 ? niceBelow(value * logarithmicStep) : step_;
    return std::clamp(cleaned(roundedTo(value, step)), min_, max_);
}

double Groove::stepped(double value, double steps) const
{
    if (!logarithmic_) {
        return std::clamp(cleaned(value + steps * step_), min_, max_);
    }
    double const from = std::max(value, low_);
    double const to = from * std::pow(1 + logarithmicStep, steps);
    return to <= low_ ? min_ : std::clamp(cleaned(roundedTo(to, niceBelow(to / 1000))), min_, max_);
}

} // namespace ui
