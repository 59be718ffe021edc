// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/nice_range.h"

#include "ui/text/number_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {

namespace {

constexpr int partsOfARange = 10;
constexpr double keptShare = 0.6;

Range opened(Range data)
{
    const double size = std::max(std::abs(data.low), std::abs(data.high));
    if (data.span() > 1e-12 * size && data.span() > 0.0)
        return data;
    const double room = size > 0.0 ? 0.1 * size : 1.0;
    return {data.low - room, data.high + room};
}

int decimalsOf(double step)
{
    return std::clamp(-static_cast<int>(std::floor(std::log10(step) + 1e-9)), 0, 12);
}

// Thousands, millions ... are taken out of the labels once five digits do not hold them.
int sharedExponent(Range range)
{
    const double largest = std::max(std::abs(range.low), std::abs(range.high));
    if (largest == 0.0 || (largest < 99999.5 && largest >= 1e-3))
        return 0;
    return static_cast<int>(3 * std::floor(std::log10(largest) / 3.0));
}

TickSet minorDecades(Range range)
{
    TickSet set;
    for (int decade = static_cast<int>(std::floor(range.low)); decade <= std::floor(range.high);
         ++decade)
        for (int digit = 2; digit <= 9; ++digit)
            if (const double position = decade + std::log10(digit); range.contains(position))
                set.ticks.push_back({position, QString()});
    return set;
}

TickSet oneTwoFive(Range range)
{
    TickSet set = minorDecades(range);
    const double slack = 1e-9;
    const auto label = [&](int decade, int digit) {
        const double position = decade + std::log10(digit);
        if (position < range.low - slack || position > range.high + slack)
            return;
        std::erase_if(set.ticks,
                      [&](const Tick& t) { return std::abs(t.position - position) < slack; });
        set.ticks.push_back({position, numberText(digit * std::pow(10.0, decade), 3)});
    };
    for (int decade = static_cast<int>(std::floor(range.low)); decade <= std::ceil(range.high);
         ++decade)
        for (const int digit : {1, 2, 5})
            label(decade, digit);
    return set;
}

// The ticks that a linear axis would have, put where a logarithmic one shows them.
TickSet withinOneDecade(Range range, int most)
{
    const Range values = {std::pow(10.0, range.low), std::pow(10.0, range.high)};
    TickSet set = linearTicks(values, most);
    std::erase_if(set.ticks, [](const Tick& t) { return t.position <= 0.0; });
    for (Tick& tick : set.ticks)
        tick.position = std::log10(tick.position);
    return set;
}

} // namespace

double niceStep(double span, int parts)
{
    const double raw = span / std::max(parts, 1);
    if (!(raw > 0.0) || !std::isfinite(raw))
        return 1.0;
    const double decade = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double digit : {1.0, 2.0, 5.0})
        if (digit * decade >= raw * (1.0 - 1e-9))
            return digit * decade;
    return 10.0 * decade;
}

Range niceLinearRange(Range data)
{
    const Range room = opened(data);
    const double step = niceStep(room.span(), partsOfARange);
    // 46 steps of 0.05 are a little more than 2.3: what was measured at 2.3 must not fall outside.
    return {std::min(std::floor(room.low / step + 1e-9) * step, room.low),
            std::max(std::ceil(room.high / step - 1e-9) * step, room.high)};
}

Range niceLogRange(Range data)
{
    const double low = std::floor(data.low + 1e-9);
    const double high = std::max(std::ceil(data.high - 1e-9), low + 1.0);
    return {std::min(low, data.low), std::max(high, data.high)};
}

TickSet linearTicks(Range range, int most)
{
    TickSet set;
    set.exponent = sharedExponent(range);
    const double unit = std::pow(10.0, set.exponent);
    // An awkward range may hold a single multiple of the step, and one label says nothing of the
    // scale.
    for (int parts = std::max(most - 1, 1); set.ticks.size() < 2 && parts < most + 4; ++parts) {
        const double step = niceStep(range.span(), parts);
        const int decimals = decimalsOf(step / unit);
        const double first = std::ceil(range.low / step - 1e-6);
        const double last = std::floor(range.high / step + 1e-6);
        set.ticks.clear();
        for (double k = first; k <= last && set.ticks.size() < 100; k += 1.0)
            set.ticks.push_back({k * step, fixedText(k * step / unit, decimals)});
    }
    return set;
}

TickSet logTicks(Range range, int most)
{
    const double decades = range.span();
    if (decades < 0.7)
        return withinOneDecade(range, most);
    const int first = static_cast<int>(std::ceil(range.low - 1e-9));
    const int last = static_cast<int>(std::floor(range.high + 1e-9));
    if (last - first < 1 || (decades < 2.01 && most >= 3 * decades))
        return oneTwoFive(range);
    const int gaps = std::max(most - 1, 1);
    const int stride = std::max(1, (last - first + gaps - 1) / gaps);
    TickSet set = stride == 1 ? minorDecades(range) : TickSet();
    for (int decade = first; decade <= last; decade += std::min(stride, last - first))
        set.ticks.push_back({static_cast<double>(decade), powerOfTenText(decade)});
    return set;
}

Range RangeKeeper::follow(Range data, bool logarithmic)
{
    const Range wanted = logarithmic ? niceLogRange(data) : niceLinearRange(data);
    const bool inside = kept_ && kept_->contains(data.low) && kept_->contains(data.high);
    if (!inside || logarithmic != logarithmic_ || wanted.span() < keptShare * kept_->span())
        kept_ = wanted;
    logarithmic_ = logarithmic;
    return *kept_;
}

} // namespace ui
