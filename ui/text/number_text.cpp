// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/number_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {

namespace {

constexpr QChar minusSign(0x2212);
constexpr QChar narrowSpace(0x202f);
const QString plusMinus = QStringLiteral(" \u00b1 ");
const QString timesTen = QStringLiteral("\u00b710");

QString withMinus(QString digits)
{
    const bool isZero =
        std::none_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'1' && c <= u'9'; });
    if (isZero)
        digits.remove(u'-');
    digits.replace(u'-', minusSign);
    return digits;
}

QString notFinite(double value)
{
    if (std::isnan(value))
        return QStringLiteral("\u2014");
    return value > 0 ? QStringLiteral("\u221e") : QStringLiteral("\u2212\u221e");
}

int exponentOf(double value) { return static_cast<int>(std::floor(std::log10(std::abs(value)))); }

// Decimals that show two digits of `error`; one more decade when rounding lifts 0.0996 to 0.10.
int decimalsFor(double error)
{
    const int decimals = 1 - exponentOf(error);
    const double unit = std::pow(10.0, -decimals);
    return std::round(error / unit) >= 100.0 ? decimals - 1 : decimals;
}

QString groupThousands(const QString& digits)
{
    if (digits.size() < 5)
        return digits;
    QString grouped;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0)
            grouped += narrowSpace;
        grouped += digits[i];
    }
    return grouped;
}

QString grouped(const QString& digits)
{
    const qsizetype first = digits.startsWith(minusSign) ? 1 : 0;
    qsizetype point = digits.indexOf(u'.');
    if (point < 0)
        point = digits.size();
    return digits.left(first) + groupThousands(digits.mid(first, point - first)) +
           digits.mid(point);
}

// Both numbers already in the same unit and of a size that reads well without an exponent.
QString plainEstimate(double mean, double error, ErrorStyle style)
{
    const int decimals = decimalsFor(error);
    const double unit = std::pow(10.0, -decimals);
    const int shown = std::max(decimals, 0);
    const double meanRounded = decimals < 0 ? std::round(mean / unit) * unit : mean;
    const double errorRounded = decimals < 0 ? std::round(error / unit) * unit : error;
    const QString meanDigits = fixedText(meanRounded, shown);
    if (style == ErrorStyle::plusMinus)
        return meanDigits + plusMinus + fixedText(errorRounded, shown);
    const bool lastPlaces = decimals >= 0 && error < 1.0;
    const QString inParentheses =
        lastPlaces ? QString::number(std::llround(error / unit)) : fixedText(errorRounded, shown);
    return meanDigits + u'(' + inParentheses + u')';
}

} // namespace

QString superscript(int number)
{
    static constexpr std::array<char16_t, 10> digits = {0x2070, 0x00b9, 0x00b2, 0x00b3, 0x2074,
                                                        0x2075, 0x2076, 0x2077, 0x2078, 0x2079};
    QString raised;
    for (const QChar c : QString::number(number))
        raised +=
            c == u'-' ? QChar(0x207b) : QChar(digits[static_cast<std::size_t>(c.digitValue())]);
    return raised;
}

QString powerOfTenText(int exponent)
{
    if (exponent >= -2 && exponent <= 3)
        return QString::number(std::pow(10.0, exponent), 'g', 4);
    return QStringLiteral("10") + superscript(exponent);
}

QString fixedText(double value, int decimals)
{
    if (!std::isfinite(value))
        return notFinite(value);
    return grouped(withMinus(QString::number(value, 'f', std::clamp(decimals, 0, 17))));
}

QString numberText(double value, int significant)
{
    if (!std::isfinite(value))
        return notFinite(value);
    if (value == 0.0)
        return QStringLiteral("0");
    const int digits = std::clamp(significant, 1, 17);
    const QString scientific = QString::number(value, 'e', digits - 1);
    const qsizetype e = scientific.indexOf(u'e');
    const int exponent = scientific.mid(e + 1).toInt();
    const auto trimmed = [](QString s) {
        if (s.contains(u'.')) {
            while (s.endsWith(u'0'))
                s.chop(1);
            if (s.endsWith(u'.'))
                s.chop(1);
        }
        return s;
    };
    if (exponent >= -4 && exponent < std::max(digits, 6))
        return grouped(
            withMinus(trimmed(QString::number(value, 'f', std::max(0, digits - 1 - exponent)))));
    return withMinus(trimmed(scientific.left(e))) + timesTen + superscript(exponent);
}

QString estimateText(double mean, double error, ErrorStyle style)
{
    if (!std::isfinite(mean))
        return notFinite(mean);
    if (!std::isfinite(error) || error < 0.0)
        return numberText(mean, 4) +
               (style == ErrorStyle::plusMinus ? plusMinus + u'?' : QStringLiteral("(?)"));
    if (error == 0.0)
        return numberText(mean, 6) +
               (style == ErrorStyle::plusMinus ? plusMinus + u'0' : QStringLiteral("(0)"));
    const double largest = std::max(std::abs(mean), error);
    const int exponent = exponentOf(largest);
    if (exponent < 6 && exponent >= -4)
        return plainEstimate(mean, error, style);
    const double unit = std::pow(10.0, exponent);
    const QString scaled = plainEstimate(mean / unit, error / unit, style);
    const QString body = style == ErrorStyle::plusMinus ? u'(' + scaled + u')' : scaled;
    return body + timesTen + superscript(exponent);
}

QString countText(qint64 count) { return grouped(withMinus(QString::number(count))); }

QString rateText(double perSecond, const QString& events)
{
    struct Unit
    {
        double perSecond;
        QString name;
    };
    const std::array<Unit, 4> units = {
        Unit{1e9, QStringLiteral("ns")}, Unit{1e6, QStringLiteral("\u00b5s")},
        Unit{1e3, QStringLiteral("ms")}, Unit{1.0, QStringLiteral("s")}};
    const auto fits = [&](const Unit& u) { return std::abs(perSecond) >= 0.9995 * u.perSecond; };
    auto unit = std::find_if(units.begin(), units.end(), fits);
    if (unit == units.end())
        unit = units.end() - 1;
    const double value = perSecond / unit->perSecond;
    return (std::abs(value) >= 100.0 ? fixedText(value, 0) : numberText(value, 2)) + u' ' + events +
           u'/' + unit->name;
}

QString durationText(double seconds)
{
    if (!std::isfinite(seconds))
        return notFinite(seconds);
    const double s = std::max(seconds, 0.0);
    const auto rounded = [](double v) { return v >= 99.5 ? fixedText(v, 0) : numberText(v, 2); };
    if (s < 0.9995e-3)
        return QCoreApplication::translate("ui::NumberText", "%1 \u00b5s").arg(rounded(s * 1e6));
    if (s < 0.9995)
        return QCoreApplication::translate("ui::NumberText", "%1 ms").arg(rounded(s * 1e3));
    if (s < 59.5)
        return QCoreApplication::translate("ui::NumberText", "%1 s").arg(rounded(s));
    const auto whole = std::llround(s);
    if (whole < 3600)
        return QCoreApplication::translate("ui::NumberText", "%1 min %2 s")
            .arg(whole / 60)
            .arg(whole % 60, 2, 10, QChar(u'0'));
    return QCoreApplication::translate("ui::NumberText", "%1 h %2 min")
        .arg(countText(whole / 3600))
        .arg(whole % 3600 / 60, 2, 10, QChar(u'0'));
}

} // namespace ui
