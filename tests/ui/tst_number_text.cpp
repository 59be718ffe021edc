// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/number_text.h"

#include <QLocale>
#include <QTest>

#include <cmath>
#include <limits>

using namespace ui;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double inf = std::numeric_limits<double>::infinity();

} // namespace

class TestNumberText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEstimateShowsTwoDigitsOfItsError_data();
    void anEstimateShowsTwoDigitsOfItsError();
    void parenthesesHoldTheLastPlaces_data();
    void parenthesesHoldTheLastPlaces();
    void numbersDropZerosAtTheEnd_data();
    void numbersDropZerosAtTheEnd();
    void thousandsAreSetApart();
    void ratesChooseTheirUnit_data();
    void ratesChooseTheirUnit();
    void durationsReadNaturally_data();
    void durationsReadNaturally();
    void powersOfTenAreRaised();
    void theLocaleChangesNothing();
};

void TestNumberText::anEstimateShowsTwoDigitsOfItsError_data()
{
    QTest::addColumn<double>("mean");
    QTest::addColumn<double>("error");
    QTest::addColumn<QString>("text");
    QTest::newRow("energy") << -1.358204 << 0.000419 << "\u22121.35820 \u00b1 0.00042";
    QTest::newRow("magnetisation") << 0.4182 << 0.0111 << "0.418 \u00b1 0.011";
    QTest::newRow("susceptibility") << 31.23 << 1.42 << "31.2 \u00b1 1.4";
    QTest::newRow("rounding lifts the error") << 0.5 << 0.0996 << "0.50 \u00b1 0.10";
    QTest::newRow("error in tens") << 1234.0 << 56.0 << "1234 \u00b1 56";
    QTest::newRow("error in hundreds") << 12345.0 << 678.0 << "12\u202f350 \u00b1 680";
    QTest::newRow("zero within the error") << -0.00001 << 0.013 << "0.000 \u00b1 0.013";
    QTest::newRow("large") << 12345678.0 << 12345.0 << "(1.2346 \u00b1 0.0012)\u00b710\u2077";
    QTest::newRow("small") << 0.0000042 << 0.0000003 << "(4.20 \u00b1 0.30)\u00b710\u207b\u2076";
    QTest::newRow("exact") << -2.0 << 0.0 << "\u22122 \u00b1 0";
    QTest::newRow("error not known") << 0.41823 << notANumber << "0.4182 \u00b1 ?";
    QTest::newRow("error not finite") << 0.41823 << inf << "0.4182 \u00b1 ?";
    QTest::newRow("error negative") << 0.41823 << -1.0 << "0.4182 \u00b1 ?";
    QTest::newRow("nothing measured") << notANumber << 0.1 << "\u2014";
}

void TestNumberText::anEstimateShowsTwoDigitsOfItsError()
{
    QFETCH(double, mean);
    QFETCH(double, error);
    QTEST(estimateText(mean, error), "text");
}

void TestNumberText::parenthesesHoldTheLastPlaces_data()
{
    QTest::addColumn<double>("mean");
    QTest::addColumn<double>("error");
    QTest::addColumn<QString>("text");
    QTest::newRow("small error") << -1.358204 << 0.000419 << "\u22121.35820(42)";
    QTest::newRow("error above one") << 31.23 << 1.42 << "31.2(1.4)";
    QTest::newRow("large") << 12345678.0 << 12345.0 << "1.2346(12)\u00b710\u2077";
    QTest::newRow("not known") << 0.41823 << notANumber << "0.4182(?)";
}

void TestNumberText::parenthesesHoldTheLastPlaces()
{
    QFETCH(double, mean);
    QFETCH(double, error);
    QTEST(estimateText(mean, error, ErrorStyle::parentheses), "text");
}

void TestNumberText::numbersDropZerosAtTheEnd_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << 2.3 << "2.3";
    QTest::newRow("binary noise") << 1.9900000000000002 << "1.99";
    QTest::newRow("negative") << -0.00042 << "\u22120.00042";
    QTest::newRow("negative zero") << -0.0 << "0";
    QTest::newRow("whole") << 123456.0 << "123\u202f456";
    QTest::newRow("huge") << 1.2e7 << "1.2\u00b710\u2077";
    QTest::newRow("tiny") << -3e-9 << "\u22123\u00b710\u207b\u2079";
    QTest::newRow("not a number") << notANumber << "\u2014";
    QTest::newRow("infinite") << -inf << "\u2212\u221e";
}

void TestNumberText::numbersDropZerosAtTheEnd()
{
    QFETCH(double, value);
    QTEST(numberText(value), "text");
}

void TestNumberText::thousandsAreSetApart()
{
    QCOMPARE(countText(0), QStringLiteral("0"));
    QCOMPARE(countText(9999), QStringLiteral("9999"));
    QCOMPARE(countText(12480), QStringLiteral("12\u202f480"));
    QCOMPARE(countText(-1234567), QStringLiteral("\u22121\u202f234\u202f567"));
    QCOMPARE(fixedText(-1234567.891, 2), QStringLiteral("\u22121\u202f234\u202f567.89"));
}

void TestNumberText::ratesChooseTheirUnit_data()
{
    QTest::addColumn<double>("perSecond");
    QTest::addColumn<QString>("text");
    QTest::newRow("packed") << 3.8e10 << "38 flips/ns";
    QTest::newRow("plain") << 2.46e8 << "246 flips/\u00b5s";
    QTest::newRow("just below a unit") << 9.996e8 << "1 flips/ns";
    QTest::newRow("slow") << 12500.0 << "13 flips/ms";
    QTest::newRow("very slow") << 0.5 << "0.5 flips/s";
    QTest::newRow("nothing") << 0.0 << "0 flips/s";
}

void TestNumberText::ratesChooseTheirUnit()
{
    QFETCH(double, perSecond);
    QTEST(rateText(perSecond, QStringLiteral("flips")), "text");
}

void TestNumberText::durationsReadNaturally_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("microseconds") << 340e-6 << "340 \u00b5s";
    QTest::newRow("milliseconds") << 2.4e-3 << "2.4 ms";
    QTest::newRow("seconds") << 12.2 << "12 s";
    QTest::newRow("almost a minute") << 59.7 << "1 min 00 s";
    QTest::newRow("minutes") << 200.0 << "3 min 20 s";
    QTest::newRow("hours") << 7500.0 << "2 h 05 min";
}

void TestNumberText::durationsReadNaturally()
{
    QFETCH(double, seconds);
    QTEST(durationText(seconds), "text");
}

void TestNumberText::powersOfTenAreRaised()
{
    QCOMPARE(powerOfTenText(-2), QStringLiteral("0.01"));
    QCOMPARE(powerOfTenText(3), QStringLiteral("1000"));
    QCOMPARE(powerOfTenText(-13), QStringLiteral("10\u207b\u00b9\u00b3"));
    QCOMPARE(superscript(420), QStringLiteral("\u2074\u00b2\u2070"));
}

void TestNumberText::theLocaleChangesNothing()
{
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    const QString german = numberText(1234567.5, 9) + estimateText(0.5, 0.01) + countText(1234567);
    QLocale::setDefault(QLocale(QLocale::Arabic, QLocale::Egypt));
    const QString arabic = numberText(1234567.5, 9) + estimateText(0.5, 0.01) + countText(1234567);
    QLocale::setDefault(before);
    const QString plain = numberText(1234567.5, 9) + estimateText(0.5, 0.01) + countText(1234567);
    QCOMPARE(german, plain);
    QCOMPARE(arabic, plain);
    QVERIFY(plain.startsWith(QStringLiteral("1\u202f234\u202f567.5")));
}

QTEST_APPLESS_MAIN(TestNumberText)
#include "tst_number_text.moc"
