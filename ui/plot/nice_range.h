// SPDX-License-Identifier: GPL-3.0-or-later
// Axis ranges and ticks. All positions are axis coordinates: the value itself on a linear axis, its
// decimal logarithm on a logarithmic one.
#pragma once

#include "ui/plot/series.h"

#include <optional>
#include <vector>

namespace ui {

// The smallest of 1, 2, 5 times a power of ten that cuts `span` into at most `parts` pieces.
double niceStep(double span, int parts);

// `data` widened to multiples of a nice step; a single value gets room on both sides.
Range niceLinearRange(Range data);

// log10 of the data widened to whole decades, at least one.
Range niceLogRange(Range data);

struct Tick
{
    double position = 0.0;
    QString label; // empty: a minor tick, no grid line
};

struct TickSet
{
    std::vector<Tick> ticks;
    int exponent = 0; // labels are to be multiplied by ten to this power
};

// At most `most` labelled ticks inside the range.
TickSet linearTicks(Range range, int most);

// Whole decades (every second, third ... where there are many) with 2 to 9 as minor ticks; inside
// one or two decades 1, 2, 5 are labelled, and inside a fraction of one the ticks are linear in the
// value.
TickSet logTicks(Range range, int most);

// Remembers an axis range so that it changes in steps: it grows when data leave it and shrinks only
// when they need less than 0.6 of it.
class RangeKeeper
{
public:
    Range follow(Range data, bool logarithmic);
    void forget() { kept_.reset(); }

private:
    std::optional<Range> kept_;
    bool logarithmic_ = false;
};

} // namespace ui
