// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/worker_pool.h"
#include "core/experiment/run.h"
#include "core/models/models.h"

#include <QtTest>

#include <cmath>

class TestRing : public QObject
{
    Q_OBJECT

private slots:
    void meansAgreeWithTheTransferMatrix_data();
    void meansAgreeWithTheTransferMatrix();
    void theoryIsOfferedForEveryTemperature();
};

void TestRing::meansAgreeWithTheTransferMatrix_data()
{
    QTest::addColumn<double>("J");
    QTest::addColumn<double>("h");
    QTest::addColumn<double>("T");
    QTest::addRow("warm") << 1.0 << 0.0 << 2.0;
    QTest::addRow("cool") << 1.0 << 0.0 << 0.8;
    QTest::addRow("in a field") << 1.0 << 0.3 << 1.0;
    QTest::addRow("against the field") << 0.5 << -0.7 << 1.5;
    QTest::addRow("antiferromagnet") << -1.0 << 0.5 << 1.2;
    QTest::addRow("free spins") << 0.0 << 0.4 << 1.0;
}

void TestRing::meansAgreeWithTheTransferMatrix()
{
    QFETCH(double, J);
    QFETCH(double, h);
    QFETCH(double, T);
    core::RunPlan plan;
    plan.entry = core::findModel("ring");
    plan.params = {{"N", std::int64_t{37}}, {"J", J}, {"h", h}, {"T", T}};
    plan.seed = 5;
    plan.steps = 200000;
    plan.warmup = 2000;
    auto const run = core::runModel(plan, core::soloPool());
    QVERIFY2(run, run ? "" : run.reason().c_str());
    auto const observables = plan.entry->card->observables;
    int compared = 0;
    for (std::size_t i = 0; i < observables.size(); ++i) {
        auto const* exact = core::bestPrediction(run->predictions, observables[i].id);
        if (!exact) {
            continue;
        }
        auto const& found = run->estimates[i];
        QVERIFY2(
            std::abs(found.mean - exact->value) <= 5 * found.error,
            qPrintable(QString("%1: %2 +- %3, exact %4")
                           .arg(QString::fromUtf8(observables[i].id.data(),
                                                  static_cast<qsizetype>(observables[i].id.size())))
                           .arg(found.mean)
                           .arg(found.error)
                           .arg(exact->value)));
        ++compared;
    }
    QCOMPARE(compared, h == 0 ? 5 : 6);
}

void TestRing::theoryIsOfferedForEveryTemperature()
{
    auto const* const entry = core::findModel("ring");
    for (double const t : {0.0, 0.01, 0.5, 20.0}) {
        auto const predictions = entry->theory({{"N", std::int64_t{4096}}, {"T", t}});
        QVERIFY(core::bestPrediction(predictions, "energy"));
        QCOMPARE(core::bestPrediction(predictions, "specific-heat") != nullptr, t > 0);
        QVERIFY(!core::bestPrediction(predictions, "magnetization"));
    }
}

QTEST_APPLESS_MAIN(TestRing)
#include "tst_ring.moc"
