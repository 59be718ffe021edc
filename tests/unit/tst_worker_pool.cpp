// SPDX-License-Identifier: GPL-3.0-or-later
// The pool itself, and every sampler that shares a step among its workers. The thread sanitizer
// watches this file too (packaging/test).
#include "core/base/worker_pool.h"
#include "core/models/models.h"
#include "core/param/param_text.h"

#include <QTest>

#include <algorithm>
#include <vector>

using namespace core;

namespace {

std::string hashAfter(int steps, const std::string& settings, WorkerPool& pool)
{
    const ModelEntry* const ising = findModel("ising");
    auto made = ising->make(*parseSettings(ising->specs(), settings), 7);
    AnyModel& model = **made;
    for (int i = 0; i < steps; ++i) {
        while (!model.advance({}, pool)) {}
    }
    return model.hash();
}

} // namespace

class TestWorkerPool : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyTaskRunsOnce_data()
    {
        QTest::addColumn<int>("workers");
        for (int workers = 1; workers <= 4; ++workers) {
            QTest::addRow("%d", workers) << workers;
        }
    }
    void everyTaskRunsOnce()
    {
        QFETCH(int, workers);
        WorkerPool pool(workers);
        QCOMPARE(pool.workers(), workers);
        for (int const count : {0, 1, 2, 3, 17, 1000, 5}) {
            std::vector<int> runs(static_cast<std::size_t>(count), 0); // plain: a race would show
            pool.run(count, [&](int task) { ++runs[static_cast<std::size_t>(task)]; });
            QCOMPARE(std::count(runs.begin(), runs.end(), 1), count);
        }
    }

    void whatOneRunWroteTheNextRunReads()
    {
        WorkerPool pool(3);
        std::vector<int> values(64, 0);
        for (int round = 0; round < 200; ++round) {
            std::vector<int> const before = values;
            pool.run(64, [&](int task) {
                auto const i = static_cast<std::size_t>(task);
                values[i] = before[(i + 1) % 64] + 1;
            });
        }
        QVERIFY(std::all_of(values.begin(), values.end(), [](int v) { return v == 200; }));
    }

    void aPoolWithoutWorkEndsAtOnce()
    {
        for (int i = 0; i < 50; ++i) {
            WorkerPool pool(4);
            QCOMPARE(pool.workers(), 4);
        }
    }

    void aSharedStepIsTheSameStep_data()
    {
        QTest::addColumn<QString>("settings");
        QTest::newRow("packed") << "L=256 T=2.3";
        QTest::newRow("packed heat bath") << "L=256 T=2.3 algorithm=heat-bath";
        QTest::newRow("triangular") << "L=64 T=3 lattice=triangular";
        QTest::newRow("odd") << "L=33 T=2.3";
        QTest::newRow("swendsen-wang") << "L=64 T=2.3 algorithm=swendsen-wang";
        QTest::newRow("wolff") << "L=64 T=2.3 algorithm=wolff clusters=4";
        QTest::newRow("kawasaki") << "L=64 T=2.3 algorithm=kawasaki";
    }
    void aSharedStepIsTheSameStep()
    {
        QFETCH(QString, settings);
        std::string const alone = hashAfter(3, settings.toStdString(), soloPool());
        for (int workers = 2; workers <= 4; ++workers) {
            WorkerPool pool(workers);
            QCOMPARE(hashAfter(3, settings.toStdString(), pool), alone);
        }
    }
};

QTEST_APPLESS_MAIN(TestWorkerPool)
#include "tst_worker_pool.moc"
