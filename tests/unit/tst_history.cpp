// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/history.h"

#include <QTest>

#include <cmath>

class TestHistory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fewValuesStayAsTheyAre();
    void extremesAndMeansSurviveMerging();
    void itNeverGrowsBeyondItsSlices_data();
    void itNeverGrowsBeyondItsSlices();
    void theOldestGoesOnceTheSpanIsCovered();
    void slowStepsGetShortSlicesAgain();
    void anEarlierStepStartsAfresh();
    void whatIsNotFiniteIsLeftOut();
};

void TestHistory::fewValuesStayAsTheyAre()
{
    core::History history(16);
    for (int i = 0; i < 16; ++i) {
        history.add(i, i * i);
    }
    QCOMPARE(history.slices().size(), std::size_t{16});
    QCOMPARE(history.slices()[5].low, 25.0);
    QCOMPARE(history.slices()[5].high, 25.0);
    QCOMPARE(history.slices()[5].count, std::uint64_t{1});
}

void TestHistory::extremesAndMeansSurviveMerging()
{
    core::History history(32);
    double sum = 0, low = INFINITY, high = -INFINITY;
    int const n = 10000;
    for (int i = 0; i < n; ++i) {
        double const value = std::sin(0.37 * i) + (i == 4321 ? 9 : 0) - (i == 7777 ? 9 : 0);
        history.add(i, value);
        sum += value;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    double sliceSum = 0, sliceLow = INFINITY, sliceHigh = -INFINITY, last = -1;
    std::uint64_t count = 0;
    for (auto const& slice : history.slices()) {
        QVERIFY(slice.from > last);
        last = slice.to;
        sliceSum += slice.sum;
        count += slice.count;
        sliceLow = std::min(sliceLow, slice.low);
        sliceHigh = std::max(sliceHigh, slice.high);
    }
    QCOMPARE(count, std::uint64_t{n});
    QCOMPARE(sliceLow, low);
    QCOMPARE(sliceHigh, high);
    QVERIFY(std::abs(sliceSum - sum) < 1e-9);
}

void TestHistory::itNeverGrowsBeyondItsSlices_data()
{
    QTest::addColumn<int>("stride");
    QTest::newRow("every step") << 1;
    QTest::newRow("every seventh step") << 7;
}

void TestHistory::itNeverGrowsBeyondItsSlices()
{
    QFETCH(int, stride);
    core::History history(512, 20);
    for (int i = 0; i < 200000; ++i) {
        history.add(static_cast<double>(i) * stride, 1, i * 1e-3);
        QVERIFY(history.slices().size() <= 512);
    }
    QVERIFY(history.slices().size() > 200);
}

void TestHistory::theOldestGoesOnceTheSpanIsCovered()
{
    core::History history(64, 10);
    for (int i = 0; i < 100000; ++i) {
        history.add(i, 0, i * 1e-3);
    }
    double const reach = 100 - history.slices().front().seconds;
    QVERIFY2(reach >= 8 && reach <= 25, qPrintable(QString::number(reach)));
    QCOMPARE(history.slices().back().to, 99999.0);
}

void TestHistory::slowStepsGetShortSlicesAgain()
{
    core::History history(64, 10);
    double seconds = 0;
    int step = 0;
    for (; step < 100000; ++step) {
        history.add(step, 0, seconds += 1e-4);
    }
    QVERIFY(history.slices().front().count > 20);
    for (int i = 0; i < 20; ++i) {
        history.add(step++, 1, seconds += 1);
    }
    QCOMPARE(history.slices().back().count, std::uint64_t{1});
}

void TestHistory::anEarlierStepStartsAfresh()
{
    core::History history(64);
    history.add(10, 1);
    history.add(11, 1);
    history.add(0, 5);
    QCOMPARE(history.slices().size(), std::size_t{1});
    QCOMPARE(history.slices()[0].mean(), 5.0);
}

void TestHistory::whatIsNotFiniteIsLeftOut()
{
    core::History history(64);
    history.add(1, NAN);
    history.add(2, INFINITY);
    QVERIFY(history.slices().empty());
}

QTEST_APPLESS_MAIN(TestHistory)
#include "tst_history.moc"
