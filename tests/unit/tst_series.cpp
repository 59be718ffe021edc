// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/stats/series.h"

#include <QtTest/QTest>

#include <cmath>

using namespace core;

namespace {

double gaussian(Rng& random)
{
    double const u = 1 - random.uniform();
    return std::sqrt(-2 * std::log(u)) * std::cos(6.283185307179586 * random.uniform());
}

// x' = phi x + noise, unit variance: tau = (1 + phi)/(2 (1 - phi)).
Series autoregressive(double phi, int samples, std::uint64_t seed)
{
    Rng random(seed);
    Series series(2);
    double x = gaussian(random);
    for (int i = 0; i < samples; ++i) {
        series.add(std::array{x, x * x});
        x = phi * x + std::sqrt(1 - phi * phi) * gaussian(random);
    }
    return series;
}

void variance(std::span<const double> means, std::span<double> out)
{
    out[0] = means[1] - means[0] * means[0];
}

} // namespace

class TestSeries : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void independentSamplesHaveTauOneHalf()
    {
        Estimate const e = autoregressive(0, 100000, 3).estimate(0);
        QVERIFY2(std::fabs(e.tau - 0.5) < 0.15, qPrintable(QString::number(e.tau)));
        QVERIFY(std::fabs(e.error * std::sqrt(100000.0) - 1) < 0.15);
        QVERIFY(e.trusted);
    }

    void tauOfAnAutoregressiveSeriesIsFound()
    {
        double const exact = 1.9 / (2 * 0.1);
        Estimate const e = autoregressive(0.9, 400000, 4).estimate(0);
        QVERIFY2(std::fabs(e.tau / exact - 1) < 0.25, qPrintable(QString::number(e.tau)));
    }

    // Neither too small nor too large: over 200 seeds, 1 to 10 % beyond two errors (4.6 % if
    // Gaussian), also for a derived quantity.
    void errorBarsAreCalibrated()
    {
        int beyond = 0, derivedBeyond = 0;
        for (std::uint64_t seed = 0; seed < 200; ++seed) {
            Series const series = autoregressive(0.8, 20000, 1000 + seed);
            Estimate const e = series.estimate(0);
            beyond += std::fabs(e.mean) > 2 * e.error ? 1 : 0;
            Estimate const d = series.derived(1, variance)[0];
            derivedBeyond += std::fabs(d.mean - 1) > 2 * d.error ? 1 : 0;
        }
        QVERIFY2(beyond >= 2 && beyond <= 20, qPrintable(QString::number(beyond)));
        QVERIFY2(derivedBeyond >= 2 && derivedBeyond <= 20,
                 qPrintable(QString::number(derivedBeyond)));
    }

    void aDriftIsNotTrusted()
    {
        Series series(1);
        Rng random(5);
        for (int i = 0; i < 10000; ++i) {
            series.add(std::array{i * 1e-3 + gaussian(random)});
        }
        QVERIFY(!series.estimate(0).trusted);
    }

    void aShortSeriesIsNotTrusted() { QVERIFY(!autoregressive(0, 20, 6).estimate(0).trusted); }

    void anAbsentObservableStaysAbsent()
    {
        Series series(2);
        for (int i = 0; i < 1000; ++i) {
            series.add(std::array{double(i % 2), notANumber});
        }
        QCOMPARE(series.estimate(1).count, std::uint64_t{0});
        QVERIFY(std::isnan(series.estimate(1).mean));
        QCOMPARE(series.estimate(0).mean, 0.5);
    }

    void savedAndLoadedItContinuesBitForBit()
    {
        Series whole = autoregressive(0.5, 777, 8);
        Archive archive;
        whole.save(archive, "x");
        Series loaded(2);
        QVERIFY(loaded.load(archive, "x"));
        for (int i = 0; i < 5000; ++i) {
            auto const sample = std::array{std::sin(i), std::cos(i)};
            whole.add(sample);
            loaded.add(sample);
        }
        QCOMPARE(loaded.estimate(0).mean, whole.estimate(0).mean);
        QCOMPARE(loaded.estimate(1).error, whole.estimate(1).error);
        QCOMPARE(loaded.derived(1, variance)[0].error, whole.derived(1, variance)[0].error);
    }

    void aForeignArchiveIsRefused()
    {
        Series series(2), wider(3);
        Archive archive;
        wider.save(archive, "x");
        QVERIFY(!series.load(archive, "x"));
        QVERIFY(!series.load(archive, "y"));
    }
};

QTEST_APPLESS_MAIN(TestSeries)
#include "tst_series.moc"
