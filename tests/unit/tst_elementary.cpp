// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/elementary.h"
#include "core/base/rng.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace core;

namespace {

// Distance in units of the last place of the exact value, taken from long double arithmetic.
double ulps(double value, long double exact)
{
    int exponent = 0;
    std::frexp(static_cast<double>(exact), &exponent);
    long double const unit = std::ldexp(1.0L, std::max(exponent - 53, -1074));
    return static_cast<double>(std::fabs((static_cast<long double>(value) - exact) / unit));
}

} // namespace

class TestElementary : public QObject
{
    Q_OBJECT

private slots:
    void functionsAreRightToTheLastPlace()
    {
        Rng rng(1);
        double worstExp = 0, worstMinus = 0, worstLog = 0, worstNear = 0;
        for (int k = 0; k < 400000; ++k) {
            double const range = k % 2 ? 700 : 2;
            double const x = (2 * rng.uniform() - 1) * range;
            long double const wide = x;
            worstExp = std::max(worstExp, ulps(exponential(x), std::exp(wide)));
            worstMinus = std::max(worstMinus, ulps(exponentialMinusOne(x), std::expm1(wide)));
            double const y = exponential(x);
            worstLog =
                std::max(worstLog, ulps(logarithm(y), std::log(static_cast<long double>(y))));
            double const z = 1 + 0.2 * (rng.uniform() - 0.5);
            worstNear =
                std::max(worstNear, ulps(logarithm(z), std::log(static_cast<long double>(z))));
        }
        QVERIFY2(worstExp < 0.7, qPrintable(QString::number(worstExp)));
        QVERIFY2(worstMinus < 1.5, qPrintable(QString::number(worstMinus)));
        QVERIFY2(worstLog < 1, qPrintable(QString::number(worstLog)));
        QVERIFY2(worstNear < 2, qPrintable(QString::number(worstNear)));
    }

    void endsOfTheRangeAreKept()
    {
        double const infinity = std::numeric_limits<double>::infinity();
        QCOMPARE(exponential(0), 1.0);
        QCOMPARE(exponential(-infinity), 0.0);
        QCOMPARE(exponential(infinity), infinity);
        QCOMPARE(exponential(-746), 0.0);
        QCOMPARE(exponential(710), infinity);
        QVERIFY(std::isnan(exponential(std::nan(""))));
        QVERIFY(exponential(-745) > 0);
        QVERIFY(std::fabs(exponential(-740) / std::exp(-740.0) - 1) <
                1e-2); // subnormal: few digits
        QVERIFY(std::isfinite(exponential(709.7)));
        QCOMPARE(exponentialMinusOne(-1e-20), -1e-20);
        QCOMPARE(exponentialMinusOne(-800), -1.0);
        QCOMPARE(logarithm(1), 0.0);
        QCOMPARE(logarithm(0), -infinity);
        QCOMPARE(logarithm(infinity), infinity);
        QVERIFY(std::isnan(logarithm(-1)));
        QVERIFY(ulps(logarithm(5e-324), std::log(static_cast<long double>(5e-324))) < 1);
    }

    void turnsAreRightAndSymmetric()
    {
        double worst = 0;
        for (int const n : {1, 2, 3, 4, 7, 100, 512, 16384}) {
            for (int k = 0; k < n; ++k) {
                long double const angle = 2 * 3.14159265358979323846264338327950288L * k / n;
                auto const [cosine, sine] = turn(k, n);
                worst = std::max({worst, std::fabs(static_cast<double>(cosine - std::cos(angle))),
                                  std::fabs(static_cast<double>(sine - std::sin(angle)))});
                if (k > 0) {
                    QCOMPARE(turn(n - k, n).cosine, cosine);
                    QCOMPARE(turn(n - k, n).sine, -sine);
                }
            }
        }
        QVERIFY2(worst < 2.3e-16, qPrintable(QString::number(worst)));
        QCOMPARE(turn(128, 512).cosine, 0.0);
        QCOMPARE(turn(128, 512).sine, 1.0);
    }

    void bitsAreFixed()
    {
        // Known answers: these must never change, or trajectories do.
        QCOMPARE(exponential(-4 / 2.269185), 0x1.5f6193e1d3868p-3);
        QCOMPARE(exponential(1), 0x1.5bf0a8b145769p+1);
        QCOMPARE(logarithm(10), 0x1.26bb1bbb55516p+1);
    }
};

QTEST_APPLESS_MAIN(TestElementary)
#include "tst_elementary.moc"
