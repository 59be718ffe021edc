// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/param/spec.h"

#include <optional>

namespace ui {

// Where a value lies along a slider, 0 to 1, and back. Linear or logarithmic as the parameter says;
// a linear range whose mark lies near its lower end (T_c in 0 to 20) gives most of the groove to
// twice the mark and squeezes what is beyond logarithmically, so that a hand can drag through it.
class Groove
{
public:
    explicit Groove(const core::ParamSpec& spec, std::optional<double> mark = std::nullopt);

    double positionOf(double value) const;
    double valueAt(double position) const;
    // The value at a position, rounded to what a person would write there.
    double roundValueAt(double position) const;
    // The value a number of small steps away; steps are equal along a linear groove and equal
    // factors along a logarithmic one.
    double stepped(double value, double steps) const;
    double step() const { return step_; }

private:
    double min_ = 0, max_ = 1, step_ = 0.01;
    double low_ = 0;  // logarithmic: where the logarithm begins
    double knee_ = 0; // linear up to here, logarithmic beyond; 0: linear all along
    bool logarithmic_ = false;
};

} // namespace ui
