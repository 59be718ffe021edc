// SPDX-License-Identifier: GPL-3.0-or-later
// The last values of training describe the machine: they stay while it stays.
#include "core/engine/measurements.h"
#include "core/models/models.h"

#include <QTest>

using namespace core;

namespace {

std::unique_ptr<AnyModel> machine()
{
    auto made = findModel("rbm")->make({{"data", std::int64_t{0}},
                                        {"hidden", std::int64_t{4}},
                                        {"likelihood-every", std::int64_t{10}}},
                                       1);
    return std::move(*made);
}

struct Bench
{
    std::unique_ptr<AnyModel> model = machine();
    Measurements measurements{*model};
    std::vector<double> sample = std::vector<double>(sampledCount(model->card()));

    void go(int steps)
    {
        for (int i = 0; i < steps; ++i) {
            while (!model->advance(StopCheck(), soloPool())) {}
            model->measure(sample);
            measurements.add(sample);
        }
    }
    void set(const ParamMap& values)
    {
        measurements.leave(*model);
        QVERIFY(model->set(values).outcome);
        measurements.moveTo(*model);
    }
    double last(std::string_view id) const
    {
        Report report;
        measurements.report(*model, report);
        return report.estimates[static_cast<std::size_t>(observableIndex(model->card(), id))].last;
    }
};

} // namespace

class TestTrainingValues : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theyStayWhenTheTransientEnds();
    void theyGoAlongWithTheMachine();
    void theyAreForgottenWithIt();
    void aDocumentKeepsThem();
};

// 64 samples of a transient; the last evaluation before must not be lost with them.
void TestTrainingValues::theyStayWhenTheTransientEnds()
{
    Bench bench;
    for (int step = 1; step <= 200; ++step) {
        bench.go(1);
        QVERIFY2(step < 30 || std::isfinite(bench.last("log-likelihood")),
                 qPrintable(QString::number(step)));
    }
}

void TestTrainingValues::theyGoAlongWithTheMachine()
{
    Bench bench;
    bench.go(200);
    double const likelihood = bench.last("log-likelihood");
    double const before = bench.last("ln-Z");
    QVERIFY(std::isfinite(likelihood) && std::isfinite(before));
    bench.set({{"learning", false}});
    QCOMPARE(bench.last("log-likelihood"), likelihood);
    bench.go(100);
    QCOMPARE(bench.last("log-likelihood"), likelihood);
    bench.set({{"T", 2.0}});
    bench.go(100);
    QCOMPARE(bench.last("ln-Z"), before);
    // Where it learnt before it learns again: the newest values, not those of that time.
    bench.set({{"T", 1.0}, {"learning", true}, {"learning-rate", 0.1}});
    bench.go(200);
    double const later = bench.last("log-likelihood");
    QVERIFY(later != likelihood);
    bench.set({{"T", 1.0}, {"learning", false}, {"learning-rate", 0.05}});
    QCOMPARE(bench.last("log-likelihood"), later);
}

void TestTrainingValues::theyAreForgottenWithIt()
{
    Bench bench;
    bench.go(200);
    bench.measurements.leave(*bench.model);
    QVERIFY(bench.model->restart(2));
    bench.measurements.forgetTraining();
    bench.measurements.moveTo(*bench.model);
    QVERIFY(std::isnan(bench.last("log-likelihood")));
    QVERIFY(std::isnan(bench.last("reconstruction-error")));
    bench.go(30);
    QVERIFY(std::isfinite(bench.last("log-likelihood")));
    bench.measurements.clear(false);
    QVERIFY(std::isnan(bench.last("log-likelihood")));
}

void TestTrainingValues::aDocumentKeepsThem()
{
    Bench bench;
    bench.go(200);
    double const likelihood = bench.last("log-likelihood");
    bench.set({{"learning", false}});
    Archive archive;
    bench.measurements.save(archive, *bench.model);
    Measurements other(*bench.model);
    QVERIFY(other.load(archive, *bench.model));
    Report report;
    other.report(*bench.model, report);
    auto const at =
        static_cast<std::size_t>(observableIndex(bench.model->card(), "log-likelihood"));
    QCOMPARE(report.estimates[at].last, likelihood);
}

QTEST_APPLESS_MAIN(TestTrainingValues)
#include "tst_training_values.moc"
