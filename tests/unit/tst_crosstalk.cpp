// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/crosstalk.h"

#include <QtTest>

#include <bit>
#include <cmath>

using core::crosstalkError;
using core::crosstalkErrorExact;

namespace {

constexpr auto sizes = {std::pair{3, 3}, std::pair{4, 3}, std::pair{3, 4},
                        std::pair{5, 3}, std::pair{2, 5}, std::pair{4, 4}};

// One synchronous step of the sign rule from the first pattern, all up, with the first `flipped`
// neurons turned; the other patterns are the bits of `others`. How many neurons end wrong.
int wrongAfterOneStep(int neurons, int patterns, int flipped, unsigned others)
{
    const auto bit = [&](int mu, int i) {
        return mu == 0 ? 1 : (others >> ((mu - 1) * neurons + i) & 1U) != 0 ? 1 : -1;
    };
    int wrong = 0;
    for (int i = 0; i < neurons; ++i) {
        int field = 0;
        for (int j = 0; j < neurons; ++j) {
            for (int mu = 0; j != i && mu < patterns; ++mu) {
                field += bit(mu, i) * bit(mu, j) * (j < flipped ? -1 : 1);
            }
        }
        wrong += field < 0 || (field == 0 && i < flipped) ? 1 : 0;
    }
    return wrong;
}

} // namespace

class TestCrosstalk : public QObject
{
    Q_OBJECT

private slots:
    void theGaussianErrorHasItsKnownLoads();
    void theExactErrorIsTheAverageOverAllPatterns();
    void theExactErrorTendsToTheGaussianOne();
    void largeNetworksKeepTheirDigits();
    void withoutCrosstalkNothingGoesWrong();
    void badNumbersHaveNoError();
};

// Hertz, Krogh & Palmer, table 2.1.
void TestCrosstalk::theGaussianErrorHasItsKnownLoads()
{
    const double table[][2] = {
        {0.105, 0.001}, {0.138, 0.0036}, {0.185, 0.01}, {0.37, 0.05}, {0.61, 0.1}};
    for (const auto& [alpha, error] : table) {
        QVERIFY(std::abs(crosstalkError(alpha) - error) < 0.02 * error);
    }
    QCOMPARE(crosstalkError(0.37, 0), 0.5);
    QVERIFY(crosstalkError(0.37, 0.5) > crosstalkError(0.37, 0.8));
    QCOMPARE(crosstalkError(0.1, -0.3) + crosstalkError(0.1, 0.3), 1.0);
}

void TestCrosstalk::theExactErrorIsTheAverageOverAllPatterns()
{
    for (const auto& [neurons, patterns] : sizes) {
        for (int flipped = 0; flipped <= neurons; ++flipped) {
            const unsigned sets = 1U << (neurons * (patterns - 1));
            double wrong = 0;
            for (unsigned set = 0; set < sets; ++set) {
                wrong += wrongAfterOneStep(neurons, patterns, flipped, set);
            }
            const auto found = crosstalkErrorExact(neurons, patterns, flipped);
            QVERIFY(found);
            QVERIFY2(std::abs(*found - wrong / sets / neurons) < 1e-14,
                     qPrintable(QString("N %1, p %2, %3 flipped: %4 instead of %5")
                                    .arg(neurons)
                                    .arg(patterns)
                                    .arg(flipped)
                                    .arg(*found)
                                    .arg(wrong / sets / neurons)));
        }
    }
}

void TestCrosstalk::theExactErrorTendsToTheGaussianOne()
{
    double last = 1;
    for (const int neurons : {100, 1000, 10000, 65536}) {
        const auto exact = crosstalkErrorExact(neurons, neurons / 4 + 1, neurons / 10);
        const double limit = crosstalkError(0.25, 1 - 2.0 * (neurons / 10) / neurons);
        const double off = std::abs(*exact / limit - 1);
        QVERIFY(off < 5.0 / neurons && off < last);
        last = off;
    }
}

// Central binomial: S < -(N - 1) never at p = 2, and P(S = 0) by its asymptotic series.
void TestCrosstalk::largeNetworksKeepTheirDigits()
{
    QCOMPARE(*crosstalkErrorExact(1000001, 2, 0), 0.0);
    // Half of the neurons but one half flipped: toRight = 0, so that errors need S < 0.
    const std::int64_t neurons = 1000001;
    const double signs = 1e6 * 1e6;
    const double tie = std::sqrt(2 / (M_PI * signs)) * (1 - 1 / (4 * signs));
    const double share = 500000.0 / 1000001.0;
    const double kept = 0.5 - tie / 2; // S <= -2
    const auto found = crosstalkErrorExact(neurons, 1000001, 500000);
    QVERIFY(std::abs(*found - ((1 - share) * (1 - tie) / 2 + share * kept)) < 1e-11);
}

void TestCrosstalk::withoutCrosstalkNothingGoesWrong()
{
    QCOMPARE(crosstalkError(0), 0.0);
    QCOMPARE(crosstalkError(0, -1), 1.0);
    for (const int flipped : {0, 1, 49}) {
        QCOMPARE(*crosstalkErrorExact(100, 1, flipped), 0.0);
    }
    // 50 of 100: right neurons see -1 and turn, flipped ones see +1 and turn.
    QCOMPARE(*crosstalkErrorExact(100, 1, 50), 0.5);
    QCOMPARE(*crosstalkErrorExact(100, 1, 100), 1.0);
    QCOMPARE(*crosstalkErrorExact(1, 7, 0), 0.0);
    QCOMPARE(*crosstalkErrorExact(1, 7, 1), 1.0);
}

void TestCrosstalk::badNumbersHaveNoError()
{
    QVERIFY(!crosstalkErrorExact(0, 1, 0));
    QVERIFY(!crosstalkErrorExact(10, 0, 0));
    QVERIFY(!crosstalkErrorExact(10, 3, 11));
    QVERIFY(!crosstalkErrorExact(10, 3, -1));
    QVERIFY(!crosstalkErrorExact(std::int64_t{1} << 62, std::int64_t{1} << 62, 0));
    QVERIFY(!crosstalkErrorExact((std::int64_t{1} << 20) + 1, (std::int64_t{1} << 20) + 2, 0));
}

QTEST_APPLESS_MAIN(TestCrosstalk)
#include "tst_crosstalk.moc"
