// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as a person reads them. Always a decimal point, U+2212 for minus and a narrow no-break
// space (U+202F) between thousands, whatever the locale: a figure read aloud in class, a file and
// the command line then show the same digits. Nothing here is meant to be parsed back.
#pragma once

#include <QString>

namespace ui {

enum class ErrorStyle { plusMinus, parentheses };

// `value` with at most `significant` digits, trailing zeros dropped: 2.3, −0.00042, 1.2·10⁷ ("—"
// for NaN, "∞").
QString numberText(double value, int significant = 6);

// `value` with exactly `decimals` digits behind the point.
QString fixedText(double value, int decimals);

// A mean rounded to the two leading digits of its error: "−1.35820 ± 0.00042", or "−1.35820(42)".
// Very large and small ones share one power of ten: "(1.2346 ± 0.0012)·10⁷". An error of zero shows
// as "± 0", one that is not known (negative or not finite) as "± ?".
QString estimateText(double mean, double error, ErrorStyle style = ErrorStyle::plusMinus);

// 12480 as "12 480"; four digits stay together.
QString countText(qint64 count);

// Events per second in the unit of time that leaves 1 to 999: rateText(3.8e10, "flips") is "38
// flips/ns".
QString rateText(double perSecond, const QString& events);

// Seconds as "340 µs", "2.4 ms", "12 s", "3 min 20 s", "2 h 05 min".
QString durationText(double seconds);

// 10 to the power n as people write it: 0.01 to 1000 plain, then "10⁻³", "10⁴".
QString powerOfTenText(int exponent);
QString superscript(int number);

} // namespace ui
